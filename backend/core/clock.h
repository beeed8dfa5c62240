// Wall-clock time as the library stores it, and time to wait by, behind interfaces that a test can replace.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace coppice {

/// UTC, millisecond resolution.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
public:
    virtual ~Clock() = default;
    /// Any thread.
    virtual Timestamp now() const = 0;
};

/// The system's clock; lives for the whole program.
const Clock& systemClock();

/// Goes forward evenly, whatever is done to the system's clock.
using SteadyTime = std::chrono::steady_clock::time_point;

class SteadyClock {
public:
    virtual ~SteadyClock() = default;
    /// Any thread.
    virtual SteadyTime now() const = 0;
    /// Until `wake` is notified or now() has reached `until`; may return early. `lock` is held, as for
    /// std::condition_variable.
    virtual void waitUntil(std::condition_variable& wake, std::unique_lock<std::mutex>& lock,
                           SteadyTime until) const = 0;
};

/// The system's; lives for the whole program.
const SteadyClock& steadyClock();

/// ISO 8601 in UTC, "2026-11-01T09:00:00Z"; milliseconds only when they are not zero.
std::string toIso8601(Timestamp time);
/// Accepts what toIso8601 writes, and a numeric offset instead of Z; anything else is nullopt.
std::optional<Timestamp> parseIso8601(std::string_view text);

} // namespace coppice
