// A session of changes: its beginning and end, space in the file, and commits through the log
// (MS-VHDX 2.2.2, 2.3).
#include "vhdx/image_state.h"
#include "vhdx/space_map.h"
#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

/// Header updates a session may need to its end: begin, setDataWriteGuid a few times, end.
constexpr std::uint64_t headerUpdatesOfSession = 8;

} // namespace

Result<void> Image::State::beginChange() {
    COPPICE_CHECK(checkUsable());
    if (mode == OpenMode::ReadOnly) {
        return fail(ErrorCode::PermissionDenied, "changing", file->path(),
                    "the image was opened for reading only");
    }
    return log ? Result<void>{} : beginSession();
}

/// Also BatCorrupt where two blocks share space: a write to one, or freeing it, would change what the other
/// shows.
Result<std::uint64_t> Image::State::endOfStructures() {
    std::uint64_t end = 0;
    SpaceMap space;
    const auto claim = [&](const FileRange& range) -> Result<void> {
        end = std::max(end, range.endBytes());
        if (space.claim(range)) {
            return damaged(ErrorCode::BatCorrupt, "beginning to change", file->path(),
                           "two blocks share space in the file", range.offsetBytes);
        }
        return {};
    };
    for (const FileRange& range : structures()) {
        end = std::max(end, range.endBytes());
    }
    COPPICE_CHECK(visitUsedBlocks([&](std::uint64_t, const BlockEntry& entry) -> Result<void> {
        return entry.fileOffsetBytes == 0
                   ? Result<void>{}
                   : claim({.offsetBytes = entry.fileOffsetBytes, .lengthBytes = metadata.blockSizeBytes});
    }));
    if (isDifferencing()) {
        const std::uint64_t chunks = table->layout().chunkCount();
        for (std::uint64_t chunk = 0; chunk < chunks; ++chunk) {
            COPPICE_TRY(chunk, table->nextUsedChunk(chunk));
            if (chunk < chunks) {
                COPPICE_TRY(const std::uint64_t offset, table->bitmap(chunk));
                if (offset != 0) {
                    COPPICE_CHECK(
                        claim({.offsetBytes = offset, .lengthBytes = layout::sectorBitmapBlockBytes}));
                }
            }
        }
    }
    return roundUp(end, layout::alignmentBytes);
}

Result<void> Image::State::beginSession() {
    if (!headers.hasRoomFor(headerUpdatesOfSession)) {
        return fail(ErrorCode::SequenceExhausted, "beginning to change", file->path());
    }
    COPPICE_TRY(std::uint64_t end, endOfStructures());
    COPPICE_TRY(const std::uint64_t size, file->sizeBytes());
    if (isFixed()) {
        // LeaveBlocksAllocated forbids cutting the file below what all blocks need (2.6.2.1).
        end = std::max(end, roundUp(size, layout::alignmentBytes));
    }
    // The file is cut back to `end` below, so the log must not promise more (2.3.1.1).
    const std::uint64_t stable = std::min(end, roundDown(size, layout::alignmentBytes));
    LogWriter writer(*file, headers.current().log, Guid::random());
    Header changed = headers.current();
    changed.fileWriteGuid = Guid::random();
    changed.logGuid = writer.logGuid();
    COPPICE_CHECK(writer.write({}, stable, end));
    COPPICE_CHECK(headers.update(*file, changed));
    // What an earlier crash left past the end goes, so that space appended from now on is zeros.
    if (size != end) {
        COPPICE_CHECK(file->resize(end));
        COPPICE_CHECK(file->flush());
    }
    fileEndBytes = end;
    table->setFileEnd(end);
    log.emplace(std::move(writer));
    refreshInfo();
    return {};
}

Result<std::uint64_t> Image::State::allocate(std::uint64_t lengthBytes) {
    const std::uint64_t offset = fileEndBytes;
    const std::uint64_t end = offset + roundUp(lengthBytes, layout::alignmentBytes);
    COPPICE_CHECK(file->resize(end));
    fileEndBytes = end;
    table->setFileEnd(end);
    info.fileSizeBytes = end;
    return offset;
}

void Image::State::release(const FileRange& range) {
    if (range.offsetBytes != 0) {
        released.push_back(range);
    }
}

