// The region table: where the block table and the metadata lie (MS-VHDX 2.2.3). A file has two copies.
#pragma once

#include "io/block_file.h"
#include "vhdx/layout.h"

#include <string>
#include <vector>

namespace coppice::vhdx {

struct Region {
    Guid id;
    FileRange range;
    bool isRequired = false; ///< QEMU writes 0 for the known regions
    bool operator==(const Region&) const = default;
};

struct RegionTable {
    std::vector<Region> regions; ///< in file order, unknown ones included

    const Region* find(const Guid& id) const;
    Region* find(const Guid& id);
    bool operator==(const RegionTable&) const = default;

    /// `bytes` are the 64 KiB of a table. RegionTableCorrupt: signature, checksum, count, alignment, overlap,
    /// a known region missing or twice. VhdxUnsupported: an unknown region that is required.
    static Result<RegionTable> parse(ByteView bytes, const std::string& path, std::uint64_t offsetBytes);
    std::vector<std::byte> serialise() const;
};

/// The first copy, or the second where the first is damaged.
Result<RegionTable> loadRegionTable(BlockFile& file);

} // namespace coppice::vhdx
