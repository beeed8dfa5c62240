// Ids that must come out the same every time: derived from a text instead of drawn.
#pragma once

#include "core/guid.h"

#include <string_view>

namespace coppice {

/// A GUID (version 8: custom) that depends on `text` alone. Two texts give two ids but for a chance of 2^-61;
/// it is no protection against somebody who looks for a collision.
Guid guidFromName(std::string_view text);

} // namespace coppice
