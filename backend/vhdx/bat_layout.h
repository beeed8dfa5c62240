// Index arithmetic of the block table (MS-VHDX 2.4, 2.5); no I/O.
#pragma once

#include "vhdx/layout.h"

namespace coppice::vhdx {

/// How the entries of payload blocks and sector bitmap blocks interleave. blockSizeBytes and
/// logicalSectorBytes are valid values (powers of two in their ranges).
class BatLayout {
public:
    BatLayout() = default;
    BatLayout(std::uint64_t virtualSizeBytes, std::uint32_t blockSizeBytes, std::uint32_t logicalSectorBytes)
        : m_virtualSizeBytes(virtualSizeBytes)
        , m_blockSizeBytes(blockSizeBytes)
        , m_logicalSectorBytes(logicalSectorBytes) {}

    std::uint64_t virtualSizeBytes() const { return m_virtualSizeBytes; }
    std::uint32_t blockSizeBytes() const { return m_blockSizeBytes; }
    std::uint32_t logicalSectorBytes() const { return m_logicalSectorBytes; }

    /// Payload blocks a chunk.
    std::uint64_t chunkRatio() const {
        return layout::sectorsPerChunk * m_logicalSectorBytes / m_blockSizeBytes;
    }
    std::uint64_t sectorsPerBlock() const { return m_blockSizeBytes / m_logicalSectorBytes; }
    std::uint64_t blockCount() const { return divideUp(m_virtualSizeBytes, m_blockSizeBytes); }
    std::uint64_t chunkCount() const { return divideUp(blockCount(), chunkRatio()); }
    std::uint64_t chunkOfBlock(std::uint64_t block) const { return block / chunkRatio(); }

    /// Index of the table entry of a payload block, and of the sector bitmap block of a chunk.
    std::uint64_t payloadEntry(std::uint64_t block) const {
        return block +
               block / chunkRatio(); // NOLINT(clang-analyzer-core.DivideZero): valid sizes give 16 or more
    }
    std::uint64_t bitmapEntry(std::uint64_t chunk) const { return chunk * (chunkRatio() + 1) + chunkRatio(); }
    /// Inverse: the first payload block whose entry is at or after `entry`.
    std::uint64_t firstBlockAtEntry(std::uint64_t entry) const {
        return entry / (chunkRatio() + 1) * chunkRatio() + entry % (chunkRatio() + 1);
    }
    bool isBitmapEntry(std::uint64_t entry) const { return entry % (chunkRatio() + 1) == chunkRatio(); }

    /// Entries the table must have: up to the last payload block, or, where sector bitmaps are used, up to
    /// the last chunk's bitmap.
    std::uint64_t entryCount(bool isDifferencing) const {
        return isDifferencing ? chunkCount() * (chunkRatio() + 1) : payloadEntry(blockCount() - 1) + 1;
    }
    std::uint64_t tableBytes(bool isDifferencing) const {
        return entryCount(isDifferencing) * layout::batEntryBytes;
    }

    /// Guest bytes of a block; the last one may be cut short by the end of the disk.
    std::uint64_t guestBytesOfBlock(std::uint64_t block) const {
        const std::uint64_t start = block * m_blockSizeBytes;
        const std::uint64_t left = m_virtualSizeBytes - start;
        return left < m_blockSizeBytes ? left : m_blockSizeBytes;
    }

private:
    std::uint64_t m_virtualSizeBytes = 0;
    std::uint32_t m_blockSizeBytes = layout::minBlockBytes;
    std::uint32_t m_logicalSectorBytes = 512;
};

} // namespace coppice::vhdx
