// Quantiles of rates and of fixed costs.
#include "merge/time_estimate.h"

#include <algorithm>
#include <cmath>

namespace coppice::merge {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

/// Below this a merge's time is mostly locks, flushes and renames.
constexpr std::uint64_t tellsTheRateBytes = 32ull << 20;
constexpr double lowQuantile = 0.1;
constexpr double highQuantile = 0.9;
/// Even repeated measurements are no promise.
constexpr double margin = 0.2;

/// What is known of one volume.
struct Speed {
    Milliseconds leastFixed{0}; ///< of a merge, whatever it moves
    Milliseconds mostFixed{0};
    double slowBytesPerMs = 0;
    double fastBytesPerMs = 0;
};

/// `values` is not empty.
double quantile(std::vector<double> values, double at) {
    std::ranges::sort(values);
    const double place = at * static_cast<double>(values.size() - 1);
    return values[static_cast<std::size_t>(std::lround(place))];
}

std::optional<Speed> speedOf(const std::vector<MergeSample>& samples) {
    std::vector<double> fixed;
    std::vector<double> largeRates;
    std::vector<double> allRates;
    for (const MergeSample& sample : samples) {
        const double took = std::max(1.0, Milliseconds(sample.took).count());
        const double rate = static_cast<double>(sample.bytes) / took;
        if (sample.bytes > 0) {
            allRates.push_back(rate);
        }
        if (sample.bytes >= tellsTheRateBytes) {
            largeRates.push_back(rate);
        } else {
            fixed.push_back(took);
        }
    }
    // Small merges alone make the volume look slower than it is: better than no estimate.
    const std::vector<double>& rates = largeRates.empty() ? allRates : largeRates;
    if (rates.empty()) {
        return std::nullopt;
    }
    Speed speed{.slowBytesPerMs = quantile(rates, lowQuantile),
                .fastBytesPerMs = quantile(rates, highQuantile)};
    if (!fixed.empty()) {
        // Rates of small merges have the fixed costs in them already.
        speed.leastFixed = Milliseconds(largeRates.empty() ? 0 : quantile(fixed, lowQuantile));
        speed.mostFixed = Milliseconds(quantile(fixed, highQuantile));
    }
    return speed;
}

std::chrono::milliseconds rounded(Milliseconds time) {
    return std::chrono::milliseconds(std::llround(time.count()));
}

} // namespace

std::optional<TimeRange> estimateTime(const DiskPlan& plan, const MergeSamples& samples) {
    Milliseconds least{0};
    Milliseconds most{0};
    bool merges = false;
    for (const DiskStep& step : plan.steps) {
        if (step.kind != StepKind::Merge) {
            continue;
        }
        const auto measured = samples.find(step.layers[step.target].file.device);
        const auto speed = measured == samples.end() ? std::nullopt : speedOf(measured->second);
        if (!speed) {
            return std::nullopt;
        }
        const auto bytes = static_cast<double>(step.bytesToWrite);
        least += speed->leastFixed + Milliseconds(bytes / speed->fastBytesPerMs);
        most += speed->mostFixed + Milliseconds(bytes / speed->slowBytesPerMs);
        merges = true;
    }
    if (!merges) {
        return std::nullopt;
    }
    return TimeRange{.least = rounded(least * (1 - margin)), .most = rounded(most * (1 + margin))};
}

} // namespace coppice::merge
