// Opening regular files only.
#include "io/native_open.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace coppice {

namespace {

constexpr mode_t newFileMode = 0644;

} // namespace

std::string nameOfPath(const std::filesystem::path& path) {
    return path.string();
}

Result<FileDescriptor> openRegularFile(const std::filesystem::path& path, int flags, const char* action) {
    const std::string name = nameOfPath(path);
    const auto notRegular = [&] { return fail(ErrorCode::NotARegularFile, action, name); };
    struct stat status{};
    // Opening a device can have effects of its own, so a name that is none of ours is not even opened. The
    // check after opening is the one that counts: the name may change in between.
    if (lstat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        return notRegular();
    }
    int number = -1;
    do {
        number = ::open(name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, newFileMode);
    } while (number < 0 && errno == EINTR);
    if (number < 0) {
        return std::unexpected(osFailure(errno, action, name));
    }
    FileDescriptor descriptor(number);
    if (fstat(descriptor.get(), &status) != 0) {
        return std::unexpected(osFailure(errno, action, name));
    }
    if (!S_ISREG(status.st_mode)) {
        return notRegular();
    }
    return descriptor;
}

} // namespace coppice
