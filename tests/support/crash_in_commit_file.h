// A file whose process dies in the middle of Image::commit(): the log entry is durable, nothing of it is
// applied.
#pragma once

#include "io/block_file.h"

#include <memory>

namespace coppice::test {

/// Passes everything on to `inner` until armed. Then the first flush after a write into the log is the last
/// thing that happens: from there on every change fails with IoFailed.
class CrashInCommitFile final : public BlockFile {
public:
    explicit CrashInCommitFile(std::unique_ptr<BlockFile> inner)
        : m_inner(std::move(inner)) {}

    /// Once the file holds a VHDX header: the log's place is read from it.
    Result<void> arm();
    bool hasCrashed() const { return m_crashed; }

    const std::string& path() const override { return m_inner->path(); }
    Result<std::uint64_t> sizeBytes() override { return m_inner->sizeBytes(); }
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override {
        return m_inner->readAt(offsetBytes, into);
    }
    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override;
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override;
    Result<void> resize(std::uint64_t sizeBytes) override;
    Result<void> flush() override;
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override {
        return m_inner->nextDataOffset(offsetBytes);
    }

private:
    Result<void> alive() const;
    void noteWrite(std::uint64_t offsetBytes);

    std::unique_ptr<BlockFile> m_inner;
    std::uint64_t m_logOffsetBytes = 0;
    std::uint64_t m_logLengthBytes = 0; ///< 0: not armed
    bool m_logWritten = false;
    bool m_crashed = false;
};

} // namespace coppice::test
