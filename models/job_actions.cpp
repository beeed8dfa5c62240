// What the operator may ask of a job.
#include "models/job_actions.h"

namespace coppice::models {

bool isStopped(const JobRecord& job) {
    return job.state == JobState::Suspended && job.resumable;
}

bool hasEnded(const JobRecord& job) {
    return isFinal(job.state) || isStopped(job);
}

bool canDo(const JobRecord& job, JobAction action) {
    const bool works = job.state == JobState::Starting || job.state == JobState::Running;
    const bool restartable = job.resumable && (isStopped(job) || job.state == JobState::Exception);
    const bool paused = job.state == JobState::Suspended && !isStopped(job);
    switch (action) {
    case JobAction::Pause:
        return works;
    case JobAction::Resume:
        return job.state == JobState::Suspended;
    case JobAction::Cancel:
        return job.cancellable && (works || paused || restartable || job.state == JobState::New);
    case JobAction::Stop:
        return !job.cancellable && (works || paused || job.state == JobState::New);
    case JobAction::Retry:
        return job.state == JobState::Exception && job.resumable;
    }
    return false;
}

} // namespace coppice::models
