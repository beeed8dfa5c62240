// What merging one run costs, and which layer of it is the best target. Private to the plan.
#pragma once

#include "core/extent.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coppice::merge {

struct TargetCost {
    std::size_t target = 0;
    std::uint64_t bytesToMove = 0; ///< guest Data bytes that another layer of the run owns
    std::uint64_t newBytes = 0;    ///< of them, those for which the target has no space yet
};

/// The target that moves the fewest bytes, of those that `allowed` marks (the newest always is); of equals
/// the newest layer, which can be taken back, then the next newest. `fixedResult`: the target's space is
/// filled up to the whole disk.
TargetCost chooseTarget(std::span<const LayerView> run, const std::vector<bool>& allowed, bool fixedResult);

} // namespace coppice::merge
