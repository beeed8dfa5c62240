// The metadata region: a table of items and the items' bytes (MS-VHDX 2.6.1). What known items mean is in
// disk_metadata.h.
#pragma once

#include "io/block_file.h"
#include "vhdx/layout.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

struct MetadataItem {
    Guid id;
    bool isUser = false;
    bool isVirtualDisk = false;
    bool isRequired = false;
    std::vector<std::byte> data;
    bool operator==(const MetadataItem&) const = default;
};

struct MetadataTable {
    std::vector<MetadataItem> items; ///< in table order

    /// A system item; an item a user stored under the same id is not it.
    const MetadataItem* findSystem(const Guid& id) const;
    MetadataItem* findSystem(const Guid& id);

    /// MetadataCorrupt: signature, counts, places, overlaps, one item twice. VhdxUnsupported: more than this
    /// engine is ready to hold in memory (32 MiB). Unknown required items are the reader's affair.
    static Result<MetadataTable> load(BlockFile& file, const FileRange& region);

    /// The used part of the region: the 64 KiB table, then the items. MetadataCorrupt if it does not fit.
    Result<std::vector<std::byte>> serialise(const FileRange& region, const std::string& path) const;
};

} // namespace coppice::vhdx
