// The time left as a person reads it: a range of round numbers that does not flicker.
#pragma once

#include "models/rate_history.h"

#include <QString>

#include <optional>

namespace coppice::models {

/// `estimate` rounded outwards, to steps that grow with it. `shown`: what stands there now; an end of it
/// moves down at once, but up only when the estimate has clearly passed it, so that an estimate which wavers
/// around a step does not make the text waver. Pure.
TimeRange steadied(const std::optional<TimeRange>& shown, const TimeRange& estimate);

/// "2–3 min", "40 s – 2 min", "under 10 s". For a range of round numbers, as steadied() gives them.
QString timeRangeText(const TimeRange& range);

} // namespace coppice::models
