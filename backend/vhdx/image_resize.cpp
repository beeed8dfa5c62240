// Changing the virtual size, and with it the block table (MS-VHDX 2.5, 2.6.2.2).
#include "vhdx/bat_entry.h"
#include "vhdx/image_state.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

constexpr std::size_t copyChunkBytes = 256 * 1024;

/// The entry of the n-th new block: blocks of a fixed disk follow one another in the file.
BlockEntry entryOfNewBlock(const BlockEntry& first, std::uint64_t n, std::uint32_t blockSizeBytes) {
    BlockEntry entry = first;
    if (entry.fileOffsetBytes != 0) {
        entry.fileOffsetBytes += n * blockSizeBytes;
    }
    return entry;
}

} // namespace

Result<void> Image::resize(std::uint64_t virtualSizeBytes, bool hideParent) {
    State& state = *m_state;
    if (virtualSizeBytes == 0 || virtualSizeBytes > layout::maxVirtualSizeBytes ||
        virtualSizeBytes % state.metadata.logicalSectorBytes != 0) {
        return fail(ErrorCode::InvalidArgument, "resizing", path(), "no possible virtual size");
    }
    COPPICE_CHECK(state.beginChange());
    COPPICE_CHECK(state.commit());
    if (virtualSizeBytes > state.metadata.virtualSizeBytes) {
        return state.grow(virtualSizeBytes, hideParent);
    }
    return virtualSizeBytes < state.metadata.virtualSizeBytes ? state.shrink(virtualSizeBytes)
                                                              : Result<void>{};
}

/// What lies in the file behind the end of the disk was never read, and may be anything.
Result<void> Image::State::zeroLastBlockTail(bool hideParent) {
    const BatLayout& batLayout = table->layout();
    const std::uint64_t last = batLayout.blockCount() - 1;
    const std::uint64_t used = batLayout.guestBytesOfBlock(last);
    const std::uint64_t unused = metadata.blockSizeBytes - used;
    COPPICE_TRY(BlockEntry entry, table->payload(last));
    if (hideParent && isDifferencing() && unused != 0 && entry.state == PayloadBlockState::NotPresent) {
        // The part in use goes on falling through; what lies behind it will be this layer's zeros.
        COPPICE_TRY(entry, enterPartial(last));
    }
    const bool isPartial = entry.state == PayloadBlockState::PartiallyPresent;
    if (unused == 0 || (!isPartial && entry.state != PayloadBlockState::FullyPresent)) {
        return {};
    }
    COPPICE_CHECK(file->writeZeros(entry.fileOffsetBytes + used, unused));
    if (!isPartial) {
        return file->flush();
    }
    COPPICE_TRY(SectorBitmap bits, bitsOf(last));
    const std::uint64_t firstSector = used / metadata.logicalSectorBytes;
    const std::uint64_t sectors = unused / metadata.logicalSectorBytes;
    COPPICE_CHECK(hideParent ? bits.set(firstSector, sectors) : bits.clear(firstSector, sectors));
    return commit();
}

Result<void> Image::State::initialiseEntries(const BatLayout& oldLayout, BlockTable& grown,
                                             const BlockEntry& firstEntry) {
    const std::uint64_t oldCount = oldLayout.blockCount();
    const std::uint64_t count = grown.layout().blockCount();
    for (std::uint64_t block = oldCount; block < count; ++block) {
        if (firstEntry.state == PayloadBlockState::NotPresent) {
            COPPICE_TRY(block, grown.nextUsedBlock(block));
            if (block >= count) {
                break;
            }
        }
        COPPICE_CHECK(
            grown.setPayload(block, entryOfNewBlock(firstEntry, block - oldCount, metadata.blockSizeBytes)));
        COPPICE_CHECK(commitIfMany());
    }
    if (isDifferencing()) {
        const std::uint64_t chunks = grown.layout().chunkCount();
        for (std::uint64_t chunk = oldLayout.chunkCount(); chunk < chunks; ++chunk) {
            COPPICE_TRY(chunk, grown.nextUsedChunk(chunk));
            if (chunk < chunks) {
                COPPICE_CHECK(grown.setBitmap(chunk, 0));
                COPPICE_CHECK(commitIfMany());
            }
        }
    }
    return commit();
}

Result<void> Image::State::moveTable(const BatLayout& oldLayout, const BlockTable& moved,
                                     const BlockEntry& firstEntry) {
    // The new place is zeros and nothing refers to it yet: it is written directly, holes stay holes.
    const FileRange from = table->region();
    const std::uint64_t usedBytes = oldLayout.tableBytes(isDifferencing());
    std::vector<std::byte> chunk(copyChunkBytes);
    for (std::uint64_t at = 0; at < usedBytes;) {
        COPPICE_TRY(const std::uint64_t next, file->nextDataOffset(from.offsetBytes + at));
        at = std::max(at, roundDown(next - std::min(next, from.offsetBytes), layout::logSectorBytes));
        if (at >= usedBytes) {
            break;
        }
        const ByteSpan part = ByteSpan(chunk).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(chunk.size(), usedBytes - at)));
        COPPICE_CHECK(file->readAt(from.offsetBytes + at, part));
        COPPICE_CHECK(file->writeAt(moved.region().offsetBytes + at, part));
        at += part.size();
    }
    const std::uint64_t oldCount = oldLayout.blockCount();
    const std::uint64_t firstIndex = moved.layout().payloadEntry(oldCount);
    std::uint64_t endIndex = moved.layout().payloadEntry(moved.layout().blockCount() - 1) + 1;
    if (firstEntry.state == PayloadBlockState::NotPresent) {
        // Of what was copied, entries past the old end meant nothing, and may be anything.
        endIndex = std::min(endIndex, oldLayout.entryCount(isDifferencing()));
    }
    if (firstIndex < endIndex) {
        // The bitmap entry of the chunk in which the disk used to end lies among the new blocks' entries.
        const std::uint64_t lastChunk = oldLayout.chunkCount() - 1;
        const std::uint64_t keptBitmapIndex = oldLayout.bitmapEntry(lastChunk);
        std::uint64_t keptBitmap = 0;
        if (isDifferencing()) {
            COPPICE_TRY(const std::uint64_t offset, table->bitmap(lastChunk));
            keptBitmap = encodeBitmapEntry(offset);
        }
        std::uint64_t block = oldCount;
        for (std::uint64_t index = firstIndex; index < endIndex;) {
            std::size_t filled = 0;
            const std::uint64_t chunkIndex = index;
            for (; filled < chunk.size() && index < endIndex; ++index, filled += layout::batEntryBytes) {
                const bool isBitmap = moved.layout().isBitmapEntry(index);
                const std::uint64_t raw =
                    isBitmap ? (index == keptBitmapIndex ? keptBitmap : 0)
                             : encodePayloadEntry(
                                   entryOfNewBlock(firstEntry, block - oldCount, metadata.blockSizeBytes));
                storeLe(chunk, filled, raw);
                block += isBitmap ? 0 : 1;
            }
            COPPICE_CHECK(file->writeAt(moved.entryOffset(chunkIndex), ByteView(chunk).first(filled)));
        }
    }
    return file->flush();
}

