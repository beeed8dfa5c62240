// The keeper and the notifier: what must not hold up workers or callers.
#include "core/error_text.h"
#include "jobs/job_queue_state.h"

#include <algorithm>

namespace coppice {

bool JobQueue::State::saveOne(std::unique_lock<std::mutex>& lock) {
    const auto now = Steady::now();
    const auto due = std::ranges::find_if(unsaved, [&](JobId id) {
        const Entry& entry = entries.at(id);
        return entry.saveNow || keeperClosing || now - entry.savedAt >= saveInterval;
    });
    if (due == unsaved.end()) {
        return false;
    }
    Entry& entry = entries.at(*due);
    unsaved.erase(due);
    entry.saveNow = false;
    entry.saving = true;
    const JobRecord record = entry.record;
    lock.unlock();
    Result<void> saved = store.saveJob(record);
    lock.lock();
    entry.saving = false;
    entry.savedAt = Steady::now();
    if (saved.has_value() == entry.saveError.has_value()) { // it began or ceased to fail: to be seen
        entry.snapshot.reset();
        unpublished.insert(record.id);
        notifierWake.notify_one();
    }
    if (saved) {
        entry.saveError.reset();
        unsavedAfterFailure.erase(record.id);
    } else {
        entry.saveError = std::move(saved).error();
        unsavedAfterFailure.insert(record.id);
    }
    restWake.notify_all();
    return true;
}

void JobQueue::State::pollRequests() {
    const auto requests = store.takeRequests();
    if (!requests) {
        return; // another writer is busy: they are still there next time
    }
    const std::scoped_lock lock(mutex);
    for (const auto& [id, action] : *requests) {
        const auto found = entries.find(id);
        if (found == entries.end()) {
            continue;
        }
        if (const auto done = control(found->second, action); !done) {
            addLog(found->second, errorText(done.error()));
        }
    }
}

void JobQueue::State::keep() {
    auto nextPoll = Steady::now();
    std::unique_lock lock(mutex);
    for (;;) {
        if (!takeBacks.empty()) {
            Entry& entry = entries.at(takeBacks.front());
            takeBacks.pop_front();
            const Error cancelled{.code = ErrorCode::Cancelled,
                                  .action = entry.record.title,
                                  .object = std::to_string(entry.record.id),
                                  .detail = entry.record.inGrace ? "undone" : ""};
            lock.unlock();
            if (ensureWork(entry)) {
                takeBack(entry, cancelled);
            }
            lock.lock();
            continue;
        }
        if (saveOne(lock)) {
            continue;
        }
        if (keeperClosing) {
            if (unsavedAfterFailure.empty()) {
                return;
            }
            unsaved.swap(unsavedAfterFailure);
            while (saveOne(lock)) {
            }
            return;
        }
        if (Steady::now() >= nextPoll) {
            lock.unlock();
            pollRequests();
            lock.lock();
            nextPoll = Steady::now() + pollInterval;
            continue;
        }
        // Progress that waits for its second is found at a poll at the latest.
        keeperWake.wait_until(lock, nextPoll);
    }
}

void JobQueue::State::notify() {
    std::unique_lock lock(mutex);
    std::vector<std::shared_ptr<const JobRecord>> due;
    for (;;) {
        const auto now = Steady::now();
        auto next = Steady::time_point::max();
        due.clear();
        for (auto id = unpublished.begin(); id != unpublished.end();) {
            Entry& entry = entries.at(*id);
            if (notifierClosing || now - entry.publishedAt >= publishInterval) {
                entry.publishedAt = now;
                due.push_back(snapshotOf(entry));
                id = unpublished.erase(id);
            } else {
                next = std::min(next, entry.publishedAt + publishInterval);
                ++id;
            }
        }
        if (!due.empty()) {
            lock.unlock();
            {
                const std::scoped_lock calls(observersMutex);
                for (const auto& record : due) {
                    for (JobObserver* observer : observers) {
                        observer->jobChanged(record);
                    }
                }
            }
            lock.lock();
            continue;
        }
        if (notifierClosing) {
            return;
        }
        if (next == Steady::time_point::max()) {
            notifierWake.wait(lock);
        } else {
            notifierWake.wait_until(lock, next);
        }
    }
}

} // namespace coppice
