// Changing content: payload in place or in new space, block states and sector bits (MS-VHDX 2.5.1.1).
#include "vhdx/image_state.h"

#include <algorithm>

namespace coppice::vhdx {

Result<BlockEntry> Image::State::enterPartial(std::uint64_t block) {
    if (leftPartial.contains(block)) {
        // The file still says partially present: its bits must not change before that does.
        COPPICE_CHECK(commit());
    }
    const std::uint64_t chunk = table->layout().chunkOfBlock(block);
    COPPICE_TRY(std::uint64_t bitmapOffset, table->bitmap(chunk));
    if (bitmapOffset == 0) {
        COPPICE_TRY(bitmapOffset, allocate(layout::sectorBitmapBlockBytes));
        COPPICE_CHECK(table->setBitmap(chunk, bitmapOffset));
    } else {
        // Bits of a block that was not partially present mean nothing, and may be set.
        COPPICE_TRY(SectorBitmap bits, bitsOf(block));
        COPPICE_CHECK(bits.clearAll());
    }
    COPPICE_TRY(const std::uint64_t offset, allocate(metadata.blockSizeBytes));
    const BlockEntry entry{.state = PayloadBlockState::PartiallyPresent, .fileOffsetBytes = offset};
    COPPICE_CHECK(table->setPayload(block, entry));
    return entry;
}

Result<void> Image::State::setBits(std::uint64_t block, std::uint64_t start, std::uint64_t lengthBytes) {
    COPPICE_TRY(SectorBitmap bits, bitsOf(block));
    COPPICE_CHECK(bits.set(start / metadata.logicalSectorBytes, lengthBytes / metadata.logicalSectorBytes));
    bitsSetIn.insert(block);
    return {};
}

Result<void> Image::State::writeInBlock(std::uint64_t block, std::uint64_t start, ByteView bytes) {
    COPPICE_TRY(BlockEntry entry, table->payload(block));
    const bool isWhole = bytes.size() == table->layout().guestBytesOfBlock(block);
    const bool isPresent =
        entry.state == PayloadBlockState::FullyPresent || entry.state == PayloadBlockState::PartiallyPresent;
    if (!isPresent) {
        if (isDifferencing() && entry.state == PayloadBlockState::NotPresent && !isWhole) {
            COPPICE_TRY(entry, enterPartial(block));
        } else {
            // Space that UNMAPPED or UNDEFINED kept holds old data: new space is zeros around what is
            // written.
            release({.offsetBytes = entry.fileOffsetBytes, .lengthBytes = metadata.blockSizeBytes});
            COPPICE_TRY(const std::uint64_t offset, allocate(metadata.blockSizeBytes));
            entry = {.state = PayloadBlockState::FullyPresent, .fileOffsetBytes = offset};
            COPPICE_CHECK(table->setPayload(block, entry));
        }
    }
    COPPICE_CHECK(file->writeAt(entry.fileOffsetBytes + start, bytes));
    if (entry.state == PayloadBlockState::PartiallyPresent) {
        return setBits(block, start, bytes.size());
    }
    return {};
}

Result<void> Image::State::setWholeBlock(std::uint64_t block, const BlockEntry& old,
                                         PayloadBlockState state) {
    COPPICE_CHECK(table->setPayload(block, {.state = state, .fileOffsetBytes = 0}));
    if (old.state == PayloadBlockState::PartiallyPresent) {
        leftPartial.insert(block);
    }
    release({.offsetBytes = old.fileOffsetBytes, .lengthBytes = metadata.blockSizeBytes});
    return {};
}

Result<void> Image::State::zeroInBlock(std::uint64_t block, std::uint64_t start, std::uint64_t lengthBytes) {
    COPPICE_TRY(BlockEntry entry, table->payload(block));
    const bool readsZeros = (entry.state == PayloadBlockState::NotPresent && !isDifferencing()) ||
                            entry.state == PayloadBlockState::Zero ||
                            entry.state == PayloadBlockState::Unmapped ||
                            entry.state == PayloadBlockState::Undefined;
    const bool isWhole = lengthBytes == table->layout().guestBytesOfBlock(block);
    if (isWhole && !isFixed()) {
        const bool staysAbsent = entry.state == PayloadBlockState::NotPresent && !isDifferencing();
        return staysAbsent ? Result<void>{} : setWholeBlock(block, entry, PayloadBlockState::Zero);
    }
    if (readsZeros) {
        return {};
    }
    if (entry.state == PayloadBlockState::NotPresent) {
        COPPICE_TRY(entry, enterPartial(block)); // new space is zeros already
    } else {
        COPPICE_CHECK(file->writeZeros(entry.fileOffsetBytes + start, lengthBytes));
    }
    if (entry.state == PayloadBlockState::PartiallyPresent) {
        return setBits(block, start, lengthBytes);
    }
    return {};
}

Result<void> Image::write(std::uint64_t offsetBytes, ByteView bytes) {
    State& state = *m_state;
    COPPICE_CHECK(state.checkRange("writing", offsetBytes, bytes.size()));
    COPPICE_CHECK(state.beginChange());
    const std::uint64_t blockSize = state.metadata.blockSizeBytes;
    while (!bytes.empty()) {
        const std::uint64_t start = offsetBytes % blockSize;
        const auto length =
            static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), blockSize - start));
        COPPICE_CHECK(state.writeInBlock(offsetBytes / blockSize, start, bytes.first(length)));
        bytes = bytes.subspan(length);
        offsetBytes += length;
    }
    return {};
}

