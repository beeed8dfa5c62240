// Creating an image: log at 1 MiB, metadata at 2 MiB, block table at 3 MiB, as Windows lays them out.
#include "vhdx/bat_entry.h"
#include "vhdx/file_identifier.h"
#include "vhdx/image_state.h"

#include <algorithm>
#include <bit>

namespace coppice::vhdx {

namespace {

constexpr const char* action = "creating a disk";
constexpr std::uint64_t logOffset = 1 * MiB;
constexpr std::uint64_t metadataLength = 1 * MiB;
constexpr std::size_t tableChunkBytes = 1 * MiB;

/// nullptr if a disk can be made so.
const char* parameterProblem(const CreateParameters& parameters) {
    const auto isSectorSize = [](std::uint32_t bytes) { return bytes == 512 || bytes == 4096; };
    if (!isSectorSize(parameters.logicalSectorBytes) || !isSectorSize(parameters.physicalSectorBytes)) {
        return "a sector size is neither 512 nor 4096";
    }
    if (!std::has_single_bit(parameters.blockSizeBytes) ||
        parameters.blockSizeBytes < layout::minBlockBytes ||
        parameters.blockSizeBytes > layout::maxBlockBytes) {
        return "the block size is no power of two from 1 to 256 MiB";
    }
    if (parameters.virtualSizeBytes == 0 || parameters.virtualSizeBytes > layout::maxVirtualSizeBytes ||
        parameters.virtualSizeBytes % parameters.logicalSectorBytes != 0) {
        return "the virtual size is zero, above 64 TiB, or no whole number of sectors";
    }
    if (parameters.logLengthBytes == 0 || parameters.logLengthBytes % layout::alignmentBytes != 0) {
        return "the length of the log is no whole number of MiB";
    }
    if ((parameters.type == DiskType::Differencing) != parameters.parent.has_value()) {
        return "a parent locator belongs to a differencing disk, and only there";
    }
    return nullptr;
}

DiskMetadata metadataOf(const CreateParameters& parameters) {
    return {.blockSizeBytes = parameters.blockSizeBytes,
            .leaveBlocksAllocated = parameters.type == DiskType::Fixed,
            .hasParent = parameters.type == DiskType::Differencing,
            .virtualSizeBytes = parameters.virtualSizeBytes,
            .virtualDiskId = parameters.virtualDiskId.isNull() ? Guid::random() : parameters.virtualDiskId,
            .logicalSectorBytes = parameters.logicalSectorBytes,
            .physicalSectorBytes = parameters.physicalSectorBytes,
            .parent = parameters.parent,
            .others = parameters.userItems};
}

/// All blocks of a fixed disk, one after the other from `firstBlockOffset`.
Result<void> writeFixedTable(BlockFile& file, const BatLayout& layout, std::uint64_t tableOffset,
                             std::uint64_t firstBlockOffset) {
    std::vector<std::byte> chunk(tableChunkBytes);
    const std::uint64_t count = layout.entryCount(false);
    std::uint64_t nextOffset = firstBlockOffset;
    for (std::uint64_t index = 0; index < count;) {
        const std::uint64_t chunkIndex = index;
        std::size_t filled = 0;
        for (; filled < chunk.size() && index < count; ++index, filled += layout::batEntryBytes) {
            const bool isBitmap = layout.isBitmapEntry(index);
            storeLe(chunk, filled,
                    isBitmap ? 0
                             : encodePayloadEntry({.state = PayloadBlockState::FullyPresent,
                                                   .fileOffsetBytes = nextOffset}));
            nextOffset += isBitmap ? 0 : layout.blockSizeBytes();
        }
        COPPICE_CHECK(
            file.writeAt(tableOffset + chunkIndex * layout::batEntryBytes, ByteView(chunk).first(filled)));
    }
    return {};
}

} // namespace

Result<std::unique_ptr<Image>> Image::create(std::unique_ptr<BlockFile> file,
                                             const CreateParameters& parameters) {
    if (const char* problem = parameterProblem(parameters)) {
        return fail(ErrorCode::InvalidArgument, action, file->path(), problem);
    }
    const DiskMetadata metadata = metadataOf(parameters);
    const BatLayout batLayout(metadata.virtualSizeBytes, metadata.blockSizeBytes,
                              metadata.logicalSectorBytes);
    const FileRange log{.offsetBytes = logOffset, .lengthBytes = parameters.logLengthBytes};
    const FileRange items{.offsetBytes = log.endBytes(), .lengthBytes = metadataLength};
    const FileRange bat{.offsetBytes = items.endBytes(),
                        .lengthBytes =
                            roundUp(batLayout.tableBytes(metadata.hasParent), layout::alignmentBytes)};
    const bool isFixed = parameters.type == DiskType::Fixed;
    const std::uint64_t blocksBytes = isFixed ? batLayout.blockCount() * metadata.blockSizeBytes : 0;

    COPPICE_TRY(const MetadataTable table, metadata.toTable(file->path()));
    COPPICE_TRY(const std::vector<std::byte> metadataBytes, table.serialise(items, file->path()));
    const RegionTable regions{.regions = {{.id = region_id::bat, .range = bat, .isRequired = true},
                                          {.id = region_id::metadata, .range = items, .isRequired = true}}};
    const Header header{.sequenceNumber = 0,
                        .fileWriteGuid = Guid::random(),
                        .dataWriteGuid =
                            parameters.dataWriteGuid.isNull() ? Guid::random() : parameters.dataWriteGuid,
                        .logGuid = Guid{},
                        .log = log};

    COPPICE_CHECK(file->resize(bat.endBytes() + blocksBytes));
    COPPICE_CHECK(file->writeAt(items.offsetBytes, metadataBytes));
    for (const std::uint64_t offset : layout::regionTableOffsets) {
        COPPICE_CHECK(file->writeAt(offset, regions.serialise()));
    }
    if (isFixed) {
        COPPICE_CHECK(writeFixedTable(*file, batLayout, bat.offsetBytes, bat.endBytes()));
    }
    COPPICE_CHECK(HeaderPair::createNew(*file, header));
    // Last, so that a file that was cut off while it was made is not taken for a disk.
    COPPICE_CHECK(file->flush());
    COPPICE_CHECK(writeFileIdentifier(*file, "Coppice"));
    COPPICE_CHECK(file->flush());
    return open(std::move(file), OpenMode::ReadWrite);
}

} // namespace coppice::vhdx
