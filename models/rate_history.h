// How fast a job moved bytes, over its whole life, in bounded memory.
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coppice::models {

struct RateSample {
    qint64 timeMs = 0;           ///< of a clock that only goes forward
    std::uint64_t doneBytes = 0; ///< of the whole job, at that time
    double bytesPerSecond = 0;   ///< smoothed
    bool afterPause = false;     ///< nothing moved between the sample before and this one
    bool operator==(const RateSample&) const = default;
};

/// From at least to at most.
struct TimeRange {
    qint64 leastMs = 0;
    qint64 mostMs = 0;
    bool operator==(const TimeRange&) const = default;
};

/// Not thread-safe.
class RateHistory {
public:
    static constexpr std::size_t kMaxSamples = 512;

    /// `moving`: the job is running; false while it is queued, paused or over, when the rate is 0 and nothing
    /// is kept but that there was a pause. When the history is full every second sample is dropped and later
    /// ones are taken half as often, so that it still spans the whole job.
    void add(qint64 timeMs, std::uint64_t doneBytes, bool moving);

    const std::vector<RateSample>& samples() const { return m_samples; }
    double bytesPerSecond() const { return m_rate; }
    /// nullopt while nothing moves.
    std::optional<qint64> timeLeftMs(std::uint64_t totalBytes) const;
    /// From a fast and a slow stretch of the last minute of movement. nullopt while nothing moves, in the
    /// first seconds, and while the rate is too unsteady to say anything.
    std::optional<TimeRange> timeLeftRange(std::uint64_t totalBytes) const;

private:
    struct Point {
        qint64 timeMs = 0;
        std::uint64_t doneBytes = 0;
    };
    void smooth();
    void noteSecond();
    void keep(RateSample sample);

    std::vector<Point> m_recent; ///< the last few seconds, bounded
    std::vector<RateSample> m_samples;
    std::optional<Point> m_second; ///< where the second began that is being counted
    std::vector<double> m_seconds; ///< mean rates of the last seconds in which the job ran, bounded
    bool m_paused = false;
    qint64 m_spacingMs = 0;
    double m_rate = 0;
    std::uint64_t m_doneBytes = 0;
};

} // namespace coppice::models
