// Units, round axes, pieces and words.
#include "models/rate_figure.h"

#include "models/texts.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace coppice::models {

namespace {

struct Figure {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::RateFigure)
};

constexpr int xIntervals = 4;
constexpr int yIntervals = 2;

struct Unit {
    double size;
    const char* label;
};

constexpr double kKiB = 1024.0;
constexpr std::array rateUnits{
    Unit{kKiB * kKiB * kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "GiB/s")},
    Unit{kKiB * kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "MiB/s")},
    Unit{kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "KiB/s")},
    Unit{1.0, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "B/s")}};
constexpr std::array sizeUnits{
    Unit{kKiB * kKiB * kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "GiB done")},
    Unit{kKiB * kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "MiB done")},
    Unit{kKiB, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "KiB done")},
    Unit{1.0, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "Bytes done")}};
constexpr double kMinuteMs = 60'000;
constexpr std::array timeUnits{
    Unit{60 * kMinuteMs, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "Hours since the start")},
    Unit{kMinuteMs, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "Minutes since the start")},
    Unit{1000, QT_TRANSLATE_NOOP("coppice::models::RateFigure", "Seconds since the start")}};

/// The largest unit of which `most` has at least `count`; otherwise the smallest.
template <std::size_t Count>
const Unit& unitFor(const std::array<Unit, Count>& units, double most, double count) {
    const auto found =
        std::ranges::find_if(units, [&](const Unit& unit) { return most >= count * unit.size; });
    return found != units.end() ? *found : units.back();
}

/// The smallest round number that is at least `value` and whose `intervals`-th part is a whole number.
double roundCeiling(double value, int intervals) {
    double scale = 1;
    while (scale * 10 * intervals <= value) {
        scale *= 10;
    }
    for (const double step : {1.0, 2.0, 3.0, 5.0, 10.0}) {
        if (scale * step * intervals >= value) {
            return scale * step * intervals;
        }
    }
    return scale * 10 * intervals;
}

double positionOf(const RateSample& sample, const RateCurve& curve, RateAxis axis) {
    return axis == RateAxis::Time ? static_cast<double>(sample.timeMs - curve.startMs)
                                  : static_cast<double>(sample.doneBytes);
}

RateCurve curveOf(const RateInput& input, RateAxis axis) {
    RateCurve curve{.id = input.id, .name = Figure::tr("Job %1").arg(numberText(input.id)), .pieces = {}};
    const auto& samples = input.history->samples();
    curve.startMs = samples.front().timeMs;
    for (const RateSample& sample : samples) {
        if (curve.pieces.empty() || sample.afterPause) {
            curve.pieces.emplace_back();
        }
        curve.pieces.back().push_back({positionOf(sample, curve, axis), sample.bytesPerSecond, sample});
    }
    return curve;
}

QString summaryOf(const RateCurve& curve) {
    double least = curve.pieces.front().front().sample.bytesPerSecond;
    double most = 0;
    for (const auto& piece : curve.pieces) {
        for (const RatePoint& point : piece) {
            least = std::min(least, point.sample.bytesPerSecond);
            most = std::max(most, point.sample.bytesPerSecond);
        }
    }
    const RateSample& last = curve.pieces.back().back().sample;
    const QString none = Figure::tr("0 B/s");
    const auto text = [&](double rate) { return rate > 0 ? rateText(rate) : none; };
    return Figure::tr("%1: %2 at the end, between %3 and %4, %5 done in %6.")
        .arg(curve.name, text(last.bytesPerSecond), text(least), text(most), bytesText(last.doneBytes),
             durationText(last.timeMs - curve.startMs));
}

} // namespace

std::size_t RateCurve::pointCount() const {
    std::size_t count = 0;
    for (const auto& piece : pieces) {
        count += piece.size();
    }
    return count;
}

const RatePoint& RateCurve::pointAt(std::size_t point) const {
    auto piece = pieces.begin();
    while (point >= piece->size()) {
        point -= piece->size();
        ++piece;
    }
    return (*piece)[point];
}

std::size_t RateCurve::nearest(double x) const {
    std::size_t best = 0;
    double bestDistance = std::abs(pieces.front().front().x - x);
    std::size_t number = 0;
    for (const auto& piece : pieces) {
        for (const RatePoint& point : piece) {
            if (const double distance = std::abs(point.x - x); distance < bestDistance) {
                best = number;
                bestDistance = distance;
            }
            ++number;
        }
    }
    return best;
}

QString RateFigure::summary() const {
    QStringList sentences;
    for (const RateCurve& curve : curves) {
        sentences.append(summaryOf(curve));
    }
    if (leftOut > 0) {
        sentences.append(Figure::tr("%n more job(s) not shown.", nullptr, static_cast<int>(leftOut)));
    }
    return sentences.join(u' ');
}

QString RateFigure::readout(std::size_t curve, std::size_t point) const {
    const RateCurve& shown = curves[curve];
    const RateSample& sample = shown.pointAt(point).sample;
    const QString rate = sample.bytesPerSecond > 0 ? rateText(sample.bytesPerSecond) : Figure::tr("0 B/s");
    return Figure::tr("%1 · %2 · %3 · %4 done")
        .arg(shown.name, durationText(sample.timeMs - shown.startMs), rate, bytesText(sample.doneBytes));
}

RateFigure rateFigureOf(const std::vector<RateInput>& inputs, RateAxis axis) {
    RateFigure figure;
    figure.axis = axis;
    double xMost = 0;
    double yMost = 0;
    for (const RateInput& input : inputs) {
        if (input.history->samples().size() < 2) {
            continue; // one point is no curve
        }
        if (figure.curves.size() == RateFigure::maxCurves) {
            ++figure.leftOut;
            continue;
        }
        figure.curves.push_back(curveOf(input, axis));
        for (const auto& piece : figure.curves.back().pieces) {
            for (const RatePoint& point : piece) {
                xMost = std::max(xMost, point.x);
                yMost = std::max(yMost, point.y);
            }
        }
    }
    // Two of a unit, so that ticks of whole numbers are fine enough.
    constexpr double fewest = 2;
    const Unit& xUnit =
        axis == RateAxis::Time ? unitFor(timeUnits, xMost, fewest) : unitFor(sizeUnits, xMost, fewest);
    const Unit& yUnit = unitFor(rateUnits, yMost, fewest);
    for (RateCurve& curve : figure.curves) {
        for (auto& piece : curve.pieces) {
            for (RatePoint& point : piece) {
                point.x /= xUnit.size;
                point.y /= yUnit.size;
            }
        }
    }
    figure.xMax = roundCeiling(xMost / xUnit.size, xIntervals);
    figure.yMax = roundCeiling(yMost / yUnit.size, yIntervals);
    figure.xTicks = xIntervals + 1;
    figure.yTicks = yIntervals + 1;
    figure.xTitle = Figure::tr(xUnit.label);
    figure.yTitle = Figure::tr(yUnit.label);
    return figure;
}

} // namespace coppice::models
