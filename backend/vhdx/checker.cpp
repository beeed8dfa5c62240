// Looks at one structure after the other, in the order in which a reader needs them, and goes on as far as
// what was found allows: a damaged copy is reported, and the other one used.
#include "vhdx/checker.h"

#include "vhdx/block_table_check.h"
#include "vhdx/disk_metadata.h"
#include "vhdx/file_identifier.h"
#include "vhdx/findings.h"
#include "vhdx/header_pair.h"
#include "vhdx/log_replay.h"
#include "vhdx/region_table.h"

#include <array>
#include <fmt/format.h>

namespace coppice::vhdx {
namespace {

constexpr std::array<const char*, 2> ordinals{"first", "second"};

class ImageCheck {
public:
    explicit ImageCheck(std::unique_ptr<BlockFile> file)
        : m_file(std::move(file)) {}

    /// An error only if nothing could be read.
    Result<std::vector<Finding>> run();

private:
    std::optional<Header> checkHeaders();
    Result<void> checkLog(const Header& header);
    std::optional<RegionTable> checkRegionTables();
    void checkPlaces(const Header& header, const RegionTable& regions);
    std::optional<DiskMetadata> checkMetadata(const RegionTable& regions);
    void checkLocator(const ParentLocator& locator);
    void checkEnd();

