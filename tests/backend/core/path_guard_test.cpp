#include "io/path_guard.h"
#include "support/temp_folder.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace coppice {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

class PathGuardTest : public testing::Test {
protected:
    PathGuardTest() {
        for (const char* folder : {"lib/web1", "lib2", "outside/deep", "extra"}) {
            fs::create_directories(m_folder / folder);
        }
        for (const char* file : {"lib/base.vhdx", "lib/web1/web1.vhdx", "lib2/a.vhdx", "outside/secret.vhdx",
                                 "outside/deep/d.vhdx", "extra/e.vhdx"}) {
            std::ofstream(m_folder / file) << file;
        }
    }
    PathGuard guard(std::vector<fs::path> added = {}) {
        added.insert(added.begin(), m_library);
        auto made = PathGuard::make(nativeFileSystem(), added);
        EXPECT_TRUE(made);
        return std::move(*made);
    }
    void expectRefused(const fs::path& path, ErrorCode code) {
        const auto resolved = guard().resolve(path);
        ASSERT_FALSE(resolved) << path << " led to " << *resolved;
        EXPECT_EQ(resolved.error().code, code) << path;
        EXPECT_EQ(resolved.error().object, path.string());
    }

    TempFolder m_folder;
    fs::path m_library = m_folder / "lib";
};

TEST_F(PathGuardTest, FilesInsideAreResolved) {
    EXPECT_EQ(guard().resolve(m_library / "base.vhdx"), m_library / "base.vhdx");
    EXPECT_EQ(guard().resolve(m_library / "web1" / ".." / "web1" / "." / "web1.vhdx"),
              m_library / "web1" / "web1.vhdx");
    EXPECT_EQ(guard().resolve("web1/web1.vhdx"), m_library / "web1" / "web1.vhdx");
}

