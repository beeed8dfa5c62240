// UTF-16LE, as VHDX keeps creator and parent locator strings, to and from UTF-8.
#pragma once

#include "core/byte_codec.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coppice {

/// nullopt for an odd length or an unpaired surrogate. No terminator is expected or added.
std::optional<std::string> utf8FromUtf16Le(ByteView bytes);
/// nullopt for malformed UTF-8.
std::optional<std::vector<std::byte>> utf16LeFromUtf8(std::string_view text);

} // namespace coppice
