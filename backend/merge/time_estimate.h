// How long a plan will take, from what earlier merges on the same volumes took. Pure.
#pragma once

#include "merge/plan.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace coppice::merge {

/// One merge that ran from its beginning to its end without a break.
struct MergeSample {
    std::uint64_t bytes = 0; ///< guest data moved
    std::chrono::milliseconds took{0};
    bool operator==(const MergeSample&) const = default;
};

/// By device, oldest first. A volume that was mounted anew may bear another number: then nothing is known of
/// it, or what was measured on its namesake, until the next merges on it.
using MergeSamples = std::map<std::uint64_t, std::vector<MergeSample>>;

/// From the tenth to the ninetieth percentile of what was measured, and never narrower than a fifth either
/// way: large merges tell the rate, small ones what a merge costs besides. nullopt if a volume that the plan
/// merges on was never measured, and for a plan without merges, which takes next to no time.
std::optional<TimeRange> estimateTime(const DiskPlan& plan, const MergeSamples& samples);

} // namespace coppice::merge
