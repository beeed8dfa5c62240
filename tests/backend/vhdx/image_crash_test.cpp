// Power lost, or the process killed, at every single change to the file: what is found is what the last
// commit that returned left, or what the running one was about to leave.
#include "image_fixture.h"

#include <algorithm>
#include <functional>

namespace coppice::test {

namespace {

using vhdx::DiskType;
using vhdx::Image;
using vhdx::PayloadBlockState;

/// Passes everything on; before each change, lets the test see what would be left if it never happened.
class ObservedFile final : public BlockFile {
public:
    using Observer = std::function<void()>;
    ObservedFile(Content content, Observer beforeChange)
        : m_file(std::move(content))
        , m_beforeChange(std::move(beforeChange)) {}

    const std::string& path() const override { return m_file.path(); }
    Result<std::uint64_t> sizeBytes() override { return m_file.sizeBytes(); }
    Result<void> readAt(std::uint64_t offsetBytes, ByteSpan into) override {
        return m_file.readAt(offsetBytes, into);
    }
    Result<void> writeAt(std::uint64_t offsetBytes, ByteView from) override {
        m_beforeChange();
        return m_file.writeAt(offsetBytes, from);
    }
    Result<void> writeZeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) override {
        m_beforeChange();
        return m_file.writeZeros(offsetBytes, lengthBytes);
    }
    Result<void> resize(std::uint64_t sizeBytes) override {
        m_beforeChange();
        return m_file.resize(sizeBytes);
    }
    Result<void> flush() override {
        m_beforeChange();
        return m_file.flush();
    }
    Result<std::uint64_t> nextDataOffset(std::uint64_t offsetBytes) override {
        return m_file.nextDataOffset(offsetBytes);
    }

private:
    MemoryFile m_file;
    Observer m_beforeChange;
};

/// Runs `change` on the disk in `content` and looks, at every step, at several things that a loss of power
/// may leave.
void surviveEveryStep(const Content& content, std::uint64_t seed,
                      const std::function<Result<void>(Image&)>& change,
                      const std::function<testing::AssertionResult(Image&)>& isAllowed,
                      std::size_t firstStep = 1) {
    std::mt19937_64 random(seed);
    bool isWatching = false;
    std::size_t steps = 0;
    const auto check = [&isAllowed](Image& image) -> testing::AssertionResult {
        try {
            return isAllowed(image);
        } catch (const std::exception& exception) {
            return testing::AssertionFailure() << exception.what();
        }
    };
    const auto look = [&] {
        if (!isWatching || testing::Test::HasFailure()) {
            return;
        }
        if (++steps < firstStep) {
            return;
        }
        constexpr int contentsPerStep = 2;
        for (int i = 0; i < contentsPerStep; ++i) {
            const Content left = i == 0 ? copyOf(content) // the process died alone
                                        : std::make_shared<TrackedContent>(content->afterPowerLoss(random));
            auto reader =
                Image::open(std::make_unique<MemoryFile>(left, OpenMode::ReadOnly), OpenMode::ReadOnly);
            ASSERT_TRUE(succeeded(reader)) << "reading, seed " << seed << ", step " << steps;
            ASSERT_TRUE(check(**reader)) << "replayed in memory, seed " << seed << ", step " << steps;
            auto writer = Image::open(std::make_unique<MemoryFile>(left), OpenMode::ReadWrite);
            ASSERT_TRUE(succeeded(writer)) << "writing, seed " << seed << ", step " << steps;
            ASSERT_TRUE(check(**writer)) << "replayed on disk, seed " << seed << ", step " << steps;
        }
    };
    auto image = Image::open(std::make_unique<ObservedFile>(content, look), OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image));
    isWatching = true;
    ASSERT_TRUE(succeeded(change(**image)));
    look();
    EXPECT_GT(steps, 4u);
}

constexpr std::uint64_t diskBytes = 6 * MiB + 512;

} // namespace

