// Case pairs by range: locale-independent, unlike towlower(), and small, unlike a Unicode library.
#include "vhdx/name_match.h"

#include "core/byte_codec.h"
#include "core/utf16.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coppice::vhdx {
namespace {

/// Upper-case letters first, first + step, … last; the lower-case one is `delta` above.
struct CaseRange {
    std::uint16_t first;
    std::uint16_t last;
    std::uint16_t step;
    std::uint16_t delta;
};

constexpr std::array caseRanges{
    CaseRange{0x0041, 0x005a, 1, 32}, // A-Z
    CaseRange{0x00c0, 0x00d6, 1, 32}, // Latin-1, around the multiplication sign
    CaseRange{0x00d8, 0x00de, 1, 32},
    CaseRange{0x0100, 0x012e, 2, 1}, // Latin Extended-A alternates upper and lower
    CaseRange{0x0132, 0x0136, 2, 1},
    CaseRange{0x0139, 0x0147, 2, 1},
    CaseRange{0x014a, 0x0176, 2, 1},
    CaseRange{0x0179, 0x017d, 2, 1},
    CaseRange{0x0388, 0x038a, 1, 37}, // Greek
    CaseRange{0x0391, 0x03a1, 1, 32},
    CaseRange{0x03a3, 0x03ab, 1, 32},
    CaseRange{0x0400, 0x040f, 1, 80}, // Cyrillic
    CaseRange{0x0410, 0x042f, 1, 32},
    CaseRange{0x0460, 0x0480, 2, 1},
    CaseRange{0x048a, 0x04be, 2, 1},
};

std::uint16_t lowerCase(std::uint16_t unit) {
    for (const CaseRange& range : caseRanges) {
        if (unit >= range.first && unit <= range.last && (unit - range.first) % range.step == 0) {
            return static_cast<std::uint16_t>(unit + range.delta);
        }
    }
    return unit;
}

} // namespace

bool sameNameIgnoringCase(std::string_view a, std::string_view b) {
    if (a == b) {
        return true;
    }
    const auto unitsA = utf16LeFromUtf8(a);
    const auto unitsB = utf16LeFromUtf8(b);
    if (!unitsA || !unitsB || unitsA->size() != unitsB->size()) {
        return false;
    }
    for (std::size_t i = 0; i < unitsA->size(); i += sizeof(std::uint16_t)) {
        if (lowerCase(loadLe<std::uint16_t>(*unitsA, i)) != lowerCase(loadLe<std::uint16_t>(*unitsB, i))) {
            return false;
        }
    }
    return true;
}

} // namespace coppice::vhdx
