#include "core/units.h"
#include "io/file_system.h"
#include "io/native_file.h"
#include "support/temp_folder.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coppice {
namespace {

using test::TempFolder;

std::vector<std::byte> pattern(std::size_t length, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(length);
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random() & 0xff);
    }
    return bytes;
}

class NativeFileTest : public testing::Test {
protected:
    std::unique_ptr<BlockFile> created(const char* name = "file") {
        auto file = nativeFileSystem().create(m_folder / name);
        EXPECT_TRUE(file);
        return std::move(*file);
    }
    static std::vector<std::byte> read(BlockFile& file, std::uint64_t offset, std::size_t length) {
        std::vector<std::byte> bytes(length, std::byte{0xee});
        EXPECT_TRUE(file.readAt(offset, bytes));
        return bytes;
    }

    TempFolder m_folder;
};

TEST_F(NativeFileTest, WhatIsWrittenIsReadBack) {
    const auto file = created();
    const auto bytes = pattern(3 * MiB + 17, 1);
    ASSERT_TRUE(file->writeAt(12345, bytes));
    EXPECT_EQ(read(*file, 12345, bytes.size()), bytes);
    EXPECT_EQ(file->sizeBytes(), 12345 + bytes.size());
    EXPECT_TRUE(file->flush());
}

TEST_F(NativeFileTest, PastTheEndZerosAreRead) {
    const auto file = created();
    ASSERT_TRUE(file->writeAt(0, pattern(100, 2)));
    auto expected = pattern(100, 2);
    expected.resize(4096);
    EXPECT_EQ(read(*file, 0, 4096), expected);
    EXPECT_EQ(read(*file, 1 * TiB, 512), std::vector<std::byte>(512));
    EXPECT_EQ(file->sizeBytes(), 100u);
}

TEST_F(NativeFileTest, AnEmptyTransferDoesNothing) {
    const auto file = created();
    EXPECT_TRUE(file->readAt(5, {}));
    EXPECT_TRUE(file->writeAt(5, {}));
    EXPECT_TRUE(file->writeZeros(5, 0));
    EXPECT_EQ(file->sizeBytes(), 0u);
}

TEST_F(NativeFileTest, ZeroingFreesSpaceAndNeverGrows) {
    const auto file = created();
    const auto bytes = pattern(4 * MiB, 3);
    ASSERT_TRUE(file->writeAt(0, bytes));
    ASSERT_TRUE(file->flush());
    const auto before = nativeFileSystem().status(file->path());
    ASSERT_TRUE(file->writeZeros(1 * MiB, 2 * MiB));
    auto expected = bytes;
    std::fill_n(expected.begin() + MiB, 2 * MiB, std::byte{0});
    EXPECT_EQ(read(*file, 0, bytes.size()), expected);
    const auto after = nativeFileSystem().status(file->path());
    ASSERT_TRUE(before && after && *before && *after);
    EXPECT_LE((*after)->allocatedBytes + 2 * MiB, (*before)->allocatedBytes);
    ASSERT_TRUE(file->writeZeros(3 * MiB, 8 * MiB));
    EXPECT_EQ(file->sizeBytes(), 4 * MiB);
}

