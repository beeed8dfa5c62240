#include "io/file_system.h"
#include "support/external_tools.h"
#include "support/temp_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace coppice {
namespace {

using test::BackgroundTool;
using test::TempFolder;

class NativeLockTest : public testing::Test {
protected:
    NativeLockTest() { EXPECT_TRUE((*m_system.create(m_path))->resize(1 << 20)); }

    bool canLock(LockKind kind) {
        const auto lock = m_system.lock(m_path, kind);
        if (!lock) {
            EXPECT_EQ(lock.error().code, ErrorCode::LayerInUse);
            EXPECT_EQ(lock.error().object, m_path.string());
        }
        return lock.has_value();
    }
    /// What flock(1) says of the file now: 0 if it gets the lock.
    int flockStatus(const char* kind) {
        return test::runTool("flock", {"--nonblock", kind, m_path.string(), "true"}).exitStatus;
    }

    TempFolder m_folder;
    FileSystem& m_system = nativeFileSystem();
    std::filesystem::path m_path = m_folder / "web1.vhdx";
};

TEST_F(NativeLockTest, ExclusiveKeepsEveryoneOut) {
    const auto lock = m_system.lock(m_path, LockKind::Exclusive);
    ASSERT_TRUE(lock);
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    EXPECT_FALSE(canLock(LockKind::Shared));
}

TEST_F(NativeLockTest, SharedKeepsOnlyExclusiveOut) {
    const auto lock = m_system.lock(m_path, LockKind::Shared);
    ASSERT_TRUE(lock);
    EXPECT_TRUE(canLock(LockKind::Shared));
    EXPECT_FALSE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, TheEndOfTheLockReleasesIt) {
    for (const LockKind kind : {LockKind::Exclusive, LockKind::Shared}) {
        ASSERT_TRUE(m_system.lock(m_path, kind));
        EXPECT_TRUE(canLock(LockKind::Exclusive));
    }
}

TEST_F(NativeLockTest, ARefusedLockLeavesNothingBehind) {
    auto shared = m_system.lock(m_path, LockKind::Shared);
    ASSERT_TRUE(shared);
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    shared->reset();
    EXPECT_TRUE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, ClosingAnotherDescriptorOfTheFileReleasesNothing) {
    const auto lock = m_system.lock(m_path, LockKind::Exclusive);
    ASSERT_TRUE(lock);
    close(::open(m_path.c_str(), O_RDONLY)); // what drops POSIX locks of a process
    EXPECT_FALSE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, ALockFollowsTheFileAndNotTheName) {
    const auto lock = m_system.lock(m_path, LockKind::Exclusive);
    ASSERT_TRUE(lock);
    ASSERT_TRUE(m_system.hardLink(m_path, m_folder / "second"));
    EXPECT_EQ(m_system.lock(m_folder / "second", LockKind::Shared).error().code, ErrorCode::LayerInUse);
    ASSERT_TRUE(m_system.rename(m_path, m_folder / "moved"));
    ASSERT_TRUE(m_system.create(m_path));
    EXPECT_TRUE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, FlockSeesOurLocks) {
    ASSERT_EQ(flockStatus("--exclusive"), 0);
    {
        const auto lock = m_system.lock(m_path, LockKind::Shared);
        EXPECT_EQ(flockStatus("--shared"), 0);
        EXPECT_EQ(flockStatus("--exclusive"), 1);
    }
    const auto lock = m_system.lock(m_path, LockKind::Exclusive);
    EXPECT_EQ(flockStatus("--shared"), 1);
}

TEST_F(NativeLockTest, AFlockOfAnotherProgramIsSeen) {
    BackgroundTool holder("flock",
                          {"--no-fork", "--exclusive", m_path.string(), "sh", "-c", "echo held; exec cat"});
    ASSERT_TRUE(holder.waitForOutput("held"));
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    EXPECT_FALSE(canLock(LockKind::Shared));
    holder.stop();
    EXPECT_TRUE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, ASharedFlockOfAnotherProgramKeepsOnlyExclusiveOut) {
    BackgroundTool holder("flock",
                          {"--no-fork", "--shared", m_path.string(), "sh", "-c", "echo held; exec cat"});
    ASSERT_TRUE(holder.waitForOutput("held"));
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    EXPECT_TRUE(canLock(LockKind::Shared));
}

/// qemu-io with the file open, waiting for commands.
class RunningQemu {
public:
    RunningQemu(const std::filesystem::path& path, bool readOnly)
        : m_tool("qemu-io", arguments(path, readOnly)) {
        m_tool.writeInput("length\n");
        m_ready = m_tool.waitForOutput("1 MiB");
    }
    bool ready() const { return m_ready; }
    void stop() { m_tool.stop(); }

private:
    static std::vector<std::string> arguments(const std::filesystem::path& path, bool readOnly) {
        std::vector<std::string> list{"-f", "raw", path.string()};
        if (readOnly) {
            list.insert(list.begin(), "-r");
        }
        return list;
    }

    BackgroundTool m_tool;
    bool m_ready = false;
};

TEST_F(NativeLockTest, ARunningQemuThatWritesKeepsEveryoneOut) {
    RunningQemu qemu(m_path, false);
    ASSERT_TRUE(qemu.ready());
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    EXPECT_FALSE(canLock(LockKind::Shared));
    qemu.stop();
    EXPECT_TRUE(canLock(LockKind::Exclusive));
}

TEST_F(NativeLockTest, ARunningQemuThatReadsKeepsOnlyExclusiveOut) {
    RunningQemu qemu(m_path, true);
    ASSERT_TRUE(qemu.ready());
    EXPECT_FALSE(canLock(LockKind::Exclusive));
    EXPECT_TRUE(canLock(LockKind::Shared));
}

TEST_F(NativeLockTest, QemuSeesOurLocks) {
    const auto opens = [&](bool readOnly) {
        std::vector<std::string> arguments{"-f", "raw", "-c", "length", m_path.string()};
        if (readOnly) {
            arguments.insert(arguments.begin(), "-r");
        }
        const auto result = test::qemuIo(arguments);
        EXPECT_TRUE(result.started) << result.describe();
        return result.output.find("1 MiB") != std::string::npos;
    };
    ASSERT_TRUE(opens(false));
    ASSERT_TRUE(opens(true));
    {
        const auto lock = m_system.lock(m_path, LockKind::Shared);
        ASSERT_TRUE(lock);
        EXPECT_TRUE(opens(true));
        EXPECT_FALSE(opens(false));
    }
    const auto lock = m_system.lock(m_path, LockKind::Exclusive);
    ASSERT_TRUE(lock);
    EXPECT_FALSE(opens(true));
    EXPECT_FALSE(opens(false));
}

} // namespace
} // namespace coppice
