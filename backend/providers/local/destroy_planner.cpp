// From a request to the whole answer.
#include "providers/local/destroy_planner.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace coppice {
namespace {

constexpr const char* planning = "planning the destroy";

/// The journal of another job that has not ended for good.
struct OtherJob {
    JobRecord record;
    DestroyPlan plan;
};

bool isRefusal(ErrorCode code) {
    switch (returnValueOf(code)) {
    case ReturnValue::NotSupported:
    case ReturnValue::Timeout:
    case ReturnValue::InvalidState:
        return true;
    case ReturnValue::Completed:
    case ReturnValue::Failed:
    case ReturnValue::InvalidParameter:
    case ReturnValue::InvalidType:
    case ReturnValue::JobStarted:
        break;
    }
    return false;
}

Result<std::vector<OtherJob>> otherJobs(LibraryStore& store) {
    COPPICE_TRY(const std::vector<JobRecord> records, store.loadJobs());
    std::vector<OtherJob> jobs;
    for (const JobRecord& record : records) {
        if (record.state == JobState::Completed || record.state == JobState::Terminated) {
            continue;
        }
        Result<LibraryStore::JournalledDestroy> journalled = store.journalledDestroy(record.id);
        if (journalled) {
            jobs.push_back({.record = record, .plan = std::move(journalled->plan)});
        } else if (journalled.error().code != ErrorCode::UnknownReference) {
            return std::unexpected(std::move(journalled).error());
        }
    }
    return jobs;
}

/// The journal of a failed job that gives way, and the files its finished steps removed.
struct SupersededJob {
    DestroyPlan plan;
    std::set<std::filesystem::path> removed;
};

/// Files that the step left behind nowhere: all but the result it made.
void addRemoved(const merge::DiskStep& step, std::set<std::filesystem::path>& removed) {
    for (const merge::LayerPrint& layer : step.layers) {
        if (step.kind == merge::StepKind::Delete || layer.path != step.result) {
            removed.insert(layer.path);
        }
    }
}

/// A failed job gives way to a plan that destroys all that it destroys, unless a step of it is in the midst
/// of its commit (LibraryStore::beginDestroy). Nothing if it does not.
Result<std::optional<SupersededJob>> supersede(LibraryStore& store, const OtherJob& job,
                                               const std::unordered_set<Guid>& destroyed) {
    if (job.record.state != JobState::Exception ||
        !std::ranges::all_of(job.plan.closure.snapshots, [&](const DestroyedSnapshot& snapshot) {
            return destroyed.contains(snapshot.id);
        })) {
        return std::nullopt;
    }
    SupersededJob superseded{.plan = job.plan, .removed = {}};
    for (std::size_t i = 0; i < job.plan.disks.steps.size(); ++i) {
        const merge::DiskStep& step = job.plan.disks.steps[i];
        COPPICE_TRY(const std::unique_ptr<merge::StepJournal> journal, store.stepJournal(job.record.id, i));
        switch (journal->phase()) {
        case merge::StepPhase::Switching:
        case merge::StepPhase::Removing:
            return std::nullopt;
        case merge::StepPhase::Done:
            if (step.kind != merge::StepKind::Keep) {
                addRemoved(step, superseded.removed);
            }
            break;
        case merge::StepPhase::Pending:
        case merge::StepPhase::Copying:
        case merge::StepPhase::Skipped:
            break;
        }
    }
    return superseded;
}

/// Snapshots that jobs which give way marked are free again; what those jobs have removed of them is no
/// broken chain but work that is done.
void forgetWork(Inventory& inventory, const PathGuard& guard, const std::vector<SupersededJob>& superseded) {
    std::unordered_map<Guid, const SupersededJob*> freed;
    for (const SupersededJob& job : superseded) {
        for (const DestroyedSnapshot& snapshot : job.plan.closure.snapshots) {
            freed.emplace(snapshot.id, &job);
        }
    }
    for (VirtualSystem& vm : inventory.vms) {
        for (Snapshot& snapshot : vm.snapshots) {
            const auto found = freed.find(snapshot.id);
            if (found == freed.end()) {
                continue;
            }
            snapshot.destroying = false;
            std::erase_if(snapshot.disks, [&](const auto& entry) {
                return found->second->removed.contains(guard.absolute(entry.second));
            });
        }
    }
}

/// Paths that a plan's merges and deletes change, and those that it only needs to stay as they are.
struct TouchedPaths {
    std::set<std::filesystem::path> changed;
    std::set<std::filesystem::path> read;

