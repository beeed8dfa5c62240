// Rounding with hysteresis, and the words.
#include "models/time_left.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace coppice::models {

namespace {

struct TimeLeft {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::TimeLeft)
};

constexpr qint64 secondMs = 1000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 smallestMs = 10 * secondMs;

qint64 stepAt(qint64 ms) {
    if (ms < minuteMs) {
        return smallestMs;
    }
    if (ms < 10 * minuteMs) {
        return minuteMs;
    }
    if (ms < hourMs) {
        return 5 * minuteMs;
    }
    return ms < 10 * hourMs ? hourMs / 2 : hourMs;
}

qint64 roundedDown(qint64 ms) {
    return ms - ms % stepAt(ms);
}

qint64 roundedUp(qint64 ms) {
    const qint64 step = stepAt(ms);
    return std::max((ms + step - 1) / step * step, smallestMs);
}

/// How far beyond a step the estimate must be before what is shown moves up.
qint64 marginAt(qint64 ms) {
    return stepAt(ms) / 4;
}

QString roundText(qint64 ms) {
    const QLocale locale;
    if (ms < minuteMs) {
        return TimeLeft::tr("%1 s", "seconds").arg(locale.toString(ms / secondMs));
    }
    if (ms < hourMs) {
        return TimeLeft::tr("%1 min", "minutes").arg(locale.toString(ms / minuteMs));
    }
    const QString hours = locale.toString(ms / hourMs);
    const qint64 minutes = ms % hourMs / minuteMs;
    return minutes == 0 ? TimeLeft::tr("%1 h", "hours").arg(hours)
                        : TimeLeft::tr("%1 h %2 min").arg(hours, locale.toString(minutes));
}

} // namespace

TimeRange steadied(const std::optional<TimeRange>& shown, const TimeRange& estimate) {
    TimeRange result{.leastMs = roundedDown(estimate.leastMs), .mostMs = roundedUp(estimate.mostMs)};
    if (shown && result.leastMs > shown->leastMs &&
        estimate.leastMs < result.leastMs + marginAt(result.leastMs)) {
        result.leastMs = roundedDown(std::max(shown->leastMs, result.leastMs - 1));
    }
    if (shown && result.mostMs > shown->mostMs && estimate.mostMs < shown->mostMs + marginAt(shown->mostMs)) {
        result.mostMs = shown->mostMs;
    }
    if (result.mostMs <= result.leastMs) {
        result.mostMs = result.leastMs + stepAt(result.leastMs);
    }
    return result;
}

QString timeRangeText(const TimeRange& range) {
    if (range.leastMs <= 0) {
        return TimeLeft::tr("under %1").arg(roundText(range.mostMs));
    }
    const QLocale locale;
    if (range.mostMs <= minuteMs) {
        return TimeLeft::tr("%1–%2 s", "seconds")
            .arg(locale.toString(range.leastMs / secondMs), locale.toString(range.mostMs / secondMs));
    }
    if (range.leastMs >= minuteMs && range.mostMs <= hourMs) {
        return TimeLeft::tr("%1–%2 min", "minutes")
            .arg(locale.toString(range.leastMs / minuteMs), locale.toString(range.mostMs / minuteMs));
    }
    return TimeLeft::tr("%1 – %2", "two times").arg(roundText(range.leastMs), roundText(range.mostMs));
}

} // namespace coppice::models
