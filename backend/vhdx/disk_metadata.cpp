// The known metadata items (MS-VHDX 2.6.2).
#include "vhdx/disk_metadata.h"

#include "vhdx/parent_locator.h"
#include "vhdx/structure_error.h"

#include <algorithm>
#include <array>
#include <bit>

namespace coppice::vhdx {

namespace {

constexpr std::uint32_t leaveBlocksAllocatedFlag = 1;
constexpr std::uint32_t hasParentFlag = 2;
constexpr std::size_t fileParametersBytes = 8;
constexpr std::size_t fileFlagsAt = 4;
constexpr std::size_t guidBytes = 16;

constexpr std::array knownItems = {metadata_id::fileParameters,     metadata_id::virtualDiskSize,
                                   metadata_id::virtualDiskId,      metadata_id::logicalSectorSize,
                                   metadata_id::physicalSectorSize, metadata_id::parentLocator};

bool isKnown(const MetadataItem& item) {
    return !item.isUser && std::ranges::find(knownItems, item.id) != knownItems.end();
}

bool isSectorSize(std::uint32_t bytes) {
    return bytes == 512 || bytes == 4096;
}

/// nullptr if the values are possible.
const char* valueProblem(const DiskMetadata& metadata) {
    if (!std::has_single_bit(metadata.blockSizeBytes) || metadata.blockSizeBytes < layout::minBlockBytes ||
        metadata.blockSizeBytes > layout::maxBlockBytes) {
        return "the block size is no power of two from 1 to 256 MiB";
    }
    if (!isSectorSize(metadata.logicalSectorBytes) || !isSectorSize(metadata.physicalSectorBytes)) {
        return "a sector size is neither 512 nor 4096";
    }
    if (metadata.virtualSizeBytes == 0 || metadata.virtualSizeBytes > layout::maxVirtualSizeBytes ||
        metadata.virtualSizeBytes % metadata.logicalSectorBytes != 0) {
        return "the virtual size is zero, above 64 TiB, or no whole number of sectors";
    }
    return nullptr;
}

template <class UInt>
MetadataItem numberItem(const Guid& id, bool isVirtualDisk, UInt value) {
    MetadataItem item{
        .id = id, .isUser = false, .isVirtualDisk = isVirtualDisk, .isRequired = true, .data = {}};
    item.data.resize(sizeof(UInt));
    storeLe(item.data, 0, value);
    return item;
}

} // namespace

Result<DiskMetadata> DiskMetadata::fromTable(const MetadataTable& table, const std::string& path,
                                             std::uint64_t regionOffsetBytes) {
    const auto corrupt = [&](std::string detail, ErrorCode code = ErrorCode::MetadataCorrupt) {
        return damaged(code, "reading the metadata", path, std::move(detail), regionOffsetBytes);
    };
    const auto find = [&table](const Guid& id, std::size_t length) -> const MetadataItem* {
        const MetadataItem* item = table.findSystem(id);
        return item != nullptr && item->data.size() >= length ? item : nullptr;
    };
    const MetadataItem* fileParameters = find(metadata_id::fileParameters, fileParametersBytes);
    const MetadataItem* size = find(metadata_id::virtualDiskSize, sizeof(std::uint64_t));
    const MetadataItem* diskId = find(metadata_id::virtualDiskId, guidBytes);
    const MetadataItem* logicalSector = find(metadata_id::logicalSectorSize, sizeof(std::uint32_t));
    const MetadataItem* physicalSector = find(metadata_id::physicalSectorSize, sizeof(std::uint32_t));
    if (fileParameters == nullptr || size == nullptr || diskId == nullptr || logicalSector == nullptr ||
        physicalSector == nullptr) {
        return corrupt("a required item is missing or too short");
    }
    const auto fileFlags = loadLe<std::uint32_t>(fileParameters->data, fileFlagsAt);
    DiskMetadata metadata{.blockSizeBytes = loadLe<std::uint32_t>(fileParameters->data, 0),
                          .leaveBlocksAllocated = (fileFlags & leaveBlocksAllocatedFlag) != 0,
                          .hasParent = (fileFlags & hasParentFlag) != 0,
                          .virtualSizeBytes = loadLe<std::uint64_t>(size->data, 0),
                          .virtualDiskId = loadGuid(diskId->data, 0),
                          .logicalSectorBytes = loadLe<std::uint32_t>(logicalSector->data, 0),
                          .physicalSectorBytes = loadLe<std::uint32_t>(physicalSector->data, 0),
                          .parent = std::nullopt,
                          .others = {}};
    if (const char* problem = valueProblem(metadata)) {
        return corrupt(problem);
    }
    if (metadata.hasParent) {
        const MetadataItem* locator = table.findSystem(metadata_id::parentLocator);
        if (locator == nullptr) {
            return corrupt("a differencing disk has no parent locator", ErrorCode::ParentLocatorInvalid);
        }
        COPPICE_TRY(metadata.parent, parseParentLocator(locator->data, path));
    }
    for (const MetadataItem& item : table.items) {
        if (isKnown(item)) {
            continue;
        }
        if (item.isRequired) {
            return corrupt("the item " + item.id.toString() + " is required and unknown",
                           ErrorCode::VhdxUnsupported);
        }
        metadata.others.push_back({.id = item.id,
                                   .isUser = item.isUser,
                                   .isVirtualDisk = item.isVirtualDisk,
                                   .isRequired = item.isRequired,
                                   .data = item.data});
    }
    return metadata;
}

Result<MetadataTable> DiskMetadata::toTable(const std::string& path) const {
    MetadataTable table;
    MetadataItem fileParameters = numberItem(metadata_id::fileParameters, false, std::uint64_t{0});
    storeLe(fileParameters.data, 0, blockSizeBytes);
    storeLe(fileParameters.data, fileFlagsAt,
            (leaveBlocksAllocated ? leaveBlocksAllocatedFlag : 0) | (hasParent ? hasParentFlag : 0));
    table.items.push_back(std::move(fileParameters));
    table.items.push_back(numberItem(metadata_id::virtualDiskSize, true, virtualSizeBytes));
    table.items.push_back(numberItem(metadata_id::logicalSectorSize, true, logicalSectorBytes));
    table.items.push_back(numberItem(metadata_id::physicalSectorSize, true, physicalSectorBytes));
    MetadataItem diskId{.id = metadata_id::virtualDiskId,
                        .isUser = false,
                        .isVirtualDisk = true,
                        .isRequired = true,
                        .data = std::vector<std::byte>(guidBytes)};
    storeGuid(diskId.data, 0, virtualDiskId);
    table.items.push_back(std::move(diskId));
    if (parent) {
        COPPICE_TRY(std::vector<std::byte> locator, serialiseParentLocator(*parent, path));
        table.items.push_back({.id = metadata_id::parentLocator,
                               .isUser = false,
                               .isVirtualDisk = false,
                               .isRequired = true,
                               .data = std::move(locator)});
    }
    for (const UserMetadataItem& item : others) {
        table.items.push_back({.id = item.id,
                               .isUser = item.isUser,
                               .isVirtualDisk = item.isVirtualDisk,
                               .isRequired = item.isRequired,
                               .data = item.data});
    }
    return table;
}

} // namespace coppice::vhdx
