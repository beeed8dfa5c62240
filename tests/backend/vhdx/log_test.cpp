// The log's pitfalls, each by the one thing that is wrong or odd about it (MS-VHDX 2.3).
#include "image_fixture.h"
#include "vhdx/header.h"
#include "vhdx/log_reader.h"
#include "vhdx/log_replay.h"
#include "vhdx/log_writer.h"

#include <algorithm>

namespace coppice::test {

namespace {

using vhdx::FileRange;
using vhdx::Header;
using vhdx::LogEntry;
using vhdx::LogEntryHeader;
using vhdx::LogPage;
using vhdx::LogReader;

constexpr FileRange logRange{.offsetBytes = 1 * MiB, .lengthBytes = 1 * MiB};
constexpr std::uint64_t fileBytes = 8 * MiB;
constexpr std::uint64_t sector = 4096;

class Log : public testing::Test {
protected:
    Log() { m_content->resize(fileBytes); }

    static std::vector<std::byte> page(std::uint64_t seed) { return pattern(seed, sector); }

    /// An entry that writes page(sequence) at 4 MiB + sequence pages; returns its length.
    std::uint64_t put(std::uint64_t position, std::uint64_t sequence, std::uint64_t tail,
                      std::size_t pages = 1, std::uint64_t target = 0, std::uint64_t flushed = fileBytes,
                      std::uint64_t last = fileBytes) {
        std::vector<std::vector<std::byte>> contents;
        std::vector<LogPage> entry;
        for (std::size_t i = 0; i < pages; ++i) {
            contents.push_back(page(sequence + i));
        }
        for (std::size_t i = 0; i < pages; ++i) {
            entry.push_back(
                {.fileOffsetBytes = (target != 0 ? target : 4 * MiB + sequence * sector) + i * sector,
                 .bytes = contents[i]});
        }
        const LogEntryHeader header{.checksum = 0,
                                    .entryBytes = 0,
                                    .tail = static_cast<std::uint32_t>(tail),
                                    .sequenceNumber = sequence,
                                    .descriptorCount = 0,
                                    .logGuid = m_guid,
                                    .flushedFileOffset = flushed,
                                    .lastFileOffset = last};
        const auto bytes = vhdx::serialiseLogEntry(header, entry);
        for (std::size_t at = 0; at < bytes.size(); at += sector) {
            m_content->write(logRange.offsetBytes + (position + at) % logRange.lengthBytes,
                             ByteView(bytes).subspan(at, sector));
        }
        return bytes.size();
    }

    Result<std::vector<LogEntry>> active() {
        MemoryFile file(m_content);
        Header header;
        header.logGuid = m_guid;
        header.log = logRange;
        return LogReader(file, header).activeSequence();
    }
    std::vector<std::uint64_t> activeNumbers() {
        std::vector<std::uint64_t> numbers;
        const auto sequence = active();
        EXPECT_TRUE(succeeded(sequence));
        if (sequence) {
            std::ranges::transform(*sequence, std::back_inserter(numbers),
                                   [](const LogEntry& entry) { return entry.header.sequenceNumber; });
        }
        return numbers;
    }
    void damage(std::uint64_t position) { putU64(m_content, logRange.offsetBytes + position, 0x1234); }

