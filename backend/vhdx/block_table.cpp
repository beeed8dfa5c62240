// The block table of an open file (MS-VHDX 2.5).
#include "vhdx/block_table.h"

#include "vhdx/bat_entry.h"
#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

std::unexpected<Error> BlockTable::corrupt(const char* detail, std::uint64_t entryIndex) const {
    return damaged(ErrorCode::BatCorrupt, "reading the block table", m_path, detail, entryOffset(entryIndex));
}

const char* BlockTable::placementProblem(std::uint64_t offsetBytes, std::uint64_t neededBytes,
                                         std::uint64_t lengthBytes) const {
    if (offsetBytes < layout::headerSectionBytes) {
        return "a block lies in the header section";
    }
    // The last block of a file may be cut short where the disk ends.
    if (offsetBytes >= m_fileEndBytes || neededBytes > m_fileEndBytes - offsetBytes) {
        return "a block lies past the end of the file";
    }
    const FileRange place{.offsetBytes = offsetBytes, .lengthBytes = lengthBytes};
    const bool isOnStructure =
        std::ranges::any_of(m_structures, [&place](const FileRange& range) { return range.overlaps(place); });
    return isOnStructure ? "a block overlaps the log or a region" : nullptr;
}

Result<BlockEntry> BlockTable::payload(std::uint64_t block) {
    const std::uint64_t index = m_layout.payloadEntry(block);
    COPPICE_TRY(const std::uint64_t raw, m_pages->readU64(entryOffset(index)));
    const auto entry = decodePayloadEntry(raw);
    if (!entry) {
        return corrupt("an entry has a reserved state or reserved bits set", index);
    }
    const bool needsSpace = entry->state == PayloadBlockState::FullyPresent ||
                            entry->state == PayloadBlockState::PartiallyPresent;
    if (needsSpace || entry->fileOffsetBytes != 0) {
        if (const char* problem = placementProblem(entry->fileOffsetBytes, m_layout.guestBytesOfBlock(block),
                                                   m_layout.blockSizeBytes())) {
            return corrupt(problem, index);
        }
    }
    if (entry->state == PayloadBlockState::PartiallyPresent && !m_isDifferencing) {
        return corrupt("a block is partially present in a disk without parent", index);
    }
    return *entry;
}

Result<void> BlockTable::setPayload(std::uint64_t block, const BlockEntry& entry) {
    return m_pages->writeU64(entryOffset(m_layout.payloadEntry(block)), encodePayloadEntry(entry));
}

Result<std::uint64_t> BlockTable::bitmap(std::uint64_t chunk) {
    const std::uint64_t index = m_layout.bitmapEntry(chunk);
    COPPICE_TRY(const std::uint64_t raw, m_pages->readU64(entryOffset(index)));
    const auto offset = decodeBitmapEntry(raw);
    if (!offset) {
        return corrupt("a sector bitmap entry has a reserved state or no place", index);
    }
    if (*offset != 0) {
        if (const char* problem =
                placementProblem(*offset, layout::sectorBitmapBlockBytes, layout::sectorBitmapBlockBytes)) {
            return corrupt(problem, index);
        }
    }
    return *offset;
}

Result<void> BlockTable::setBitmap(std::uint64_t chunk, std::uint64_t fileOffsetBytes) {
    return m_pages->writeU64(entryOffset(m_layout.bitmapEntry(chunk)), encodeBitmapEntry(fileOffsetBytes));
}

Result<std::uint64_t> BlockTable::nextUsedEntry(std::uint64_t entryIndex, std::uint64_t endIndex) {
    if (entryIndex >= endIndex) {
        return endIndex;
    }
    const std::uint64_t here = entryOffset(entryIndex);
    // Within a page there is nothing to gain from asking the file system.
    if (here % TablePages::pageBytes != 0) {
        return entryIndex;
    }
    COPPICE_TRY(const std::uint64_t next, m_pages->nextDataOffset(here));
    if (next <= here) {
        return entryIndex;
    }
    return std::min(endIndex, (next - m_region.offsetBytes) / layout::batEntryBytes);
}

Result<std::uint64_t> BlockTable::nextUsedBlock(std::uint64_t block) {
    const std::uint64_t count = m_layout.blockCount();
    if (block >= count) {
        return count;
    }
    const std::uint64_t end = m_layout.payloadEntry(count - 1) + 1;
    COPPICE_TRY(const std::uint64_t index, nextUsedEntry(m_layout.payloadEntry(block), end));
    return std::clamp(m_layout.firstBlockAtEntry(index), block, count);
}

Result<std::uint64_t> BlockTable::nextUsedChunk(std::uint64_t chunk) {
    const std::uint64_t count = m_layout.chunkCount();
    if (chunk >= count) {
        return count;
    }
    const std::uint64_t perChunk = m_layout.chunkRatio() + 1;
    const std::uint64_t entry = m_layout.bitmapEntry(chunk);
    const std::uint64_t pageStart = entryOffset(entry) / TablePages::pageBytes * TablePages::pageBytes;
    COPPICE_TRY(const std::uint64_t next, m_pages->nextDataOffset(pageStart));
    if (next <= entryOffset(entry)) {
        return chunk;
    }
    return std::clamp((next - m_region.offsetBytes) / layout::batEntryBytes / perChunk, chunk, count);
}

} // namespace coppice::vhdx
