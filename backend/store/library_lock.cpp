// flock() on coppice.lock. What the file says is for people; the lock itself is the kernel's.
#include "store/library_lock.h"

#include "core/clock.h"
#include "store/process_identity.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace coppice {

namespace {

constexpr const char* locking = "locking the library for writing";
constexpr mode_t lockFileMode = 0644;
constexpr std::size_t holderBytes = 512;
/// Somebody who only looks whether it is held has it for less than that; twice in a row is bad luck.
constexpr std::chrono::milliseconds glance{5};
constexpr int glancesMet = 3;

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

int tryLock(int descriptor, int kind) {
    int result = 0;
    do {
        result = flock(descriptor, kind | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result;
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
    // There is no way to ask without taking it for a moment; acquire() is patient with that.
    const bool held = tryLock(descriptor, LOCK_SH) != 0;
    close(descriptor);
    return held;
}

Result<std::unique_ptr<LibraryLock>> LibraryLock::acquire(const std::filesystem::path& library,
                                                          const std::string& program) {
    const std::filesystem::path file = library / "coppice.lock";
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, lockFileMode);
    if (descriptor < 0) {
        return std::unexpected(osFailure(errno, locking, file.string()));
    }
    // flock() belongs to the open file: a second open() in this process conflicts like any other.
    int result = tryLock(descriptor, LOCK_EX);
    for (int again = 0; result != 0 && errno == EWOULDBLOCK && again < glancesMet; ++again) {
        std::this_thread::sleep_for(glance);
        result = tryLock(descriptor, LOCK_EX);
    }
    if (result != 0) {
        const int reason = errno;
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
