// Finding what a log holds that must be applied (MS-VHDX 2.3.2, 2.3.3); changes nothing.
#pragma once

#include "io/block_file.h"
#include "vhdx/header.h"
#include "vhdx/log_entry.h"

#include <functional>
#include <optional>
#include <vector>

namespace coppice::vhdx {

/// A valid entry and where it starts in the log.
struct LogEntry {
    std::uint64_t position = 0;
    LogEntryHeader header;
};

class LogReader {
public:
    /// `header` is the current one, with a LogGuid.
    LogReader(BlockFile& file, const Header& header)
        : m_file(file)
        , m_log(header.log)
        , m_logGuid(header.logGuid) {}

    /// The newest valid and complete sequence, from its tail to its head. LogCorrupt if there is none, or if
    /// it cannot be applied: the file is shorter than an entry's FlushedFileOffset, or a descriptor points
    /// before the region tables, into the log, or past the last offset.
    Result<std::vector<LogEntry>> activeSequence();

    /// `visit` gets each descriptor of a valid entry and, for a data descriptor, the place of its data sector
    /// in the file.
    using Visitor = std::function<Result<void>(const LogDescriptor&, std::uint64_t dataSectorFileOffset)>;
    Result<void> visitDescriptors(const LogEntry& entry, const Visitor& visit);

private:
    Result<void> readRing(std::uint64_t position, ByteSpan into);
    std::uint64_t filePlace(std::uint64_t position) const;
    Result<void> collectValidEntries();
    Result<bool> isValid(const LogEntry& entry);
    Result<bool> hasRightChecksum(const LogEntry& entry);
    Result<bool> hasRightParts(const LogEntry& entry);
    const LogEntry* entryAt(std::uint64_t position) const;
    std::vector<const LogEntry*> runFrom(const LogEntry& first) const;
    Result<void> checkApplicable(const std::vector<LogEntry>& sequence);
    std::unexpected<Error> corrupt(std::string detail, std::uint64_t position) const;

    BlockFile& m_file;
    FileRange m_log;
    Guid m_logGuid;
    std::vector<LogEntry> m_entries; ///< all valid ones, by position
};

} // namespace coppice::vhdx
