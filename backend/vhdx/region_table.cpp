// The region table (MS-VHDX 2.2.3): fields and their validation.
#include "vhdx/region_table.h"

#include "core/crc32c.h"
#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

constexpr std::uint32_t tableSignature = 0x69676572; // "regi"
constexpr std::size_t checksumAt = 4;
constexpr std::size_t entryCountAt = 8;
constexpr std::size_t tableHeaderBytes = 16;
constexpr std::size_t entryBytes = 32;
constexpr std::size_t entryOffsetAt = 16;
constexpr std::size_t entryLengthAt = 24;
constexpr std::size_t entryRequiredAt = 28;

std::uint32_t checksumOf(ByteView bytes) {
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    storeLe<std::uint32_t>(copy, checksumAt, 0);
    return crc32c(copy);
}

bool isKnown(const Guid& id) {
    return id == region_id::bat || id == region_id::metadata;
}

/// nullptr if the region can lie there.
const char* placementProblem(const Region& region) {
    if (region.range.offsetBytes % layout::alignmentBytes != 0 ||
        region.range.offsetBytes < layout::headerSectionBytes) {
        return "a region does not start on a whole MiB after the headers";
    }
    if (region.range.lengthBytes == 0 || region.range.lengthBytes % layout::alignmentBytes != 0) {
        return "the length of a region is not a whole number of MiB";
    }
    if (region.range.endBytes() < region.range.offsetBytes) {
        return "a region lies past the end of any file";
    }
    return nullptr;
}

/// nullptr if no two regions share bytes or an id.
const char* conflictProblem(const std::vector<Region>& regions) {
    std::vector<Region> sorted = regions;
    std::ranges::sort(sorted, {}, [](const Region& region) { return region.range.offsetBytes; });
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i - 1].range.overlaps(sorted[i].range)) {
            return "two regions overlap";
        }
    }
    std::ranges::sort(sorted, {}, &Region::id);
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i - 1].id == sorted[i].id) {
            return "one region is listed twice";
        }
    }
    return nullptr;
}

} // namespace

const Region* RegionTable::find(const Guid& id) const {
    const auto found = std::ranges::find(regions, id, &Region::id);
    return found == regions.end() ? nullptr : &*found;
}

Region* RegionTable::find(const Guid& id) {
    const auto found = std::ranges::find(regions, id, &Region::id);
    return found == regions.end() ? nullptr : &*found;
}

Result<RegionTable> RegionTable::parse(ByteView bytes, const std::string& path, std::uint64_t offsetBytes) {
    const auto corrupt = [&](const char* detail, ErrorCode code = ErrorCode::RegionTableCorrupt) {
        return damaged(code, "reading a region table", path, detail, offsetBytes);
    };
    if (bytes.size() < layout::regionTableBytes) {
        return corrupt("the table is cut off");
    }
    bytes = bytes.first(layout::regionTableBytes);
    if (loadLe<std::uint32_t>(bytes, 0) != tableSignature) {
        return corrupt("wrong signature");
    }
    if (loadLe<std::uint32_t>(bytes, checksumAt) != checksumOf(bytes)) {
        return corrupt("wrong checksum");
    }
    const auto count = loadLe<std::uint32_t>(bytes, entryCountAt);
    if (count > layout::maxTableEntries) {
        return corrupt("too many entries");
    }
    RegionTable table;
    for (std::uint32_t i = 0; i < count; ++i) {
        const ByteView entry = bytes.subspan(tableHeaderBytes + i * entryBytes, entryBytes);
        const Region region{.id = loadGuid(entry, 0),
                            .range = {.offsetBytes = loadLe<std::uint64_t>(entry, entryOffsetAt),
                                      .lengthBytes = loadLe<std::uint32_t>(entry, entryLengthAt)},
                            .isRequired = (loadLe<std::uint32_t>(entry, entryRequiredAt) & 1u) != 0};
        if (region.isRequired && !isKnown(region.id)) {
            return corrupt("a required region is unknown", ErrorCode::VhdxUnsupported);
        }
        if (const char* problem = placementProblem(region)) {
            return corrupt(problem);
        }
        table.regions.push_back(region);
    }
    if (const char* problem = conflictProblem(table.regions)) {
        return corrupt(problem);
    }
    if (table.find(region_id::bat) == nullptr) {
        return corrupt("no block table is listed");
    }
    if (table.find(region_id::metadata) == nullptr) {
        return corrupt("no metadata region is listed");
    }
    return table;
}

std::vector<std::byte> RegionTable::serialise() const {
    std::vector<std::byte> bytes(layout::regionTableBytes);
    storeLe(bytes, 0, tableSignature);
    storeLe(bytes, entryCountAt, static_cast<std::uint32_t>(regions.size()));
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const ByteSpan entry = ByteSpan(bytes).subspan(tableHeaderBytes + i * entryBytes, entryBytes);
        storeGuid(entry, 0, regions[i].id);
        storeLe(entry, entryOffsetAt, regions[i].range.offsetBytes);
        storeLe(entry, entryLengthAt, static_cast<std::uint32_t>(regions[i].range.lengthBytes));
        storeLe<std::uint32_t>(entry, entryRequiredAt, regions[i].isRequired ? 1 : 0);
    }
    storeLe(bytes, checksumAt, crc32c(bytes));
    return bytes;
}

Result<RegionTable> loadRegionTable(BlockFile& file) {
    const auto loadCopy = [&file](std::uint64_t offsetBytes) -> Result<RegionTable> {
        std::vector<std::byte> bytes(layout::regionTableBytes);
        COPPICE_CHECK(file.readAt(offsetBytes, bytes));
        return RegionTable::parse(bytes, file.path(), offsetBytes);
    };
    auto first = loadCopy(layout::regionTableOffsets[0]);
    if (first || first.error().code != ErrorCode::RegionTableCorrupt) {
        return first;
    }
    auto second = loadCopy(layout::regionTableOffsets[1]);
    if (!second && second.error().code == ErrorCode::RegionTableCorrupt) {
        return first;
    }
    return second;
}

} // namespace coppice::vhdx
