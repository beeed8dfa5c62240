// The block table of an open file: entries by block and chunk, validated as they are read (MS-VHDX 2.5).
#pragma once

#include "vhdx/bat_layout.h"
#include "vhdx/image.h"
#include "vhdx/table_pages.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

class BlockTable {
public:
    /// `structures` are the ranges no block may touch: header section, log, regions.
    BlockTable(TablePages& pages, std::string path, const FileRange& region, const BatLayout& layout,
               bool isDifferencing, std::vector<FileRange> structures)
        : m_pages(&pages)
        , m_path(std::move(path))
        , m_region(region)
        , m_layout(layout)
        , m_isDifferencing(isDifferencing)
        , m_structures(std::move(structures)) {}

    const BatLayout& layout() const { return m_layout; }
    const FileRange& region() const { return m_region; }
    bool isDifferencing() const { return m_isDifferencing; }
    /// Blocks must lie before this: the end of the file, rounded up.
    void setFileEnd(std::uint64_t fileEndBytes) { m_fileEndBytes = fileEndBytes; }

    /// BatCorrupt, with the entry's offset: a reserved state, a block outside the file or on a structure, a
    /// partial block without a parent.
    Result<BlockEntry> payload(std::uint64_t block);
    Result<void> setPayload(std::uint64_t block, const BlockEntry& entry);

    /// Where the chunk's sector bitmap block lies; 0 if it has none. Only of a differencing disk: in others
    /// the entries mean nothing, and QEMU leaves arbitrary values there.
    Result<std::uint64_t> bitmap(std::uint64_t chunk);
    Result<void> setBitmap(std::uint64_t chunk, std::uint64_t fileOffsetBytes);

    /// The first block at or after `block` whose entry may be other than NOT_PRESENT; blockCount() if none.
    /// Skips holes of the table without reading them.
    Result<std::uint64_t> nextUsedBlock(std::uint64_t block);
    /// The same for chunks with a bitmap block.
    Result<std::uint64_t> nextUsedChunk(std::uint64_t chunk);

    std::uint64_t entryOffset(std::uint64_t entryIndex) const {
        return m_region.offsetBytes + entryIndex * layout::batEntryBytes;
    }

private:
    /// nullptr if a block of `lengthBytes` can lie at `offsetBytes`.
    const char* placementProblem(std::uint64_t offsetBytes, std::uint64_t neededBytes,
                                 std::uint64_t lengthBytes) const;
    std::unexpected<Error> corrupt(const char* detail, std::uint64_t entryIndex) const;
    Result<std::uint64_t> nextUsedEntry(std::uint64_t entryIndex, std::uint64_t endIndex);

    TablePages* m_pages;
    std::string m_path;
    FileRange m_region;
    BatLayout m_layout;
    bool m_isDifferencing;
    std::vector<FileRange> m_structures;
    std::uint64_t m_fileEndBytes = 0;
};

} // namespace coppice::vhdx
