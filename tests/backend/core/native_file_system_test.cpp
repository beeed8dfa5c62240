#include "io/file_system.h"
#include "support/temp_folder.h"

#include <array>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace coppice {
namespace {

namespace fs = std::filesystem;
using test::TempFolder;

class NativeFileSystemTest : public testing::Test {
protected:
    void writeText(const fs::path& name, const std::string& text) { std::ofstream(m_folder / name) << text; }
    std::string readText(const fs::path& name) {
        std::ifstream in(m_folder / name);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    void expectCannotBeOpened(const fs::path& path, ErrorCode code) {
        for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
            const auto file = m_system.open(path, mode);
            ASSERT_FALSE(file) << path;
            EXPECT_EQ(file.error().code, code) << path;
            EXPECT_EQ(file.error().object, path.string());
        }
        const auto lock = m_system.lock(path, LockKind::Exclusive);
        ASSERT_FALSE(lock) << path;
        EXPECT_EQ(lock.error().code, code) << path;
    }

    TempFolder m_folder;
    FileSystem& m_system = nativeFileSystem();
};

TEST_F(NativeFileSystemTest, OnlyRegularFilesAreOpened) {
    ASSERT_EQ(mkfifo((m_folder / "fifo").c_str(), 0600), 0);
    fs::create_directory(m_folder / "folder");
    writeText("file", "x");
    fs::create_symlink(m_folder / "file", m_folder / "link");
    fs::create_symlink(m_folder / "nothing", m_folder / "dangling");
    expectCannotBeOpened(m_folder / "fifo", ErrorCode::NotARegularFile); // and does not block
    expectCannotBeOpened(m_folder / "folder", ErrorCode::NotARegularFile);
    expectCannotBeOpened(m_folder / "link", ErrorCode::NotARegularFile);
    expectCannotBeOpened(m_folder / "dangling", ErrorCode::NotARegularFile);
    expectCannotBeOpened("/dev/zero", ErrorCode::NotARegularFile);
    expectCannotBeOpened(m_folder / "nothing", ErrorCode::FileNotFound);
    expectCannotBeOpened(m_folder / "file" / "below", ErrorCode::FileNotFound);
}

TEST_F(NativeFileSystemTest, AFifoWithAWriterIsNeitherOpenedNorRead) {
    ASSERT_EQ(mkfifo((m_folder / "fifo").c_str(), 0600), 0);
    const int both = ::open((m_folder / "fifo").c_str(), O_RDWR | O_NONBLOCK);
    ASSERT_GE(both, 0);
    ASSERT_EQ(write(both, "data", 4), 4);
    expectCannotBeOpened(m_folder / "fifo", ErrorCode::NotARegularFile);
    std::array<char, 8> buffer{};
    EXPECT_EQ(::read(both, buffer.data(), buffer.size()), 4) << "somebody read from the FIFO";
    close(both);
}

TEST_F(NativeFileSystemTest, ASocketIsNotOpened) {
    const int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = m_folder / "socket";
    ASSERT_LT(path.size(), sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    ASSERT_EQ(bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    expectCannotBeOpened(path, ErrorCode::NotARegularFile);
    close(descriptor);
}

TEST_F(NativeFileSystemTest, AnOpenFileIsNotInheritedByOtherPrograms) {
    const auto file = m_system.create(m_folder / "file");
    ASSERT_TRUE(file);
    const fs::path own = fs::canonical(m_folder / "file");
    int found = 0;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code ignored;
        if (fs::read_symlink(entry.path(), ignored) == own) {
            ++found;
            const int number = std::stoi(entry.path().filename().string());
            EXPECT_NE(fcntl(number, F_GETFD) & FD_CLOEXEC, 0);
        }
    }
    EXPECT_EQ(found, 1);
}

TEST_F(NativeFileSystemTest, CreateTakesNoExistingName) {
    writeText("file", "kept");
    fs::create_symlink(m_folder / "elsewhere", m_folder / "dangling");
    fs::create_directory(m_folder / "folder");
    for (const char* name : {"file", "dangling", "folder"}) {
        const auto file = m_system.create(m_folder / name);
        ASSERT_FALSE(file) << name;
        EXPECT_EQ(file.error().code, ErrorCode::FileExists) << name;
    }
    EXPECT_EQ(readText("file"), "kept");
    EXPECT_FALSE(fs::exists(m_folder / "elsewhere"));
    EXPECT_EQ(m_system.create(m_folder / "missing" / "file").error().code, ErrorCode::FileNotFound);
}

TEST_F(NativeFileSystemTest, StatusTellsIdentityAndDoesNotFollowLinks) {
    writeText("file", "twelve bytes");
    fs::create_symlink(m_folder / "file", m_folder / "link");
    ASSERT_TRUE(m_system.hardLink(m_folder / "file", m_folder / "second"));
    const auto file = m_system.status(m_folder / "file");
    const auto second = m_system.status(m_folder / "second");
    const auto link = m_system.status(m_folder / "link");
    const auto folder = m_system.status(m_folder.path());
    ASSERT_TRUE(file && *file && second && *second && link && *link && folder && *folder);
    EXPECT_EQ((*file)->identity, (*second)->identity);
    EXPECT_EQ((*file)->hardLinks, 2u);
    EXPECT_EQ((*file)->sizeBytes, 12u);
    EXPECT_TRUE((*file)->isRegularFile);
    EXPECT_NE((*link)->identity, (*file)->identity);
    EXPECT_FALSE((*link)->isRegularFile);
    EXPECT_FALSE((*link)->isDirectory);
    EXPECT_TRUE((*folder)->isDirectory);
    EXPECT_FALSE(m_system.status(m_folder / "nothing").value());
    EXPECT_FALSE(m_system.status(m_folder / "file" / "below").value());
}

TEST_F(NativeFileSystemTest, RenameReplacesAndKeepsTheIdentity) {
    writeText("new", "new");
    writeText("old", "old");
    const auto before = m_system.status(m_folder / "new");
    ASSERT_TRUE(m_system.rename(m_folder / "new", m_folder / "old"));
    ASSERT_TRUE(m_system.syncDirectory(m_folder.path()));
    EXPECT_EQ(readText("old"), "new");
    EXPECT_FALSE(fs::exists(m_folder / "new"));
    EXPECT_EQ((*m_system.status(m_folder / "old"))->identity, (*before)->identity);
    EXPECT_EQ(m_system.rename(m_folder / "new", m_folder / "old").error().code, ErrorCode::FileNotFound);
}

TEST_F(NativeFileSystemTest, AHardLinkTakesNoExistingName) {
    writeText("file", "file");
    writeText("other", "other");
    const auto result = m_system.hardLink(m_folder / "file", m_folder / "other");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::FileExists);
    EXPECT_EQ(result.error().object, (m_folder / "other").string());
    EXPECT_EQ(readText("other"), "other");
    EXPECT_EQ(m_system.hardLink(m_folder / "nothing", m_folder / "added").error().code,
              ErrorCode::FileNotFound);
}

TEST_F(NativeFileSystemTest, RemoveTakesFilesButNoFolders) {
    writeText("file", "file");
    fs::create_directory(m_folder / "folder");
    EXPECT_TRUE(m_system.remove(m_folder / "file"));
    EXPECT_EQ(m_system.remove(m_folder / "file").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(m_system.remove(m_folder / "folder").error().code, ErrorCode::NotARegularFile);
    EXPECT_TRUE(fs::is_directory(m_folder / "folder"));
}

TEST_F(NativeFileSystemTest, FoldersAreMadeAndListed) {
    ASSERT_TRUE(m_system.createDirectories(m_folder / "a" / "b"));
    ASSERT_TRUE(m_system.createDirectories(m_folder / "a" / "b"));
    writeText("z", "");
    writeText("B", "");
    EXPECT_EQ(m_system.list(m_folder.path()), (std::vector<std::string>{"B", "a", "z"}));
    EXPECT_EQ(m_system.list(m_folder / "nothing").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(m_system.createDirectories(m_folder / "z" / "c").error().code, ErrorCode::FileExists);
    EXPECT_EQ(m_system.createDirectories(m_folder / "z").error().code, ErrorCode::FileExists);
    EXPECT_EQ(m_system.syncDirectory(m_folder / "nothing").error().code, ErrorCode::FileNotFound);
    EXPECT_EQ(m_system.freeBytes(m_folder / "nothing").error().code, ErrorCode::FileNotFound);
}

TEST_F(NativeFileSystemTest, CanonicalFollowsLinksAndOpensNothing) {
    fs::create_directory(m_folder / "real");
    fs::create_directory_symlink("real", m_folder / "alias");
    ASSERT_EQ(mkfifo((m_folder / "real" / "fifo").c_str(), 0600), 0);
    EXPECT_EQ(m_system.canonical(m_folder / "alias" / ".." / "alias" / "fifo"), m_folder / "real" / "fifo");
    EXPECT_EQ(m_system.canonical(m_folder / "alias" / "nothing").error().code, ErrorCode::FileNotFound);
    fs::create_symlink("round", m_folder / "round");
    EXPECT_EQ(m_system.canonical(m_folder / "round").error().code, ErrorCode::NotARegularFile);
}

TEST_F(NativeFileSystemTest, ANameThatIsTooLongIsAnError) {
    const fs::path path = m_folder / std::string(300, 'x');
    EXPECT_EQ(m_system.open(path, OpenMode::ReadOnly).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(m_system.create(path).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(m_system.status(path).error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace coppice
