// A thread that does one thing after another.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace coppice::models {

/// Thread-safe. Destroyed on another thread than its own.
class WorkLane {
public:
    using Work = std::function<void()>;

    WorkLane();
    /// Does all that is still waiting, then ends.
    ~WorkLane();
    WorkLane(const WorkLane&) = delete;
    WorkLane& operator=(const WorkLane&) = delete;

    void post(Work work);
    /// Forgets what is waiting; what runs goes on.
    void drop();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Work> m_waiting;
    bool m_ending = false;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace coppice::models
