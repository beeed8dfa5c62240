// Writing table pages through the log (MS-VHDX 2.3).
#include "vhdx/log_writer.h"

namespace coppice::vhdx {

std::uint64_t LogWriter::maxPagesPerEntry() const {
    constexpr std::uint64_t parts = 3;
    const std::uint64_t maxBytes = m_log.lengthBytes / parts;
    std::uint64_t pages = maxBytes / layout::logSectorBytes;
    while (logEntryBytes(pages) > maxBytes) {
        --pages;
    }
    return pages;
}

Result<void> LogWriter::write(std::span<const LogPage> pages, std::uint64_t flushedFileOffset,
                              std::uint64_t lastFileOffset) {
    if (pages.size() > maxPagesPerEntry()) {
        return fail(ErrorCode::NotSupported, "writing the log", m_file.path(),
                    "a change that must happen at once is too large for the log");
    }
    const std::uint64_t lengthBytes = logEntryBytes(pages.size());
    std::uint64_t position = m_previous.endBytes();
    if (position + lengthBytes > m_log.lengthBytes) {
        // Both are at most a third of the log: starting over cannot reach the previous entry.
        position = 0;
    }
    const LogEntryHeader header{.checksum = 0,
                                .entryBytes = 0,
                                .tail = static_cast<std::uint32_t>(position),
                                .sequenceNumber = m_nextSequenceNumber,
                                .descriptorCount = 0,
                                .logGuid = m_logGuid,
                                .flushedFileOffset = flushedFileOffset,
                                .lastFileOffset = lastFileOffset};
    COPPICE_CHECK(m_file.writeAt(m_log.offsetBytes + position, serialiseLogEntry(header, pages)));
    COPPICE_CHECK(m_file.flush());
    ++m_nextSequenceNumber;
    m_previous = {.offsetBytes = position, .lengthBytes = lengthBytes};
    if (pages.empty()) {
        return {};
    }
    for (const LogPage& page : pages) {
        COPPICE_CHECK(m_file.writeAt(page.fileOffsetBytes, page.bytes));
    }
    return m_file.flush();
}

} // namespace coppice::vhdx