TEST_F(NativeFileTest, ZeroingByHandGivesTheSame) {
    auto file = created();
    auto& native = dynamic_cast<NativeFile&>(*file);
    const auto bytes = pattern(300'000, 4);
    ASSERT_TRUE(file->writeAt(0, bytes));
    ASSERT_TRUE(native.writeZerosByHand(1001, 200'000));
    auto expected = bytes;
    std::fill_n(expected.begin() + 1001, 200'000, std::byte{0});
    EXPECT_EQ(read(*file, 0, bytes.size()), expected);
    ASSERT_TRUE(native.writeZerosByHand(299'000, 5 * MiB));
    EXPECT_EQ(file->sizeBytes(), 300'000u);
    std::fill(expected.begin() + 299'000, expected.end(), std::byte{0});
    EXPECT_EQ(read(*file, 0, bytes.size()), expected);
}

TEST_F(NativeFileTest, ResizingCutsAndExtendsWithZeros) {
    const auto file = created();
    ASSERT_TRUE(file->writeAt(0, pattern(8192, 5)));
    ASSERT_TRUE(file->resize(1000));
    ASSERT_TRUE(file->resize(8192));
    auto expected = pattern(8192, 5);
    std::fill(expected.begin() + 1000, expected.end(), std::byte{0});
    EXPECT_EQ(read(*file, 0, 8192), expected);
}

TEST_F(NativeFileTest, HolesAreFound) {
    const auto file = created();
    ASSERT_TRUE(file->writeAt(64 * MiB, pattern(4096, 6)));
    ASSERT_TRUE(file->resize(128 * MiB));
    EXPECT_EQ(file->nextDataOffset(0), 64 * MiB);
    EXPECT_EQ(file->nextDataOffset(64 * MiB + 100), 64 * MiB + 100);
    EXPECT_EQ(file->nextDataOffset(65 * MiB), 128 * MiB);
    EXPECT_EQ(file->nextDataOffset(200 * MiB), 128 * MiB);
}

TEST_F(NativeFileTest, AnOffsetNoFileCanHaveIsAnError) {
    const auto file = created();
    std::vector<std::byte> bytes(512);
    const std::uint64_t far = std::numeric_limits<std::uint64_t>::max() - 100;
    for (const auto& result : {file->readAt(far, bytes), file->writeAt(far, bytes),
                               file->writeZeros(far, 512), file->writeZeros(512, far), file->resize(far)}) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::IoFailed);
        EXPECT_EQ(result.error().object, file->path());
    }
    EXPECT_EQ(file->sizeBytes(), 0u);
}

TEST_F(NativeFileTest, AFileOpenedForReadingRefusesChanges) {
    created();
    const auto file = nativeFileSystem().open(m_folder / "file", OpenMode::ReadOnly);
    ASSERT_TRUE(file);
    EXPECT_FALSE((*file)->writeAt(0, pattern(512, 7)));
    EXPECT_FALSE((*file)->writeZeros(0, 512));
    EXPECT_FALSE((*file)->resize(512));
    EXPECT_EQ((*file)->sizeBytes(), 0u);
}

TEST_F(NativeFileTest, AFailedReadSaysWhere) {
    // A folder's descriptor can be had, but not be read.
    NativeFile file(FileDescriptor(::open(m_folder.path().c_str(), O_RDONLY)), "the folder");
    std::vector<std::byte> bytes(512);
    const auto result = file.readAt(4096, bytes);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().osError, EISDIR);
    EXPECT_EQ(result.error().offsetBytes, 4096u);
    EXPECT_EQ(result.error().object, "the folder");
}

TEST_F(NativeFileTest, AFailedFlushFailsForGood) {
    // A pipe cannot be flushed; putting a file in its place mends the cause, but not what was lost.
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    const FileDescriptor writeEnd(ends[1]);
    NativeFile file(FileDescriptor{ends[0]}, "the pipe");
    EXPECT_FALSE(file.flush());
    const FileDescriptor good(::open((m_folder / "good").c_str(), O_RDWR | O_CREAT, 0600));
    ASSERT_EQ(dup2(good.get(), ends[0]), ends[0]);
    ASSERT_EQ(fdatasync(ends[0]), 0);
    const auto result = file.flush();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().osError, EINVAL);
}

/// Runs `body` in a child process; its return value is the exit status.
template <class Body>
int exitStatusOfChild(Body body) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(body());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(NativeFileTest, AFileSizeLimitIsNoSpace) {
    const auto file = created();
    // In a child: a limit that was lowered cannot be raised again by everyone.
    EXPECT_EQ(exitStatusOfChild([&] {
                  const rlimit limit{.rlim_cur = 64 * KiB, .rlim_max = 64 * KiB};
                  signal(SIGXFSZ, SIG_IGN);
                  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) {
                      return 2;
                  }
                  // The first part fits: a short write, taken up again, which then meets the limit.
                  const auto result = file->writeAt(32 * KiB, pattern(64 * KiB, 8));
                  const bool named = !result && result.error().code == ErrorCode::NoSpace &&
                                     result.error().offsetBytes == 64 * KiB;
                  return named ? 0 : 1;
              }),
              0);
    EXPECT_EQ(read(*file, 32 * KiB, 32 * KiB), [] {
        auto bytes = pattern(64 * KiB, 8);
        bytes.resize(32 * KiB);
        return bytes;
    }());
}

class SmallVolume {
public:
    explicit SmallVolume(const std::filesystem::path& folder)
        : m_folder(folder) {
        std::filesystem::create_directory(folder);
        m_mounted = mount("tmpfs", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, "size=1m") == 0;
    }
    ~SmallVolume() {
        if (m_mounted) {
            umount2(m_folder.c_str(), MNT_DETACH);
        }
    }
    SmallVolume(const SmallVolume&) = delete;
    SmallVolume& operator=(const SmallVolume&) = delete;
    bool mounted() const { return m_mounted; }

private:
    std::filesystem::path m_folder;
    bool m_mounted = false;
};

TEST_F(NativeFileTest, AFullVolumeIsNoSpaceAndHolesGiveItBack) {
    const SmallVolume volume(m_folder / "small");
    if (!volume.mounted()) {
        GTEST_SKIP() << "mounting a tmpfs is not allowed here; AFileSizeLimitIsNoSpace covers the error";
    }
    auto file = nativeFileSystem().create(m_folder / "small" / "file");
    ASSERT_TRUE(file);
    const auto free = nativeFileSystem().freeBytes(m_folder / "small");
    ASSERT_TRUE(free);
    EXPECT_LE(*free, 1 * MiB);
    EXPECT_GT(*free, 0u);
    const auto full = (*file)->writeAt(0, pattern(2 * MiB, 9));
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::NoSpace);
    EXPECT_EQ(full.error().osError, ENOSPC);
    EXPECT_EQ(nativeFileSystem().freeBytes(m_folder / "small"), 0u);
    ASSERT_TRUE((*file)->writeZeros(0, 512 * KiB));
    EXPECT_EQ(nativeFileSystem().freeBytes(m_folder / "small"), 512 * KiB);
    EXPECT_TRUE((*file)->writeAt(0, pattern(512 * KiB, 10)));
}

} // namespace
} // namespace coppice
