// A queue with a store in memory, jobs made of functions, and an observer that can be waited for.
#pragma once

#include "jobs/job_queue.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace coppice::test {

class MemoryJobStore final : public JobStore {
public:
    Result<void> saveJob(const JobRecord& record) override {
        const std::scoped_lock lock(m_mutex);
        if (m_failure) {
            return std::unexpected(*m_failure);
        }
        m_jobs[record.id] = record;
        m_states[record.id].push_back(record.state);
        return {};
    }
    Result<std::vector<JobRecord>> loadJobs() override {
        const std::scoped_lock lock(m_mutex);
        std::vector<JobRecord> records;
        for (const auto& [id, record] : m_jobs) {
            records.push_back(record);
        }
        return records;
    }
    Result<std::vector<std::pair<JobId, JobAction>>> takeRequests() override {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_requests, {});
    }

    void put(const JobRecord& record) {
        const std::scoped_lock lock(m_mutex);
        m_jobs[record.id] = record;
    }
    void clear() {
        const std::scoped_lock lock(m_mutex);
        m_jobs.clear();
    }
    void request(JobId id, JobAction action) {
        const std::scoped_lock lock(m_mutex);
        m_requests.emplace_back(id, action);
    }
    void failWith(std::optional<Error> failure) {
        const std::scoped_lock lock(m_mutex);
        m_failure = std::move(failure);
    }
    JobRecord saved(JobId id) const {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_jobs.find(id);
        return found == m_jobs.end() ? JobRecord{} : found->second;
    }
    std::vector<JobState> savedStates(JobId id) const {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_states.find(id);
        return found == m_states.end() ? std::vector<JobState>{} : found->second;
    }

private:
    mutable std::mutex m_mutex;
    std::map<JobId, JobRecord> m_jobs;
    std::map<JobId, std::vector<JobState>> m_states;
    std::vector<std::pair<JobId, JobAction>> m_requests;
    std::optional<Error> m_failure;
};

/// Stands still until it is told to go on.
class ManualClock final : public SteadyClock {
public:
    SteadyTime now() const override {
        const std::scoped_lock lock(m_mutex);
        return m_now;
    }
    void waitUntil(std::condition_variable& wake, std::unique_lock<std::mutex>& lock,
                   SteadyTime until) const override {
        {
            const std::scoped_lock own(m_mutex);
            if (m_now >= until) {
                return;
            }
            m_waiting.emplace_back(&wake, lock.mutex());
        }
        wake.wait(lock);
    }
    void advance(std::chrono::milliseconds by) {
        std::vector<std::pair<std::condition_variable*, std::mutex*>> waiting;
        {
            const std::scoped_lock lock(m_mutex);
            m_now += by;
            waiting.swap(m_waiting);
        }
        for (const auto& [wake, mutex] : waiting) {
            const std::scoped_lock asleep(*mutex); // who waits has let go of it by now
            wake->notify_all();
        }
    }

private:
    mutable std::mutex m_mutex;
    SteadyTime m_now = SteadyTime(std::chrono::hours(1));
    mutable std::vector<std::pair<std::condition_variable*, std::mutex*>> m_waiting;
};

class FunctionJob final : public Job {
public:
    using Run = std::function<Result<void>(JobContext&)>;
    using TakeBack = std::function<Result<void>()>;
    explicit FunctionJob(
        Run run, TakeBack takeBack = [] { return Result<void>{}; })
        : m_run(std::move(run))
        , m_takeBack(std::move(takeBack)) {}
    Result<void> run(JobContext& context) override { return m_run(context); }
    Result<void> takeBack() override { return m_takeBack(); }

private:
    Run m_run;
    TakeBack m_takeBack;
};

/// Remembers every record; waits for one that fits.
class WatchingObserver final : public JobObserver {
public:
    void jobChanged(std::shared_ptr<const JobRecord> record) override {
        const std::scoped_lock lock(m_mutex);
        m_records.push_back(std::move(record));
        m_changed.notify_all();
    }
    std::shared_ptr<const JobRecord> waitFor(const std::function<bool(const JobRecord&)>& fits) {
        std::unique_lock lock(m_mutex);
        std::size_t looked = 0;
        for (;;) {
            for (; looked < m_records.size(); ++looked) {
                if (fits(*m_records[looked])) {
                    return m_records[looked];
                }
            }
            m_changed.wait(lock);
        }
    }
    std::shared_ptr<const JobRecord> waitForState(JobId id, JobState state) {
        return waitFor([=](const JobRecord& record) { return record.id == id && record.state == state; });
    }
    void clear() {
        const std::scoped_lock lock(m_mutex);
        m_records.clear();
    }
    std::vector<std::shared_ptr<const JobRecord>> records() const {
        const std::scoped_lock lock(m_mutex);
        return m_records;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::shared_ptr<const JobRecord>> m_records;
};

inline JobRecord newRecord(JobId id, std::size_t steps = 0) {
    JobRecord record{.id = id,
                     .kind = "test",
                     .title = "A job",
                     .error = {},
                     .user = "tester",
                     .started = {},
                     .ended = {},
                     .steps = {},
                     .log = {}};
    for (std::size_t step = 0; step < steps; ++step) {
        record.steps.push_back({.title = "A step",
                                .kind = "merge",
                                .vm = "vm",
                                .slot = "SCSI 0:0",
                                .totalBytes = 100,
                                .note = {}});
    }
    return record;
}

} // namespace coppice::test
