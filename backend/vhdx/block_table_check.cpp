// See block_table_check.h.
#include "vhdx/block_table_check.h"

#include "vhdx/bat_entry.h"

#include <algorithm>
#include <fmt/format.h>

namespace coppice::vhdx {
namespace {

constexpr std::uint64_t piecesBytes = 1 * MiB;
constexpr std::uint64_t stateMask = 0x7;
constexpr std::uint64_t offsetMask = ~(layout::alignmentBytes - 1);

bool isPresent(PayloadBlockState state) {
    return state == PayloadBlockState::FullyPresent || state == PayloadBlockState::PartiallyPresent;
}

} // namespace

Result<void> BlockTableCheck::run() {
    COPPICE_TRY(m_fileSizeBytes, m_file.sizeBytes());
    const std::uint64_t needed = m_layout.tableBytes(m_isDifferencing);
    if (needed > m_region.lengthBytes) {
        m_findings.damage(ErrorCode::BatCorrupt,
                          fmt::format("The block table needs {} bytes, but its region has only {}.", needed,
                                      m_region.lengthBytes),
                          m_region.offsetBytes);
    }
    m_chunkHasBitmap.resize(m_layout.chunkCount());
    m_chunkNeedsBitmap.resize(m_layout.chunkCount());

    COPPICE_CHECK(visitEntries([this](std::uint64_t entry, std::uint64_t raw) { checkEntry(entry, raw); }));
    for (std::uint64_t chunk = 0; chunk < m_layout.chunkCount(); ++chunk) {
        if (m_chunkNeedsBitmap[chunk] && !m_chunkHasBitmap[chunk]) {
            m_findings.damage(
                ErrorCode::BatCorrupt,
                fmt::format("Chunk {} has partially present blocks, but no sector bitmap block.", chunk),
                placeOf(m_layout.bitmapEntry(chunk)));
        }
    }
    return {};
}

/// Calls visit(entry, raw) for every entry of the region that is not zero, in order; holes are skipped.
template <class Visit>
Result<void> BlockTableCheck::visitEntries(Visit visit) {
    std::vector<std::byte> piece(piecesBytes);
    const std::uint64_t end = std::min(m_region.endBytes(), m_fileSizeBytes);
    std::uint64_t at = m_region.offsetBytes;
    while (at < end) {
        COPPICE_TRY(const std::uint64_t data, m_file.nextDataOffset(at));
        at = std::max(at, roundDown(data, layout::batEntryBytes));
        if (at >= end) {
            return {};
        }
        const std::uint64_t length = std::min(roundUp(end - at, layout::batEntryBytes), piecesBytes);
        const ByteSpan bytes = ByteSpan(piece).first(static_cast<std::size_t>(length));
        COPPICE_CHECK(m_file.readAt(at, bytes));
        for (std::uint64_t i = 0; i < length; i += layout::batEntryBytes) {
            const auto raw = loadLe<std::uint64_t>(bytes, static_cast<std::size_t>(i));
            if (raw != 0) {
                visit((at + i - m_region.offsetBytes) / layout::batEntryBytes, raw);
            }
        }
        at += length;
    }
    return {};
}

void BlockTableCheck::checkEntry(std::uint64_t entry, std::uint64_t raw) {
    const bool isBitmap = m_layout.isBitmapEntry(entry);
    // A disk without parent may end its table at the last block; the entries up to the chunk's end are
    // harmless.
    if (entry >= m_layout.entryCount(m_isDifferencing) ||
        (!isBitmap && m_layout.firstBlockAtEntry(entry) >= m_layout.blockCount())) {
        m_findings.warning(
            ErrorCode::BatCorrupt,
            fmt::format("Entry {} of the block table is in use, but lies past the disk's end.", entry),
            placeOf(entry));
    } else if (isBitmap) {
        checkBitmap(entry, raw);
    } else {
        checkPayload(entry, raw);
    }
}

void BlockTableCheck::checkPayload(std::uint64_t entry, std::uint64_t raw) {
    const std::uint64_t block = m_layout.firstBlockAtEntry(entry);
    const std::string name = fmt::format("Block {}", block);
    const auto decoded = decodePayloadEntry(raw);
    if (!decoded) {
        const bool hasReservedBits = (raw & ~(stateMask | offsetMask)) != 0;
        m_findings.damage(ErrorCode::BatCorrupt,
                          hasReservedBits
                              ? fmt::format("{} has reserved bits set in its entry.", name)
                              : fmt::format("{} has the reserved state {}.", name, raw & stateMask),
                          placeOf(entry));
        return;
    }
    const std::uint64_t chunk = m_layout.chunkOfBlock(block);
    switch (decoded->state) {
    case PayloadBlockState::NotPresent:
    case PayloadBlockState::Zero:
        if ((raw & offsetMask) != 0) {
            m_findings.warning(
                ErrorCode::BatCorrupt,
                fmt::format("{} has the state {} and yet an offset, which Hyper-V rejects.", name,
                            decoded->state == PayloadBlockState::Zero ? "ZERO" : "NOT_PRESENT"),
                placeOf(entry));
        }
        return;
    case PayloadBlockState::PartiallyPresent:
        if (m_isDifferencing) {
            m_chunkNeedsBitmap[chunk] = true;
        } else {
            m_findings.damage(ErrorCode::BatCorrupt,
                              fmt::format("{} is partially present in a disk without parent.", name),
                              placeOf(entry));
        }
        break;
    case PayloadBlockState::Undefined:
    case PayloadBlockState::Unmapped:
    case PayloadBlockState::FullyPresent:
        break;
    }
    if (decoded->fileOffsetBytes != 0 || isPresent(decoded->state)) {
        checkPlace(name, entry,
                   {.offsetBytes = decoded->fileOffsetBytes, .lengthBytes = m_layout.blockSizeBytes()},
                   m_layout.guestBytesOfBlock(block));
    }
}

void BlockTableCheck::checkBitmap(std::uint64_t entry, std::uint64_t raw) {
    const std::uint64_t chunk = entry / (m_layout.chunkRatio() + 1);
    const std::string name = fmt::format("The sector bitmap block of chunk {}", chunk);
    if (!m_isDifferencing) {
        // 2.5.1.2 forbids it, but nobody reads the entry there, and QEMU leaves arbitrary values in it.
        m_findings.warning(ErrorCode::BatCorrupt,
                           fmt::format("{} has an entry in a disk without parent.", name), placeOf(entry));
        return;
    }
    const auto offset = decodeBitmapEntry(raw);
    if (!offset) {
        m_findings.damage(ErrorCode::BatCorrupt, fmt::format("{} has the impossible entry {:#x}.", name, raw),
                          placeOf(entry));
        return;
    }
    if (*offset == 0) {
        m_findings.warning(ErrorCode::BatCorrupt,
                           fmt::format("{} is not present and yet has an offset.", name), placeOf(entry));
        return;
    }
    m_chunkHasBitmap[chunk] = true;
    checkPlace(name, entry, {.offsetBytes = *offset, .lengthBytes = layout::sectorBitmapBlockBytes},
               layout::sectorBitmapBlockBytes);
}

/// Offsets are whole MiB by their encoding; left are the file's end, the structures and other blocks.
void BlockTableCheck::checkPlace(const std::string& what, std::uint64_t entry, const FileRange& space,
                                 std::uint64_t neededBytes) {
    if (space.endBytes() < space.offsetBytes || space.offsetBytes >= m_fileSizeBytes) {
        m_findings.damage(ErrorCode::BatCorrupt,
                          fmt::format("{} lies at {}, past the end of the file.", what, space.offsetBytes),
                          placeOf(entry));
        return;
    }
    // A ragged last MiB reads as if it were padded, and is reported by itself.
    const std::uint64_t fileEnd = roundUp(m_fileSizeBytes, layout::alignmentBytes);
    if (neededBytes > fileEnd - space.offsetBytes) {
        m_findings.damage(ErrorCode::BatCorrupt,
                          fmt::format("{} at {} reaches past the end of the file.", what, space.offsetBytes),
                          placeOf(entry));
    } else if (space.endBytes() > fileEnd) {
        m_findings.warning(
            ErrorCode::BatCorrupt,
            fmt::format("{} at {} is cut short by the end of the file, where the disk has ended.", what,
                        space.offsetBytes),
            placeOf(entry));
    }
    for (const NamedRange& structure : m_structures) {
        if (structure.range.overlaps(space)) {
            m_findings.damage(ErrorCode::BatCorrupt,
                              fmt::format("{} at {} overlaps {}.", what, space.offsetBytes, structure.name),
                              placeOf(entry));
        }
    }
    if (m_space.claim(space)) {
        m_findings.damage(ErrorCode::BatCorrupt,
                          fmt::format("{} at {} shares space with another block.", what, space.offsetBytes),
                          placeOf(entry));
    }
}

} // namespace coppice::vhdx
