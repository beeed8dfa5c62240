// Wall-clock time as the library stores it, behind an interface that a test can replace.
#pragma once

#include <chrono>
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

/// ISO 8601 in UTC, "2026-11-01T09:00:00Z"; milliseconds only when they are not zero.
std::string toIso8601(Timestamp time);
/// Accepts what toIso8601 writes, and a numeric offset instead of Z; anything else is nullopt.
std::optional<Timestamp> parseIso8601(std::string_view text);

} // namespace coppice
