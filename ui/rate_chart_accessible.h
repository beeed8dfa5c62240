// The rate chart for those who cannot see it.
#pragma once

namespace coppice::ui {

/// Once or often: RateChart is a chart with a value, which is what its cursor stands on.
void installRateChartAccessibility();

} // namespace coppice::ui
