// The sector bitmaps of a differencing disk: which sectors of a partially present block are its own
// (MS-VHDX 2.4).
#pragma once

#include "vhdx/bat_layout.h"
#include "vhdx/table_pages.h"

namespace coppice::vhdx {

/// The bits of one payload block, least significant first. Sector numbers are relative to the block.
class SectorBitmap {
public:
    /// `bitmapBlockOffset`: where the sector bitmap block of the block's chunk lies.
    SectorBitmap(TablePages& pages, const BatLayout& layout, std::uint64_t block,
                 std::uint64_t bitmapBlockOffset)
        : m_pages(pages)
        , m_offsetBytes(bitmapBlockOffset +
                        block % layout.chunkRatio() * (layout.sectorsPerBlock() / bitsPerByte))
        , m_sectors(layout.sectorsPerBlock()) {}

    struct Run {
        std::uint64_t firstSector = 0;
        std::uint64_t sectors = 0;
        bool isPresent = false;
    };
    /// The run of equal bits that starts at `sector`, cut off at `endSector`.
    Result<Run> runAt(std::uint64_t sector, std::uint64_t endSector);
    /// Whether the first `sectors` bits are all set.
    Result<bool> isFull(std::uint64_t sectors);

    Result<void> set(std::uint64_t firstSector, std::uint64_t sectors) {
        return fill(firstSector, sectors, true);
    }
    Result<void> clear(std::uint64_t firstSector, std::uint64_t sectors) {
        return fill(firstSector, sectors, false);
    }
    Result<void> clearAll() { return clear(0, m_sectors); }

private:
    static constexpr std::uint64_t bitsPerByte = 8;

    Result<void> fill(std::uint64_t firstSector, std::uint64_t sectors, bool isPresent);

    TablePages& m_pages;
    std::uint64_t m_offsetBytes; ///< of the block's first bit
    std::uint64_t m_sectors;
};

} // namespace coppice::vhdx
