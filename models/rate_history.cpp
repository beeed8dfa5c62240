// Smooths a job's rate over the last seconds and keeps a bounded history of it.
#include "models/rate_history.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coppice::models {

namespace {
constexpr qint64 kWindowMs = 5000;     ///< the rate is the mean over this
constexpr std::size_t kMaxRecent = 64; ///< ten records a second fill the window
constexpr double kMsPerSecond = 1000.0;
constexpr qint64 kSecondMs = 1000;
constexpr std::size_t kMaxSeconds = 60;    ///< what the time left is estimated from
constexpr std::size_t kStretchSeconds = 5; ///< a stretch is the mean over this many
constexpr std::size_t kSlowTenth = 2;      ///< of ten stretches, sorted, the one that counts as slow
constexpr std::size_t kFastTenth = 8;
constexpr double kUnsteady = 4.0; ///< times as fast as slow: no estimate is worth showing
} // namespace

void RateHistory::add(qint64 timeMs, std::uint64_t doneBytes, bool moving) {
    m_doneBytes = doneBytes;
    if (!moving) {
        m_recent.clear(); // a pause is no part of the next mean
        m_second.reset();
        m_rate = 0;
        m_paused = true;
        return;
    }
    m_recent.push_back({timeMs, doneBytes});
    smooth();
    noteSecond();
    if (m_recent.size() < 2 && !m_samples.empty()) {
        return; // after a pause the rate is known from the second record on
    }
    keep({timeMs, doneBytes, m_rate, m_paused && !m_samples.empty()});
    m_paused = false;
}

void RateHistory::noteSecond() {
    const Point& now = m_recent.back();
    if (!m_second || now.doneBytes < m_second->doneBytes) {
        m_second = now;
        return;
    }
    const qint64 elapsedMs = now.timeMs - m_second->timeMs;
    if (elapsedMs < kSecondMs) {
        return;
    }
    const double rate = static_cast<double>(now.doneBytes - m_second->doneBytes) * kMsPerSecond /
                        static_cast<double>(elapsedMs);
    // No record for several seconds: each of them was as slow.
    const auto seconds = std::min(static_cast<std::size_t>(elapsedMs / kSecondMs), kMaxSeconds);
    m_seconds.insert(m_seconds.end(), seconds, rate);
    if (m_seconds.size() > kMaxSeconds) {
        m_seconds.erase(m_seconds.begin(), m_seconds.end() - static_cast<std::ptrdiff_t>(kMaxSeconds));
    }
    m_second = now;
}

void RateHistory::smooth() {
    std::size_t drop = 0;
    while (m_recent.size() - drop > 2 && (m_recent.size() - drop > kMaxRecent ||
                                          m_recent[drop].timeMs + kWindowMs < m_recent.back().timeMs)) {
        ++drop;
    }
    m_recent.erase(m_recent.begin(), m_recent.begin() + static_cast<std::ptrdiff_t>(drop));
    const qint64 elapsedMs = m_recent.back().timeMs - m_recent.front().timeMs;
    if (elapsedMs <= 0 || m_recent.back().doneBytes < m_recent.front().doneBytes) {
        return; // two records within one millisecond say nothing new
    }
    m_rate = static_cast<double>(m_recent.back().doneBytes - m_recent.front().doneBytes) * kMsPerSecond /
             static_cast<double>(elapsedMs);
}

void RateHistory::keep(RateSample sample) {
    const bool tooSoon = m_samples.size() > 1 && !sample.afterPause &&
                         sample.timeMs - m_samples[m_samples.size() - 2].timeMs < m_spacingMs;
    if (tooSoon) {
        sample.afterPause = m_samples.back().afterPause;
        m_samples.back() = sample; // the newest is always there
        return;
    }
    if (m_samples.size() == kMaxSamples) {
        const qint64 spanMs = m_samples.back().timeMs - m_samples.front().timeMs;
        std::vector<RateSample> thinned;
        thinned.reserve(kMaxSamples);
        for (std::size_t i = 0; i < m_samples.size(); i += 2) {
            thinned.push_back(m_samples[i]);
            thinned.back().afterPause |= i > 0 && m_samples[i - 1].afterPause;
        }
        m_samples = std::move(thinned);
        m_spacingMs = 2 * spanMs / static_cast<qint64>(kMaxSamples);
    }
    m_samples.push_back(sample);
}

std::optional<qint64> RateHistory::timeLeftMs(std::uint64_t totalBytes) const {
    if (m_rate <= 0 || totalBytes < m_doneBytes) {
        return std::nullopt;
    }
    return std::llround(static_cast<double>(totalBytes - m_doneBytes) * kMsPerSecond / m_rate);
}

std::optional<TimeRange> RateHistory::timeLeftRange(std::uint64_t totalBytes) const {
    if (m_rate <= 0 || totalBytes < m_doneBytes || m_seconds.size() < kStretchSeconds) {
        return std::nullopt;
    }
    std::vector<double> stretches;
    for (auto first = m_seconds.begin();
         m_seconds.end() - first >= static_cast<std::ptrdiff_t>(kStretchSeconds); ++first) {
        stretches.push_back(
            std::accumulate(first, first + static_cast<std::ptrdiff_t>(kStretchSeconds), 0.0) /
            kStretchSeconds);
    }
    std::ranges::sort(stretches);
    constexpr std::size_t tenths = 10;
    const double slow = stretches[(stretches.size() - 1) * kSlowTenth / tenths];
    const double fast = stretches[(stretches.size() - 1) * kFastTenth / tenths];
    if (slow <= 0 || fast > slow * kUnsteady) {
        return std::nullopt;
    }
    const double leftMs = static_cast<double>(totalBytes - m_doneBytes) * kMsPerSecond;
    return TimeRange{.leastMs = std::llround(leftMs / fast), .mostMs = std::llround(leftMs / slow)};
}

} // namespace coppice::models
