// stdout and stderr.
#include "output.h"

#include "core/error_text.h"
#include "core/units.h"
#include "service/plan_json.h"

#include <algorithm>
#include <cstdio>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace coppice::ctl {
namespace {

/// Names come from disks and manifests: one line stays one line, and no name commands the terminal.
std::string oneLine(std::string line) {
    std::ranges::replace_if(line, [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
    return line;
}

} // namespace

ExitStatus exitStatusOf(const Error& error) {
    if (error.code == ErrorCode::Stopped || error.code == ErrorCode::Interrupted ||
        error.code == ErrorCode::Cancelled) {
        return ExitStatus::Stopped;
    }
    switch (returnValueOf(error.code)) {
    case ReturnValue::NotSupported:
    case ReturnValue::Timeout:
    case ReturnValue::InvalidParameter:
    case ReturnValue::InvalidState:
    case ReturnValue::InvalidType:
        return ExitStatus::Refused;
    case ReturnValue::Completed:
    case ReturnValue::Failed:
    case ReturnValue::JobStarted:
        break;
    }
    return ExitStatus::Failed;
}

void printErrorLine(const Error& error) {
    note("coppicectl: " + errorText(error));
}

ExitStatus report(const Globals& globals, const Error& error) {
    printErrorLine(error);
    if (globals.json) {
        printJson({{"error", errorToJson(error)}});
    }
    return exitStatusOf(error);
}

void printJson(const Json& document) {
    constexpr int indent = 2;
    fmt::print("{}\n", document.dump(indent, ' ', false, Json::error_handler_t::replace));
    std::fflush(stdout);
}

void printLine(const std::string& line) {
    fmt::print("{}\n", oneLine(line));
}

void note(const std::string& line) {
    fmt::print(stderr, "{}\n", oneLine(line));
}

std::string shortTime(Timestamp time) {
    return fmt::format("{:%Y-%m-%d %H:%M}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string signedBytes(std::int64_t bytes) {
    const auto magnitude =
        bytes < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(bytes) : static_cast<std::uint64_t>(bytes);
    return (bytes < 0 ? "-" : "") + formatBytes(magnitude);
}

std::string plural(std::size_t count, const char* one, const char* many) {
    if (count == 1) {
        return fmt::format("1 {}", one);
    }
    return many != nullptr ? fmt::format("{} {}", count, many) : fmt::format("{} {}s", count, one);
}

} // namespace coppice::ctl
