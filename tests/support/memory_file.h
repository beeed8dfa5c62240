// A BlockFile in memory. The content outlives the file object, so that a test can look at it, let it suffer
// a loss of power, and open it again.
#pragma once

#include "io/block_file.h"
#include "support/tracked_content.h"

#include <memory>
#include <string>

namespace coppice::test {

/// Several MemoryFiles may share one content. Not thread-safe but for readAt() while nothing changes.
class MemoryFile final : public BlockFile {
public:
    /// An empty file.
    explicit MemoryFile(std::string path = "/memory")
        : MemoryFile(std::make_shared<TrackedContent>(), OpenMode::ReadWrite, std::move(path)) {}
    /// With ReadOnly every change fails with PermissionDenied.
    explicit MemoryFile(std::shared_ptr<TrackedContent> content, OpenMode mode = OpenMode::ReadWrite,
                        std::string path = "/memory")
        : m_content(std::move(content))
        , m_mode(mode)
        , m_path(std::move(path)) {}

    const std::shared_ptr<TrackedContent>& content() const { return m_content; }

    const std::string& path() const override { return m_path; }
    Result<std::uint64_t> sizeBytes() override;
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override;
    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override;
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override;
    Result<void> resize(std::uint64_t sizeBytes) override;
    Result<void> flush() override;
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override;

private:
    Result<void> checkWritable(const char* action) const;

    std::shared_ptr<TrackedContent> m_content;
    OpenMode m_mode;
    std::string m_path;
};

} // namespace coppice::test
