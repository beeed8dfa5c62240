// Two locks on one open file description: flock(), and byte-range locks as qemu takes them.
//
// qemu (block/file-posix.c) never takes write locks. For each permission with bit b that it uses it holds a
// read lock on byte 100 + b, and for each that it does not share with others one on byte 200 + b; it then
// tests, as if for a write lock, that nobody holds the opposite byte. So an exclusive lock, a write lock on
// the whole file, conflicts with every qemu. A shared lock leaves qemu's bytes out, and takes part in its
// protocol instead as a reader that tolerates no writer: other readers go on, a writer is seen and kept out.
#include "io/native_lock.h"

#include "io/native_open.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>

namespace coppice {

namespace {

constexpr const char* lockAction = "locking the file";

namespace qemu {
constexpr off_t usedPermissions = 100;
constexpr off_t unsharedPermissions = 200;
constexpr off_t endOfPermissions = 300;
constexpr off_t consistentRead = 0;
constexpr off_t write = 1;
constexpr off_t resize = 3;
} // namespace qemu

struct ByteRange {
    off_t start;
    off_t length; ///< 0: to the end of every file
};

constexpr ByteRange wholeFile{0, 0};

constexpr std::array sharedRanges{
    ByteRange{0, qemu::usedPermissions},
    ByteRange{qemu::endOfPermissions, 0},
    ByteRange{qemu::usedPermissions + qemu::consistentRead, 1},
    ByteRange{qemu::unsharedPermissions + qemu::write, 1},
    ByteRange{qemu::unsharedPermissions + qemu::resize, 1},
};

/// Held by a writer, or by one who reads and forbids others to read.
constexpr std::array rangesOfWriters{
    ByteRange{qemu::usedPermissions + qemu::write, 1},
    ByteRange{qemu::usedPermissions + qemu::resize, 1},
    ByteRange{qemu::unsharedPermissions + qemu::consistentRead, 1},
};

class NativeLock final : public FileLock {
public:
    /// Closing the only descriptor of the description releases both locks.
    explicit NativeLock(FileDescriptor descriptor)
        : m_descriptor(std::move(descriptor)) {}

private:
    FileDescriptor m_descriptor;
};

struct flock describe(short type, ByteRange range) {
    struct flock region{};
    region.l_type = type;
    region.l_whence = SEEK_SET;
    region.l_start = range.start;
    region.l_len = range.length;
    return region;
}

std::unexpected<Error> lockFailure(int osError, const std::string& name) {
    if (osError == EWOULDBLOCK || osError == EACCES) {
        return fail(ErrorCode::LayerInUse, lockAction, name, "it is locked");
    }
    return std::unexpected(osFailure(osError, lockAction, name));
}

Result<void> takeRange(const FileDescriptor& file, short type, ByteRange range, const std::string& name) {
    struct flock region = describe(type, range);
    if (fcntl(file.get(), F_OFD_SETLK, &region) != 0) {
        return lockFailure(errno, name);
    }
    return {};
}

/// LayerInUse if a write lock on the range would conflict with somebody's lock.
Result<void> testRange(const FileDescriptor& file, ByteRange range, const std::string& name) {
    struct flock region = describe(F_WRLCK, range);
    if (fcntl(file.get(), F_OFD_GETLK, &region) != 0) {
        return lockFailure(errno, name);
    }
    if (region.l_type != F_UNLCK) {
        return lockFailure(EWOULDBLOCK, name);
    }
    return {};
}

Result<void> takeShared(const FileDescriptor& file, const std::string& name) {
    for (const ByteRange range : sharedRanges) {
        COPPICE_CHECK(takeRange(file, F_RDLCK, range, name));
    }
    for (const ByteRange range : rangesOfWriters) {
        COPPICE_CHECK(testRange(file, range, name));
    }
    return {};
}

Result<void> takeExclusive(const FileDescriptor& file, bool writable, const std::string& name) {
    if (writable) {
        return takeRange(file, F_WRLCK, wholeFile, name);
    }
    // A write lock needs a descriptor open for writing. Reading locks keep new exclusive ones out, and the
    // test finds whoever is there already.
    COPPICE_CHECK(takeRange(file, F_RDLCK, wholeFile, name));
    return testRange(file, wholeFile, name);
}

} // namespace

Result<std::unique_ptr<FileLock>> lockNativeFile(const std::filesystem::path& path, LockKind kind) {
    const std::string name = nameOfPath(path);
    auto file = openRegularFile(path, O_RDWR, lockAction);
    const bool writable = file.has_value();
    if (!writable && file.error().code == ErrorCode::PermissionDenied) {
        file = openRegularFile(path, O_RDONLY, lockAction);
    }
    if (!file) {
        return std::unexpected(std::move(file).error());
    }
    const bool exclusive = kind == LockKind::Exclusive;
    if (flock(file->get(), (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
        return lockFailure(errno, name);
    }
    COPPICE_CHECK(exclusive ? takeExclusive(*file, writable, name) : takeShared(*file, name));
    return std::make_unique<NativeLock>(std::move(*file));
}

} // namespace coppice
