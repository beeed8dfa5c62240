// CIM's names.
#include "domain/cim.h"

namespace coppice {

const char* nameOf(JobState state) {
    switch (state) {
    case JobState::New:
        return "New";
    case JobState::Starting:
        return "Starting";
    case JobState::Running:
        return "Running";
    case JobState::Suspended:
        return "Suspended";
    case JobState::ShuttingDown:
        return "ShuttingDown";
    case JobState::Completed:
        return "Completed";
    case JobState::Terminated:
        return "Terminated";
    case JobState::Killed:
        return "Killed";
    case JobState::Exception:
        return "Exception";
    }
    return "Unknown";
}

} // namespace coppice
