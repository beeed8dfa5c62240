// The system's clock and ISO 8601.
#include "core/clock.h"

#include <fmt/format.h>

namespace coppice {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class SystemClock final : public Clock {
public:
    Timestamp now() const override { return floor<milliseconds>(std::chrono::system_clock::now()); }
};

/// Takes fixed-width fields from the front of a text; remembers if one was not there.
class FieldReader {
public:
    explicit FieldReader(std::string_view text)
        : m_rest(text) {}

    int number(std::size_t digits) {
        if (m_rest.size() < digits) {
            m_failed = true;
            return 0;
        }
        int value = 0;
        for (const char c : m_rest.substr(0, digits)) {
            if (c < '0' || c > '9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (c - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }

    bool skip(char expected) {
        if (m_rest.empty() || m_rest.front() != expected) {
            return false;
        }
        m_rest.remove_prefix(1);
        return true;
    }

    void require(char expected) { m_failed = !skip(expected) || m_failed; }
    bool finishedWell() const { return !m_failed && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

class SystemSteadyClock final : public SteadyClock {
public:
    SteadyTime now() const override { return std::chrono::steady_clock::now(); }
    void waitUntil(std::condition_variable& wake, std::unique_lock<std::mutex>& lock,
                   SteadyTime until) const override {
        wake.wait_until(lock, until);
    }
};

} // namespace

const SteadyClock& steadyClock() {
    static const SystemSteadyClock clock;
    return clock;
}

const Clock& systemClock() {
    static const SystemClock clock;
    return clock;
}

std::string toIso8601(Timestamp time) {
    const auto day = floor<days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss<milliseconds> clock(time - day);
    std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                   clock.hours().count(), clock.minutes().count(), clock.seconds().count());
    if (clock.subseconds().count() != 0) {
        text += fmt::format(".{:03}", clock.subseconds().count());
    }
    return text + 'Z';
}

std::optional<Timestamp> parseIso8601(std::string_view text) {
    FieldReader reader(text);
    const int year = reader.number(4);
    reader.require('-');
    const int month = reader.number(2);
    reader.require('-');
    const int day = reader.number(2);
    reader.require('T');
    const int hour = reader.number(2);
    reader.require(':');
    const int minute = reader.number(2);
    reader.require(':');
    const int second = reader.number(2);
    const int millisecond = reader.skip('.') ? reader.number(3) : 0;
    minutes offset{0};
    if (!reader.skip('Z')) {
        const bool behind = reader.skip('-');
        if (!behind) {
            reader.require('+');
        }
        const int offsetHours = reader.number(2);
        reader.require(':');
        const int offsetMinutes = reader.number(2);
        if (offsetHours > 23 || offsetMinutes > 59) {
            return std::nullopt;
        }
        offset = hours(offsetHours) + minutes(offsetMinutes);
        offset = behind ? -offset : offset;
    }
    const std::chrono::year_month_day date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!reader.finishedWell() || !date.ok() || hour > 23 || minute > 59 || second > 59) {
        return std::nullopt;
    }
    return Timestamp(std::chrono::sys_days(date)) + hours(hour) + minutes(minute) + seconds(second) +
           milliseconds(millisecond) - offset;
}

} // namespace coppice
