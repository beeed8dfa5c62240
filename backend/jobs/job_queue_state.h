// The queue's inside: entries, and the three kinds of threads that work on them.
//
// - workers run jobs, one each;
// - the keeper saves records, takes back jobs that were cancelled without a worker, and polls for requests of
//   other processes: everything that waits for the database happens there, and control() never does;
// - the notifier calls the observers, so that calls for one job are in order and coalesced.
//
// One mutex guards all entries; it is never held while a job, the store or an observer is called.
#pragma once

#include "jobs/job_queue.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace coppice {

struct JobQueue::State {
    using Steady = std::chrono::steady_clock;

    static constexpr std::chrono::milliseconds publishInterval{100};
    static constexpr std::chrono::milliseconds saveInterval{1000};
    static constexpr std::chrono::milliseconds pollInterval{250};
    static constexpr std::size_t logLines = 1000;

    enum class Place {
        Idle,       ///< history, stopped or failed; or run by another process
        Queued,     ///< in `queue`
        Active,     ///< on a worker, paused included
        TakingBack, ///< in `takeBacks` or with the keeper
    };
    enum class Request { None, Pause, Stop, Cancel };

    struct Entry {
        JobRecord record;
        std::unique_ptr<Job> work; ///< only its worker or the keeper touches it while Active or TakingBack
        Place place = Place::Idle;
        Request request = Request::None;
        bool inCommit = false;
        bool interrupted = false;       ///< to be stopped because the queue closes
        bool saving = false;            ///< the keeper is in saveJob() with it
        bool saveNow = false;           ///< its state changed, not only its progress
        std::optional<Error> saveError; ///< of the last save
        Steady::time_point publishedAt;
        Steady::time_point savedAt;
        std::shared_ptr<const JobRecord> snapshot; ///< null: older than the record
    };

    State(JobStore& jobStore, const Clock& wallClock, const SteadyClock& steadyClock, Revive reviveJob,
          unsigned workers)
        : store(jobStore)
        , clock(wallClock)
        , steady(steadyClock)
        , revive(std::move(reviveJob))
        , workerCount(workers) {}

    JobStore& store;
    const Clock& clock;
    const SteadyClock& steady; ///< of grace periods
    const Revive revive;
    const unsigned workerCount;

    mutable std::mutex mutex;
    std::condition_variable workersWake; ///< queue, grace periods, closing
    std::condition_variable jobsWake;    ///< a request was made: paused jobs look
    std::condition_variable restWake;    ///< an entry came to rest or was saved
    std::condition_variable keeperWake;
    std::condition_variable notifierWake;
    std::map<JobId, Entry> entries; ///< entries are never removed: references stay good
    std::deque<JobId> queue;
    std::deque<JobId> takeBacks;
    std::set<JobId> unsaved;
    std::set<JobId> unsavedAfterFailure; ///< tried once more at the end
    std::set<JobId> unpublished;
    bool started = false;
    bool closing = false;
    bool keeperClosing = false;
    bool notifierClosing = false;

    std::mutex observersMutex; ///< held during the calls
    std::vector<JobObserver*> observers;

    std::vector<std::jthread> threads; ///< workers
    std::jthread keeper;
    std::jthread notifier;

    class Context;

    // All with `mutex` held.
    void progressChanged(Entry& entry);
    void stateChanged(Entry& entry);
    void enqueue(Entry& entry, std::chrono::milliseconds grace = std::chrono::milliseconds::zero());
    /// Leaves the queue; its place is for the caller to say.
    void leaveQueue(Entry& entry);
    /// Records say where their jobs stand in the queue.
    void renumber();
    /// The first job whose time has come; null if there is none.
    Entry* nextDue();
    /// When the next grace period ends; none if none is under way.
    std::optional<SteadyTime> nextEndOfGrace() const;
    /// Ends an attempt: what the record says of it, and no more work.
    void rest(Entry& entry, JobState state, std::optional<Error> error, bool resumable);
    void addLog(Entry& entry, std::string line);
    std::shared_ptr<const JobRecord> snapshotOf(Entry& entry);
    Result<void> control(Entry& entry, JobAction action);

    // Without.
    void work();
    void runJob(Entry& entry);
    /// After it the job is at rest.
    void takeBack(Entry& entry, const Error& cancelled);
    /// False, and the job is at rest with the error, if it cannot be made to work again.
    bool ensureWork(Entry& entry);

    void keep();
    /// True if it saved anything.
    bool saveOne(std::unique_lock<std::mutex>& lock);
    void pollRequests();
    void notify();
};

} // namespace coppice
