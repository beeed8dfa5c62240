// Runs jobs on worker threads, keeps their records, and tells whoever watches.
//
// States: New (queued) → Starting → Running ⇄ Suspended → Completed | Exception | Terminated; ShuttingDown
// while the queue closes. Cancel (while cancellable) → Terminated, everything taken back. Stop → Suspended
// with `resumable`, the worker freed; it stays so over a restart until resume(). A failed job is Exception;
// retry() goes on from the failed step when it is resumable.
#pragma once

#include "core/clock.h"
#include "jobs/job.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace coppice {

enum class JobAction { Pause, Resume, Cancel, Stop, Retry };
const char* nameOf(JobAction action); // "pause", …
std::optional<JobAction> jobActionFromName(std::string_view name);

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
    /// On a worker thread, at most ten times a second per job, the last state always. Must not block.
    virtual void jobChanged(std::shared_ptr<const JobRecord> record) = 0;
};

/// Thread-safe.
class JobQueue {
public:
    /// Turns the stored record of a job that is to run (again) into its work.
    using Revive = std::function<Result<std::unique_ptr<Job>>(const JobRecord&)>;

    JobQueue(JobStore& store, const Clock& clock, Revive revive, unsigned workers = 1);
    /// Stops running jobs at their next checkpoint (they are resumable) and waits for the workers.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Starts nothing before this: observers first.
    void start();

    void addObserver(JobObserver* observer);
    /// No call reaches `observer` after this returns.
    void removeObserver(JobObserver* observer);

    /// Queues a record that the store already has (state New, or resumable).
    Result<void> enqueue(JobRecord record, std::unique_ptr<Job> job);

    /// InvalidJobState if the job cannot do that now; UnknownReference if there is none.
    Result<void> control(JobId id, JobAction action);

    std::vector<std::shared_ptr<const JobRecord>> jobs() const;
    std::shared_ptr<const JobRecord> job(JobId id) const; ///< null if there is none
    /// Returns when the job is final or stopped. For the foreground of coppicectl, and tests.
    std::shared_ptr<const JobRecord> wait(JobId id);
    /// True while any job is queued, running or paused.
    bool busy() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace coppice
