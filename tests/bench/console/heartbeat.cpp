// A thread that knocks.
#include "heartbeat.h"

#include <QMetaObject>

#include <chrono>
#include <ctime>

namespace coppice::bench {

namespace {

constexpr std::chrono::milliseconds pace{2};

double milliseconds(clockid_t clock) {
    constexpr double msPerSecond = 1e3;
    constexpr double nsPerMs = 1e6;
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * msPerSecond + static_cast<double>(time.tv_nsec) / nsPerMs;
}

} // namespace

double threadCpuMs() {
    return milliseconds(CLOCK_THREAD_CPUTIME_ID);
}

double nowMs() {
    return milliseconds(CLOCK_MONOTONIC);
}

Heartbeat::Heartbeat()
    : m_thread([this] {
        while (!m_ending) {
            QMetaObject::invokeMethod(
                this, [this, posted = nowMs()] { m_latencies.push_back(nowMs() - posted); },
                Qt::QueuedConnection);
            std::this_thread::sleep_for(pace);
        }
    }) {}

Heartbeat::~Heartbeat() {
    m_ending = true;
    m_thread.join();
}

} // namespace coppice::bench
