// Why nothing may be planned. Private to the plan.
#pragma once

#include "merge/forest_fates.h"

#include <span>
#include <vector>

namespace coppice::merge {

/// L_i … L_j, oldest first: all but the last collapse.
using Run = std::vector<LayerIndex>;

/// The refusals of planDisks(), in this order: a broken chain, one file under two names, sector sizes that
/// differ along a run, a child that nobody owns.
///
/// A chain is concerned if a layer of it is in a tree that R touches, or if it is any disk of a VM that R
/// touches: where such a chain is broken, what it really derives from is unknown, and may be what would go.
Result<void> checkForest(const LayerForest& forest, const ForestFates& fates, std::span<const Run> runs);

} // namespace coppice::merge
