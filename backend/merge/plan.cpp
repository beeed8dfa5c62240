// From the layers' fates to the steps that carry them out, with their costs (DESIGN 3).
#include "merge/plan.h"

#include "merge/forest_fates.h"
#include "merge/plan_refusals.h"
#include "merge/result_name.h"
#include "merge/run_cost.h"
#include "merge/volume_ledger.h"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <unordered_map>

namespace coppice::merge {
namespace {

LayerPrint printOf(const Layer& layer) {
    return {.path = layer.path,
            .file = layer.file,
            .dataWriteGuid = layer.dataWriteGuid,
            .virtualSizeBytes = layer.virtualSizeBytes};
}

/// Oldest runs first: a run's parent is what an earlier run made of it.
std::vector<Run> findRuns(const ForestFates& fates) {
    const auto collapses = [&](LayerIndex layer) {
        return layer != noIndex && fates[layer].fate == LayerFate::Collapsed;
    };
    std::vector<Run> runs;
    for (const LayerIndex layer : fates.concerned()) {
        if (!collapses(layer) || collapses(fates[layer].parent)) {
            continue;
        }
        Run run{layer};
        while (collapses(run.back())) {
            run.push_back(fates[run.back()].neededChild);
        }
        runs.push_back(std::move(run));
    }
    std::ranges::sort(runs, {},
                      [&](const Run& run) { return std::tuple(fates[run.front()].depth, run.front()); });
    return runs;
}

class PlanBuilder {
public:
    PlanBuilder(const LayerForest& forest, const ForestFates& fates)
        : m_forest(forest)
        , m_fates(fates) {}

    /// Newest layers first: a parent must not go before its child.
    void addDeletes() {
        std::vector<LayerIndex> deleted;
        std::ranges::copy_if(m_fates.concerned(), std::back_inserter(deleted),
                             [&](LayerIndex layer) { return m_fates[layer].fate == LayerFate::Deleted; });
        std::ranges::sort(deleted, [&](LayerIndex a, LayerIndex b) {
            return std::tuple(m_fates[b].depth, a) < std::tuple(m_fates[a].depth, b);
        });
        for (const LayerIndex index : deleted) {
            const Layer& layer = m_forest.layers[index];
            DiskStep& step = addStep(StepKind::Delete, m_fates[index].use);
            step.layers = {printOf(layer)};
            step.bytesFreed = static_cast<std::int64_t>(layer.allocatedBytes);
            m_ledger.touch(layer.file.device, layer.path);
            m_ledger.release(layer.file.device, layer.allocatedBytes);
        }
    }

    void addMerges(const std::vector<Run>& runs) {
        findSurvivingChildren(runs);
        ResultNames names(m_forest);
        for (const Run& run : runs) {
            addMerge(run, names);
        }
    }

    /// What destroyed snapshots point at and stays as it is. The newest layer of a run is listed there.
    void addKeeps(const std::vector<Run>& runs) {
        std::unordered_set<LayerIndex> merged;
        for (const Run& run : runs) {
            merged.insert(run.back());
        }
        std::vector<LayerIndex> kept;
        std::ranges::copy_if(m_fates.concerned(), std::back_inserter(kept), [&](LayerIndex layer) {
            const LayerState& state = m_fates[layer];
            return state.usedByDestroyed && !merged.contains(layer) &&
                   (state.fate == LayerFate::Referenced || state.fate == LayerFate::Branch);
        });
        std::ranges::sort(kept, {},
                          [&](LayerIndex layer) { return std::tuple(m_fates[layer].depth, layer); });
        for (const LayerIndex index : kept) {
            const Layer& layer = m_forest.layers[index];
            DiskStep& step = addStep(StepKind::Keep, m_fates[index].use);
            step.layers = {printOf(layer)};
            step.keepReason =
                m_fates[index].fate == LayerFate::Referenced ? KeepReason::Referenced : KeepReason::Branch;
            m_ledger.touch(layer.file.device, layer.path);
        }
    }

    DiskPlan finish(const FreeSpace& freeSpace) {
        m_plan.volumes = m_ledger.costs(freeSpace);
        PlanTotals& totals = m_plan.totals;
        for (const DiskStep& step : m_plan.steps) {
            totals.bytesToRead += step.bytesToRead;
            totals.bytesToWrite += step.bytesToWrite;
            totals.bytesFreed += step.bytesFreed;
        }
        const auto headroom = [](const VolumeCost& volume) {
            return static_cast<std::int64_t>(volume.freeBytes) -
                   static_cast<std::int64_t>(volume.peakExtraBytes);
        };
        if (const auto tightest = std::ranges::min_element(m_plan.volumes, {}, headroom);
            tightest != m_plan.volumes.end()) {
            totals.peakExtraBytes = tightest->peakExtraBytes;
            totals.freeBytes = tightest->freeBytes;
        }
        return std::move(m_plan);
    }

private:
    DiskStep& addStep(StepKind kind, std::uint32_t use) {
        DiskStep& step = m_plan.steps.emplace_back();
        step.kind = kind;
        if (use != noIndex) {
            step.vm = m_forest.uses[use].vm;
            step.slot = m_forest.uses[use].slot;
        }
        return step;
    }

