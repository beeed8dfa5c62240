// flock() on coppice.lock, which everybody knows, and an open-file-description lock beside it, which can be
// asked for without being taken. What the file says is for people; the locks themselves are the kernel's.
#include "store/library_lock.h"

#include "core/clock.h"
#include "store/process_identity.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace coppice {

namespace {

constexpr const char* locking = "locking the library for writing";
constexpr mode_t lockFileMode = 0644;
constexpr std::size_t holderBytes = 512;

class HeldLock final : public LibraryLock {
public:
    explicit HeldLock(int descriptor)
        : m_descriptor(descriptor) {}
    ~HeldLock() override {
        // Emptied while still held, so that it never names a holder who has let go. The file stays: removing
        // it could take it from under a process that has just opened it.
        static_cast<void>(ftruncate(m_descriptor, 0));
        close(m_descriptor);
    }
    HeldLock(const HeldLock&) = delete;
    HeldLock& operator=(const HeldLock&) = delete;

private:
    int m_descriptor;
};

/// What the holder wrote; it may be about to write it.
std::string readHolder(int descriptor) {
    std::array<char, holderBytes> text{};
    const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
    std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!holder.empty() && holder.back() == '\n') {
        holder.pop_back();
    }
    return holder.empty() ? "another process has it open for writing" : "held by " + holder;
}

int writeHolder(int descriptor, const std::string& program) {
    std::string holder = fmt::format("{} (process {}) of {} on {} since {}", program, getpid(),
                                     currentUserName(), currentHostName(), toIso8601(systemClock().now()));
    holder.resize(std::min(holder.size(), holderBytes - 1));
    holder.push_back('\n');
    if (ftruncate(descriptor, 0) != 0 ||
        pwrite(descriptor, holder.data(), holder.size(), 0) != static_cast<ssize_t>(holder.size())) {
        return errno;
    }
    return 0;
}

struct flock wholeFile() {
    struct flock region{};
    region.l_type = F_WRLCK;
    region.l_whence = SEEK_SET;
    return region;
}

/// 0, or errno; EWOULDBLOCK if another holds it.
int tryLock(int descriptor) {
    int result = 0;
    do {
        result = flock(descriptor, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result != 0) {
        return errno;
    }
    struct flock region = wholeFile();
    if (fcntl(descriptor, F_OFD_SETLK, &region) != 0) {
        return errno == EACCES || errno == EAGAIN ? EWOULDBLOCK : errno;
    }
    return 0;
}

} // namespace

Result<bool> LibraryLock::isHeld(const std::filesystem::path& library) {
    const std::filesystem::path file = library / "coppice.lock";
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return errno == ENOENT
                   ? Result<bool>(false)
                   : std::unexpected(osFailure(errno, "looking who writes to the library", file.string()));
    }
    struct flock region = wholeFile();
    const int reason = fcntl(descriptor, F_OFD_GETLK, &region) == 0 ? 0 : errno;
    close(descriptor);
    if (reason != 0) {
        return std::unexpected(osFailure(reason, "looking who writes to the library", file.string()));
    }
    return region.l_type != F_UNLCK;
}

Result<std::unique_ptr<LibraryLock>> LibraryLock::acquire(const std::filesystem::path& library,
                                                          const std::string& program) {
    const std::filesystem::path file = library / "coppice.lock";
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, lockFileMode);
    if (descriptor < 0) {
        return std::unexpected(osFailure(errno, locking, file.string()));
    }
    // flock() belongs to the open file: a second open() in this process conflicts like any other.
    if (const int reason = tryLock(descriptor); reason != 0) {
        auto error = reason == EWOULDBLOCK
                         ? fail(ErrorCode::LibraryInUse, locking, library.string(), readHolder(descriptor))
                         : std::unexpected(osFailure(reason, locking, file.string()));
        close(descriptor);
        return error;
    }
    auto lock = std::make_unique<HeldLock>(descriptor);
    if (const int reason = writeHolder(descriptor, program); reason != 0) {
        return std::unexpected(osFailure(reason, locking, file.string()));
    }
    return lock;
}

} // namespace coppice
