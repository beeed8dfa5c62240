// Runs jobs on worker threads, keeps their records, and tells whoever watches.
//
// Jobs start in the queue's order, which can be changed, as workers become free; one in its grace period
// stands New and lets those behind it pass until the period ends.
//
// States: New (queued) → Starting → Running ⇄ Suspended → Completed | Exception | Terminated; ShuttingDown
// while the queue closes. Cancel (while cancellable) → Terminated, everything taken back. Stop → Suspended
// with `resumable`, the worker freed; it stays so over a restart until resume(). A failed job is Exception;
// retry() goes on from the failed step when it is resumable.
#pragma once

#include "core/clock.h"
#include "jobs/job.h"
#include "jobs/job_action.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace coppice {

/// Where records survive the process. Thread-safe. Implemented by the library's store.
class JobStore {
public:
    virtual ~JobStore() = default;
    /// The whole record; called on every change of state and at most once a second for progress alone.
    virtual Result<void> saveJob(const JobRecord& record) = 0;
    virtual Result<std::vector<JobRecord>> loadJobs() = 0;
    /// What other processes asked of jobs that run here (coppicectl job pause …), oldest first; forgets them.
    virtual Result<std::vector<std::pair<JobId, JobAction>>> takeRequests() = 0;
};

class JobObserver {
public:
    virtual ~JobObserver() = default;
    /// On a thread of the queue, one call at a time, at most ten times a second per job, the last state
    /// always. Must not block, and must not add or remove observers.
    virtual void jobChanged(std::shared_ptr<const JobRecord> record) = 0;
};

/// Thread-safe.
class JobQueue {
public:
    /// Turns the stored record of a job that is to run again, or to be taken back, into its work. On a
    /// thread of the queue. UnknownReference: there is nothing left of it to go on from.
    using Revive = std::function<Result<std::unique_ptr<Job>>(const JobRecord&)>;

    /// Takes the store's jobs as history; none of them runs unless it is enqueued or resumed. Those that a
    /// dead process left unfinished are interrupted (settleAsLeft), which the store and the observers are
    /// told.
    JobQueue(JobStore& store, const Clock& clock, Revive revive, unsigned workers = 1,
             const SteadyClock& steady = steadyClock());
    /// Stops running jobs at their next checkpoint (they are resumable, with Interrupted) and waits for the
    /// workers. Queued jobs stay New in the store. No other call may be under way.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Starts nothing before this: observers first.
    void start();

    void addObserver(JobObserver* observer);
    /// No call reaches `observer` after this returns.
    void removeObserver(JobObserver* observer);

    /// Queues a record that the store already has: new, resumable, or left unfinished by a dead process. It
    /// starts when `grace` has passed at the earliest.
    Result<void> enqueue(JobRecord record, std::unique_ptr<Job> job,
                         std::chrono::milliseconds grace = std::chrono::milliseconds::zero());
    /// Takes a record that a dead process left unfinished, as what it is now: interrupted (settleAsLeft). It
    /// runs when it is resumed.
    Result<void> offer(JobRecord record);
    /// Puts a queued job at `position` (1 starts next; beyond the end: last). InvalidJobState if it is not
    /// queued, UnknownReference if there is none. Jobs may run in any order: what two of them change never
    /// overlaps (LibraryStore::beginDestroy).
    Result<void> move(JobId id, std::size_t position);

    /// Takes effect at the job's next checkpoint; at once for a job that is not running. Never waits for the
    /// database. Pause and Stop do the same to a job that is only queued: it is suspended, its grace period
    /// over. Cancel takes back a queued, running, stopped or failed job as long as it is `cancellable`.
    /// StartNow ends a grace period. InvalidJobState if the job cannot do that now (canDo() in job_rules.h),
    /// or before start(); UnknownReference if there is none.
    Result<void> control(JobId id, JobAction action);

    std::vector<std::shared_ptr<const JobRecord>> jobs() const;
    std::shared_ptr<const JobRecord> job(JobId id) const; ///< null if there is none
    /// Returns when the job is final or stopped, and the store was told. Null if there is none. For the
    /// foreground of coppicectl, and tests.
    std::shared_ptr<const JobRecord> wait(JobId id);
    /// True while any job is queued, running or paused.
    bool busy() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace coppice
