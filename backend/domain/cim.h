// CIM's job states and their numbers (Msvm_ConcreteJob.JobState).
#pragma once

#include <cstdint>

namespace coppice {

enum class JobState : std::uint16_t {
    New = 2,
    Starting = 3,
    Running = 4,
    Suspended = 5,
    ShuttingDown = 6,
    Completed = 7,
    Terminated = 8,
    Killed = 9,
    Exception = 10,
};

const char* nameOf(JobState state); // "New", "Starting", …

/// Completed, Terminated, Killed and Exception: nothing more happens unless the job is retried.
constexpr bool isFinal(JobState state) {
    return state == JobState::Completed || state == JobState::Terminated || state == JobState::Killed ||
           state == JobState::Exception;
}

} // namespace coppice
