// The name a run's result ends under (DESIGN 3). Private to the plan.
#pragma once

#include "merge/plan_refusals.h"

#include <filesystem>
#include <string>
#include <unordered_set>

namespace coppice::merge {

/// Gives out names within one plan, none twice.
class ResultNames {
public:
    explicit ResultNames(const LayerForest& forest)
        : m_forest(forest) {}

    /// L_j's path if the run has a parent. A base disk bears L_i's name, with .vhdx for .avhdx, if that is
    /// free; on L_j's volume in any case, because names do not cross volumes: in L_j's folder then, or, if
    /// the name is taken there, L_j's own.
    std::filesystem::path nameFor(const Run& run, bool isBase);

private:
    bool isFree(const std::filesystem::path& name, const std::filesystem::path& newest);

    const LayerForest& m_forest;
    std::unordered_set<std::string> m_taken; ///< filled when first asked for
};

} // namespace coppice::merge