    Content m_content = emptyContent();
    Guid m_guid = Guid::random();
};

using Numbers = std::vector<std::uint64_t>;

} // namespace

TEST_F(Log, StartsAtTheHeadsTailNotWhereTheScanBegan) {
    std::uint64_t at = put(0, 1, 0);
    const std::uint64_t second = at;
    at += put(at, 2, second);
    put(at, 3, second);
    EXPECT_EQ(activeNumbers(), (Numbers{2, 3}));
}

TEST_F(Log, FollowsASequenceThatWrapsBetweenEntriesAndInsideOne) {
    const std::uint64_t first = logRange.lengthBytes - 3 * sector;
    std::uint64_t at = first + put(first, 7, first);
    at += put(at, 8, first); // two sectors, one of them at the start of the log
    put(at % logRange.lengthBytes, 9, first);
    EXPECT_EQ(activeNumbers(), (Numbers{7, 8, 9}));
}

TEST_F(Log, EndsOnAFullRing) {
    const std::uint64_t entries = logRange.lengthBytes / (2 * sector);
    for (std::uint64_t i = 0; i < entries; ++i) {
        put(i * 2 * sector, i + 1, 0);
    }
    EXPECT_EQ(activeNumbers().size(), entries);
}

TEST_F(Log, TakesTheNewerOfTwoSequences) {
    put(0, 5, 0);
    put(10 * sector, 9, 10 * sector);
    EXPECT_EQ(activeNumbers(), (Numbers{9}));
}

TEST_F(Log, StopsBeforeATornHead) {
    const std::uint64_t at = put(0, 1, 0);
    put(at, 2, 0);
    damage(at + sector + 100);
    EXPECT_EQ(activeNumbers(), (Numbers{1}));
}

TEST_F(Log, AGapInTheSequenceNumbersEndsASequence) {
    const std::uint64_t at = put(0, 1, 0);
    put(at, 3, 0);
    EXPECT_EQ(activeNumbers(), (Numbers{1}));
}

TEST_F(Log, AnEntryOfAnotherLogGuidDoesNotCount) {
    put(0, 9, 0);
    m_guid = Guid::random();
    put(4 * sector, 1, 4 * sector);
    EXPECT_EQ(activeNumbers(), (Numbers{1}));
}

TEST_F(Log, AnEmptyEntryAloneIsNormal) {
    put(0, 1, 0, 0);
    EXPECT_EQ(activeNumbers(), (Numbers{1}));
}

TEST_F(Log, NoValidEntryIsCorrupt) {
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, ATailThatLeadsNowhereIsCorrupt) {
    put(0, 1, 8 * sector);
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, AFileShorterThanAnyEntrysFlushedFileOffsetIsCorrupt) {
    const std::uint64_t at = put(0, 1, 0, 1, 0, fileBytes + MiB, fileBytes + MiB);
    put(at, 2, 0); // the head alone would be satisfied
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, ADescriptorOnTheHeadersIsRefused) {
    put(0, 1, 0, 1, 128 * KiB);
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, ADescriptorOnTheRegionTableIsAccepted) {
    put(0, 1, 0, 1, 192 * KiB);
    EXPECT_EQ(activeNumbers(), (Numbers{1}));
}

TEST_F(Log, ADescriptorIntoTheLogIsRefused) {
    put(0, 1, 0, 1, logRange.offsetBytes + 64 * sector);
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, ADescriptorPastTheLastOffsetIsRefused) {
    put(0, 1, 0, 1, fileBytes);
    EXPECT_EQ(codeOf(active()), ErrorCode::LogCorrupt);
}

TEST_F(Log, MoreThan126DescriptorsTakeASecondSector) {
    EXPECT_EQ(vhdx::logEntryBytes(126), 127 * sector);
    EXPECT_EQ(vhdx::logEntryBytes(127), 129 * sector);
    EXPECT_EQ(vhdx::logEntryBytes(254), 256 * sector);
    put(0, 1, 0, 150);
    MemoryFile file(m_content);
    Header header;
    header.logGuid = m_guid;
    header.log = logRange;
    LogReader reader(file, header);
    const auto sequence = reader.activeSequence();
    ASSERT_TRUE(succeeded(sequence));
    ASSERT_TRUE(succeeded(vhdx::replayLogOnDisk(file, reader, *sequence)));
    for (std::size_t i = 0; i < 150; ++i) {
        ASSERT_EQ(bytesAt(m_content, 4 * MiB + (1 + i) * sector, sector), page(1 + i)) << i;
    }
}

TEST_F(Log, ExtendsTheFileToTheLastFileOffset) {
    put(0, 1, 0, 1, fileBytes + MiB, fileBytes, fileBytes + 3 * MiB);
    MemoryFile file(m_content);
    Header header;
    header.logGuid = m_guid;
    header.log = logRange;
    LogReader reader(file, header);
    const auto sequence = reader.activeSequence();
    ASSERT_TRUE(succeeded(sequence));
    const auto view =
        vhdx::replayLogInMemory(std::make_unique<MemoryFile>(copyOf(m_content)), reader, *sequence);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ((*view)->sizeBytes().value(), fileBytes + 3 * MiB);
    std::vector<std::byte> read(sector);
    ASSERT_TRUE(succeeded((*view)->readAt(fileBytes + MiB, read)));
    EXPECT_EQ(read, page(1));
    EXPECT_EQ(codeOf((*view)->writeAt(0, read)), ErrorCode::PermissionDenied);
    ASSERT_TRUE(succeeded(vhdx::replayLogOnDisk(file, reader, *sequence)));
    EXPECT_EQ(file.sizeBytes().value(), fileBytes + 3 * MiB);
    EXPECT_EQ(bytesAt(m_content, fileBytes + MiB, sector), page(1));
}

namespace {

/// Sees that nothing outside the log is written while something in it is not durable, nor the other way
/// round.
class OrderedFile final : public BlockFile {
public:
    explicit OrderedFile(Content content)
        : m_file(std::move(content)) {}

