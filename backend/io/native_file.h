// A regular file of the operating system.
#pragma once

#include "io/block_file.h"
#include "io/file_descriptor.h"

#include <string>

namespace coppice {

class NativeFile final : public BlockFile {
public:
    NativeFile(FileDescriptor descriptor, std::string path)
        : m_descriptor(std::move(descriptor))
        , m_path(std::move(path)) {}

    const std::string& path() const override { return m_path; }
    Result<std::uint64_t> sizeBytes() override;
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override;
    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override;
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override;
    Result<void> resize(std::uint64_t sizeBytes) override;
    /// Once it has failed it fails for good: the kernel reports a lost write only once, and says success
    /// afterwards although the bytes are gone.
    Result<void> flush() override;
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override;

    /// writeZeros() for a file system that cannot punch holes.
    Result<void> writeZerosByHand(std::uint64_t offsetBytes, std::uint64_t lengthBytes);

private:
    std::unexpected<Error> failure(int osError, const char* action, std::uint64_t offsetBytes) const;
    Result<void> checkRange(std::uint64_t offsetBytes, std::uint64_t lengthBytes, const char* action) const;

    FileDescriptor m_descriptor;
    std::string m_path;
    int m_flushError = 0;
};

} // namespace coppice
