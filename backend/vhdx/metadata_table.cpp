// The metadata table (MS-VHDX 2.6.1): fields and their validation.
#include "vhdx/metadata_table.h"

#include "vhdx/structure_error.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

constexpr std::uint64_t tableSignature = 0x617461646174656d; // "metadata"
constexpr std::size_t entryCountAt = 10;
constexpr std::size_t entryBytes = 32; // the table's header is as long as an entry
constexpr std::size_t entryOffsetAt = 16;
constexpr std::size_t entryLengthAt = 20;
constexpr std::size_t entryFlagsAt = 24;
constexpr std::uint32_t isUserFlag = 1;
constexpr std::uint32_t isVirtualDiskFlag = 2;
constexpr std::uint32_t isRequiredFlag = 4;
constexpr std::size_t itemAlignment = 8;
/// Hostile files may list 2 GiB of items.
constexpr std::uint64_t maxLoadedBytes = 32 * MiB;

struct TableEntry {
    MetadataItem item;
    FileRange place; ///< in the region
};

TableEntry parseEntry(ByteView entry) {
    const auto flags = loadLe<std::uint32_t>(entry, entryFlagsAt);
    return TableEntry{.item = {.id = loadGuid(entry, 0),
                               .isUser = (flags & isUserFlag) != 0,
                               .isVirtualDisk = (flags & isVirtualDiskFlag) != 0,
                               .isRequired = (flags & isRequiredFlag) != 0,
                               .data = {}},
                      .place = {.offsetBytes = loadLe<std::uint32_t>(entry, entryOffsetAt),
                                .lengthBytes = loadLe<std::uint32_t>(entry, entryLengthAt)}};
}

/// nullptr if the item can lie there.
const char* placementProblem(const FileRange& place, const FileRange& region) {
    if (place.lengthBytes == 0) {
        return place.offsetBytes == 0 ? nullptr : "an empty item has an offset";
    }
    if (place.lengthBytes > layout::maxMetadataItemBytes) {
        return "an item is longer than 1 MiB";
    }
    if (place.offsetBytes < layout::metadataTableBytes || place.endBytes() > region.lengthBytes) {
        return "an item lies outside the items' part of the region";
    }
    return nullptr;
}

const char* conflictProblem(std::vector<TableEntry> entries) {
    std::ranges::sort(entries, [](const TableEntry& a, const TableEntry& b) {
        return std::pair(a.item.id, a.item.isUser) < std::pair(b.item.id, b.item.isUser);
    });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i - 1].item.id == entries[i].item.id &&
            entries[i - 1].item.isUser == entries[i].item.isUser) {
            return "one item is listed twice";
        }
    }
    std::erase_if(entries, [](const TableEntry& entry) { return entry.place.lengthBytes == 0; });
    std::ranges::sort(entries, {}, [](const TableEntry& entry) { return entry.place.offsetBytes; });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i - 1].place.overlaps(entries[i].place)) {
            return "two items overlap";
        }
    }
    return nullptr;
}

} // namespace

const MetadataItem* MetadataTable::findSystem(const Guid& id) const {
    const auto found = std::ranges::find_if(
        items, [&id](const MetadataItem& item) { return !item.isUser && item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

MetadataItem* MetadataTable::findSystem(const Guid& id) {
    const auto found = std::ranges::find_if(
        items, [&id](const MetadataItem& item) { return !item.isUser && item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

Result<MetadataTable> MetadataTable::load(BlockFile& file, const FileRange& region) {
    const auto corrupt = [&](const char* detail, ErrorCode code = ErrorCode::MetadataCorrupt) {
        return damaged(code, "reading the metadata", file.path(), detail, region.offsetBytes);
    };
    std::vector<std::byte> bytes(layout::metadataTableBytes);
    COPPICE_CHECK(file.readAt(region.offsetBytes, bytes));
    if (loadLe<std::uint64_t>(bytes, 0) != tableSignature) {
        return corrupt("wrong signature");
    }
    const auto count = loadLe<std::uint16_t>(bytes, entryCountAt);
    if (count > layout::maxTableEntries) {
        return corrupt("too many entries");
    }
    std::vector<TableEntry> entries;
    std::uint64_t totalBytes = 0;
    for (std::size_t i = 1; i <= count; ++i) {
        entries.push_back(parseEntry(ByteView(bytes).subspan(i * entryBytes, entryBytes)));
        if (const char* problem = placementProblem(entries.back().place, region)) {
            return corrupt(problem);
        }
        totalBytes += entries.back().place.lengthBytes;
    }
    if (std::ranges::count_if(entries, [](const TableEntry& entry) { return entry.item.isUser; }) >
        static_cast<std::ptrdiff_t>(layout::maxUserMetadataEntries)) {
        return corrupt("too many user items");
    }
    if (const char* problem = conflictProblem(entries)) {
        return corrupt(problem);
    }
    if (totalBytes > maxLoadedBytes) {
        return corrupt("more metadata than this engine loads", ErrorCode::VhdxUnsupported);
    }
    MetadataTable table;
    for (TableEntry& entry : entries) {
        entry.item.data.resize(static_cast<std::size_t>(entry.place.lengthBytes));
        COPPICE_CHECK(file.readAt(region.offsetBytes + entry.place.offsetBytes, entry.item.data));
        table.items.push_back(std::move(entry.item));
    }
    return table;
}

Result<std::vector<std::byte>> MetadataTable::serialise(const FileRange& region,
                                                        const std::string& path) const {
    const auto tooMuch = [&](const char* detail) {
        return damaged(ErrorCode::MetadataCorrupt, "writing the metadata", path, detail, region.offsetBytes);
    };
    if (items.size() > layout::maxTableEntries) {
        return tooMuch("too many items");
    }
    std::vector<std::byte> bytes(layout::metadataTableBytes);
    storeLe(bytes, 0, tableSignature);
    storeLe(bytes, entryCountAt, static_cast<std::uint16_t>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const MetadataItem& item = items[i];
        if (item.data.size() > layout::maxMetadataItemBytes ||
            bytes.size() + item.data.size() > region.lengthBytes) {
            return tooMuch("the items do not fit into the region");
        }
        const std::size_t entryAt = (i + 1) * entryBytes;
        storeGuid(bytes, entryAt, item.id);
        storeLe(bytes, entryAt + entryOffsetAt,
                item.data.empty() ? std::uint32_t{0} : static_cast<std::uint32_t>(bytes.size()));
        storeLe(bytes, entryAt + entryLengthAt, static_cast<std::uint32_t>(item.data.size()));
        storeLe(bytes, entryAt + entryFlagsAt,
                (item.isUser ? isUserFlag : 0) | (item.isVirtualDisk ? isVirtualDiskFlag : 0) |
                    (item.isRequired ? isRequiredFlag : 0));
        bytes.insert(bytes.end(), item.data.begin(), item.data.end());
        bytes.resize(static_cast<std::size_t>(roundUp(bytes.size(), itemAlignment)));
    }
    return bytes;
}

} // namespace coppice::vhdx
