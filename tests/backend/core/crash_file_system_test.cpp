#include "core/units.h"
#include "io/path_guard.h"
#include "support/crash_file_system.h"
#include "support/external_tools.h"
#include "support/temp_folder.h"

#include <array>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace coppice::test {
namespace {

namespace fs = std::filesystem;

constexpr int seeds = 300;

std::vector<std::byte> filled(std::size_t length, int value) {
    return std::vector<std::byte>(length, static_cast<std::byte>(value));
}

class CrashFileSystemTest : public testing::Test {
protected:
    CrashFileSystemTest() {
        m_system.writeFile("/lib/a", filled(4096, 1));
        m_system.writeFile("/lib/b", filled(4096, 2));
    }
    std::unique_ptr<BlockFile> opened(const char* path = "/lib/a") {
        return std::move(*m_system.open(path, OpenMode::ReadWrite));
    }
    /// Every distinct content of a file that a loss of power leaves, over many seeds.
    std::set<std::vector<std::byte>> contentsAfterCrash(const char* path = "/lib/a") const {
        std::set<std::vector<std::byte>> found;
        for (int seed = 0; seed < seeds; ++seed) {
            found.insert(m_system.afterCrash(static_cast<std::uint64_t>(seed)).readFile(path));
        }
        return found;
    }
    std::set<std::vector<std::string>> listingsAfterCrash() const {
        std::set<std::vector<std::string>> found;
        for (int seed = 0; seed < seeds; ++seed) {
            found.insert(m_system.afterCrash(static_cast<std::uint64_t>(seed)).listing());
        }
        return found;
    }

    CrashFileSystem m_system;
};

using Names = std::vector<std::string>;

TEST_F(CrashFileSystemTest, FlushedContentSurvivesEveryCrash) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(8192, 7)));
    ASSERT_TRUE(file->flush());
    EXPECT_EQ(contentsAfterCrash(), std::set{filled(8192, 7)});
}

TEST_F(CrashFileSystemTest, AnyOfTwoUnflushedWritesMaySurviveWithoutTheOther) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(512, 7)));
    ASSERT_TRUE(file->writeAt(1024, filled(512, 8)));
    std::set<std::pair<int, int>> seen;
    for (const auto& content : contentsAfterCrash()) {
        ASSERT_EQ(content.size(), 4096u);
        seen.insert({std::to_integer<int>(content[0]), std::to_integer<int>(content[1024])});
    }
    EXPECT_EQ(seen, (std::set<std::pair<int, int>>{{1, 1}, {7, 1}, {1, 8}, {7, 8}}));
}

TEST_F(CrashFileSystemTest, WritesTearAtSectorsOnly) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(4096, 7)));
    bool torn = false;
    for (const auto& content : contentsAfterCrash()) {
        std::set<int> sectors;
        for (std::size_t sector = 0; sector < content.size(); sector += 512) {
            const auto first = content[sector];
            for (std::size_t i = 0; i < 512; ++i) {
                ASSERT_EQ(content[sector + i], first);
            }
            sectors.insert(std::to_integer<int>(first));
        }
        torn = torn || sectors.size() == 2;
    }
    EXPECT_TRUE(torn);
}

TEST_F(CrashFileSystemTest, ASizeMaySurviveWithoutItsBytes) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(4096, filled(1024, 7)));
    std::set<std::size_t> sizes;
    bool zerosInstead = false;
    for (const auto& content : contentsAfterCrash()) {
        sizes.insert(content.size());
        zerosInstead = zerosInstead || (content.size() == 5120 && content[5119] == std::byte{0});
    }
    EXPECT_TRUE(sizes.contains(4096));
    EXPECT_TRUE(sizes.contains(5120));
    EXPECT_TRUE(zerosInstead);
}

TEST_F(CrashFileSystemTest, AResizeIsThereOrNot) {
    ASSERT_TRUE(opened()->resize(512));
    EXPECT_EQ(contentsAfterCrash(), (std::set{filled(512, 1), filled(4096, 1)}));
}

