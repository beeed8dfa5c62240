// What the rate chart draws, in numbers and words: curves of several jobs over time or over bytes done. Pure;
// knows nothing of any chart library.
#pragma once

#include "jobs/job.h"
#include "models/rate_history.h"

#include <QString>

#include <vector>

namespace coppice::models {

enum class RateAxis { Time, Bytes };

/// One job, and its history as long as rateFigureOf() runs.
struct RateInput {
    JobId id = 0;
    const RateHistory* history = nullptr;
};

struct RatePoint {
    double x = 0; ///< in the figure's unit
    double y = 0;
    RateSample sample;
};

struct RateCurve {
    JobId id = 0;
    QString name;                               ///< "Job 12"
    std::vector<std::vector<RatePoint>> pieces; ///< x ascending; a new piece after each pause; none is empty
    qint64 startMs = 0;                         ///< of the first sample

    std::size_t pointCount() const;
    /// Counted over all pieces; `point` < pointCount().
    const RatePoint& pointAt(std::size_t point) const;
    /// The point whose x is nearest.
    std::size_t nearest(double x) const;
};

struct RateFigure {
    static constexpr std::size_t maxCurves = 6; ///< more could not be told apart

    RateAxis axis = RateAxis::Time;
    std::vector<RateCurve> curves; ///< jobs that have a curve: two points at least
    std::size_t leftOut = 0;       ///< curves beyond maxCurves
    double xMax = 0;               ///< a round number, as yMax
    double yMax = 0;
    int xTicks = 0; ///< such that every tick is a round number too
    int yTicks = 0;
    QString xTitle; ///< "Minutes since the start"
    QString yTitle; ///< "MiB/s"

    bool isEmpty() const { return curves.empty(); }
    /// In words, for those who cannot see it: each job, its rate now, its fastest and slowest.
    QString summary() const;
    /// "Job 12 · 1 min 20 s · 34.2 MiB/s · 1.2 GiB done"
    QString readout(std::size_t curve, std::size_t point) const;
};

/// Curves in the order of `inputs`.
RateFigure rateFigureOf(const std::vector<RateInput>& inputs, RateAxis axis);

} // namespace coppice::models
