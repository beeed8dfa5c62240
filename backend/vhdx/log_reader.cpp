// Finding the active sequence of a log (MS-VHDX 2.3.3).
//
// Every step is bounded, whatever the log holds: each position is looked at once, checksums are taken over at
// most a few times the log's length, and runs of entries are followed for a bounded number of steps in all.
#include "vhdx/log_reader.h"

#include "core/crc32c.h"
#include "vhdx/structure_error.h"

#include <algorithm>
#include <set>

namespace coppice::vhdx {

namespace {

/// An honest log has about one stale, overwritten entry a lap; this allows many.
constexpr std::uint64_t checksumBudgetLaps = 8;
constexpr std::uint64_t runBudgetLaps = 16;
constexpr std::size_t chunkBytes = 64 * 1024;

} // namespace

std::unexpected<Error> LogReader::corrupt(std::string detail, std::uint64_t position) const {
    return damaged(ErrorCode::LogCorrupt, "reading the log", m_file.path(), std::move(detail),
                   filePlace(position));
}

std::uint64_t LogReader::filePlace(std::uint64_t position) const {
    return m_log.offsetBytes + position % m_log.lengthBytes;
}

Result<void> LogReader::readRing(std::uint64_t position, ByteSpan into) {
    while (!into.empty()) {
        const std::uint64_t start = position % m_log.lengthBytes;
        const auto length =
            static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), m_log.lengthBytes - start));
        COPPICE_CHECK(m_file.readAt(m_log.offsetBytes + start, into.first(length)));
        into = into.subspan(length);
        position += length;
    }
    return {};
}

Result<bool> LogReader::hasRightChecksum(const LogEntry& entry) {
    std::vector<std::byte> chunk(chunkBytes);
    std::uint32_t crc = 0;
    for (std::uint64_t done = 0; done < entry.header.entryBytes; done += chunkBytes) {
        const ByteSpan part = ByteSpan(chunk).first(
            static_cast<std::size_t>(std::min<std::uint64_t>(chunkBytes, entry.header.entryBytes - done)));
        COPPICE_CHECK(readRing(entry.position + done, part));
        if (done == 0) {
            storeLe<std::uint32_t>(part, logChecksumAt, 0);
        }
        crc = crc32c(part, crc);
    }
    return crc == entry.header.checksum;
}

Result<void> LogReader::visitDescriptors(const LogEntry& entry, const Visitor& visit) {
    LogSector sector{};
    std::uint64_t dataSector = entry.header.descriptorSectors();
    std::uint64_t loadedSector = ~std::uint64_t{0};
    for (std::uint64_t i = 0; i < entry.header.descriptorCount; ++i) {
        const std::uint64_t at = logEntryHeaderBytes + i * logDescriptorBytes;
        if (at / layout::logSectorBytes != loadedSector) {
            loadedSector = at / layout::logSectorBytes;
            COPPICE_CHECK(readRing(entry.position + loadedSector * layout::logSectorBytes, sector));
        }
        const auto descriptor = LogDescriptor::parse(
            ByteView(sector).subspan(static_cast<std::size_t>(at % layout::logSectorBytes),
                                     logDescriptorBytes),
            entry.header.sequenceNumber);
        if (!descriptor) {
            return corrupt("a descriptor does not belong to its entry", entry.position + at);
        }
        std::uint64_t place = 0;
        if (!descriptor->isZero) {
            if ((dataSector + 1) * layout::logSectorBytes > entry.header.entryBytes) {
                return corrupt("an entry is too short for its data sectors", entry.position);
            }
            place = filePlace(entry.position + dataSector * layout::logSectorBytes);
            ++dataSector;
        }
        COPPICE_CHECK(visit(*descriptor, place));
    }
    return {};
}

Result<bool> LogReader::hasRightParts(const LogEntry& entry) {
    LogSector sector{};
    bool areRight = true;
    const auto parts = visitDescriptors(
        entry, [&](const LogDescriptor& descriptor, std::uint64_t dataSectorFileOffset) -> Result<void> {
            if (!descriptor.isZero) {
                COPPICE_CHECK(m_file.readAt(dataSectorFileOffset, sector));
                areRight = areRight && isDataSectorOf(sector, entry.header.sequenceNumber);
            }
            return {};
        });
    if (!parts && parts.error().code != ErrorCode::LogCorrupt) {
        return std::unexpected(parts.error());
    }
    return parts.has_value() && areRight;
}

Result<bool> LogReader::isValid(const LogEntry& entry) {
    COPPICE_TRY(const bool isIntact, hasRightChecksum(entry));
    if (!isIntact) {
        return false;
    }
    return hasRightParts(entry);
}