TEST_F(CrashFileSystemTest, AKilledProcessLosesNothing) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(4096, 7)));
    ASSERT_TRUE(m_system.rename("/lib/a", "/lib/c"));
    const CrashFileSystem left = m_system.afterKill();
    EXPECT_EQ(left.listing(), (Names{"/lib/b", "/lib/c"}));
    EXPECT_EQ(left.readFile("/lib/c"), filled(4096, 7));
    EXPECT_EQ(left.operationCount(), 0u);
}

TEST_F(CrashFileSystemTest, WhatWasNotDurableBeforeAKillStillIsNot) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(512, 7)));
    const CrashFileSystem left = m_system.afterKill();
    std::set<std::byte> seen;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        seen.insert(left.afterCrash(seed).readFile("/lib/a")[0]);
    }
    EXPECT_EQ(seen.size(), 2u);
}

TEST_F(CrashFileSystemTest, UnsyncedNamesSurviveAsAPrefix) {
    ASSERT_TRUE(m_system.hardLink("/lib/a", "/lib/c"));
    ASSERT_TRUE(m_system.rename("/lib/b", "/lib/a"));
    ASSERT_TRUE(m_system.remove("/lib/c"));
    EXPECT_EQ(listingsAfterCrash(),
              (std::set<Names>{
                  {"/lib/a", "/lib/b"}, {"/lib/a", "/lib/b", "/lib/c"}, {"/lib/a", "/lib/c"}, {"/lib/a"}}));
}

TEST_F(CrashFileSystemTest, ARenameNeverLosesBothFiles) {
    ASSERT_TRUE(m_system.rename("/lib/b", "/lib/a"));
    EXPECT_EQ(contentsAfterCrash(), (std::set{filled(4096, 1), filled(4096, 2)}));
}

TEST_F(CrashFileSystemTest, SyncedNamesSurvive) {
    ASSERT_TRUE(m_system.rename("/lib/b", "/lib/a"));
    ASSERT_TRUE(m_system.syncDirectory("/lib"));
    EXPECT_EQ(listingsAfterCrash(), (std::set<Names>{{"/lib/a"}}));
    EXPECT_EQ(contentsAfterCrash(), std::set{filled(4096, 2)});
}

TEST_F(CrashFileSystemTest, ARenameAcrossFoldersIsInBothOrInNeither) {
    ASSERT_TRUE(m_system.createDirectories("/lib/sub"));
    ASSERT_TRUE(m_system.hardLink("/lib/b", "/lib/first"));
    ASSERT_TRUE(m_system.rename("/lib/a", "/lib/sub/a"));
    EXPECT_EQ(listingsAfterCrash(), (std::set<Names>{{"/lib/a", "/lib/b"},
                                                     {"/lib/a", "/lib/b", "/lib/first"},
                                                     {"/lib/b", "/lib/first", "/lib/sub/a"}}));
    // Syncing one of the folders takes the other along, up to the rename.
    ASSERT_TRUE(m_system.syncDirectory("/lib/sub"));
    EXPECT_EQ(listingsAfterCrash(), (std::set<Names>{{"/lib/b", "/lib/first", "/lib/sub/a"}}));
}

TEST_F(CrashFileSystemTest, ANewFileMayBeThereEmpty) {
    const auto file = m_system.create("/lib/new");
    ASSERT_TRUE((*file)->writeAt(0, filled(512, 7)));
    ASSERT_TRUE(m_system.syncDirectory("/lib"));
    EXPECT_EQ(contentsAfterCrash("/lib/new"), (std::set{filled(0, 0), filled(512, 0), filled(512, 7)}));
}

TEST_F(CrashFileSystemTest, EverySeedGivesTheSameAgain) {
    const auto file = opened();
    for (std::uint64_t i = 0; i < 20; ++i) {
        ASSERT_TRUE(file->writeAt(i * 700, filled(600, static_cast<int>(i))));
    }
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        EXPECT_EQ(m_system.afterCrash(seed).readFile("/lib/a"), m_system.afterCrash(seed).readFile("/lib/a"));
    }
}

