// A worker thread: runs jobs, and is the context they see.
#include "core/error_text.h"
#include "jobs/job_queue_state.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace coppice {

namespace {

constexpr std::uint16_t percentBeforeCommit = 99;
constexpr std::uint16_t allPercent = 100;

/// Nothing that a job throws may end the program: its journal is good for another try.
template <class Call>
Result<void> guarded(Call call) {
    try {
        return call();
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Internal, "running a job", {}, exception.what());
    }
}

} // namespace

/// What a running job sees. On its worker's thread.
class JobQueue::State::Context final : public JobContext {
public:
    Context(State& state, State::Entry& entry)
        : m_state(state)
        , m_entry(entry) {}

    Result<void> checkpoint() override {
        std::unique_lock lock(m_state.mutex);
        const JobRecord& record = m_entry.record;
        for (;;) {
            if (m_entry.inCommit) {
                return {};
            }
            if (m_entry.request == State::Request::Cancel && !record.cancellable) {
                m_state.addLog(m_entry, "Cancel came too late to take everything back; stopped instead.");
                m_entry.request = State::Request::Stop;
            }
            switch (m_entry.request) {
            case State::Request::Cancel:
                return fail(ErrorCode::Cancelled, record.title, std::to_string(record.id));
            case State::Request::Stop:
                return fail(ErrorCode::Stopped, record.title, std::to_string(record.id));
            case State::Request::Pause:
                setState(JobState::Suspended);
                m_state.jobsWake.wait(lock);
                break;
            case State::Request::None:
                setState(JobState::Running);
                return {};
            }
        }
    }

    void passPointOfNoReturn() override {
        const std::scoped_lock lock(m_state.mutex);
        if (std::exchange(m_entry.record.cancellable, false)) {
            m_state.stateChanged(m_entry);
        }
    }
    void enterCommitPhase() override {
        const std::scoped_lock lock(m_state.mutex);
        m_entry.inCommit = true;
    }
    void leaveCommitPhase() override {
        const std::scoped_lock lock(m_state.mutex);
        m_entry.inCommit = false;
    }

    void setTotalBytes(std::uint64_t totalBytes) override {
        const std::scoped_lock lock(m_state.mutex);
        m_entry.record.totalBytes = totalBytes;
        progress();
    }
    void addDoneBytes(std::uint64_t bytes) override {
        const std::scoped_lock lock(m_state.mutex);
        JobRecord& record = m_entry.record;
        // A job that goes on from its last checkpoint may count again what the record has already.
        const std::uint64_t room =
            record.totalBytes > record.doneBytes ? record.totalBytes - record.doneBytes : 0;
        record.doneBytes += std::min(bytes, room);
        progress();
    }

    void stepStarted(std::size_t step) override {
        changeStep(step, [](JobStep& changed) {
            changed.state = StepState::Running;
            changed.note.clear(); // what an earlier try ran into
        });
    }
    void stepProgress(std::size_t step, std::uint64_t doneBytes) override {
        changeStep(step, [&](JobStep& changed) {
            changed.doneBytes = std::max(changed.doneBytes, std::min(doneBytes, changed.totalBytes));
        });
    }
    void stepFinished(std::size_t step) override {
        changeStep(step, [](JobStep& changed) {
            changed.state = StepState::Done;
            changed.note.clear();
            changed.doneBytes = changed.totalBytes;
        });
    }
    void stepSkipped(std::size_t step, const Error& why) override {
        changeStep(step, [&](JobStep& changed) {
            changed.state = StepState::Skipped;
            changed.note = errorText(why);
        });
    }
    void log(std::string line) override {
        const std::scoped_lock lock(m_state.mutex);
        m_state.addLog(m_entry, std::move(line));
    }

private:
    void setState(JobState state) {
        // While the queue closes, the state says so to the end.
        if (m_entry.record.state != state && !m_state.closing) {
            m_entry.record.state = state;
            m_state.stateChanged(m_entry);
        }
    }
    void progress() {
        JobRecord& record = m_entry.record;
        const long double share = record.totalBytes == 0 ? 0.0L
                                                         : static_cast<long double>(record.doneBytes) /
                                                               static_cast<long double>(record.totalBytes);
        const auto percent = static_cast<std::uint16_t>(share * allPercent);
        record.percentComplete = std::max(record.percentComplete, std::min(percent, percentBeforeCommit));
        m_state.progressChanged(m_entry);
    }
    template <class Change>
    void changeStep(std::size_t step, Change change) {
        const std::scoped_lock lock(m_state.mutex);
        if (step < m_entry.record.steps.size()) {
            change(m_entry.record.steps[step]);
            m_state.progressChanged(m_entry);
        }
    }