void Image::State::freeReleased() {
    for (const FileRange& range : released) {
        pages.forget(range);
        // Only space is at stake: failing to free it changes nothing that is read.
        static_cast<void>(file->writeZeros(range.offsetBytes, range.lengthBytes));
    }
    released.clear();
}

std::vector<std::uint64_t> Image::State::pagesInOrder() const {
    // Where more than one entry is needed, a crash between two must leave valid tables: bits before the block
    // states that make them count; bitmap entries, which lie behind their blocks', before the states that
    // need them; metadata last.
    const FileRange bat = regions.find(region_id::bat)->range;
    const FileRange items = regions.find(region_id::metadata)->range;
    const auto rank = [&](std::uint64_t offset) {
        if (offset < layout::headerSectionBytes || items.contains(offset)) {
            return 2;
        }
        return bat.contains(offset) ? 1 : 0;
    };
    std::vector<std::uint64_t> offsets = pages.dirtyPages();
    std::ranges::sort(offsets, [&rank](std::uint64_t a, std::uint64_t b) {
        return rank(a) != rank(b) ? rank(a) < rank(b) : a > b;
    });
    return offsets;
}

Result<void> Image::State::promoteFullBlocks() {
    const std::set<std::uint64_t> blocks = std::exchange(bitsSetIn, {});
    for (const std::uint64_t block : blocks) {
        COPPICE_TRY(const BlockEntry entry, table->payload(block));
        if (entry.state != PayloadBlockState::PartiallyPresent) {
            continue;
        }
        const std::uint64_t sectors = table->layout().guestBytesOfBlock(block) / metadata.logicalSectorBytes;
        COPPICE_TRY(SectorBitmap bits, bitsOf(block));
        COPPICE_TRY(const bool isFull, bits.isFull(sectors));
        if (isFull) {
            COPPICE_CHECK(table->setPayload(
                block, {.state = PayloadBlockState::FullyPresent, .fileOffsetBytes = entry.fileOffsetBytes}));
        }
    }
    return {};
}

Result<void> Image::State::writeEntries(std::span<const std::uint64_t> pageOffsets) {
    COPPICE_CHECK(file->flush());
    COPPICE_TRY(const std::uint64_t size, file->sizeBytes());
    const std::uint64_t stable = roundDown(size, layout::alignmentBytes);
    while (!pageOffsets.empty()) {
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(pageOffsets.size(), log->maxPagesPerEntry()));
        std::vector<LogPage> entry;
        for (const std::uint64_t offset : pageOffsets.first(count)) {
            entry.push_back({.fileOffsetBytes = offset, .bytes = pages.dirtyPage(offset)});
        }
        COPPICE_CHECK(log->write(entry, stable, fileEndBytes));
        pages.markClean(pageOffsets.first(count));
        pageOffsets = pageOffsets.subspan(count);
    }
    return {};
}

Result<void> Image::State::commitPages(bool atOnce) {
    const std::vector<std::uint64_t> offsets = pagesInOrder();
    if (atOnce && offsets.size() > log->maxPagesPerEntry()) {
        for (const std::uint64_t offset : offsets) {
            pages.forget({.offsetBytes = offset, .lengthBytes = TablePages::pageBytes});
        }
        return fail(ErrorCode::NotSupported, "changing the metadata", file->path(),
                    "the change is too large for the log");
    }
    if (auto written = writeEntries(offsets); !written) {
        failure = written.error();
        return written;
    }
    leftPartial.clear();
    freeReleased();
    return {};
}

Result<void> Image::State::commit() {
    if (!log) {
        return {};
    }
    COPPICE_CHECK(promoteFullBlocks());
    return commitPages(false);
}

Result<void> Image::State::commitAtOnce() {
    return commitPages(true);
}

Result<void> Image::State::commitIfMany() {
    return pages.dirtyCount() >= log->maxPagesPerEntry() ? commit() : Result<void>{};
}

Result<void> Image::State::endSession() {
    if (!log) {
        return {};
    }
    COPPICE_CHECK(commit());
    Header changed = headers.current();
    changed.logGuid = Guid{};
    if (auto updated = headers.update(*file, changed); !updated) {
        failure = updated.error();
        return updated;
    }
    log.reset();
    refreshInfo();
    return {};
}

} // namespace coppice::vhdx
