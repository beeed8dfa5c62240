// File names compared as Windows compares them: without regard to case.
#pragma once

#include <string_view>

namespace coppice::vhdx {

/// True if the two UTF-8 names differ at most in case. Simple one-to-one case pairs of the Latin, Greek and
/// Cyrillic blocks are known, as far as NTFS pairs them; other characters, and names that are not UTF-8,
/// match only themselves.
bool sameNameIgnoringCase(std::string_view a, std::string_view b);

} // namespace coppice::vhdx
