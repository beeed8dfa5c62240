// Applying an active log sequence (MS-VHDX 2.3.3).
#include "vhdx/log_replay.h"

#include <algorithm>
#include <map>

namespace coppice::vhdx {

namespace {

struct LoggedSector {
    LogDescriptor descriptor;
    std::uint64_t dataSectorAt = 0; ///< in the file
};

Result<LogSector> loadSector(BlockFile& file, const LoggedSector& logged) {
    LogSector data{};
    COPPICE_CHECK(file.readAt(logged.dataSectorAt, data));
    return restoreSector(logged.descriptor, data);
}

/// A file with logged sectors and zeroed ranges laid over it. They replace one another in the order of the
/// log.
class ReplayedFile final : public BlockFile {
public:
    explicit ReplayedFile(std::unique_ptr<BlockFile> file)
        : m_file(std::move(file)) {}

    BlockFile& base() { return *m_file; }
    void setMinimumSize(std::uint64_t sizeBytes) { m_minimumSizeBytes = sizeBytes; }

    void addSector(std::uint64_t offsetBytes, const LoggedSector& sector) { m_sectors[offsetBytes] = sector; }
    void addZeros(const FileRange& range);

    const std::string& path() const override { return m_file->path(); }
    Result<std::uint64_t> sizeBytes() override;
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override;
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override;
    Result<void> flush() override { return {}; }

    Result<void> writeAt(std::uint64_t, ByteView) override { return refused(); }
    Result<void> writeZeros(std::uint64_t, std::uint64_t) override { return refused(); }
    Result<void> resize(std::uint64_t) override { return refused(); }

private:
    Result<void> refused() const {
        return fail(ErrorCode::PermissionDenied, "writing", path(), "the file was opened for reading only");
    }

    std::unique_ptr<BlockFile> m_file;
    std::map<std::uint64_t, LoggedSector> m_sectors;     ///< by offset
    std::map<std::uint64_t, std::uint64_t> m_zeroRanges; ///< offset to end; disjoint
    std::uint64_t m_minimumSizeBytes = 0;
};

void ReplayedFile::addZeros(const FileRange& range) {
    m_sectors.erase(m_sectors.lower_bound(range.offsetBytes), m_sectors.lower_bound(range.endBytes()));
    std::uint64_t start = range.offsetBytes;
    std::uint64_t end = range.endBytes();
    auto next = m_zeroRanges.upper_bound(start);
    if (next != m_zeroRanges.begin() && std::prev(next)->second >= start) {
        --next;
    }
    while (next != m_zeroRanges.end() && next->first <= end) {
        start = std::min(start, next->first);
        end = std::max(end, next->second);
        next = m_zeroRanges.erase(next);
    }
    m_zeroRanges[start] = end;
}

Result<std::uint64_t> ReplayedFile::sizeBytes() {
    COPPICE_TRY(const std::uint64_t size, m_file->sizeBytes());
    return std::max(size, m_minimumSizeBytes);
}

Result<void> ReplayedFile::readAt(std::uint64_t offsetBytes, ByteSpan into) {
    COPPICE_CHECK(m_file->readAt(offsetBytes, into));
    const FileRange range{.offsetBytes = offsetBytes, .lengthBytes = into.size()};
    const auto part = [&](std::uint64_t start, std::uint64_t end) {
        return into.subspan(static_cast<std::size_t>(start - offsetBytes),
                            static_cast<std::size_t>(end - start));
    };
    auto zeros = m_zeroRanges.upper_bound(offsetBytes);
    if (zeros != m_zeroRanges.begin()) {
        --zeros;
    }
    for (; zeros != m_zeroRanges.end() && zeros->first < range.endBytes(); ++zeros) {
        if (zeros->second > offsetBytes) {
            std::ranges::fill(
                part(std::max(zeros->first, offsetBytes), std::min(zeros->second, range.endBytes())),
                std::byte{0});
        }
    }
    const std::uint64_t firstSector = roundDown(offsetBytes, layout::logSectorBytes);
    for (auto sector = m_sectors.lower_bound(firstSector);
         sector != m_sectors.end() && sector->first < range.endBytes(); ++sector) {
        COPPICE_TRY(const LogSector page, loadSector(*m_file, sector->second));
        const std::uint64_t start = std::max(sector->first, offsetBytes);
        const std::uint64_t end = std::min(sector->first + layout::logSectorBytes, range.endBytes());
        const ByteView content = ByteView(page).subspan(static_cast<std::size_t>(start - sector->first),
                                                        static_cast<std::size_t>(end - start));
        std::ranges::copy(content, part(start, end).begin());
    }
    return {};
}

Result<std::uint64_t> ReplayedFile::nextDataOffset(std::uint64_t offsetBytes) {
    COPPICE_TRY(std::uint64_t next, m_file->nextDataOffset(offsetBytes));
    COPPICE_TRY(const std::uint64_t baseSize, m_file->sizeBytes());
    if (next >= baseSize) {
        COPPICE_TRY(next, sizeBytes());
    }
    const auto sector = m_sectors.lower_bound(roundDown(offsetBytes, layout::logSectorBytes));
    if (sector != m_sectors.end()) {
        next = std::min(next, std::max(sector->first, offsetBytes));
    }
    return next;
}

std::uint64_t lastOffset(const std::vector<LogEntry>& sequence) {
    std::uint64_t last = 0;
    for (const LogEntry& entry : sequence) {
        last = std::max(last, entry.header.lastFileOffset);
    }
    return last;
}

} // namespace

Result<void> replayLogOnDisk(BlockFile& file, LogReader& reader, const std::vector<LogEntry>& sequence) {
    COPPICE_TRY(const std::uint64_t size, file.sizeBytes());
    if (size < lastOffset(sequence)) {
        COPPICE_CHECK(file.resize(lastOffset(sequence)));
    }
    for (const LogEntry& entry : sequence) {
        COPPICE_CHECK(reader.visitDescriptors(
            entry, [&file](const LogDescriptor& descriptor, std::uint64_t dataSectorAt) -> Result<void> {
                if (descriptor.isZero) {
                    return file.writeZeros(descriptor.fileOffsetBytes, descriptor.zeroBytes);
                }
                COPPICE_TRY(const LogSector page, loadSector(file, {descriptor, dataSectorAt}));
                return file.writeAt(descriptor.fileOffsetBytes, page);
            }));
    }
    return {};
}

Result<std::unique_ptr<BlockFile>> replayLogInMemory(std::unique_ptr<BlockFile> file, LogReader& reader,
                                                     const std::vector<LogEntry>& sequence) {
    auto view = std::make_unique<ReplayedFile>(std::move(file));
    view->setMinimumSize(lastOffset(sequence));
    for (const LogEntry& entry : sequence) {
        COPPICE_CHECK(reader.visitDescriptors(
            entry, [&view](const LogDescriptor& descriptor, std::uint64_t dataSectorAt) -> Result<void> {
                if (descriptor.isZero) {
                    view->addZeros(
                        {.offsetBytes = descriptor.fileOffsetBytes, .lengthBytes = descriptor.zeroBytes});
                } else {
                    view->addSector(descriptor.fileOffsetBytes, {descriptor, dataSectorAt});
                }
                return {};
            }));
    }
    return view;
}

} // namespace coppice::vhdx