Result<void> LogReader::collectValidEntries() {
    std::uint64_t budget = checksumBudgetLaps * m_log.lengthBytes;
    LogSector sector{};
    for (std::uint64_t position = 0; position < m_log.lengthBytes; position += layout::logSectorBytes) {
        COPPICE_TRY(const std::uint64_t dataAt, m_file.nextDataOffset(m_log.offsetBytes + position));
        if (dataAt > m_log.offsetBytes + position) {
            // A hole holds no entry.
            position = roundDown(dataAt - m_log.offsetBytes, layout::logSectorBytes);
            if (position >= m_log.lengthBytes) {
                break;
            }
        }
        COPPICE_CHECK(readRing(position, sector));
        const auto header = LogEntryHeader::parse(sector, m_log.lengthBytes);
        if (!header || header->logGuid != m_logGuid) {
            continue;
        }
        if (header->entryBytes > budget) {
            return corrupt("too many entries overlap", position);
        }
        budget -= header->entryBytes;
        const LogEntry entry{.position = position, .header = *header};
        COPPICE_TRY(const bool isGood, isValid(entry));
        if (isGood) {
            m_entries.push_back(entry);
        }
    }
    return {};
}

const LogEntry* LogReader::entryAt(std::uint64_t position) const {
    const auto found = std::ranges::lower_bound(m_entries, position, {}, &LogEntry::position);
    return found != m_entries.end() && found->position == position ? &*found : nullptr;
}

std::vector<const LogEntry*> LogReader::runFrom(const LogEntry& first) const {
    std::vector<const LogEntry*> run = {&first};
    std::uint64_t lengthBytes = first.header.entryBytes;
    while (true) {
        const LogEntry& last = *run.back();
        const LogEntry* next = entryAt((last.position + last.header.entryBytes) % m_log.lengthBytes);
        // The ring may be full: a run never laps itself.
        if (next == nullptr || next->header.sequenceNumber != last.header.sequenceNumber + 1 ||
            lengthBytes + next->header.entryBytes > m_log.lengthBytes) {
            return run;
        }
        run.push_back(next);
        lengthBytes += next->header.entryBytes;
    }
}

Result<std::vector<LogEntry>> LogReader::activeSequence() {
    COPPICE_CHECK(collectValidEntries());
    std::vector<LogEntry> best;
    std::set<std::uint64_t> seen; // a run that starts inside one already followed has the same head
    std::uint64_t budget = runBudgetLaps * (m_log.lengthBytes / layout::logSectorBytes);
    for (const LogEntry& first : m_entries) {
        if (seen.contains(first.position)) {
            continue;
        }
        const auto run = runFrom(first);
        if (run.size() > budget) {
            return corrupt("too many entries overlap", first.position);
        }
        budget -= run.size();
        for (const LogEntry* entry : run) {
            seen.insert(entry->position);
        }
        // What must be applied starts at the head's tail, which may be later than where the run was found to
        // start.
        const LogEntry& head = *run.back();
        const auto tail = std::ranges::find(run, std::uint64_t{head.header.tail}, &LogEntry::position);
        const bool isNewer = best.empty() || head.header.sequenceNumber > best.back().header.sequenceNumber;
        if (tail != run.end() && isNewer) {
            best.clear();
            std::for_each(tail, run.end(), [&best](const LogEntry* entry) { best.push_back(*entry); });
        }
    }
    if (best.empty()) {
        return corrupt("the headers name a log, but it holds no complete sequence", 0);
    }
    COPPICE_CHECK(checkApplicable(best));
    return best;
}

Result<void> LogReader::checkApplicable(const std::vector<LogEntry>& sequence) {
    COPPICE_TRY(const std::uint64_t fileSize, m_file.sizeBytes());
    for (const LogEntry& entry : sequence) {
        if (entry.header.flushedFileOffset > fileSize) {
            return corrupt("the file is shorter than when the entry was written", entry.position);
        }
        COPPICE_CHECK(
            visitDescriptors(entry, [&](const LogDescriptor& descriptor, std::uint64_t) -> Result<void> {
                const FileRange target{.offsetBytes = descriptor.fileOffsetBytes,
                                       .lengthBytes = descriptor.lengthBytes()};
                if (target.offsetBytes % layout::logSectorBytes != 0 ||
                    target.lengthBytes % layout::logSectorBytes != 0) {
                    return corrupt("a descriptor is not aligned", entry.position);
                }
                if (target.offsetBytes < layout::regionTableOffsets[0]) {
                    return corrupt("a descriptor would overwrite the headers", entry.position);
                }
                if (target.endBytes() < target.offsetBytes ||
                    target.endBytes() > entry.header.lastFileOffset) {
                    return corrupt("a descriptor points past the last offset", entry.position);
                }
                if (target.overlaps(m_log)) {
                    return corrupt("a descriptor would overwrite the log", entry.position);
                }
                return {};
            }));
    }
    return {};
}

} // namespace coppice::vhdx
