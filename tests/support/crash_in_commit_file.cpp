// See crash_in_commit_file.h.
#include "support/crash_in_commit_file.h"

#include <array>

namespace coppice::test {
namespace {

// MS-VHDX 2.2.2: the log's place is the same in both headers from the file's creation on.
constexpr std::uint64_t firstHeaderBytes = 64 * 1024;
constexpr std::size_t logLengthField = 68;
constexpr std::size_t logOffsetField = 72;

} // namespace

Result<void> CrashInCommitFile::arm() {
    std::array<std::byte, 80> header{};
    COPPICE_CHECK(m_inner->readAt(firstHeaderBytes, header));
    m_logLengthBytes = loadLe<std::uint32_t>(header, logLengthField);
    m_logOffsetBytes = loadLe<std::uint64_t>(header, logOffsetField);
    return {};
}

Result<void> CrashInCommitFile::alive() const {
    if (m_crashed) {
        return fail(ErrorCode::IoFailed, "writing after the crash", path());
    }
    return {};
}

void CrashInCommitFile::noteWrite(std::uint64_t offsetBytes) {
    m_logWritten = m_logWritten ||
                   (offsetBytes >= m_logOffsetBytes && offsetBytes < m_logOffsetBytes + m_logLengthBytes);
}

Result<void> CrashInCommitFile::writeAt(std::uint64_t offsetBytes, ByteView from) {
    COPPICE_CHECK(alive());
    noteWrite(offsetBytes);
    return m_inner->writeAt(offsetBytes, from);
}

Result<void> CrashInCommitFile::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    COPPICE_CHECK(alive());
    return m_inner->writeZeros(offsetBytes, lengthBytes);
}

Result<void> CrashInCommitFile::resize(std::uint64_t sizeBytes) {
    COPPICE_CHECK(alive());
    return m_inner->resize(sizeBytes);
}

Result<void> CrashInCommitFile::flush() {
    COPPICE_CHECK(alive());
    COPPICE_CHECK(m_inner->flush());
    m_crashed = m_logWritten;
    return {};
}

} // namespace coppice::test
