// Names, folders and volumes of the operating system.
#include "io/native_file_system.h"

#include "io/native_file.h"
#include "io/native_lock.h"
#include "io/native_open.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>

namespace coppice {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t statBlockBytes = 512; // the unit of st_blocks, whatever the file system's own

std::unexpected<Error> failure(int osError, const char* action, const fs::path& path) {
    return std::unexpected(osFailure(osError, action, nameOfPath(path)));
}

} // namespace

FileSystem& nativeFileSystem() {
    static NativeFileSystem fileSystem;
    return fileSystem;
}

Result<std::unique_ptr<BlockFile>> NativeFileSystem::open(const fs::path& path, OpenMode mode) {
    const int flags = mode == OpenMode::ReadOnly ? O_RDONLY : O_RDWR;
    COPPICE_TRY(FileDescriptor descriptor, openRegularFile(path, flags, "opening the file"));
    return std::make_unique<NativeFile>(std::move(descriptor), nameOfPath(path));
}

Result<std::unique_ptr<BlockFile>> NativeFileSystem::create(const fs::path& path) {
    constexpr const char* action = "creating the file";
    struct stat status{};
    if (lstat(path.c_str(), &status) == 0) { // whatever it is, also a folder or a link that leads nowhere
        return failure(EEXIST, action, path);
    }
    COPPICE_TRY(FileDescriptor descriptor, openRegularFile(path, O_RDWR | O_CREAT | O_EXCL, action));
    return std::make_unique<NativeFile>(std::move(descriptor), nameOfPath(path));
}

Result<void> NativeFileSystem::createDirectories(const fs::path& path) {
    constexpr const char* action = "creating the folder";
    std::error_code error;
    fs::create_directories(path, error);
    if (error == std::errc::not_a_directory) {
        return failure(EEXIST, action, path);
    }
    if (error) {
        return failure(error.value(), action, path);
    }
    return {};
}

Result<std::optional<FileStatus>> NativeFileSystem::status(const fs::path& path) {
    struct stat found{};
    if (lstat(path.c_str(), &found) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return std::nullopt;
        }
        return failure(errno, "looking at the file", path);
    }
    return FileStatus{.identity = {.device = found.st_dev, .inode = found.st_ino},
                      .sizeBytes = static_cast<std::uint64_t>(found.st_size),
                      .allocatedBytes = static_cast<std::uint64_t>(found.st_blocks) * statBlockBytes,
                      .hardLinks = found.st_nlink,
                      .isRegularFile = S_ISREG(found.st_mode),
                      .isDirectory = S_ISDIR(found.st_mode)};
}

Result<fs::path> NativeFileSystem::canonical(const fs::path& path) {
    std::error_code error;
    fs::path resolved = fs::canonical(path, error);
    if (error) {
        return failure(error.value(), "resolving the path", path);
    }
    return resolved;
}

Result<std::vector<std::string>> NativeFileSystem::list(const fs::path& folder) {
    constexpr const char* action = "listing the folder";
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        names.push_back(entry->path().filename().string());
    }
    if (error) {
        return failure(error.value(), action, folder);
    }
    std::ranges::sort(names);
    return names;
}

Result<void> NativeFileSystem::rename(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return failure(errno, "renaming the file", from);
    }
    return {};
}

Result<void> NativeFileSystem::hardLink(const fs::path& existing, const fs::path& added) {
    if (linkat(AT_FDCWD, existing.c_str(), AT_FDCWD, added.c_str(), 0) != 0) {
        const int osError = errno;
        return failure(osError, "adding a name to the file", osError == EEXIST ? added : existing);
    }
    return {};
}

Result<void> NativeFileSystem::remove(const fs::path& path) {
    if (unlink(path.c_str()) != 0) {
        return failure(errno, "deleting the file", path);
    }
    return {};
}

Result<void> NativeFileSystem::syncDirectory(const fs::path& folder) {
    constexpr const char* action = "flushing the folder to its volume";
    const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen()) {
        return failure(errno, action, folder);
    }
    while (fsync(descriptor.get()) != 0) {
        if (errno != EINTR) {
            return failure(errno, action, folder);
        }
    }
    return {};
}

Result<std::uint64_t> NativeFileSystem::freeBytes(const fs::path& path) {
    struct statvfs volume{};
    while (statvfs(path.c_str(), &volume) != 0) {
        if (errno != EINTR) {
            return failure(errno, "asking for the free space", path);
        }
    }
    return static_cast<std::uint64_t>(volume.f_bavail) * volume.f_frsize;
}

Result<std::unique_ptr<FileLock>> NativeFileSystem::lock(const fs::path& path, LockKind kind) {
    return lockNativeFile(path, kind);
}

} // namespace coppice
