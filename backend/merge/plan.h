// What a destroy means for the disks (DESIGN 3). A pure function of the forest; no I/O.
#pragma once

#include "domain/closure.h"
#include "merge/layer_forest.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace coppice::merge {

/// One layer as a step must find it again (DESIGN 4.2).
struct LayerPrint {
    std::filesystem::path path;
    FileIdentity file;
    Guid dataWriteGuid;
    std::uint64_t virtualSizeBytes = 0;
    bool operator==(const LayerPrint&) const = default;
};

enum class StepKind { Merge, Delete, Keep };
const char* nameOf(StepKind kind); // "merge", "delete", "keep"

enum class KeepReason {
    Referenced, ///< a surviving snapshot or Now points at it too
    Branch,     ///< two or more surviving layers derive from it
};

/// One all-or-nothing change to one run of layers.
struct DiskStep {
    StepKind kind = StepKind::Keep;
    Guid vm; ///< the disk it is listed under; a shared layer is listed once
    std::string slot;
    /// Merge: the run L_i … L_j, oldest first. Delete and Keep: one layer.
    std::vector<LayerPrint> layers;
    std::optional<KeepReason> keepReason;

    // Merge only.
    std::size_t target = 0;           ///< index into layers
    std::optional<LayerPrint> parent; ///< L_i's parent, the result's parent; none: a base disk
    bool fixedResult = false;         ///< no parent, and L_i was fixed
    std::filesystem::path result;     ///< the name the result ends under
    std::vector<LayerPrint>
        children; ///< surviving children of L_j; their locators change only if result != L_j's path
    std::uint64_t bytesToRead = 0;
    std::uint64_t bytesToWrite = 0; ///< guest data bytes that move, each once
    std::int64_t bytesFreed = 0;    ///< space on the volume when the step is done, less than before
    /// The step can be taken back entirely until its commit: the target is L_j, filled in from below only.
    bool reversible = false;
};

struct VolumeCost {
    std::uint64_t device = 0;
    std::filesystem::path somePath; ///< a layer on it, to name the volume by
    std::uint64_t bytesToWrite = 0;
    std::int64_t bytesFreed = 0;
    std::uint64_t peakExtraBytes = 0; ///< most space in use at any moment above what is in use now
    std::uint64_t freeBytes = 0;
};

struct PlanTotals {
    std::uint64_t bytesToRead = 0;
    std::uint64_t bytesToWrite = 0;
    std::int64_t bytesFreed = 0;
    std::uint64_t peakExtraBytes = 0; ///< of the volume where it is closest to what is free
    std::uint64_t freeBytes = 0;      ///< of that volume
};

/// An estimate (merge/time_estimate.h).
struct TimeRange {
    std::chrono::milliseconds least{0};
    std::chrono::milliseconds most{0};
    bool operator==(const TimeRange&) const = default;
};

struct DiskPlan {
    /// In the order of execution: deletes first (they make room), then merges; keeps last.
    std::vector<DiskStep> steps;
    std::vector<VolumeCost> volumes;
    PlanTotals totals;
    std::optional<TimeRange> time; ///< if it can be told; the provider adds it, it is not journalled
};

/// Free bytes by device.
using FreeSpace = std::map<std::uint64_t, std::uint64_t>;

/// Layers after R is taken away (DESIGN 3).
enum class LayerFate { Untouched, Referenced, Branch, Collapsed, Deleted };

/// The fate of every layer; `destroyed` is R. Layers of no VM have fate Untouched and count as no child.
std::vector<LayerFate> layerFates(const LayerForest& forest, const std::unordered_set<Guid>& destroyed);

/// Refuses (nothing is planned): a broken chain among the layers concerned (its own code), SectorSizeMismatch
/// along a run, DuplicateLayer, UnownedChild of a layer that would be deleted or merged. NoSpace is not
/// refused here: totals tell.
Result<DiskPlan> planDisks(const LayerForest& forest, const std::unordered_set<Guid>& destroyed,
                           const FreeSpace& freeSpace);

/// What the executor does for one merge: every extent of the result that does not come from the target
/// itself. `maps` are the own extents of the run's layers, oldest first, with their virtual sizes. Data owned
/// by others moves; Zero owned by others is written where the target would show something else. In ascending
/// order.
std::vector<OwnedExtent> extentsToMove(std::span<const LayerView> run, std::size_t target, bool hasParent);

} // namespace coppice::merge
