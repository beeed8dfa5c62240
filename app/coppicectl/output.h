// stdout and stderr: results and JSON documents to the one, messages and errors to the other.
#pragma once

#include "command_line.h"
#include "core/clock.h"
#include "core/error.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace coppice::ctl {

using Json = nlohmann::ordered_json;

/// 4 for stopped and cancelled, 3 for what was refused (return values 1, 3, 4, 5, 6), 1 otherwise.
ExitStatus exitStatusOf(const Error& error);

/// One line on stderr, and with --json the document {"error":{…}} on stdout. Returns exitStatusOf(error).
ExitStatus report(const Globals& globals, const Error& error);
/// The line alone, for errors beside the first.
void printErrorLine(const Error& error);

void printJson(const Json& document);
void printLine(const std::string& line); ///< on stdout
void note(const std::string& line);      ///< on stderr

std::string shortTime(Timestamp time);       ///< "2026-11-01 09:00", UTC
std::string signedBytes(std::int64_t bytes); ///< "-1.0 MiB"
std::string plural(std::size_t count, const char* one, const char* many = nullptr);

} // namespace coppice::ctl
