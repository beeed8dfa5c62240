// The words for a step's phases: for the log of a job, and for a person who reads the database.
#include "merge/journal.h"

namespace coppice::merge {

const char* nameOf(StepPhase phase) {
    switch (phase) {
    case StepPhase::Pending:
        return "pending";
    case StepPhase::Copying:
        return "copying";
    case StepPhase::Switching:
        return "switching";
    case StepPhase::Removing:
        return "removing";
    case StepPhase::Done:
        return "done";
    case StepPhase::Skipped:
        return "skipped";
    }
    return "unknown";
}

} // namespace coppice::merge