TEST(ImageCrash, EveryCommitIsAllOrNothing) {
    for (const DiskType type : {DiskType::Dynamic, DiskType::Differencing}) {
        for (std::uint64_t seed = 1; seed <= 2; ++seed) {
            SCOPED_TRACE(std::string(vhdx::nameOf(type)) + ", seed " + std::to_string(seed));
            const FlatDisk below = patternedDisk(diskBytes, seed);
            const bool hasParent = type == DiskType::Differencing;
            const FlatDisk* parent = hasParent ? &below : nullptr;
            const Content content = emptyContent();
            ASSERT_TRUE(succeeded(createImage(content, parametersOf(type, diskBytes))->close()));

            std::mt19937_64 random(seed);
            // New content goes to places nothing durable reads yet, so that in-place writes do not count:
            // block by block, each written at most once.
            FlatDisk committed = hasParent ? below.child(diskBytes) : FlatDisk(diskBytes);
            FlatDisk coming = committed;
            surviveEveryStep(
                content, seed,
                [&](Image& image) -> Result<void> {
                    for (std::uint64_t block = 0; block < 6; ++block) {
                        const std::uint64_t at = block * MiB + (random() % 100) * 512;
                        const auto bytes = pattern(random(), 512 * (1 + random() % 40));
                        if (random() % 4 == 0) {
                            coming.writeZeros(block * MiB, MiB);
                            COPPICE_CHECK(image.writeZeros(block * MiB, MiB));
                        } else {
                            coming.write(at, bytes);
                            COPPICE_CHECK(image.write(at, bytes));
                        }
                        if (block % 2 == 1) {
                            COPPICE_CHECK(image.commit());
                            committed = coming;
                        }
                    }
                    COPPICE_CHECK(image.close());
                    return {};
                },
                [&](Image& image) -> testing::AssertionResult {
                    if (const auto isBefore = layerReadsAs(image, committed, parent)) {
                        return isBefore;
                    }
                    return layerReadsAs(image, coming, parent);
                });
            if (HasFailure()) {
                return;
            }
        }
    }
}

TEST(ImageCrash, ABlockThatLeavesAndEntersThePartialStateKeepsItsOldBitsUntilTheCommit) {
    const FlatDisk below = patternedDisk(diskBytes, 3);
    const Content content = emptyContent();
    FlatDisk committed = below.child(diskBytes);
    {
        auto image = createImage(content, parametersOf(DiskType::Differencing, diskBytes));
        const auto bytes = pattern(1, 4096);
        ASSERT_TRUE(succeeded(image->write(8192, bytes)));
        committed.write(8192, bytes);
        ASSERT_TRUE(succeeded(image->close()));
    }
    FlatDisk uncovered = committed;
    uncovered.uncover(0, MiB);
    FlatDisk coming = uncovered;
    const auto bytes = pattern(2, 4096);
    coming.write(65536, bytes);
    surviveEveryStep(
        content, 9,
        [&](Image& image) -> Result<void> {
            COPPICE_CHECK(image.setBlockState(0, PayloadBlockState::NotPresent));
            COPPICE_CHECK(image.write(65536, bytes));
            return image.close();
        },
        [&](Image& image) -> testing::AssertionResult {
            for (const FlatDisk* allowed : {&committed, &uncovered}) {
                if (const auto result = layerReadsAs(image, *allowed, &below)) {
                    return result;
                }
            }
            return layerReadsAs(image, coming, &below);
        });
}

