// What callers do with the queue: enqueue, steer, look, wait.
#include "jobs/job_queue.h"

#include "jobs/job_queue_state.h"
#include "jobs/job_rules.h"

#include <algorithm>
#include <string>
#include <utility>

namespace coppice {

namespace {

const char* gerundOf(JobAction action) {
    switch (action) {
    case JobAction::Pause:
        return "pausing a job";
    case JobAction::Resume:
        return "resuming a job";
    case JobAction::Cancel:
        return "cancelling a job";
    case JobAction::Stop:
        return "stopping a job";
    case JobAction::Retry:
        return "retrying a job";
    case JobAction::StartNow:
        return "starting a job";
    }
    return "steering a job";
}

} // namespace

JobQueue::JobQueue(JobStore& store, const Clock& clock, Revive revive, unsigned workers,
                   const SteadyClock& steady)
    : m_state(std::make_unique<State>(store, clock, steady, std::move(revive), std::max(workers, 1U))) {
    auto history = store.loadJobs();
    if (!history) {
        return; // whoever owns the store finds out by its own first call
    }
    for (JobRecord& record : *history) {
        const bool changed = settleAsLeft(record);
        const JobId id = record.id;
        State::Entry& entry = m_state->entries[id];
        entry.record = std::move(record);
        if (changed) {
            m_state->stateChanged(entry);
        }
    }
}

JobQueue::~JobQueue() {
    State& state = *m_state;
    {
        const std::scoped_lock lock(state.mutex);
        state.closing = true;
        for (auto& [id, entry] : state.entries) {
            if (entry.place == State::Place::Active) {
                entry.record.state = JobState::ShuttingDown;
                if (entry.request != State::Request::Cancel && entry.request != State::Request::Stop) {
                    entry.request = State::Request::Stop;
                    entry.interrupted = true;
                }
                state.stateChanged(entry);
            }
        }
    }
    state.workersWake.notify_all();
    state.jobsWake.notify_all();
    state.threads.clear(); // joins

    {
        const std::scoped_lock lock(state.mutex);
        state.keeperClosing = true;
    }
    state.keeperWake.notify_all();
    state.keeper = {};

    {
        const std::scoped_lock lock(state.mutex);
        state.notifierClosing = true;
    }
    state.notifierWake.notify_all();
    state.notifier = {};
}

void JobQueue::start() {
    State& state = *m_state;
    {
        const std::scoped_lock lock(state.mutex);
        if (std::exchange(state.started, true)) {
            return;
        }
    }
    state.notifier = std::jthread([&state] { state.notify(); });
    state.keeper = std::jthread([&state] { state.keep(); });
    for (unsigned worker = 0; worker < state.workerCount; ++worker) {
        state.threads.emplace_back([&state] { state.work(); });
    }
}

void JobQueue::addObserver(JobObserver* observer) {
    const std::scoped_lock lock(m_state->observersMutex);
    m_state->observers.push_back(observer);
}

void JobQueue::removeObserver(JobObserver* observer) {
    const std::scoped_lock lock(m_state->observersMutex);
    std::erase(m_state->observers, observer);
}

Result<void> JobQueue::enqueue(JobRecord record, std::unique_ptr<Job> job, std::chrono::milliseconds grace) {
    State& state = *m_state;
    const std::scoped_lock lock(state.mutex);
    const std::string id = std::to_string(record.id);
    if (record.id == 0) {
        return fail(ErrorCode::InvalidArgument, "queueing a job", id, "the store has not given it a number");
    }
    if (!record.resumable && isFinal(record.state)) {
        return fail(ErrorCode::InvalidJobState, "queueing a job", id,
                    std::string("it is ") + nameOf(record.state));
    }
    State::Entry& entry = state.entries[record.id];
    if (entry.place != State::Place::Idle) {
        return fail(ErrorCode::InvalidJobState, "queueing a job", id, "it is queued already");
    }
    entry.record = std::move(record);
    entry.work = std::move(job);
    state.enqueue(entry, grace);
    return {};
}

Result<void> JobQueue::offer(JobRecord record) {
    State& state = *m_state;
    const std::scoped_lock lock(state.mutex);
    State::Entry& entry = state.entries[record.id];
    settleAsLeft(record);
    if (entry.place != State::Place::Idle || !isStopped(record)) {
        return fail(ErrorCode::InvalidJobState, "offering a job", std::to_string(record.id),
                    std::string("it is ") + nameOf(record.state));
    }
    entry.record = std::move(record);
    state.stateChanged(entry);
    return {};
}

Result<void> JobQueue::move(JobId id, std::size_t position) {
    State& state = *m_state;
    const std::scoped_lock lock(state.mutex);
    const char* moving = "moving a job in the queue";
    const auto found = state.entries.find(id);
    if (found == state.entries.end()) {
        return fail(ErrorCode::UnknownReference, moving, std::to_string(id), "no job has this number");
    }
    if (found->second.place != State::Place::Queued) {
        return fail(ErrorCode::InvalidJobState, moving, std::to_string(id), "it is not queued");
    }
    std::erase(state.queue, id);
    const std::size_t index = std::min(std::max<std::size_t>(position, 1) - 1, state.queue.size());
    state.queue.insert(state.queue.begin() + static_cast<std::ptrdiff_t>(index), id);
    state.renumber();
    state.stateChanged(found->second);
    return {};
}

Result<void> JobQueue::control(JobId id, JobAction action) {
    State& state = *m_state;
    const std::scoped_lock lock(state.mutex);
    const auto found = state.entries.find(id);
    if (found == state.entries.end()) {
        return fail(ErrorCode::UnknownReference, gerundOf(action), std::to_string(id),
                    "no job has this number");
    }
    return state.control(found->second, action);
}

Result<void> JobQueue::State::control(Entry& entry, JobAction action) {
    const auto refuse = [&](std::string detail) {
        return fail(ErrorCode::InvalidJobState, gerundOf(action), std::to_string(entry.record.id),
                    std::move(detail));
    };
    if (closing || !started) {
        return refuse("the queue is not running");
    }
    const JobState state = entry.record.state;
    const bool ending = entry.request == Request::Stop || entry.request == Request::Cancel;
    // Asked to pause, it may not have come to a checkpoint yet: its record does not show it.
    const bool pausing = entry.place == Place::Active && entry.request == Request::Pause;
    if (action == JobAction::Cancel && !entry.record.cancellable && !isFinal(state)) {
        return refuse("it cannot be taken back any more; it can be stopped");
    }
    if (entry.place == Place::TakingBack) {
        return refuse("it is being taken back");
    }
    if (!canDo(entry.record, action) && !(action == JobAction::Resume && pausing)) {
        return refuse(std::string("it is ") + nameOf(state));
    }
    switch (action) {
    case JobAction::Pause:
    case JobAction::Stop:
        if (entry.place == Place::Queued) {
            leaveQueue(entry);
            rest(entry, JobState::Suspended,
                 Error{.code = ErrorCode::Stopped,
                       .action = entry.record.title,
                       .object = std::to_string(entry.record.id),
                       .detail = {}},
                 true);
            return {};
        }
        if (ending || (action == JobAction::Pause && pausing)) {
            break;
        }
        entry.request = action == JobAction::Pause ? Request::Pause : Request::Stop;
        jobsWake.notify_all();
        return {};
    case JobAction::Resume:
    case JobAction::Retry:
        if (entry.place == Place::Active) {
            if (!pausing) {
                break;
            }
            entry.request = Request::None;
            if (state == JobState::Suspended) {
                entry.record.state = JobState::Running;
                stateChanged(entry);
            }
            jobsWake.notify_all();
            return {};
        }
        enqueue(entry);
        return {};
    case JobAction::Cancel:
        if (entry.place == Place::Active) {
            if (entry.request == Request::Cancel) {
                break;
            }
            entry.request = Request::Cancel;
            jobsWake.notify_all();
            return {};
        }
        leaveQueue(entry);
        entry.place = Place::TakingBack;
        takeBacks.push_back(entry.record.id);
        stateChanged(entry);
        return {};
    case JobAction::StartNow:
        entry.record.notBefore.reset();
        entry.record.inGrace = false;
        stateChanged(entry);
        workersWake.notify_all();
        return {};
    }
    return refuse(std::string("it is ") + nameOf(state) + (ending ? " and about to end" : ""));
}

void JobQueue::State::enqueue(Entry& entry, std::chrono::milliseconds grace) {
    JobRecord& record = entry.record;
    record.state = JobState::New;
    record.resumable = false;
    record.error.reset();
    record.ended.reset();
    record.inGrace = grace > std::chrono::milliseconds::zero();
    record.notBefore = record.inGrace ? std::optional(steady.now() + grace) : std::nullopt;
    for (JobStep& step : record.steps) {
        if (step.state == StepState::Running || step.state == StepState::Failed) {
            step.state = StepState::Pending;
            step.note.clear();
        }
    }
    entry.request = Request::None;
    entry.place = Place::Queued;
    queue.push_back(record.id);
    renumber();
    stateChanged(entry);
    workersWake.notify_all(); // one that waits for a grace period's end must not be the only one to hear
}

void JobQueue::State::rest(Entry& entry, JobState state, std::optional<Error> error, bool resumable) {
    JobRecord& record = entry.record;
    record.state = state;
    record.error = std::move(error);
    record.resumable = resumable;
    record.inGrace = false;
    if (isFinal(state)) {
        record.ended = clock.now();
    }
    entry.request = Request::None;
    entry.inCommit = false;
    entry.interrupted = false;
    entry.place = Place::Idle;
    stateChanged(entry);
    restWake.notify_all();
}

void JobQueue::State::progressChanged(Entry& entry) {
    entry.snapshot.reset();
    // Woken only by the first change of several; the others are found when it is due.
    if (unpublished.insert(entry.record.id).second) {
        notifierWake.notify_one();
    }
    if (unsaved.insert(entry.record.id).second) {
        keeperWake.notify_one();
    }
}

void JobQueue::State::stateChanged(Entry& entry) {
    progressChanged(entry);
    entry.saveNow = true;
    keeperWake.notify_one();
}

void JobQueue::State::addLog(Entry& entry, std::string line) {
    auto& log = entry.record.log;
    log.push_back(std::move(line));
    if (log.size() > logLines) {
        log.erase(log.begin(), log.end() - static_cast<std::ptrdiff_t>(logLines));
    }
    progressChanged(entry);
}

std::shared_ptr<const JobRecord> JobQueue::State::snapshotOf(Entry& entry) {
    if (!entry.snapshot) {
        auto copy = std::make_shared<JobRecord>(entry.record);
        if (!copy->error) {
            copy->error = entry.saveError;
        }
        entry.snapshot = std::move(copy);
    }
    return entry.snapshot;
}

std::vector<std::shared_ptr<const JobRecord>> JobQueue::jobs() const {
    const std::scoped_lock lock(m_state->mutex);
    std::vector<std::shared_ptr<const JobRecord>> records;
    records.reserve(m_state->entries.size());
    for (auto& [id, entry] : m_state->entries) {
        records.push_back(m_state->snapshotOf(entry));
    }
    return records;
}

std::shared_ptr<const JobRecord> JobQueue::job(JobId id) const {
    const std::scoped_lock lock(m_state->mutex);
    const auto found = m_state->entries.find(id);
    return found == m_state->entries.end() ? nullptr : m_state->snapshotOf(found->second);
}

std::shared_ptr<const JobRecord> JobQueue::wait(JobId id) {
    State& state = *m_state;
    std::unique_lock lock(state.mutex);
    const auto found = state.entries.find(id);
    if (found == state.entries.end()) {
        return nullptr;
    }
    State::Entry& entry = found->second;
    state.restWake.wait(lock, [&] {
        return entry.place == State::Place::Idle && !entry.saving && !state.unsaved.contains(id);
    });
    return state.snapshotOf(entry);
}

bool JobQueue::busy() const {
    const std::scoped_lock lock(m_state->mutex);
    return std::ranges::any_of(m_state->entries,
                               [](const auto& item) { return item.second.place != State::Place::Idle; });
}

} // namespace coppice
