// Who is next: the queue's order, and the grace periods in it.
#include "jobs/job_queue_state.h"

namespace coppice {

void JobQueue::State::leaveQueue(Entry& entry) {
    if (entry.place != Place::Queued) {
        return;
    }
    std::erase(queue, entry.record.id);
    entry.record.queuePosition.reset();
    entry.record.notBefore.reset();
    renumber();
}

void JobQueue::State::renumber() {
    std::uint64_t position = 0;
    for (const JobId id : queue) {
        Entry& entry = entries.at(id);
        if (entry.record.queuePosition != ++position) {
            entry.record.queuePosition = position;
            progressChanged(entry); // the order of those that stay is stored already
        }
    }
}

JobQueue::State::Entry* JobQueue::State::nextDue() {
    const SteadyTime now = steady.now();
    for (const JobId id : queue) {
        Entry& entry = entries.at(id);
        if (!entry.record.notBefore || *entry.record.notBefore <= now) {
            return &entry;
        }
    }
    return nullptr;
}

std::optional<SteadyTime> JobQueue::State::nextEndOfGrace() const {
    std::optional<SteadyTime> next;
    for (const JobId id : queue) {
        const std::optional<SteadyTime>& end = entries.at(id).record.notBefore;
        if (end && (!next || *end < *next)) {
            next = end;
        }
    }
    return next;
}

} // namespace coppice