TEST(ImageCrash, TheSameInACommitThatNeedsSeveralLogEntries) {
    // A page of bits holds 16 blocks: 120 pages are more than an entry takes.
    constexpr std::uint64_t pageOfBits = 16 * MiB;
    constexpr std::uint64_t size = 120 * pageOfBits;
    constexpr std::uint64_t special =
        size - pageOfBits; // its bits go into the first entry, its state into the last
    FlatDisk below(size);
    below.write(special, pattern(3, MiB));
    const Content content = emptyContent();
    {
        auto image = createImage(content, parametersOf(DiskType::Differencing, size));
        ASSERT_TRUE(succeeded(image->write(special + 8192, pattern(1, 4096))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    const auto committed = readLayer(*openImage(content), special, MiB, &below);
    const auto uncovered = below.read(special, MiB);
    auto coming = uncovered;
    std::ranges::copy(pattern(2, 4096), coming.begin() + 65536);
    constexpr std::size_t stepsOfTheOtherBlocks = 240; // each gets space and is written
    surviveEveryStep(
        content, 10,
        [&](Image& image) -> Result<void> {
            COPPICE_CHECK(image.setBlockState(special / MiB, PayloadBlockState::NotPresent));
            for (std::uint64_t at = 0; at < special; at += pageOfBits) {
                COPPICE_CHECK(image.write(at, pattern(at, 512)));
            }
            COPPICE_CHECK(image.write(special + 65536, pattern(2, 4096)));
            return image.close();
        },
        [&](Image& image) -> testing::AssertionResult {
            const auto found = readLayer(image, special, MiB, &below);
            return found == committed || found == uncovered || found == coming
                       ? testing::AssertionSuccess()
                       : testing::AssertionFailure() << "the block reads as it never did";
        },
        stepsOfTheOtherBlocks);
}

TEST(ImageCrash, AReplayThatIsInterruptedIsDoneAgain) {
    const Content content = emptyContent();
    FlatDisk expected(diskBytes);
    {
        auto image = createImage(content, parametersOf(DiskType::Dynamic, diskBytes));
        const auto bytes = pattern(1, 4096);
        ASSERT_TRUE(succeeded(image->write(MiB, bytes)));
        expected.write(MiB, bytes);
        ASSERT_TRUE(succeeded(image->commit()));
    }
    // As if nothing of the entry had been applied.
    putU64(content, createdBatAt + 8, 0);
    std::mt19937_64 random(5);
    std::size_t steps = 0;
    const auto look = [&] {
        ++steps;
        const auto left = std::make_shared<TrackedContent>(content->afterPowerLoss(random));
        ASSERT_TRUE(layerReadsAs(*openImage(left, OpenMode::ReadWrite), expected)) << "step " << steps;
    };
    auto image = Image::open(std::make_unique<ObservedFile>(content, look), OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image));
    EXPECT_TRUE((*image)->info().logWasDirty);
    EXPECT_TRUE(layerReadsAs(**image, expected));
    EXPECT_GT(steps, 6u);
}

TEST(ImageCrash, ResizingIsAllOrNothing) {
    for (const bool hideParent : {false, true}) {
        for (const std::uint64_t newSize :
             {std::uint64_t{3} * MiB + 1024, std::uint64_t{9} * MiB, 200 * GiB}) {
            SCOPED_TRACE("to " + std::to_string(newSize) + (hideParent ? ", parent hidden" : ""));
            const FlatDisk below = patternedDisk(diskBytes, 4);
            const Content content = emptyContent();
            FlatDisk before = below.child(diskBytes);
            {
                auto image = createImage(content, parametersOf(DiskType::Differencing, diskBytes));
                const auto bytes = pattern(7, MiB / 2);
                ASSERT_TRUE(succeeded(image->write(2 * MiB, bytes)));
                ASSERT_TRUE(succeeded(image->write(5 * MiB, bytes)));
                before.write(2 * MiB, bytes);
                before.write(5 * MiB, bytes);
                ASSERT_TRUE(succeeded(image->close()));
            }
            surviveEveryStep(
                content, newSize,
                [&](Image& image) -> Result<void> {
                    COPPICE_CHECK(image.resize(newSize, hideParent));
                    return image.close();
                },
                [&](Image& image) -> testing::AssertionResult {
                    const std::uint64_t size = image.info().virtualSizeBytes;
                    if (size != diskBytes && size != newSize) {
                        return testing::AssertionFailure() << "virtual size " << size;
                    }
                    const std::uint64_t common = std::min(size, diskBytes);
                    if (readLayer(image, 0, common, &below) != before.read(0, common)) {
                        return testing::AssertionFailure() << "the common part changed";
                    }
                    return testing::AssertionSuccess();
                });
            if (HasFailure()) {
                return;
            }
        }
    }
}

TEST(ImageCrash, RemovingTheParentIsAllOrNothing) {
    for (const bool fixed : {false, true}) {
        const Content content = emptyContent();
        FlatDisk expected(4 * MiB);
        {
            auto image = createImage(content, parametersOf(DiskType::Differencing, 4 * MiB));
            const auto bytes = pattern(1, MiB);
            ASSERT_TRUE(succeeded(image->write(1024, ByteView(bytes).first(512))));
            expected.write(1024, ByteView(bytes).first(512));
            ASSERT_TRUE(succeeded(image->commit()));
            ASSERT_TRUE(succeeded(image->write(0, bytes)));
            expected.write(0, bytes);
            ASSERT_TRUE(succeeded(image->close()));
        }
        surviveEveryStep(
            content, 11,
            [&](Image& image) -> Result<void> {
                COPPICE_CHECK(image.removeParent(fixed));
                return image.close();
            },
            [&](Image& image) -> testing::AssertionResult {
                if (image.info().parent.has_value() != (image.info().type == DiskType::Differencing)) {
                    return testing::AssertionFailure() << "flag and locator disagree";
                }
                return layerReadsAs(image, expected);
            });
        EXPECT_EQ(openImage(content)->info().type, fixed ? DiskType::Fixed : DiskType::Dynamic);
    }
}

} // namespace coppice::test
