// A file system in memory that fails, dies and loses power where a test says.
//
// Model
// - Files have inodes; names, hard links and folders lead to them. There are no symbolic links. An inode
//   whose last name was removed lives on in the files that have it open.
// - Content is durable as TrackedContent says: flushed changes are there after a loss of power, of the others
//   any subset, torn at 512-byte sectors. flush() of a file makes nothing durable about its names.
// - Names: create, rename, hardLink and remove are durable once syncDirectory() of the folder returned (of
//   either folder, for a rename across two). Of those not yet synced, a random prefix of each folder's
//   sequence survives, as journalling file systems order them; each single operation is there or not, and a
//   rename across two folders is there in both or in neither.
// - createDirectories() is durable at once. It, and everything that only reads, is not counted.
//
// Counting. writeAt, writeZeros, resize, flush, create, rename, hardLink, remove and syncDirectory are the
// counted operations; the first one is number 1. A writeAt that fails, or at which the process dies, has
// written the first half of its sectors, as a short write does; every other operation has done nothing. A
// file's flush() that failed fails again for that open file, as the native one does.
//
// Use: run the work once and read operationCount(); then, for each n, run it on a fresh copy with crashAt(n),
// take afterCrash(seed) or afterKill(), recover there, and compare.
#pragma once

#include "io/file_system.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coppice::test {

/// Movable, not copyable (see clone()); thread-safe as FileSystem demands.
class CrashFileSystem final : public FileSystem {
public:
    CrashFileSystem();
    ~CrashFileSystem() override;
    CrashFileSystem(CrashFileSystem&&) noexcept;
    CrashFileSystem& operator=(CrashFileSystem&&) noexcept;

    // --- the plan of failures ----------------------------------------------------------------------------

    /// Operations begun since construction, clone(), afterCrash() or afterKill(), failed ones included.
    std::uint64_t operationCount() const;
    /// One line for each of them, e.g. "12 writeAt /lib/a.vhdx 1048576+4096", for a failed test's message.
    std::vector<std::string> operationLog() const;
    /// Operation `n` fails with `code`, the others go on. May be called for several numbers.
    void failAt(std::uint64_t n, ErrorCode code = ErrorCode::IoFailed);
    /// Operation `n` and everything after it, reading too, fails with IoFailed as if the process had died.
    void crashAt(std::uint64_t n);
    bool hasCrashed() const;

    // --- what is found afterwards; without locks, plans of failure and counts ----------------------------

    /// After a loss of power: everything durable, and a part of the rest that `seed` decides.
    CrashFileSystem afterCrash(std::uint64_t seed) const;
    /// After the death of the process alone: everything that was done; what was not durable still is not.
    CrashFileSystem afterKill() const;
    /// The same as afterKill(); says what is meant where nothing has died.
    CrashFileSystem clone() const { return afterKill(); }

    // --- for the test itself: never counted, never failing as planned ------------------------------------

    /// Creates or replaces a file, and the folders it lies in; durable at once.
    void writeFile(const std::filesystem::path& path, ByteView content);
    /// All of a file; throws std::runtime_error if there is none.
    std::vector<std::byte> readFile(const std::filesystem::path& path) const;
    bool exists(const std::filesystem::path& path) const;
    /// The paths of all files, sorted; folders are not in it.
    std::vector<std::string> listing() const;
    /// Makes everything durable, as `sync` does.
    void syncAll();
    /// Copies a file, sparse, to or from the real file system, e.g. for qemu-img. Throws on failure.
    void exportFile(const std::filesystem::path& path, const std::filesystem::path& nativePath) const;
    void importFile(const std::filesystem::path& nativePath, const std::filesystem::path& path);
    /// What freeBytes() answers; 1 PiB at first.
    void setFreeBytes(std::uint64_t bytes);

    // --- FileSystem --------------------------------------------------------------------------------------

    Result<std::unique_ptr<BlockFile>> open(const std::filesystem::path& path, OpenMode mode) override;
    Result<std::unique_ptr<BlockFile>> create(const std::filesystem::path& path) override;
    Result<void> createDirectories(const std::filesystem::path& path) override;
    Result<std::optional<FileStatus>> status(const std::filesystem::path& path) override;
    Result<std::filesystem::path> canonical(const std::filesystem::path& path) override;
    Result<std::vector<std::string>> list(const std::filesystem::path& folder) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> hardLink(const std::filesystem::path& existing, const std::filesystem::path& added) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncDirectory(const std::filesystem::path& folder) override;
    Result<std::uint64_t> freeBytes(const std::filesystem::path& path) override;
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockKind kind) override;

private:
    struct State;
    class File;
    class Lock;
    explicit CrashFileSystem(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state;
};

} // namespace coppice::test
