// Writing table pages through the log, one entry at a time (MS-VHDX 2.3).
#pragma once

#include "io/block_file.h"
#include "vhdx/log_entry.h"

#include <span>

namespace coppice::vhdx {

/// Each entry is a sequence of its own (its tail is its own position): the one before has been applied and
/// flushed by then. It stays intact until the next one is durable, so that a torn write never leaves the log
/// without a valid entry.
class LogWriter {
public:
    /// For the log at `log`; `logGuid` is new, so that nothing already there counts.
    LogWriter(BlockFile& file, const FileRange& log, const Guid& logGuid)
        : m_file(file)
        , m_log(log)
        , m_logGuid(logGuid) {}

    const Guid& logGuid() const { return m_logGuid; }

    /// Pages that fit into one entry: a third of the log, so that there is always room beside the entry
    /// before.
    std::uint64_t maxPagesPerEntry() const;

    /// Writes an entry and flushes it; then writes the pages to their places and flushes them. No pages: an
    /// entry that changes nothing, as a new log needs. `flushedFileOffset` and `lastFileOffset`: 2.3.1.1,
    /// multiples of 1 MiB.
    Result<void> write(std::span<const LogPage> pages, std::uint64_t flushedFileOffset,
                       std::uint64_t lastFileOffset);

private:
    BlockFile& m_file;
    FileRange m_log;
    Guid m_logGuid;
    std::uint64_t m_nextSequenceNumber = 1;
    FileRange m_previous; ///< in the log; empty before the first entry
};

} // namespace coppice::vhdx
