// The rules, by what the record says of where the job is.
#include "jobs/job_rules.h"

#include <string>

namespace coppice {

namespace {

/// On a worker, paused included, and not about to end for good.
bool isActive(const JobRecord& job) {
    return job.state == JobState::Starting || job.state == JobState::Running ||
           (job.state == JobState::Suspended && !job.resumable);
}

bool isPaused(const JobRecord& job) {
    return job.state == JobState::Suspended && !job.resumable;
}

bool isFailedHalfWay(const JobRecord& job) {
    return job.state == JobState::Exception && job.resumable;
}

} // namespace

bool isQueued(const JobRecord& job) {
    return job.state == JobState::New && job.queuePosition.has_value();
}

bool isStopped(const JobRecord& job) {
    return job.state == JobState::Suspended && job.resumable;
}

bool isInterrupted(const JobRecord& job) {
    return isStopped(job) && job.error && job.error->code == ErrorCode::Interrupted;
}

bool hasEnded(const JobRecord& job) {
    return isFinal(job.state) || isStopped(job);
}

bool canDo(const JobRecord& job, JobAction action) {
    switch (action) {
    case JobAction::Pause:
        return isQueued(job) || (isActive(job) && !isPaused(job));
    case JobAction::Stop:
        return isQueued(job) || isActive(job);
    case JobAction::Cancel:
        return job.cancellable && (isQueued(job) || isActive(job) || isStopped(job) || isFailedHalfWay(job));
    case JobAction::Resume:
        return job.state == JobState::Suspended;
    case JobAction::Retry:
        return isFailedHalfWay(job);
    case JobAction::StartNow:
        return isQueued(job) && job.notBefore.has_value();
    }
    return false;
}

bool settleAsLeft(JobRecord& job) {
    if (isFinal(job.state) || isStopped(job)) {
        return false;
    }
    job.state = JobState::Suspended;
    job.resumable = true;
    job.queuePosition.reset();
    job.notBefore.reset();
    job.error = Error{
        .code = ErrorCode::Interrupted, .action = job.title, .object = std::to_string(job.id), .detail = {}};
    for (JobStep& step : job.steps) {
        if (step.state == StepState::Running) {
            step.state = StepState::Pending;
        }
    }
    return true;
}

} // namespace coppice