TEST_F(CrashFileSystemTest, APlannedFailureHitsOneOperation) {
    m_system.failAt(2, ErrorCode::NoSpace);
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(512, 7)));
    const auto failed = file->writeAt(0, filled(2048, 8));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::NoSpace);
    EXPECT_TRUE(file->writeAt(3584, filled(512, 9)));
    const auto content = m_system.readFile("/lib/a");
    EXPECT_EQ(content[0], std::byte{8}) << "a short write did its first half";
    EXPECT_EQ(content[1024], std::byte{1});
    EXPECT_EQ(content[3584], std::byte{9});
    EXPECT_EQ(m_system.operationCount(), 3u);
    EXPECT_EQ(m_system.operationLog()[1], "2 writeAt /lib/a 0+2048");
}

TEST_F(CrashFileSystemTest, AFlushThatFailedFailsForGoodInThatFile) {
    m_system.failAt(2);
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(0, filled(512, 7)));
    EXPECT_FALSE(file->flush());
    EXPECT_FALSE(file->flush());
    EXPECT_GT(contentsAfterCrash().size(), 1u);
    EXPECT_TRUE(opened()->flush());
    EXPECT_EQ(contentsAfterCrash().size(), 1u);
}

TEST_F(CrashFileSystemTest, ADeadProcessCanDoNothingMore) {
    m_system.crashAt(1);
    const auto file = opened();
    EXPECT_FALSE(m_system.hasCrashed());
    EXPECT_FALSE(file->writeAt(0, filled(1024, 7)));
    EXPECT_TRUE(m_system.hasCrashed());
    std::array<std::byte, 16> bytes{};
    EXPECT_EQ(file->readAt(0, bytes).error().code, ErrorCode::IoFailed);
    EXPECT_FALSE(file->sizeBytes());
    EXPECT_FALSE(file->nextDataOffset(0));
    EXPECT_FALSE(file->flush());
    EXPECT_FALSE(file->writeAt(2048, filled(1024, 7)));
    EXPECT_FALSE(m_system.open("/lib/b", OpenMode::ReadOnly));
    EXPECT_FALSE(m_system.status("/lib/b"));
    EXPECT_FALSE(m_system.canonical("/lib/b"));
    EXPECT_FALSE(m_system.list("/lib"));
    EXPECT_FALSE(m_system.freeBytes("/lib"));
    EXPECT_FALSE(m_system.lock("/lib/b", LockKind::Shared));
    EXPECT_FALSE(m_system.createDirectories("/lib/c"));
    EXPECT_FALSE(m_system.rename("/lib/a", "/lib/c"));
    EXPECT_FALSE(m_system.remove("/lib/a"));
    auto expected = filled(4096, 1);
    std::fill_n(expected.begin(), 512, std::byte{7});
    EXPECT_EQ(m_system.afterKill().readFile("/lib/a"), expected);
    EXPECT_EQ(m_system.afterKill().listing(), (Names{"/lib/a", "/lib/b"}));
}

TEST_F(CrashFileSystemTest, EachKindOfChangeCanBeTheLast) {
    const auto work = [](CrashFileSystem& system) {
        auto file = system.create("/lib/new");
        if (file) {
            (void)(*file)->writeAt(0, filled(1024, 3));
            (void)(*file)->writeZeros(0, 512);
            (void)(*file)->resize(2048);
            (void)(*file)->flush();
        }
        (void)system.hardLink("/lib/b", "/lib/c");
        (void)system.rename("/lib/new", "/lib/a");
        (void)system.remove("/lib/b");
        (void)system.syncDirectory("/lib");
    };
    CrashFileSystem whole = m_system.clone();
    work(whole);
    ASSERT_EQ(whole.operationCount(), 9u);
    for (std::uint64_t n = 1; n <= 10; ++n) {
        CrashFileSystem system = m_system.clone();
        system.crashAt(n);
        work(system);
        EXPECT_EQ(system.hasCrashed(), n <= 9);
        EXPECT_EQ(system.afterKill().exists("/lib/new"), n > 1 && n <= 7) << n;
        EXPECT_EQ(system.afterKill().exists("/lib/b"), n <= 8) << n;
    }
}

