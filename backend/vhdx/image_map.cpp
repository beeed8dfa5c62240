// What the layer itself holds: block states and sector bits as guest ranges (MS-VHDX 2.5.1.1).
#include "vhdx/image_state.h"
#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

bool joins(const MappedExtent& last, const MappedExtent& next) {
    return last.kind == next.kind && last.offsetBytes + last.lengthBytes == next.offsetBytes &&
           (last.kind != MappedExtent::Kind::Data ||
            last.fileOffsetBytes + last.lengthBytes == next.fileOffsetBytes);
}

void appendPiece(std::vector<MappedExtent>& pieces, std::size_t firstOwn, const MappedExtent& piece) {
    if (pieces.size() > firstOwn && joins(pieces.back(), piece)) {
        pieces.back().lengthBytes += piece.lengthBytes;
    } else {
        pieces.push_back(piece);
    }
}

} // namespace

Result<void> Image::State::checkRange(const char* action, std::uint64_t offsetBytes,
                                      std::uint64_t lengthBytes) const {
    const std::uint64_t sector = metadata.logicalSectorBytes;
    if (offsetBytes % sector != 0 || lengthBytes % sector != 0) {
        return fail(ErrorCode::InvalidArgument, action, file->path(), "the range is not aligned to sectors");
    }
    if (offsetBytes > metadata.virtualSizeBytes || lengthBytes > metadata.virtualSizeBytes - offsetBytes) {
        return fail(ErrorCode::InvalidArgument, action, file->path(), "the range leaves the virtual disk");
    }
    return {};
}

Result<SectorBitmap> Image::State::bitsOf(std::uint64_t block) {
    const BatLayout& batLayout = table->layout();
    const std::uint64_t chunk = batLayout.chunkOfBlock(block);
    COPPICE_TRY(const std::uint64_t bitmapOffset, table->bitmap(chunk));
    if (bitmapOffset == 0) {
        return damaged(ErrorCode::BatCorrupt, "reading the block table", file->path(),
                       "a block is partially present, but its chunk has no sector bitmap",
                       table->entryOffset(batLayout.bitmapEntry(chunk)));
    }
    return SectorBitmap(pages, batLayout, block, bitmapOffset);
}

Result<void> Image::State::mapBlock(std::uint64_t block, const BlockEntry& entry, std::uint64_t start,
                                    std::uint64_t end, const PieceVisitor& visit) {
    const std::uint64_t blockStart = block * metadata.blockSizeBytes;
    const auto piece = [&](std::uint64_t from, std::uint64_t to, MappedExtent::Kind kind) {
        visit({.offsetBytes = blockStart + from,
               .lengthBytes = to - from,
               .kind = kind,
               .fileOffsetBytes = kind == MappedExtent::Kind::Data ? entry.fileOffsetBytes + from : 0});
    };
    switch (entry.state) {
    case PayloadBlockState::NotPresent:
        piece(start, end, MappedExtent::Kind::Absent);
        return {};
    case PayloadBlockState::Undefined:
    case PayloadBlockState::Zero:
    case PayloadBlockState::Unmapped:
        piece(start, end, MappedExtent::Kind::Zero);
        return {};
    case PayloadBlockState::FullyPresent: // the bitmap must not be consulted
        piece(start, end, MappedExtent::Kind::Data);
        return {};
    case PayloadBlockState::PartiallyPresent:
        break;
    }
    const std::uint64_t sector = metadata.logicalSectorBytes;
    COPPICE_TRY(SectorBitmap bits, bitsOf(block));
    for (std::uint64_t at = start / sector; at < end / sector;) {
        COPPICE_TRY(const SectorBitmap::Run run, bits.runAt(at, end / sector));
        piece(at * sector, (at + run.sectors) * sector,
              run.isPresent ? MappedExtent::Kind::Data : MappedExtent::Kind::Absent);
        at += run.sectors;
    }
    return {};
}

