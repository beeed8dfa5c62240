// The sector bitmap bits of one block (MS-VHDX 2.4).
#include "vhdx/sector_bitmap.h"

#include <algorithm>
#include <array>
#include <bit>

namespace coppice::vhdx {

namespace {

constexpr std::uint64_t wordBits = 64;
constexpr std::uint64_t wordBytes = 8;
constexpr std::size_t chunkBytes = 512;

/// The bits [first, first + count) of a word.
std::uint64_t wordMask(std::uint64_t first, std::uint64_t count) {
    const std::uint64_t ones = count == wordBits ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    return ones << first;
}

} // namespace

Result<SectorBitmap::Run> SectorBitmap::runAt(std::uint64_t sector, std::uint64_t endSector) {
    // Blocks have 256 sectors or more, so their bits are whole words.
    std::array<std::byte, chunkBytes> chunk{};
    std::uint64_t chunkFirst = m_sectors; // of the loaded chunk: none
    Run run{.firstSector = sector, .sectors = 0, .isPresent = false};
    bool isFirst = true;
    for (std::uint64_t at = sector; at < endSector;) {
        const std::uint64_t chunkBits = chunkBytes * bitsPerByte;
        if (roundDown(at, chunkBits) != chunkFirst) {
            chunkFirst = roundDown(at, chunkBits);
            const std::uint64_t bits = std::min(chunkBits, m_sectors - chunkFirst);
            COPPICE_CHECK(m_pages.read(m_offsetBytes + chunkFirst / bitsPerByte,
                                       ByteSpan(chunk).first(static_cast<std::size_t>(bits / bitsPerByte))));
        }
        std::uint64_t word = loadLe<std::uint64_t>(
                                 chunk, static_cast<std::size_t>((at - chunkFirst) / wordBits * wordBytes)) >>
                             (at % wordBits);
        if (isFirst) {
            run.isPresent = (word & 1) != 0;
            isFirst = false;
        }
        if (!run.isPresent) {
            word = ~word;
        }
        const std::uint64_t left = wordBits - at % wordBits;
        const std::uint64_t same =
            std::min<std::uint64_t>(left, static_cast<std::uint64_t>(std::countr_one(word)));
        at += same;
        if (same < left) {
            run.sectors = std::min(at, endSector) - sector;
            return run;
        }
    }
    run.sectors = endSector - sector;
    return run;
}

Result<bool> SectorBitmap::isFull(std::uint64_t sectors) {
    COPPICE_TRY(const Run run, runAt(0, sectors));
    return run.isPresent && run.sectors == sectors;
}

Result<void> SectorBitmap::fill(std::uint64_t firstSector, std::uint64_t sectors, bool isPresent) {
    const std::uint64_t end = firstSector + sectors;
    for (std::uint64_t at = firstSector; at < end;) {
        const std::uint64_t count = std::min(end - at, wordBits - at % wordBits);
        const std::uint64_t place = m_offsetBytes + at / wordBits * wordBytes;
        COPPICE_TRY(const std::uint64_t word, m_pages.readU64(place));
        const std::uint64_t mask = wordMask(at % wordBits, count);
        COPPICE_CHECK(m_pages.writeU64(place, isPresent ? word | mask : word & ~mask));
        at += count;
    }
    return {};
}

} // namespace coppice::vhdx