TEST_F(PathGuardTest, DotDotThatLeadsOutIsRefused) {
    expectRefused(m_library / ".." / "outside" / "secret.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused("../outside/secret.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused("web1/../../../../../../../../etc/passwd", ErrorCode::PathOutsideLibrary);
    expectRefused("/etc/passwd", ErrorCode::PathOutsideLibrary);
    expectRefused(m_folder.path(), ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, ALinkedFileThatLeadsOutIsRefused) {
    fs::create_symlink(m_folder / "outside" / "secret.vhdx", m_library / "link.vhdx");
    fs::create_symlink("link.vhdx", m_library / "link2.vhdx");
    expectRefused(m_library / "link.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused(m_library / "link2.vhdx", ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, ALinkedFolderThatLeadsOutIsRefused) {
    fs::create_directory_symlink(m_folder / "outside", m_library / "folder");
    expectRefused(m_library / "folder" / "secret.vhdx", ErrorCode::PathOutsideLibrary);
    // ".." of a linked folder is the parent of where it leads, not of the link.
    fs::create_directory_symlink(m_folder / "outside" / "deep", m_library / "deep");
    expectRefused(m_library / "deep" / ".." / "secret.vhdx", ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, ALinkThatStaysInsideIsFollowed) {
    fs::create_symlink(m_library / "web1" / "web1.vhdx", m_library / "link.vhdx");
    fs::create_directory_symlink("web1", m_library / "alias");
    EXPECT_EQ(guard().resolve(m_library / "link.vhdx"), m_library / "web1" / "web1.vhdx");
    EXPECT_EQ(guard().resolve(m_library / "alias" / "web1.vhdx"), m_library / "web1" / "web1.vhdx");
}

TEST_F(PathGuardTest, AFolderWhoseNameBeginsLikeTheLibraryIsOutside) {
    expectRefused(m_folder / "lib2" / "a.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused("../lib2/a.vhdx", ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, AnAddedRootIsInside) {
    EXPECT_EQ(guard().resolve(m_folder / "extra" / "e.vhdx").error().code, ErrorCode::PathOutsideLibrary);
    EXPECT_EQ(guard({m_folder / "extra"}).resolve(m_folder / "extra" / "e.vhdx"),
              m_folder / "extra" / "e.vhdx");
    EXPECT_EQ(guard({m_folder / "extra"}).resolve(m_folder / "lib2" / "a.vhdx").error().code,
              ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, ARootThatIsALinkCountsAsWhereItLeads) {
    fs::create_directory_symlink(m_library, m_folder / "door");
    const std::array roots{m_folder / "door"};
    const auto made = PathGuard::make(nativeFileSystem(), roots);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->roots().front(), m_library);
    EXPECT_EQ(made->resolve(m_folder / "door" / "base.vhdx"), m_library / "base.vhdx");
}

TEST_F(PathGuardTest, WhatIsMissingIsNotFoundInsideAndRefusedOutside) {
    expectRefused(m_library / "nothing.vhdx", ErrorCode::FileNotFound);
    expectRefused("nothing/below.vhdx", ErrorCode::FileNotFound);
    expectRefused("../outside/nothing.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused("nothing/../../outside/nothing.vhdx", ErrorCode::PathOutsideLibrary);
    expectRefused("/nowhere/at/all.vhdx", ErrorCode::PathOutsideLibrary);
    fs::create_directory_symlink(m_folder / "outside", m_library / "folder");
    expectRefused("folder/nothing.vhdx", ErrorCode::PathOutsideLibrary);
}

TEST_F(PathGuardTest, LinksInACircleAreAnError) {
    fs::create_symlink("round2", m_library / "round");
    fs::create_symlink("round", m_library / "round2");
    expectRefused("round", ErrorCode::NotARegularFile);
}

TEST_F(PathGuardTest, AFifoIsOnlyLookedAt) {
    ASSERT_EQ(mkfifo((m_library / "fifo").c_str(), 0600), 0);
    EXPECT_EQ(guard().resolve("fifo"), m_library / "fifo"); // opening it would block
    EXPECT_EQ(nativeFileSystem().open(m_library / "fifo", OpenMode::ReadOnly).error().code,
              ErrorCode::NotARegularFile);
}

TEST_F(PathGuardTest, ANameWithANulIsRefused) {
    expectRefused(std::string("base.vhdx\0/../../outside", 24), ErrorCode::InvalidArgument);
    expectRefused("", ErrorCode::InvalidArgument);
}

TEST_F(PathGuardTest, ANewNameNeedsAFolderInside) {
    EXPECT_EQ(guard().resolveNew(m_library / "new.vhdx"), m_library / "new.vhdx");
    EXPECT_EQ(guard().resolveNew("new.vhdx"), m_library / "new.vhdx");
    EXPECT_EQ(guard().resolveNew("web1/../new.vhdx"), m_library / "new.vhdx");
    EXPECT_EQ(guard().resolveNew("nothing/new.vhdx").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(guard().resolveNew("../new.vhdx").error().code, ErrorCode::PathOutsideLibrary);
    EXPECT_EQ(guard().resolveNew("../lib2/new.vhdx").error().code, ErrorCode::PathOutsideLibrary);
    fs::create_directory_symlink(m_folder / "outside", m_library / "folder");
    EXPECT_EQ(guard().resolveNew("folder/new.vhdx").error().code, ErrorCode::PathOutsideLibrary);
    for (const char* name : {"", ".", "..", "web1/", "web1/..", "web1/."}) {
        EXPECT_EQ(guard().resolveNew(name).error().code, ErrorCode::InvalidArgument) << name;
    }
}

TEST_F(PathGuardTest, DisplayAndAbsoluteAreInverse) {
    const PathGuard both = guard({m_folder / "extra"});
    EXPECT_EQ(both.display(m_library / "web1" / "web1.vhdx"), "web1/web1.vhdx");
    EXPECT_EQ(both.display(m_folder / "extra" / "e.vhdx"), (m_folder / "extra" / "e.vhdx").string());
    EXPECT_EQ(both.display(m_folder / "lib2" / "a.vhdx"), (m_folder / "lib2" / "a.vhdx").string());
    EXPECT_EQ(both.absolute("web1/web1.vhdx"), m_library / "web1" / "web1.vhdx");
    EXPECT_EQ(both.absolute("web1/../base.vhdx"), m_library / "base.vhdx");
    EXPECT_EQ(both.absolute("/elsewhere/a.vhdx"), "/elsewhere/a.vhdx");
}

TEST_F(PathGuardTest, RootsMustBeFolders) {
    const auto make = [](std::vector<fs::path> roots) { return PathGuard::make(nativeFileSystem(), roots); };
    EXPECT_EQ(make({}).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(make({m_folder / "nothing"}).error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(make({m_library / "base.vhdx"}).error().code, ErrorCode::InvalidArgument);
}

TEST_F(PathGuardTest, TheRootFolderContainsEverything) {
    const std::array roots{fs::path("/")};
    const auto made = PathGuard::make(nativeFileSystem(), roots);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->resolve(m_library / "base.vhdx"), m_library / "base.vhdx");
}

} // namespace
} // namespace coppice
