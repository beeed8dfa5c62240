// The words for steps' states and for what can be asked of a job: stored, and in JSON.
#include "jobs/job_action.h"

#include <array>

namespace coppice {

const char* nameOf(StepState state) {
    switch (state) {
    case StepState::Pending:
        return "pending";
    case StepState::Running:
        return "running";
    case StepState::Done:
        return "done";
    case StepState::Skipped:
        return "skipped";
    case StepState::Failed:
        return "failed";
    }
    return "unknown";
}

const char* nameOf(JobAction action) {
    switch (action) {
    case JobAction::Pause:
        return "pause";
    case JobAction::Resume:
        return "resume";
    case JobAction::Cancel:
        return "cancel";
    case JobAction::Stop:
        return "stop";
    case JobAction::Retry:
        return "retry";
    case JobAction::StartNow:
        return "start";
    }
    return "unknown";
}

std::optional<JobAction> jobActionFromName(std::string_view name) {
    constexpr std::array actions{JobAction::Pause, JobAction::Resume, JobAction::Cancel,
                                 JobAction::Stop,  JobAction::Retry,  JobAction::StartNow};
    for (const JobAction action : actions) {
        if (name == nameOf(action)) {
            return action;
        }
    }
    return std::nullopt;
}

} // namespace coppice