    std::unique_ptr<BlockFile> m_file; ///< after checkLog(), as it is after a replay
    std::uint64_t m_fileSizeBytes = 0;
    std::vector<NamedRange> m_structures;
    Findings m_findings;
};

Result<std::vector<Finding>> ImageCheck::run() {
    COPPICE_TRY(m_fileSizeBytes, m_file->sizeBytes());
    if (const auto creator = readFileIdentifier(*m_file); !creator) {
        if (creator.error().code != ErrorCode::NotVhdx) {
            return std::unexpected(creator.error());
        }
        m_findings.damage(ErrorCode::NotVhdx, "The file does not begin with the mark of a VHDX file.", 0);
    }
    const auto header = checkHeaders();
    if (!header) {
        return m_findings.take();
    }
    COPPICE_CHECK(checkLog(*header));
    checkEnd();
    const auto regions = checkRegionTables();
    if (!regions) {
        return m_findings.take();
    }
    checkPlaces(*header, *regions);
    const auto metadata = checkMetadata(*regions);
    if (!metadata) {
        return m_findings.take();
    }
    const BatLayout layout(metadata->virtualSizeBytes, metadata->blockSizeBytes,
                           metadata->logicalSectorBytes);
    BlockTableCheck table(*m_file, layout, metadata->hasParent, regions->find(region_id::bat)->range,
                          m_structures, m_findings);
    if (const auto checked = table.run(); !checked) {
        m_findings.damage("The block table", checked.error());
    }
    return m_findings.take();
}

/// The current header, if there is one.
std::optional<Header> ImageCheck::checkHeaders() {
    for (std::size_t slot = 0; slot < layout::headerOffsets.size(); ++slot) {
        std::array<std::byte, layout::headerBytes> bytes{};
        const auto read = m_file->readAt(layout::headerOffsets.at(slot), bytes);
        const auto header = read ? Header::parse(bytes, m_file->path(), layout::headerOffsets.at(slot))
                                 : Result<Header>(std::unexpected(read.error()));
        if (!header) {
            m_findings.damage(fmt::format("The {} header", ordinals.at(slot)), header.error());
        }
    }
    const auto pair = HeaderPair::load(*m_file);
    if (!pair) {
        m_findings.damage("No header is current", pair.error());
        return std::nullopt;
    }
    if (!pair->hasRoomFor(1)) {
        m_findings.warning(ErrorCode::SequenceExhausted,
                           "The headers' sequence number is at its end: the file can no longer be changed.");
    }
    return pair->current();
}

Result<void> ImageCheck::checkLog(const Header& header) {
    m_structures.push_back(
        {"the header section", {.offsetBytes = 0, .lengthBytes = layout::headerSectionBytes}});
    m_structures.push_back({"the log", header.log});
    if (header.log.endBytes() > roundUp(m_fileSizeBytes, layout::alignmentBytes)) {
        m_findings.damage(ErrorCode::LogCorrupt, "The log reaches past the end of the file.",
                          header.log.offsetBytes);
    }
    if (header.logGuid.isNull()) {
        return {};
    }
    LogReader reader(*m_file, header);
    const auto sequence = reader.activeSequence();
    if (!sequence) {
        m_findings.damage("The log", sequence.error());
        return {};
    }
    std::uint64_t changes = 0;
    for (const LogEntry& entry : *sequence) {
        changes += entry.header.descriptorCount;
    }
    if (changes == 0) {
        // A disk that is open, or was not closed, with nothing to make up for.
        return {};
    }
    m_findings.warning(
        ErrorCode::LogCorrupt,
        fmt::format("The log holds {} changes that are not yet in their places; opening the disk for "
                    "writing applies them.",
                    changes),
        header.log.offsetBytes);
    COPPICE_TRY(m_file, replayLogInMemory(std::move(m_file), reader, *sequence));
    COPPICE_TRY(m_fileSizeBytes, m_file->sizeBytes());
    return {};
}

void ImageCheck::checkEnd() {
    if (m_fileSizeBytes % layout::alignmentBytes != 0) {
        m_findings.warning(ErrorCode::BatCorrupt,
                           fmt::format("The file ends at {}, which is not a whole MiB.", m_fileSizeBytes),
                           m_fileSizeBytes);
    }
}

/// The first valid copy.
std::optional<RegionTable> ImageCheck::checkRegionTables() {
    std::array<std::optional<RegionTable>, 2> copies;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        const std::uint64_t offset = layout::regionTableOffsets.at(i);
        std::vector<std::byte> bytes(layout::regionTableBytes);
        const auto read = m_file->readAt(offset, bytes);
        auto table = read ? RegionTable::parse(bytes, m_file->path(), offset)
                          : Result<RegionTable>(std::unexpected(read.error()));
        if (table) {
            copies.at(i) = std::move(*table);
        } else {
            m_findings.damage(fmt::format("The {} region table", ordinals.at(i)), table.error());
        }
    }
    if (copies[0] && copies[1] && *copies[0] != *copies[1]) {
        m_findings.damage(ErrorCode::RegionTableCorrupt, "The two region tables do not agree.",
                          layout::regionTableOffsets[1]);
    }
    return copies[0] ? copies[0] : copies[1];
}

void ImageCheck::checkPlaces(const Header& header, const RegionTable& regions) {
    for (const Region& region : regions.regions) {
        std::string name = "the region " + region.id.toString();
        if (region.id == region_id::bat) {
            name = "the block table";
        } else if (region.id == region_id::metadata) {
            name = "the metadata region";
        }
        if (region.range.overlaps(header.log)) {
            m_findings.damage(ErrorCode::RegionTableCorrupt, fmt::format("The log overlaps {}.", name),
                              region.range.offsetBytes);
        }
        if (region.range.endBytes() > roundUp(m_fileSizeBytes, layout::alignmentBytes)) {
            m_findings.damage(ErrorCode::RegionTableCorrupt,
                              fmt::format("The file ends before the end of {}.", name),
                              region.range.offsetBytes);
        }
        m_structures.push_back({std::move(name), region.range});
    }
}

std::optional<DiskMetadata> ImageCheck::checkMetadata(const RegionTable& regions) {
    const FileRange& region = regions.find(region_id::metadata)->range;
    const auto table = MetadataTable::load(*m_file, region);
    if (!table) {
        m_findings.damage("The metadata", table.error());
        return std::nullopt;
    }
    auto metadata = DiskMetadata::fromTable(*table, m_file->path(), region.offsetBytes);
    if (!metadata) {
        m_findings.damage("The metadata", metadata.error());
        return std::nullopt;
    }
    if (metadata->parent) {
        checkLocator(*metadata->parent);
    } else if (table->findSystem(metadata_id::parentLocator) != nullptr) {
        m_findings.warning(ErrorCode::MetadataCorrupt,
                           "There is a parent locator, but the disk is not marked as having a parent.",
                           region.offsetBytes);
    }
    return std::move(*metadata);
}

void ImageCheck::checkLocator(const ParentLocator& locator) {
    if (!locator.linkage() && !locator.linkage2()) {
        m_findings.damage(ErrorCode::ParentLocatorInvalid,
                          "The parent locator has no identity that a parent could match.");
    }
    if (!locator.get(locator_key::relativePath) && !locator.get(locator_key::absoluteWin32Path) &&
        !locator.get(locator_key::volumePath)) {
        m_findings.damage(ErrorCode::ParentLocatorInvalid, "The parent locator has no path.");
    } else if (!locator.get(locator_key::relativePath)) {
        m_findings.warning(
            ErrorCode::ParentLocatorInvalid,
            "The parent locator has no relative path: the parent can only be found where it was on "
            "the system that made the disk.");
    }
}

} // namespace

Result<std::vector<Finding>> checkImage(std::unique_ptr<BlockFile> file) {
    return ImageCheck(std::move(file)).run();
}

} // namespace coppice::vhdx
