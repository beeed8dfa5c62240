// The operations on names that a collapse needs, behind an interface that a test can replace.
//
// Paths are absolute. Every path that comes from a manifest, a database or a parent locator goes through
// PathGuard (io/path_guard.h) before it reaches open().
#pragma once

#include "core/error.h"
#include "io/block_file.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace coppice {

/// Which file a name leads to, whatever the name: stays the same over rename and hard link.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    auto operator<=>(const FileIdentity&) const = default;
};

struct FileStatus {
    FileIdentity identity;
    std::uint64_t sizeBytes = 0;
    std::uint64_t allocatedBytes = 0; ///< space used on the volume
    std::uint64_t hardLinks = 1;
    bool isRegularFile = false;
    bool isDirectory = false;
};

/// Held as long as it lives. A process that dies loses its locks.
class FileLock {
public:
    virtual ~FileLock() = default;
};

enum class LockKind {
    Shared,    ///< for reading content
    Exclusive, ///< for changing, replacing or deleting the file
};

/// Thread-safe.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// Opens an existing regular file; a FIFO, device or folder is NotARegularFile and is never read or
    /// blocked on. The last component must not be a symbolic link (PathGuard hands out canonical paths).
    virtual Result<std::unique_ptr<BlockFile>> open(const std::filesystem::path& path, OpenMode mode) = 0;
    /// Creates a new file for reading and writing; FileExists if the name is taken.
    virtual Result<std::unique_ptr<BlockFile>> create(const std::filesystem::path& path) = 0;
    virtual Result<void> createDirectories(const std::filesystem::path& path) = 0;

    /// Without following a symbolic link in the last component; nullopt if there is nothing.
    virtual Result<std::optional<FileStatus>> status(const std::filesystem::path& path) = 0;
    /// All symbolic links resolved, without opening anything; FileNotFound if a part is missing.
    virtual Result<std::filesystem::path> canonical(const std::filesystem::path& path) = 0;
    /// Names in a folder, sorted, without "." and "..".
    virtual Result<std::vector<std::string>> list(const std::filesystem::path& folder) = 0;

    /// Atomically gives `to` the file named `from`, replacing what `to` named.
    virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// A second name for the same file; FileExists if the name is taken.
    virtual Result<void> hardLink(const std::filesystem::path& existing,
                                  const std::filesystem::path& added) = 0;
    /// FileNotFound if there is no such name.
    virtual Result<void> remove(const std::filesystem::path& path) = 0;
    /// Makes earlier rename, hardLink, create and remove in `folder` durable.
    virtual Result<void> syncDirectory(const std::filesystem::path& folder) = 0;

    /// Free bytes, for unprivileged users, on the volume that holds `path`.
    virtual Result<std::uint64_t> freeBytes(const std::filesystem::path& path) = 0;

    /// Takes an advisory lock without waiting: LayerInUse if another open file description holds one that
    /// conflicts. Both flock() and open-file-description locks are taken, so that qemu and flock(1) are seen.
    virtual Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockKind kind) = 0;
};

/// The operating system's; lives for the whole program.
FileSystem& nativeFileSystem();

} // namespace coppice