Result<void> Image::State::visitUsedBlocks(const BlockVisitor& visit, std::stop_token stop,
                                           std::uint64_t first) {
    constexpr std::uint64_t blocksBetweenLooks = 512;
    const std::uint64_t count = table->layout().blockCount();
    for (std::uint64_t block = first; block < count; ++block) {
        COPPICE_TRY(block, table->nextUsedBlock(block));
        if (block >= count) {
            break;
        }
        if (block % blocksBetweenLooks == 0 && stop.stop_requested()) {
            return fail(ErrorCode::Stopped, "reading the block table", file->path());
        }
        COPPICE_TRY(const BlockEntry entry, table->payload(block));
        if (entry.state != PayloadBlockState::NotPresent) {
            COPPICE_CHECK(visit(block, entry));
        }
    }
    return {};
}

Result<BlockEntry> Image::blockEntry(std::uint64_t blockIndex) {
    if (blockIndex >= blockCount()) {
        return fail(ErrorCode::InvalidArgument, "reading the block table", path(), "there is no such block");
    }
    return m_state->table->payload(blockIndex);
}

Result<ExtentMap> Image::ownExtents(std::stop_token stop) {
    ExtentMap map;
    const auto add = [&map](const MappedExtent& piece) {
        if (piece.kind != MappedExtent::Kind::Absent) {
            appendExtent(
                map, {.offsetBytes = piece.offsetBytes,
                      .lengthBytes = piece.lengthBytes,
                      .kind = piece.kind == MappedExtent::Kind::Data ? ExtentKind::Data : ExtentKind::Zero});
        }
    };
    State& state = *m_state;
    COPPICE_CHECK(state.visitUsedBlocks(
        [&](std::uint64_t block, const BlockEntry& entry) {
            return state.mapBlock(block, entry, 0, state.table->layout().guestBytesOfBlock(block), add);
        },
        stop));
    if (stop.stop_requested()) {
        return fail(ErrorCode::Stopped, "reading the block table", path());
    }
    return map;
}

Result<void> Image::mapRange(std::uint64_t offsetBytes, std::uint64_t lengthBytes,
                             std::vector<MappedExtent>& pieces) {
    State& state = *m_state;
    COPPICE_CHECK(state.checkRange("reading", offsetBytes, lengthBytes));
    const std::size_t firstOwn = pieces.size();
    const std::uint64_t blockSize = state.metadata.blockSizeBytes;
    const std::uint64_t end = offsetBytes + lengthBytes;
    for (std::uint64_t at = offsetBytes; at < end;) {
        const std::uint64_t block = at / blockSize;
        const std::uint64_t stop = std::min(end, (block + 1) * blockSize);
        COPPICE_TRY(const BlockEntry entry, state.table->payload(block));
        COPPICE_CHECK(
            state.mapBlock(block, entry, at - block * blockSize, stop - block * blockSize,
                           [&](const MappedExtent& piece) { appendPiece(pieces, firstOwn, piece); }));
        at = stop;
    }
    return {};
}

Result<std::uint64_t> Image::nextPartialBlock(std::uint64_t blockIndex) {
    const std::uint64_t count = blockCount();
    for (std::uint64_t block = blockIndex; block < count; ++block) {
        COPPICE_TRY(block, m_state->table->nextUsedBlock(block));
        if (block >= count) {
            break;
        }
        COPPICE_TRY(const BlockEntry entry, m_state->table->payload(block));
        if (entry.state == PayloadBlockState::PartiallyPresent) {
            return block;
        }
    }
    return count;
}

Result<std::uint64_t> Image::payloadBytesAllocated() {
    std::uint64_t total = 0;
    COPPICE_CHECK(m_state->visitUsedBlocks([&](std::uint64_t, const BlockEntry& entry) -> Result<void> {
        total += entry.fileOffsetBytes != 0 ? info().blockSizeBytes : 0;
        return {};
    }));
    return total;
}

} // namespace coppice::vhdx
