// Which MiB of a file are spoken for.
#pragma once

#include "vhdx/layout.h"

#include <bitset>
#include <cstdint>
#include <unordered_map>

namespace coppice::vhdx {

/// Sparse: memory grows with the space claimed (a bit a MiB), not with the size of the file.
class SpaceMap {
public:
    /// Claims whole MiB. True if any of it was claimed before; it is claimed all the same.
    bool claim(const FileRange& range) {
        bool wasClaimed = false;
        const std::uint64_t end = divideUp(range.endBytes(), layout::alignmentBytes);
        for (std::uint64_t unit = range.offsetBytes / layout::alignmentBytes; unit < end; ++unit) {
            auto bit = m_pages[unit / unitsPerPage][unit % unitsPerPage];
            wasClaimed = wasClaimed || bit;
            bit = true;
        }
        return wasClaimed;
    }

private:
    static constexpr std::size_t unitsPerPage = 4096;
    std::unordered_map<std::uint64_t, std::bitset<unitsPerPage>> m_pages;
};

} // namespace coppice::vhdx