    explicit TouchedPaths(const merge::DiskPlan& plan) {
        for (const merge::DiskStep& step : plan.steps) {
            if (step.kind == merge::StepKind::Keep) {
                continue;
            }
            for (const merge::LayerPrint& layer : step.layers) {
                changed.insert(layer.path);
            }
            for (const merge::LayerPrint& child : step.children) {
                changed.insert(child.path);
            }
            if (step.parent) {
                read.insert(step.parent->path);
            }
        }
    }
    bool collidesWith(const TouchedPaths& other, std::filesystem::path& where) const {
        const auto common = [&](const auto& mine, const auto& theirs) {
            const auto found =
                std::ranges::find_if(mine, [&](const auto& path) { return theirs.contains(path); });
            if (found == mine.end()) {
                return false;
            }
            where = *found;
            return true;
        };
        return common(changed, other.changed) || common(changed, other.read) || common(read, other.changed);
    }
};

void refuseJobCollisions(DestroyPlan& plan, const std::vector<OtherJob>& jobs, const PathGuard& guard) {
    const TouchedPaths mine(plan.disks);
    for (const OtherJob& job : jobs) {
        std::filesystem::path where;
        if (mine.collidesWith(TouchedPaths(job.plan.disks), where)) {
            plan.refusals.push_back(Error{.code = ErrorCode::InUseByJob,
                                          .action = planning,
                                          .object = guard.display(where),
                                          .detail = fmt::format("job {} works on it", job.record.id)});
        }
    }
}

/// Running VMs outside the closure that read through a layer that would change (linked clones).
void refuseRunningSharers(DestroyPlan& plan, const InventoryIndex& index, const merge::LayerForest& forest) {
    std::set<std::filesystem::path> changed;
    for (const merge::DiskStep& step : plan.disks.steps) {
        if (step.kind == merge::StepKind::Keep) {
            continue;
        }
        for (const merge::LayerPrint& layer : step.layers) {
            changed.insert(layer.path);
        }
    }
    std::unordered_set<Guid> told;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        told.insert(snapshot.vm); // refusalsOf() told about those
    }
    for (const merge::LayerUse& use : forest.uses) {
        const VirtualSystem* vm = index.vm(use.vm);
        if (vm == nullptr || (vm->state != VmState::Running && vm->state != VmState::Paused) ||
            told.contains(vm->id)) {
            continue;
        }
        for (std::optional<merge::LayerIndex> at = use.layer; at; at = forest.layers[*at].parent) {
            if (changed.contains(forest.layers[*at].path)) {
                told.insert(vm->id);
                plan.refusals.push_back(
                    Error{.code = ErrorCode::VirtualSystemRunning,
                          .action = planning,
                          .object = vm->name + " (" + vm->id.toString() + ")",
                          .detail = "it reads through " + forest.layers[*at].path.filename().string()});
                break;
            }
        }
    }
}

Result<merge::FreeSpace> freeSpaceOf(FileSystem& fileSystem, const merge::LayerForest& forest) {
    merge::FreeSpace freeSpace;
    for (const merge::Layer& layer : forest.layers) {
        if (layer.file.inode == 0 || freeSpace.contains(layer.file.device)) {
            continue;
        }
        COPPICE_TRY(freeSpace[layer.file.device], fileSystem.freeBytes(layer.path.parent_path()));
    }
    return freeSpace;
}

} // namespace

Result<DestroyPlan> planLocalDestroy(LibraryStore& store, const PathGuard& guard, ExtentCache& cache,
                                     const DestroyRequest& request, std::stop_token stop) {
    if (request.refs.empty()) {
        return fail(ErrorCode::InvalidArgument, planning, "", "no snapshot is named");
    }
    COPPICE_TRY(Inventory inventory, store.inventory());
    DestroyPlan plan;
    plan.request = request;
    {
        const InventoryIndex index(inventory);
        COPPICE_TRY(plan.closure, closureOf(index, request.refs, request.scope));
    }
    std::unordered_set<Guid> destroyed;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        destroyed.insert(snapshot.id);
    }

    COPPICE_TRY(std::vector<OtherJob> jobs, otherJobs(store));
    std::vector<SupersededJob> superseded;
    std::vector<OtherJob> blocking;
    for (OtherJob& job : jobs) {
        COPPICE_TRY(std::optional<SupersededJob> way, supersede(store, job, destroyed));
        if (way) {
            superseded.push_back(std::move(*way));
        } else {
            blocking.push_back(std::move(job));
        }
    }
    forgetWork(inventory, guard, superseded);

    const InventoryIndex index(inventory);
    plan.refusals = refusalsOf(index, plan.closure, /*canMergeLive=*/false);
    if (std::ranges::any_of(plan.refusals,
                            [](const Error& error) { return error.code == ErrorCode::InUseByJob; })) {
        return plan; // the chains are changing under the reader
    }
    COPPICE_TRY(const merge::LayerForest forest,
                readForest(guard, inventory, destroyed, &cache, std::move(stop)));
    COPPICE_TRY(const merge::FreeSpace freeSpace, freeSpaceOf(guard.fileSystem(), forest));
    Result<merge::DiskPlan> disks = merge::planDisks(forest, destroyed, freeSpace);
    if (!disks) {
        if (!isRefusal(disks.error().code)) {
            return std::unexpected(std::move(disks).error());
        }
        plan.refusals.push_back(std::move(disks).error());
        return plan;
    }
    plan.disks = std::move(*disks);
    COPPICE_TRY(const merge::MergeSamples samples, store.mergeSamples());
    plan.disks.time = merge::estimateTime(plan.disks, samples);
    refuseRunningSharers(plan, index, forest);
    refuseJobCollisions(plan, blocking, guard);
    return plan;
}

} // namespace coppice
