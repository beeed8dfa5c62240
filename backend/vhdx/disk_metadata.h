// The known metadata items of a disk (MS-VHDX 2.6.2), and the others it carries along.
#pragma once

#include "vhdx/image.h"
#include "vhdx/metadata_table.h"

#include <optional>
#include <string>
#include <vector>

namespace coppice::vhdx {

struct DiskMetadata {
    std::uint32_t blockSizeBytes = 0;
    bool leaveBlocksAllocated = false;
    bool hasParent = false;
    std::uint64_t virtualSizeBytes = 0;
    Guid virtualDiskId;
    std::uint32_t logicalSectorBytes = 0;
    std::uint32_t physicalSectorBytes = 0;
    std::optional<ParentLocator> parent;  ///< set exactly if hasParent
    std::vector<UserMetadataItem> others; ///< user items, and system items of no known id

    /// MetadataCorrupt: an item missing, too short, or out of its range. VhdxUnsupported: an unknown item
    /// that is required. ParentLocatorInvalid.
    static Result<DiskMetadata> fromTable(const MetadataTable& table, const std::string& path,
                                          std::uint64_t regionOffsetBytes);
    /// Known items in the order Windows writes them, then the others.
    Result<MetadataTable> toTable(const std::string& path) const;
};

} // namespace coppice::vhdx
