// BlockFile over TrackedContent.
#include "support/memory_file.h"

namespace coppice::test {

Result<void> MemoryFile::checkWritable(const char* action) const {
    if (m_mode == OpenMode::ReadOnly) {
        return fail(ErrorCode::PermissionDenied, action, m_path, "opened for reading");
    }
    return {};
}

Result<std::uint64_t> MemoryFile::sizeBytes() {
    return m_content->current().sizeBytes();
}

Result<void> MemoryFile::readAt(std::uint64_t offsetBytes, ByteSpan into) {
    m_content->current().read(offsetBytes, into);
    return {};
}

Result<void> MemoryFile::writeAt(std::uint64_t offsetBytes, ByteView from) {
    COPPICE_CHECK(checkWritable("writing the file"));
    m_content->write(offsetBytes, from);
    return {};
}

Result<void> MemoryFile::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    COPPICE_CHECK(checkWritable("zeroing a range of the file"));
    m_content->writeZeros(offsetBytes, lengthBytes);
    return {};
}

Result<void> MemoryFile::resize(std::uint64_t sizeBytes) {
    COPPICE_CHECK(checkWritable("changing the size of the file"));
    m_content->resize(sizeBytes);
    return {};
}

Result<void> MemoryFile::flush() {
    m_content->flush();
    return {};
}

Result<std::uint64_t> MemoryFile::nextDataOffset(std::uint64_t offsetBytes) {
    return m_content->current().nextDataOffset(offsetBytes);
}

} // namespace coppice::test
