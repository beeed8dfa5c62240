// pread, pwrite and their kind, with short transfers and interruptions taken up again.
#include "io/native_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <sys/types.h>

namespace coppice {

namespace {

constexpr std::uint64_t largestOffset = static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
constexpr std::size_t zeroBufferBytes = std::size_t{64} * 1024;

off_t asOffset(std::uint64_t offsetBytes) {
    return static_cast<off_t>(offsetBytes);
}

} // namespace

std::unexpected<Error> NativeFile::failure(int osError, const char* action, std::uint64_t offsetBytes) const {
    Error error = osFailure(osError, action, m_path);
    error.offsetBytes = offsetBytes;
    return std::unexpected(std::move(error));
}

Result<void> NativeFile::checkRange(std::uint64_t offsetBytes, std::uint64_t lengthBytes,
                                    const char* action) const {
    if (offsetBytes > largestOffset || lengthBytes > largestOffset - offsetBytes) {
        return failure(EOVERFLOW, action, offsetBytes);
    }
    return {};
}

Result<std::uint64_t> NativeFile::sizeBytes() {
    struct stat status{};
    if (fstat(m_descriptor.get(), &status) != 0) {
        return std::unexpected(osFailure(errno, "reading the size of the file", m_path));
    }
    return static_cast<std::uint64_t>(status.st_size);
}

Result<void> NativeFile::readAt(std::uint64_t offsetBytes, ByteSpan into) {
    constexpr const char* action = "reading the file";
    COPPICE_CHECK(checkRange(offsetBytes, into.size(), action));
    while (!into.empty()) {
        const ssize_t got = pread(m_descriptor.get(), into.data(), into.size(), asOffset(offsetBytes));
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return failure(errno, action, offsetBytes);
        }
        if (got == 0) { // the end of the file: what lies past it reads as zeros
            std::ranges::fill(into, std::byte{0});
            return {};
        }
        into = into.subspan(static_cast<std::size_t>(got));
        offsetBytes += static_cast<std::uint64_t>(got);
    }
    return {};
}

Result<void> NativeFile::writeAt(std::uint64_t offsetBytes, ByteView from) {
    constexpr const char* action = "writing the file";
    COPPICE_CHECK(checkRange(offsetBytes, from.size(), action));
    while (!from.empty()) {
        const ssize_t put = pwrite(m_descriptor.get(), from.data(), from.size(), asOffset(offsetBytes));
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            return failure(errno, action, offsetBytes);
        }
        if (put == 0) { // no progress and no reason given: do not try for ever
            return failure(EIO, action, offsetBytes);
        }
        from = from.subspan(static_cast<std::size_t>(put));
        offsetBytes += static_cast<std::uint64_t>(put);
    }
    return {};
}

Result<void> NativeFile::writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    constexpr const char* action = "zeroing a range of the file";
    COPPICE_CHECK(checkRange(offsetBytes, lengthBytes, action));
    if (lengthBytes == 0) {
        return {};
    }
    while (fallocate(m_descriptor.get(), FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, asOffset(offsetBytes),
                     asOffset(lengthBytes)) != 0) {
        if (errno == EINTR) {
            continue;
        }
        if (errno == EOPNOTSUPP || errno == ENOSYS) {
            return writeZerosByHand(offsetBytes, lengthBytes);
        }
        return failure(errno, action, offsetBytes);
    }
    return {};
}

Result<void> NativeFile::writeZerosByHand(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    static constexpr std::array<std::byte, zeroBufferBytes> zeros{};
    COPPICE_TRY(const std::uint64_t size, sizeBytes());
    // Past the end the file reads as zeros already.
    const std::uint64_t end = std::min(size, offsetBytes + lengthBytes);
    while (offsetBytes < end) {
        const auto part = static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), end - offsetBytes));
        COPPICE_CHECK(writeAt(offsetBytes, ByteView(zeros).first(part)));
        offsetBytes += part;
    }
    return {};
}

Result<void> NativeFile::resize(std::uint64_t sizeBytes) {
    constexpr const char* action = "changing the size of the file";
    COPPICE_CHECK(checkRange(0, sizeBytes, action));
    while (ftruncate(m_descriptor.get(), asOffset(sizeBytes)) != 0) {
        if (errno != EINTR) {
            return std::unexpected(osFailure(errno, action, m_path));
        }
    }
    return {};
}

Result<void> NativeFile::flush() {
    constexpr const char* action = "flushing the file to its volume";
    while (m_flushError == 0 && fdatasync(m_descriptor.get()) != 0) {
        if (errno != EINTR) {
            m_flushError = errno;
        }
    }
    if (m_flushError != 0) {
        return std::unexpected(osFailure(m_flushError, action, m_path));
    }
    return {};
}

Result<std::uint64_t> NativeFile::nextDataOffset(std::uint64_t offsetBytes) {
    COPPICE_TRY(const std::uint64_t size, sizeBytes());
    if (offsetBytes >= size) {
        return size;
    }
    const off_t found = lseek(m_descriptor.get(), asOffset(offsetBytes), SEEK_DATA);
    if (found >= 0) {
        return static_cast<std::uint64_t>(found);
    }
    if (errno == ENXIO) {
        return size;
    }
    if (errno == EINVAL || errno == EOPNOTSUPP) {
        return offsetBytes;
    }
    return failure(errno, "looking for data in the file", offsetBytes);
}

} // namespace coppice
