// What an open image knows, and the operations its public functions are made of. Private to image_*.cpp.
#pragma once

#include "vhdx/block_table.h"
#include "vhdx/disk_metadata.h"
#include "vhdx/header_pair.h"
#include "vhdx/image.h"
#include "vhdx/log_writer.h"
#include "vhdx/region_table.h"
#include "vhdx/sector_bitmap.h"
#include "vhdx/table_pages.h"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

namespace coppice::vhdx {

struct Image::State {
    State(std::unique_ptr<BlockFile> openedFile, OpenMode openMode, const HeaderPair& headerPair)
        : file(std::move(openedFile))
        , mode(openMode)
        , headers(headerPair)
        , pages(*file) {}

    std::unique_ptr<BlockFile> file;
    OpenMode mode;
    HeaderPair headers;
    TablePages pages;
    RegionTable regions;
    DiskMetadata metadata;
    std::optional<BlockTable> table;
    ImageInfo info;

    // --- a session of changes (2.2.2, 2.3) ---
    std::optional<LogWriter> log;        ///< set while a session lasts
    std::uint64_t fileEndBytes = 0;      ///< all structures lie before it, new ones start here; 1 MiB aligned
    std::vector<FileRange> released;     ///< given up; freed when the tables that say so are durable
    std::set<std::uint64_t> bitsSetIn;   ///< partial blocks with new bits since the last commit
    std::set<std::uint64_t> leftPartial; ///< blocks that are durably partial, but not in memory
    std::optional<Error> failure;        ///< a commit failed half-way: only reopening tells what is true

    // --- image_open.cpp ---
    Result<void> load();
    Result<void> loadLayout();
    void refreshInfo();
    std::vector<FileRange> structures() const;
    BlockTable makeTable(const FileRange& batRegion, const BatLayout& layout, bool isDifferencing);

    // --- image_map.cpp ---
    using BlockVisitor = std::function<Result<void>(std::uint64_t block, const BlockEntry& entry)>;
    /// Blocks from `first` on that are not NOT_PRESENT, ascending.
    Result<void> visitUsedBlocks(const BlockVisitor& visit, std::stop_token stop = {},
                                 std::uint64_t first = 0);
    /// Calls `visit` with the pieces of [start, end) of a block, both relative to it.
    using PieceVisitor = std::function<void(const MappedExtent& piece)>;
    Result<void> mapBlock(std::uint64_t block, const BlockEntry& entry, std::uint64_t start,
                          std::uint64_t end, const PieceVisitor& visit);
    /// The sector bits of a partially present block; BatCorrupt if its chunk has no bitmap block.
    Result<SectorBitmap> bitsOf(std::uint64_t block);
    Result<void> checkRange(const char* action, std::uint64_t offsetBytes, std::uint64_t lengthBytes) const;

    // --- image_session.cpp ---
    /// To be called before any change.
    Result<void> beginChange();
    Result<void> beginSession();
    Result<std::uint64_t> endOfStructures();
    Result<std::uint64_t> allocate(std::uint64_t lengthBytes);
    void release(const FileRange& range);
    Result<void> commit();
    /// All changed pages in one log entry, or none: NotSupported if they do not fit, with the changes taken
    /// back.
    Result<void> commitAtOnce();
    /// Commits when the changed pages would soon not fit into one entry any more.
    Result<void> commitIfMany();
    Result<void> endSession();

    // --- image_write.cpp ---
    bool isFixed() const { return info.type == DiskType::Fixed; }
    bool isDifferencing() const { return metadata.hasParent; }
    Result<void> writeInBlock(std::uint64_t block, std::uint64_t start, ByteView bytes);
    Result<void> zeroInBlock(std::uint64_t block, std::uint64_t start, std::uint64_t lengthBytes);
    Result<void> setWholeBlock(std::uint64_t block, const BlockEntry& old, PayloadBlockState state);
    /// Gives a NOT_PRESENT block of a differencing disk space and clear bits.
    Result<BlockEntry> enterPartial(std::uint64_t block);
    Result<void> setBits(std::uint64_t block, std::uint64_t start, std::uint64_t lengthBytes);

    // --- image_resize.cpp ---
    Result<void> grow(std::uint64_t virtualSizeBytes, bool hideParent);
    Result<void> shrink(std::uint64_t virtualSizeBytes);
    Result<void> zeroLastBlockTail(bool hideParent);
    Result<void> initialiseEntries(const BatLayout& oldLayout, BlockTable& grown,
                                   const BlockEntry& firstEntry);
    Result<void> moveTable(const BatLayout& oldLayout, const BlockTable& moved, const BlockEntry& firstEntry);
    Result<void> dropEntriesFrom(BlockTable& oldTable, const BatLayout& newLayout);

    // --- image_metadata.cpp ---
    /// Puts `changed` into the pages; commitAtOnce() is the caller's.
    Result<void> stageMetadata(const DiskMetadata& changed);
    Result<void> stageRegionTables(const RegionTable& changed);
    Result<void> replaceMetadata(const DiskMetadata& changed);
    Result<void> dropBitmapBlocks();
    Result<void> fillAllBlocks();

    // --- image.cpp ---
    Result<void> checkUsable() const;

private:
    std::vector<std::uint64_t> pagesInOrder() const;
    Result<void> writeEntries(std::span<const std::uint64_t> pageOffsets);
    Result<void> promoteFullBlocks();
    Result<void> commitPages(bool atOnce);
    void freeReleased();
};

} // namespace coppice::vhdx