Result<void> Image::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    State& state = *m_state;
    COPPICE_CHECK(state.checkRange("writing zeros", offsetBytes, lengthBytes));
    COPPICE_CHECK(state.beginChange());
    const std::uint64_t blockSize = state.metadata.blockSizeBytes;
    while (lengthBytes != 0) {
        const std::uint64_t start = offsetBytes % blockSize;
        const std::uint64_t length = std::min(lengthBytes, blockSize - start);
        COPPICE_CHECK(state.zeroInBlock(offsetBytes / blockSize, start, length));
        lengthBytes -= length;
        offsetBytes += length;
    }
    return {};
}

Result<void> Image::completeBlock(std::uint64_t blockIndex) {
    State& state = *m_state;
    if (blockIndex >= blockCount()) {
        return fail(ErrorCode::InvalidArgument, "completing a block", path(), "no such block");
    }
    COPPICE_CHECK(state.beginChange());
    COPPICE_TRY(const BlockEntry entry, state.table->payload(blockIndex));
    if (entry.state != PayloadBlockState::PartiallyPresent) {
        return {};
    }
    const std::uint64_t start = blockIndex * state.metadata.blockSizeBytes;
    const std::uint64_t length = state.table->layout().guestBytesOfBlock(blockIndex);
    std::vector<MappedExtent> pieces;
    COPPICE_CHECK(mapRange(start, length, pieces));
    for (const MappedExtent& piece : pieces) {
        if (piece.kind == MappedExtent::Kind::Absent) {
            COPPICE_CHECK(state.file->writeZeros(entry.fileOffsetBytes + (piece.offsetBytes - start),
                                                 piece.lengthBytes));
        }
    }
    return state.setBits(blockIndex, 0, length);
}

Result<void> Image::setBlockState(std::uint64_t blockIndex, PayloadBlockState state) {
    const bool hasPayload =
        state == PayloadBlockState::FullyPresent || state == PayloadBlockState::PartiallyPresent;
    if (blockIndex >= blockCount() || hasPayload || m_state->isFixed()) {
        return fail(ErrorCode::InvalidArgument, "setting a block's state", path(),
                    "no such block, a state that needs data, or a fixed disk");
    }
    COPPICE_CHECK(m_state->beginChange());
    COPPICE_TRY(const BlockEntry old, m_state->table->payload(blockIndex));
    return m_state->setWholeBlock(blockIndex, old, state);
}

} // namespace coppice::vhdx
