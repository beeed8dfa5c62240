// Smooths a job's rate over the last seconds and keeps a bounded history of it.
#include "models/rate_history.h"

#include <cmath>

namespace coppice::models {

namespace {
constexpr qint64 kWindowMs = 5000;     ///< the rate is the mean over this
constexpr std::size_t kMaxRecent = 64; ///< ten records a second fill the window
constexpr double kMsPerSecond = 1000.0;
} // namespace

void RateHistory::add(qint64 timeMs, std::uint64_t doneBytes, bool moving) {
    if (!moving) {
        m_recent.clear(); // a pause is no part of the next mean
        m_rate = 0;
    } else {
        m_recent.push_back({timeMs, doneBytes});
        smooth();
    }
    m_doneBytes = doneBytes;
    keep({timeMs, doneBytes, m_rate});
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

void RateHistory::keep(const RateSample& sample) {
    const bool tooSoon =
        m_samples.size() > 1 && sample.timeMs - m_samples[m_samples.size() - 2].timeMs < m_spacingMs;
    if (tooSoon) {
        m_samples.back() = sample; // the newest is always there
        return;
    }
    if (m_samples.size() == kMaxSamples) {
        const qint64 spanMs = m_samples.back().timeMs - m_samples.front().timeMs;
        std::vector<RateSample> thinned;
        thinned.reserve(kMaxSamples);
        for (std::size_t i = 0; i < m_samples.size(); i += 2) {
            thinned.push_back(m_samples[i]);
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

} // namespace coppice::models
