// What the operator may ask of a job in its present state (the rules of jobs/job_queue.h).
#pragma once

#include "jobs/job_queue.h"

namespace coppice::models {

bool canDo(const JobRecord& job, JobAction action);

/// Nothing happens to it any more unless the operator asks: final, or stopped and resumable.
bool hasEnded(const JobRecord& job);

/// Stopped: Suspended, its worker freed; a paused job is Suspended but not resumable in this sense.
bool isStopped(const JobRecord& job);

} // namespace coppice::models