TEST_F(CrashFileSystemTest, FilesAndNamesBehaveAsTheNativeOnes) {
    EXPECT_EQ(m_system.create("/lib/a").error().code, ErrorCode::FileExists);
    EXPECT_EQ(m_system.create("/nowhere/a").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(m_system.open("/lib", OpenMode::ReadOnly).error().code, ErrorCode::NotARegularFile);
    EXPECT_EQ(m_system.open("/lib/x", OpenMode::ReadOnly).error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(m_system.hardLink("/lib/a", "/lib/b").error().code, ErrorCode::FileExists);
    EXPECT_EQ(m_system.remove("/lib/x").error().code, ErrorCode::FileNotFound);
    const auto readOnly = m_system.open("/lib/a", OpenMode::ReadOnly);
    EXPECT_EQ((*readOnly)->writeAt(0, filled(1, 9)).error().code, ErrorCode::PermissionDenied);
    ASSERT_TRUE(m_system.hardLink("/lib/a", "/lib/c"));
    const auto first = *m_system.status("/lib/a");
    const auto second = *m_system.status("/lib/c");
    EXPECT_EQ(first->identity, second->identity);
    EXPECT_EQ(first->hardLinks, 2u);
    ASSERT_TRUE(m_system.remove("/lib/a"));
    std::array<std::byte, 1> byte{};
    EXPECT_TRUE((*readOnly)->readAt(0, byte)) << "an open file outlives its name";
    EXPECT_EQ(m_system.list("/lib").value(), (Names{"b", "c"}));
    EXPECT_EQ(m_system.canonical("/lib/sub/../c").value(), "/lib/c");
}

TEST_F(CrashFileSystemTest, LocksConflictByFile) {
    ASSERT_TRUE(m_system.hardLink("/lib/a", "/lib/c"));
    {
        const auto shared = m_system.lock("/lib/a", LockKind::Shared);
        EXPECT_TRUE(m_system.lock("/lib/c", LockKind::Shared));
        EXPECT_EQ(m_system.lock("/lib/c", LockKind::Exclusive).error().code, ErrorCode::LayerInUse);
        EXPECT_TRUE(m_system.afterKill().lock("/lib/a", LockKind::Exclusive));
    }
    const auto exclusive = m_system.lock("/lib/a", LockKind::Exclusive);
    ASSERT_TRUE(exclusive);
    EXPECT_FALSE(m_system.lock("/lib/c", LockKind::Shared));
}

TEST_F(CrashFileSystemTest, ThePathGuardWorksOverIt) {
    const std::array roots{fs::path("/lib")};
    const auto guard = PathGuard::make(m_system, roots);
    ASSERT_TRUE(guard);
    EXPECT_EQ(guard->resolve("a").value(), "/lib/a");
    EXPECT_EQ(guard->resolve("../elsewhere/a").error().code, ErrorCode::PathOutsideLibrary);
}

TEST_F(CrashFileSystemTest, OffsetsOfManyTebibytesCostNothing) {
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(64 * TiB, filled(512, 7)));
    ASSERT_TRUE(file->resize(65 * TiB));
    ASSERT_TRUE(file->writeZeros(0, 64 * TiB));
    EXPECT_EQ(file->nextDataOffset(0).value(), 64 * TiB);
    EXPECT_EQ(file->nextDataOffset(64 * TiB + 4096).value(), 65 * TiB);
    ASSERT_TRUE(file->flush());
    CrashFileSystem left = m_system.afterCrash(1);
    EXPECT_EQ((*left.status("/lib/a"))->sizeBytes, 65 * TiB);
    EXPECT_LE((*left.status("/lib/a"))->allocatedBytes, 8192u);
}

TEST_F(CrashFileSystemTest, FilesGoOutToTheRealFileSystemAndBack) {
    const TempFolder folder;
    const auto file = opened();
    ASSERT_TRUE(file->writeAt(30 * MiB + 5, filled(100, 7)));
    ASSERT_TRUE(file->resize(50 * MiB));
    m_system.exportFile("/lib/a", folder / "a");
    EXPECT_LT((*nativeFileSystem().status(folder / "a"))->allocatedBytes, 4 * MiB);
    m_system.importFile(folder / "a", "/lib/back");
    EXPECT_EQ(m_system.readFile("/lib/back"), m_system.readFile("/lib/a"));
    EXPECT_EQ(m_system.afterCrash(1).readFile("/lib/back"), m_system.readFile("/lib/a"));
}

} // namespace
} // namespace coppice::test