    State& m_state;
    State::Entry& m_entry;
};

void JobQueue::State::work() {
    std::unique_lock lock(mutex);
    for (;;) {
        if (closing) {
            return; // what is queued stays New, for the next process
        }
        Entry* const due = nextDue();
        if (due == nullptr) {
            if (const auto end = nextEndOfGrace()) {
                steady.waitUntil(workersWake, lock, *end);
            } else {
                workersWake.wait(lock);
            }
            continue;
        }
        Entry& entry = *due;
        leaveQueue(entry);
        entry.place = Place::Active;
        entry.record.inGrace = false;
        entry.record.state = JobState::Starting;
        entry.record.started = entry.record.started ? entry.record.started : std::optional(clock.now());
        stateChanged(entry);
        lock.unlock();
        runJob(entry);
        lock.lock();
    }
}

bool JobQueue::State::ensureWork(Entry& entry) {
    if (entry.work) {
        return true;
    }
    JobRecord record;
    {
        const std::scoped_lock lock(mutex);
        record = entry.record;
    }
    Result<void> made = guarded([&]() -> Result<void> {
        COPPICE_TRY(entry.work, revive(record));
        return {};
    });
    if (made && !entry.work) {
        made = fail(ErrorCode::Internal, "running a job", std::to_string(record.id), "nothing to run");
    }
    if (made) {
        return true;
    }
    const std::scoped_lock lock(mutex);
    // No journal any more: another try would find none either.
    const bool another = made.error().code != ErrorCode::UnknownReference;
    rest(entry, JobState::Exception, std::move(made).error(), another);
    return false;
}

void JobQueue::State::runJob(Entry& entry) {
    if (!ensureWork(entry)) {
        return;
    }
    Context context(*this, entry);
    Result<void> result = context.checkpoint(); // asked while it was starting
    if (result) {
        result = guarded([&] { return entry.work->run(context); });
    }

    std::unique_lock lock(mutex);
    const ErrorCode code = result ? ErrorCode::Internal : result.error().code;
    if (!result && code == ErrorCode::Cancelled && entry.request == Request::Cancel) {
        lock.unlock();
        takeBack(entry, result.error());
        return;
    }
    const std::unique_ptr<Job> finished = std::move(entry.work);
    JobRecord& record = entry.record;
    if (result) {
        record.doneBytes = std::max(record.doneBytes, record.totalBytes);
        record.percentComplete = allPercent;
        record.cancellable = false;
        rest(entry, JobState::Completed, std::nullopt, false);
        return;
    }
    const bool stopped = code == ErrorCode::Stopped && entry.request == Request::Stop;
    for (JobStep& step : record.steps) {
        if (step.state == StepState::Running) {
            step.state = stopped ? StepState::Pending : StepState::Failed;
            step.note = stopped ? std::string() : errorText(result.error());
        }
    }
    Error error = std::move(result).error();
    if (stopped && entry.interrupted) {
        error.code = ErrorCode::Interrupted;
    }
    rest(entry, stopped ? JobState::Suspended : JobState::Exception, std::move(error), true);
}

void JobQueue::State::takeBack(Entry& entry, const Error& cancelled) {
    const Result<void> taken = guarded([&] { return entry.work->takeBack(); });
    const std::scoped_lock lock(mutex);
    const std::unique_ptr<Job> finished = std::move(entry.work);
    if (!taken) {
        rest(entry, JobState::Exception, taken.error(), true);
        return;
    }
    for (JobStep& step : entry.record.steps) {
        if (step.state == StepState::Running || step.state == StepState::Failed) {
            step.state = StepState::Pending;
        }
    }
    entry.record.cancellable = false;
    rest(entry, JobState::Terminated, cancelled, false);
}

} // namespace coppice
