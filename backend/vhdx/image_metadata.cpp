// Changing metadata, identity and parentage (MS-VHDX 2.2.2, 2.6).
#include "vhdx/image_state.h"

#include <algorithm>

namespace coppice::vhdx {

Result<void> Image::State::stageMetadata(const DiskMetadata& changed) {
    const FileRange region = regions.find(region_id::metadata)->range;
    COPPICE_TRY(const MetadataTable items, changed.toTable(file->path()));
    COPPICE_TRY(const std::vector<std::byte> bytes, items.serialise(region, file->path()));
    return pages.write(region.offsetBytes, bytes);
}

Result<void> Image::State::stageRegionTables(const RegionTable& changed) {
    const std::vector<std::byte> bytes = changed.serialise();
    for (const std::uint64_t offset : layout::regionTableOffsets) {
        COPPICE_CHECK(pages.write(offset, bytes));
    }
    return {};
}

Result<void> Image::State::replaceMetadata(const DiskMetadata& changed) {
    COPPICE_CHECK(stageMetadata(changed));
    COPPICE_CHECK(commitAtOnce());
    metadata = changed;
    refreshInfo();
    return {};
}

Result<void> Image::changeMetadata(const MetadataChange& change) {
    State& state = *m_state;
    DiskMetadata changed = state.metadata;
    if (change.parent) {
        if (!state.isDifferencing()) {
            return fail(ErrorCode::InvalidArgument, "changing the parent", path(), "the disk has no parent");
        }
        changed.parent = change.parent;
    }
    changed.virtualDiskId = change.virtualDiskId.value_or(changed.virtualDiskId);
    if (change.physicalSectorBytes) {
        if (*change.physicalSectorBytes != 512 && *change.physicalSectorBytes != 4096) {
            return fail(ErrorCode::InvalidArgument, "changing the sector size", path(),
                        "neither 512 nor 4096");
        }
        changed.physicalSectorBytes = *change.physicalSectorBytes;
    }
    if (change.virtualDiskItems) {
        std::erase_if(changed.others, [](const UserMetadataItem& item) { return item.isVirtualDisk; });
        for (UserMetadataItem item : *change.virtualDiskItems) {
            item.isVirtualDisk = true;
            changed.others.push_back(std::move(item));
        }
    }
    COPPICE_CHECK(state.beginChange());
    COPPICE_CHECK(state.commit());
    return state.replaceMetadata(changed);
}

Result<void> Image::State::dropBitmapBlocks() {
    const std::uint64_t chunks = table->layout().chunkCount();
    for (std::uint64_t chunk = 0; chunk < chunks; ++chunk) {
        COPPICE_TRY(chunk, table->nextUsedChunk(chunk));
        if (chunk >= chunks) {
            break;
        }
        COPPICE_TRY(const std::uint64_t offset, table->bitmap(chunk));
        COPPICE_CHECK(table->setBitmap(chunk, 0));
        release({.offsetBytes = offset, .lengthBytes = layout::sectorBitmapBlockBytes});
        COPPICE_CHECK(commitIfMany());
    }
    return commit();
}

Result<void> Image::State::fillAllBlocks() {
    const std::uint64_t count = table->layout().blockCount();
    for (std::uint64_t block = 0; block < count; ++block) {
        COPPICE_TRY(const BlockEntry entry, table->payload(block));
        if (entry.state == PayloadBlockState::FullyPresent) {
            continue;
        }
        release({.offsetBytes = entry.fileOffsetBytes, .lengthBytes = metadata.blockSizeBytes});
        COPPICE_TRY(const std::uint64_t offset, allocate(metadata.blockSizeBytes));
        COPPICE_CHECK(
            table->setPayload(block, {.state = PayloadBlockState::FullyPresent, .fileOffsetBytes = offset}));
        COPPICE_CHECK(commitIfMany());
    }
    return commit();
}

Result<void> Image::removeParent(bool fixed) {
    State& state = *m_state;
    if (!state.isDifferencing()) {
        return fail(ErrorCode::InvalidArgument, "removing the parent", path(), "the disk has no parent");
    }
    COPPICE_CHECK(state.beginChange());
    COPPICE_CHECK(state.commit());
    COPPICE_CHECK(state.visitUsedBlocks([this](std::uint64_t, const BlockEntry& entry) -> Result<void> {
        if (entry.state == PayloadBlockState::PartiallyPresent) {
            return fail(ErrorCode::InvalidArgument, "removing the parent", path(), "a block still needs it");
        }
        return {};
    }));
    if (fixed) {
        COPPICE_CHECK(state.fillAllBlocks());
    }
    COPPICE_CHECK(state.dropBitmapBlocks());
    DiskMetadata changed = state.metadata;
    changed.hasParent = false;
    changed.parent.reset();
    changed.leaveBlocksAllocated = fixed; // a flag that was ignored until now must not decide the type
    COPPICE_CHECK(state.replaceMetadata(changed));
    state.table = state.makeTable(state.table->region(), state.table->layout(), false);
    return {};
}

Result<void> Image::setDataWriteGuid(const Guid& guid) {
    State& state = *m_state;
    COPPICE_CHECK(state.checkUsable());
    if (state.mode == OpenMode::ReadOnly) {
        return fail(ErrorCode::PermissionDenied, "changing", path(), "the image was opened for reading only");
    }
    Header changed = state.headers.current();
    changed.dataWriteGuid = guid;
    if (!state.log) {
        changed.fileWriteGuid = Guid::random(); // new before the first change of a session (2.2.2)
    }
    if (auto updated = state.headers.update(*state.file, changed); !updated) {
        if (updated.error().code != ErrorCode::SequenceExhausted) {
            state.failure = updated.error();
        }
        return updated;
    }
    state.refreshInfo();
    return {};
}

} // namespace coppice::vhdx
