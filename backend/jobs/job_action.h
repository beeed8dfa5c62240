// What can be asked of a job.
#pragma once

#include "jobs/job.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace coppice {

enum class JobAction : std::uint8_t { Pause, Resume, Cancel, Stop, Retry, StartNow };
const char* nameOf(JobAction action); // "pause", …, "start"
std::optional<JobAction> jobActionFromName(std::string_view name);

} // namespace coppice
