// What may be asked of a job, as its record shows it. Pure; the queue and every list of jobs go by these.
#pragma once

#include "jobs/job_action.h"

namespace coppice {

/// True if the queue would do it now. It still refuses what has been asked already and not been answered yet.
bool canDo(const JobRecord& job, JobAction action);

/// In a queue, and not begun.
bool isQueued(const JobRecord& job);

/// Suspended, its worker freed. A paused job is Suspended but keeps its worker, and is not `resumable`.
bool isStopped(const JobRecord& job);

/// Stopped because the process that ran the job ended, not because somebody asked.
bool isInterrupted(const JobRecord& job);

/// Nothing happens to it any more unless the operator asks: final, or stopped and resumable.
bool hasEnded(const JobRecord& job);

/// What the stored record of a job means when no process runs it: unfinished work is interrupted, a paused
/// job has lost its worker. True if that changed the record.
bool settleAsLeft(JobRecord& job);

} // namespace coppice
