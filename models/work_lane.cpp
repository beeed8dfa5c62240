// A thread that does one thing after another.
#include "models/work_lane.h"

#include <utility>

namespace coppice::models {

WorkLane::WorkLane()
    : m_thread([this] { run(); }) {}

WorkLane::~WorkLane() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void WorkLane::post(Work work) {
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(work));
    }
    m_changed.notify_one();
}

void WorkLane::drop() {
    std::deque<Work> dropped;
    {
        const std::lock_guard lock(m_mutex);
        dropped.swap(m_waiting);
    } // destroyed without the lock: work may own much
}

void WorkLane::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_waiting.empty()) {
            return;
        }
        Work work = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        work();
        work = {}; // what it owned is gone before the next begins
        lock.lock();
    }
}

} // namespace coppice::models
