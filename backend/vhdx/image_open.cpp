// Opening an image: identifier, headers, log, region table, metadata, in that order (MS-VHDX 2.3.3: nothing
// but the headers and the log may be looked at before the log is replayed).
#include "vhdx/file_identifier.h"
#include "vhdx/image_state.h"
#include "vhdx/log_reader.h"
#include "vhdx/log_replay.h"
#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

Result<std::uint64_t> roundedSize(BlockFile& file) {
    COPPICE_TRY(const std::uint64_t size, file.sizeBytes());
    return roundUp(size, layout::alignmentBytes);
}

/// Applies a log that was left behind. On disk, the file counts as changed: FileWriteGuid first (2.2.2).
Result<std::unique_ptr<BlockFile>> replayLog(std::unique_ptr<BlockFile> file, HeaderPair& headers,
                                             OpenMode mode) {
    LogReader reader(*file, headers.current());
    COPPICE_TRY(const std::vector<LogEntry> sequence, reader.activeSequence());
    if (mode == OpenMode::ReadOnly) {
        return replayLogInMemory(std::move(file), reader, sequence);
    }
    if (!headers.hasRoomFor(2)) {
        return fail(ErrorCode::SequenceExhausted, "replaying the log", file->path());
    }
    Header changed = headers.current();
    changed.fileWriteGuid = Guid::random();
    COPPICE_CHECK(headers.update(*file, changed));
    COPPICE_CHECK(replayLogOnDisk(*file, reader, sequence));
    COPPICE_CHECK(file->flush());
    changed.logGuid = Guid{};
    COPPICE_CHECK(headers.update(*file, changed));
    return file;
}

} // namespace

Result<std::unique_ptr<Image>> Image::open(std::unique_ptr<BlockFile> file, OpenMode mode) {
    if (mode == OpenMode::ReadWrite) {
        // What a process that was killed has written may be seen, and yet be lost with the power. A header
        // that says the log is empty must be durable before the log it used to name is written over.
        COPPICE_CHECK(file->flush());
    }
    COPPICE_TRY(std::string creator, readFileIdentifier(*file));
    COPPICE_TRY(HeaderPair headers, HeaderPair::load(*file));
    COPPICE_TRY(const std::uint64_t fileEnd, roundedSize(*file));
    if (headers.current().log.endBytes() > fileEnd) {
        return damaged(ErrorCode::HeaderCorrupt, "opening", file->path(),
                       "the log lies past the end of the file", headers.current().log.offsetBytes);
    }
    const bool logWasDirty = !headers.current().logGuid.isNull();
    if (logWasDirty) {
        COPPICE_TRY(file, replayLog(std::move(file), headers, mode));
    }
    auto state = std::make_unique<State>(std::move(file), mode, headers);
    state->info.creator = std::move(creator);
    state->info.logWasDirty = logWasDirty;
    COPPICE_CHECK(state->load());
    return std::unique_ptr<Image>(new Image(std::move(state)));
}

Result<void> Image::State::load() {
    COPPICE_TRY(regions, loadRegionTable(*file));
    COPPICE_TRY(const std::uint64_t fileEnd, roundedSize(*file));
    fileEndBytes = fileEnd;
    for (const Region& region : regions.regions) {
        if (region.range.overlaps(headers.current().log)) {
            return damaged(ErrorCode::RegionTableCorrupt, "opening", file->path(),
                           "a region overlaps the log", region.range.offsetBytes);
        }
        const bool isUsed = region.id == region_id::bat || region.id == region_id::metadata;
        if (isUsed && region.range.endBytes() > fileEnd) {
            return damaged(ErrorCode::RegionTableCorrupt, "opening", file->path(),
                           "a region lies past the end of the file", region.range.offsetBytes);
        }
    }
    const FileRange metadataRegion = regions.find(region_id::metadata)->range;
    COPPICE_TRY(const MetadataTable items, MetadataTable::load(*file, metadataRegion));
    COPPICE_TRY(metadata, DiskMetadata::fromTable(items, file->path(), metadataRegion.offsetBytes));
    return loadLayout();
}

Result<void> Image::State::loadLayout() {
    const BatLayout batLayout(metadata.virtualSizeBytes, metadata.blockSizeBytes,
                              metadata.logicalSectorBytes);
    const FileRange batRegion = regions.find(region_id::bat)->range;
    if (batLayout.tableBytes(metadata.hasParent) > batRegion.lengthBytes) {
        return damaged(ErrorCode::BatCorrupt, "opening", file->path(),
                       "the block table is too short for the disk", batRegion.offsetBytes);
    }
    table = makeTable(batRegion, batLayout, metadata.hasParent);
    refreshInfo();
    return {};
}

std::vector<FileRange> Image::State::structures() const {
    std::vector<FileRange> ranges = {{.offsetBytes = 0, .lengthBytes = layout::headerSectionBytes},
                                     headers.current().log};
    std::ranges::transform(regions.regions, std::back_inserter(ranges), &Region::range);
    return ranges;
}

BlockTable Image::State::makeTable(const FileRange& batRegion, const BatLayout& batLayout, bool withBitmaps) {
    std::vector<FileRange> taken = structures();
    taken.push_back(batRegion);
    BlockTable made(pages, file->path(), batRegion, batLayout, withBitmaps, std::move(taken));
    made.setFileEnd(fileEndBytes);
    return made;
}

void Image::State::refreshInfo() {
    info.type = metadata.hasParent              ? DiskType::Differencing
                : metadata.leaveBlocksAllocated ? DiskType::Fixed
                                                : DiskType::Dynamic;
    info.virtualSizeBytes = metadata.virtualSizeBytes;
    info.blockSizeBytes = metadata.blockSizeBytes;
    info.logicalSectorBytes = metadata.logicalSectorBytes;
    info.physicalSectorBytes = metadata.physicalSectorBytes;
    info.leaveBlocksAllocated = metadata.leaveBlocksAllocated;
    info.virtualDiskId = metadata.virtualDiskId;
    info.dataWriteGuid = headers.current().dataWriteGuid;
    info.fileWriteGuid = headers.current().fileWriteGuid;
    info.parent = metadata.parent;
    info.userItems = metadata.others;
    if (const auto size = file->sizeBytes()) {
        info.fileSizeBytes = *size;
    }
}

} // namespace coppice::vhdx
