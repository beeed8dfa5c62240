// The checks that stand between a forest and its plan.
#include "merge/plan_refusals.h"

#include <algorithm>
#include <fmt/format.h>
#include <ranges>
#include <string_view>

namespace coppice::merge {
namespace {

constexpr auto planning = "planning the disks";

Result<void> checkLayer(const Layer& layer) {
    return layer.broken ? Result<void>(std::unexpected(*layer.broken)) : Result<void>();
}

/// Every disk of the VMs that lose a snapshot.
Result<void> checkDisksOfVms(const LayerForest& forest, const ForestFates& fates) {
    std::unordered_set<Guid> vms;
    for (std::size_t i = 0; i < forest.uses.size(); ++i) {
        if (fates.isDestroyed(i)) {
            vms.insert(forest.uses[i].vm);
        }
    }
    for (const LayerUse& use : forest.uses) {
        if (use.layer >= forest.layers.size() || !vms.contains(use.vm)) {
            continue;
        }
        COPPICE_CHECK(checkLayer(forest.layers[use.layer]));
        const LayerIndex root = fates[use.layer].root;
        if (root == noIndex) {
            return fail(ErrorCode::ChainCycle, planning, forest.layers[use.layer].path.string(),
                        "the file is its own ancestor");
        }
        COPPICE_CHECK(checkLayer(forest.layers[root]));
    }
    return {};
}

Result<void> checkBrokenChains(const LayerForest& forest, const ForestFates& fates) {
    for (const LayerIndex layer : fates.concerned()) {
        COPPICE_CHECK(checkLayer(forest.layers[layer]));
    }
    COPPICE_CHECK(checkDisksOfVms(forest, fates));

    // A disk that names a concerned layer as its parent and does not match it may only need repair.
    std::unordered_set<std::string_view> concernedPaths;
    for (const LayerIndex layer : fates.concerned()) {
        concernedPaths.insert(forest.layers[layer].path.native());
    }
    for (std::size_t i = 0; i < forest.layers.size(); ++i) {
        const Layer& layer = forest.layers[i];
        if (layer.broken && fates[static_cast<LayerIndex>(i)].owned &&
            concernedPaths.contains(layer.broken->object)) {
            return checkLayer(layer);
        }
    }
    return {};
}

/// Looks at the whole forest: a layer elsewhere that is the same file as a concerned one would change with
/// it.
Result<void> checkDuplicates(const LayerForest& forest, const ForestFates& fates) {
    std::vector<std::pair<FileIdentity, LayerIndex>> files;
    files.reserve(fates.concerned().size());
    for (const LayerIndex layer : fates.concerned()) {
        files.emplace_back(forest.layers[layer].file, layer);
    }
    std::ranges::sort(files);
    for (std::size_t i = 0; i < forest.layers.size(); ++i) {
        const auto found = std::ranges::lower_bound(files, forest.layers[i].file, {},
                                                    [](const auto& file) { return file.first; });
        const auto layer = static_cast<LayerIndex>(i);
        if (found != files.end() && found->first == forest.layers[i].file && found->second != layer) {
            return fail(ErrorCode::DuplicateLayer, planning, forest.layers[i].path.string(),
                        "the same file as " + forest.layers[found->second].path.string());
        }
    }
    return {};
}

Result<void> checkRun(const LayerForest& forest, const Run& run) {
    const Layer& oldest = forest.layers[run.front()];
    for (const LayerIndex index : run) {
        const Layer& layer = forest.layers[index];
        if (layer.logicalSectorBytes != oldest.logicalSectorBytes) {
            return fail(ErrorCode::SectorSizeMismatch, planning, layer.path.string(),
                        fmt::format("its sectors have {} bytes, those of {} {}", layer.logicalSectorBytes,
                                    oldest.path.string(), oldest.logicalSectorBytes));
        }
        if (layer.map == nullptr) {
            return fail(ErrorCode::Internal, planning, layer.path.string(), "its content was not read");
        }
    }
    return {};
}

Result<void> checkUnownedChildren(const LayerForest& forest, const ForestFates& fates,
                                  std::span<const Run> runs) {
    std::vector<bool> merged(fates.size(), false);
    for (const LayerIndex layer : std::views::join(runs)) {
        merged[layer] = true;
    }
    for (const LayerIndex layer : fates.concerned()) {
        const LayerState& state = fates[layer];
        if (state.owned || state.parent == noIndex) {
            continue;
        }
        const bool parentGoes = fates[state.parent].fate == LayerFate::Deleted;
        if (parentGoes || merged[state.parent]) {
            return fail(ErrorCode::UnownedChild, planning, forest.layers[layer].path.string(),
                        fmt::format("no virtual machine has it, and it derives from {}, which would be {}",
                                    forest.layers[state.parent].path.string(),
                                    parentGoes ? "deleted" : "merged"));
        }
    }
    return {};
}

} // namespace

Result<void> checkForest(const LayerForest& forest, const ForestFates& fates, std::span<const Run> runs) {
    COPPICE_CHECK(checkBrokenChains(forest, fates));
    COPPICE_CHECK(checkDuplicates(forest, fates));
    for (const Run& run : runs) {
        COPPICE_CHECK(checkRun(forest, run));
    }
    return checkUnownedChildren(forest, fates, runs);
}

} // namespace coppice::merge
