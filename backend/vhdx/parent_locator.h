// The parent locator item (MS-VHDX 2.6.2.6) as bytes; the type itself is in image.h.
#pragma once

#include "core/byte_codec.h"
#include "vhdx/image.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

/// ParentLocatorInvalid: cut off, strings outside the item, malformed UTF-16, a key twice. VhdxUnsupported:
/// another locator type. What the values mean is not looked at.
Result<ParentLocator> parseParentLocator(ByteView bytes, const std::string& path);

/// ParentLocatorInvalid if a key or value is empty, malformed UTF-8, or too long for its 16-bit length.
Result<std::vector<std::byte>> serialiseParentLocator(const ParentLocator& locator, const std::string& path);

} // namespace coppice::vhdx