    /// A destroyed snapshot's use of a layer of the run, or any use of one, or the nearest above.
    std::uint32_t useOf(const Run& run) const {
        for (const LayerIndex layer : run) {
            if (m_fates[layer].usedByDestroyed) {
                return m_fates[layer].use;
            }
        }
        return m_fates[run.back()].use; // those below the newest are not used by anything
    }

    void findSurvivingChildren(const std::vector<Run>& runs) {
        for (const Run& run : runs) {
            m_childrenOf.try_emplace(run.back());
        }
        for (const LayerIndex layer : m_fates.concerned()) {
            if (!m_fates[layer].needed) {
                continue;
            }
            if (const auto found = m_childrenOf.find(m_fates[layer].parent); found != m_childrenOf.end()) {
                found->second.push_back(layer);
            }
        }
        for (auto& [layer, children] : m_childrenOf) {
            std::ranges::sort(children);
        }
    }

    void addMerge(const Run& run, ResultNames& names) {
        const Layer& oldest = m_forest.layers[run.front()];
        const Layer& newest = m_forest.layers[run.back()];
        const LayerIndex parent = m_fates[run.front()].parent;

        DiskStep& step = addStep(StepKind::Merge, useOf(run));
        step.fixedResult = parent == noIndex && oldest.type == vhdx::DiskType::Fixed;
        step.result = names.nameFor(run, parent == noIndex);
        if (parent != noIndex) {
            const auto earlier = m_results.find(parent);
            step.parent = earlier != m_results.end() ? earlier->second : printOf(m_forest.layers[parent]);
        }
        for (const LayerIndex child : m_childrenOf.at(run.back())) {
            step.children.push_back(printOf(m_forest.layers[child]));
        }

        std::vector<LayerView> views;
        std::vector<bool> allowed;
        for (const LayerIndex index : run) {
            const Layer& layer = m_forest.layers[index];
            step.layers.push_back(printOf(layer));
            views.push_back({.map = layer.map.get(), .virtualSizeBytes = layer.virtualSizeBytes});
            // The target takes over L_j's name, and names do not cross volumes.
            allowed.push_back(layer.file.device == newest.file.device);
        }
        const TargetCost cost = chooseTarget(views, allowed, step.fixedResult);
        step.target = cost.target;
        step.reversible = cost.target + 1 == run.size();
        step.bytesToRead = cost.bytesToMove;
        step.bytesToWrite = cost.bytesToMove;
        step.bytesFreed = -static_cast<std::int64_t>(cost.newBytes);
        recordSpace(run, cost, step);

        LayerPrint result = printOf(newest);
        result.path = step.result;
        result.file = step.layers[step.target].file;
        m_results.emplace(run.back(), std::move(result));
    }

    /// The sources go only when the target is complete.
    void recordSpace(const Run& run, const TargetCost& cost, DiskStep& step) {
        for (const LayerIndex index : run) {
            m_ledger.touch(m_forest.layers[index].file.device, m_forest.layers[index].path);
        }
        const std::uint64_t targetDevice = step.layers[cost.target].file.device;
        m_ledger.write(targetDevice, cost.bytesToMove);
        m_ledger.grow(targetDevice, cost.newBytes);
        for (std::size_t i = 0; i < run.size(); ++i) {
            const Layer& layer = m_forest.layers[run[i]];
            if (i != cost.target) {
                step.bytesFreed += static_cast<std::int64_t>(layer.allocatedBytes);
                m_ledger.release(layer.file.device, layer.allocatedBytes);
            }
        }
    }

    const LayerForest& m_forest;
    const ForestFates& m_fates;
    std::unordered_map<LayerIndex, std::vector<LayerIndex>> m_childrenOf; ///< of the runs' newest layers
    std::unordered_map<LayerIndex, LayerPrint> m_results; ///< by L_j: what its place holds after the merge
    VolumeLedger m_ledger;
    DiskPlan m_plan;
};

} // namespace

const char* nameOf(StepKind kind) {
    switch (kind) {
    case StepKind::Merge:
        return "merge";
    case StepKind::Delete:
        return "delete";
    case StepKind::Keep:
        return "keep";
    }
    return "unknown";
}

Result<DiskPlan> planDisks(const LayerForest& forest, const std::unordered_set<Guid>& destroyed,
                           const FreeSpace& freeSpace) {
    const ForestFates fates(forest, destroyed);
    const std::vector<Run> runs = findRuns(fates);
    COPPICE_CHECK(checkForest(forest, fates, runs));

    PlanBuilder builder(forest, fates);
    builder.addDeletes();
    builder.addMerges(runs);
    builder.addKeeps(runs);
    return builder.finish(freeSpace);
}

} // namespace coppice::merge