Result<void> Image::State::grow(std::uint64_t virtualSizeBytes, bool hideParent) {
    COPPICE_CHECK(zeroLastBlockTail(hideParent));
    const BatLayout oldLayout = table->layout();
    const BatLayout newLayout(virtualSizeBytes, metadata.blockSizeBytes, metadata.logicalSectorBytes);
    const std::uint64_t newBlocks = newLayout.blockCount() - oldLayout.blockCount();

    BlockEntry firstEntry;
    if (isFixed() && newBlocks != 0) {
        COPPICE_TRY(const std::uint64_t offset, allocate(newBlocks * metadata.blockSizeBytes));
        firstEntry = {.state = PayloadBlockState::FullyPresent, .fileOffsetBytes = offset};
    } else if (isDifferencing() && hideParent) {
        firstEntry.state = PayloadBlockState::Zero;
    }

    RegionTable newRegions = regions;
    Region& bat = *newRegions.find(region_id::bat);
    const FileRange oldRegion = bat.range;
    const std::uint64_t neededBytes = newLayout.tableBytes(isDifferencing());
    const bool mustMove = neededBytes > oldRegion.lengthBytes;
    if (mustMove) {
        bat.range.lengthBytes = roundUp(neededBytes, layout::alignmentBytes);
        COPPICE_TRY(bat.range.offsetBytes, allocate(bat.range.lengthBytes));
    }
    BlockTable grown = makeTable(bat.range, newLayout, isDifferencing());
    COPPICE_CHECK(mustMove ? moveTable(oldLayout, grown, firstEntry)
                           : initialiseEntries(oldLayout, grown, firstEntry));

    DiskMetadata changed = metadata;
    changed.virtualSizeBytes = virtualSizeBytes;
    COPPICE_CHECK(stageMetadata(changed));
    if (mustMove) {
        COPPICE_CHECK(stageRegionTables(newRegions));
        release(oldRegion);
    }
    COPPICE_CHECK(commitAtOnce());
    regions = newRegions;
    metadata = changed;
    table = makeTable(bat.range, newLayout, isDifferencing());
    refreshInfo();
    return {};
}

Result<void> Image::State::dropEntriesFrom(BlockTable& oldTable, const BatLayout& newLayout) {
    const std::uint64_t oldCount = oldTable.layout().blockCount();
    for (std::uint64_t block = newLayout.blockCount(); block < oldCount; ++block) {
        COPPICE_TRY(block, oldTable.nextUsedBlock(block));
        if (block >= oldCount) {
            break;
        }
        COPPICE_TRY(const BlockEntry entry, oldTable.payload(block));
        COPPICE_CHECK(oldTable.setPayload(block, BlockEntry{}));
        release({.offsetBytes = entry.fileOffsetBytes, .lengthBytes = metadata.blockSizeBytes});
        COPPICE_CHECK(commitIfMany());
    }
    if (isDifferencing()) {
        const std::uint64_t oldChunks = oldTable.layout().chunkCount();
        for (std::uint64_t chunk = newLayout.chunkCount(); chunk < oldChunks; ++chunk) {
            COPPICE_TRY(chunk, oldTable.nextUsedChunk(chunk));
            if (chunk >= oldChunks) {
                break;
            }
            COPPICE_TRY(const std::uint64_t offset, oldTable.bitmap(chunk));
            COPPICE_CHECK(oldTable.setBitmap(chunk, 0));
            release({.offsetBytes = offset, .lengthBytes = layout::sectorBitmapBlockBytes});
            COPPICE_CHECK(commitIfMany());
        }
    }
    return commit();
}

Result<void> Image::State::shrink(std::uint64_t virtualSizeBytes) {
    // The size goes first: after it nobody looks at the entries past the end, so that they can go one by one.
    DiskMetadata changed = metadata;
    changed.virtualSizeBytes = virtualSizeBytes;
    COPPICE_CHECK(replaceMetadata(changed));
    BlockTable oldTable = *table;
    const BatLayout newLayout(virtualSizeBytes, metadata.blockSizeBytes, metadata.logicalSectorBytes);
    table = makeTable(oldTable.region(), newLayout, isDifferencing());
    COPPICE_CHECK(dropEntriesFrom(oldTable, newLayout));
    return zeroLastBlockTail(false);
}

} // namespace coppice::vhdx