    const std::string& path() const override { return m_file.path(); }
    Result<std::uint64_t> sizeBytes() override { return m_file.sizeBytes(); }
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override {
        return m_file.readAt(offsetBytes, into);
    }
    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override {
        for (const PendingChange& change : m_file.content()->pending()) {
            EXPECT_EQ(logRange.contains(change.offsetBytes), logRange.contains(offsetBytes));
        }
        return m_file.writeAt(offsetBytes, from);
    }
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override {
        return m_file.writeZeros(offsetBytes, lengthBytes);
    }
    Result<void> resize(std::uint64_t sizeBytes) override { return m_file.resize(sizeBytes); }
    Result<void> flush() override { return m_file.flush(); }
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override {
        return m_file.nextDataOffset(offsetBytes);
    }

private:
    MemoryFile m_file;
};

} // namespace

TEST_F(Log, AnEntryIsDurableBeforeItIsAppliedAndAppliedBeforeTheNext) {
    m_content->flush();
    OrderedFile file(m_content);
    vhdx::LogWriter writer(file, logRange, m_guid);
    const auto bytes = page(1);
    const LogPage one{.fileOffsetBytes = 4 * MiB, .bytes = bytes};
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(succeeded(writer.write({&one, 1}, fileBytes, fileBytes)));
    }
    EXPECT_TRUE(m_content->pending().empty());
}

TEST_F(Log, WhatTheWriterWritesIsAlwaysOneCompleteSequence) {
    MemoryFile file(m_content);
    vhdx::LogWriter writer(file, logRange, m_guid);
    std::mt19937_64 random(3);
    ASSERT_TRUE(succeeded(writer.write({}, fileBytes, fileBytes)));
    for (int round = 0; round < 60; ++round) {
        const auto bytes = page(random());
        std::vector<LogPage> pages;
        const std::uint64_t count = 1 + random() % writer.maxPagesPerEntry();
        for (std::uint64_t i = 0; i < count; ++i) {
            pages.push_back({.fileOffsetBytes = 4 * MiB + i * sector, .bytes = bytes});
        }
        ASSERT_TRUE(succeeded(writer.write(pages, fileBytes, fileBytes)));
        const auto sequence = active();
        ASSERT_TRUE(succeeded(sequence));
        ASSERT_EQ(sequence->size(), 1u) << "round " << round;
        ASSERT_EQ(sequence->front().header.descriptorCount, count);
    }
}

} // namespace coppice::test
