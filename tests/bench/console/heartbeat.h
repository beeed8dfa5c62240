// How long something that happens to the window waits until the event loop gets to it.
#pragma once

#include <QObject>

#include <atomic>
#include <thread>
#include <vector>

namespace coppice::bench {

/// Posts an event to the GUI thread at a steady pace from another thread, as long as it lives, and notes how
/// late each is answered: what a key press at that moment would have waited.
class Heartbeat final : public QObject {
public:
    Heartbeat();
    ~Heartbeat() override;

    /// In milliseconds, so far. On the GUI thread.
    const std::vector<double>& latencies() const { return m_latencies; }

private:
    std::vector<double> m_latencies;
    std::atomic<bool> m_ending = false;
    std::thread m_thread; ///< last: it uses all of the above
};

/// Milliseconds of processor time the calling thread has used.
double threadCpuMs();
/// Milliseconds of a clock that all processes share and that only goes forward.
double nowMs();

} // namespace coppice::bench
