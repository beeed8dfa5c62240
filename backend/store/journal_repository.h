// The journal of destroys: plan, closure, steps and how far each is. In the caller's transaction.
#pragma once

#include "io/path_guard.h"
#include "jobs/job.h"
#include "merge/destroy_plan.h"
#include "merge/journal.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace coppice::journal_repository {

/// In journal_layers.role.
enum class LayerRole { Run = 0, Parent = 1, Child = 2 };

/// LibraryStore::beginDestroy's checks; supersedes failed jobs where that is allowed. Changes nothing on
/// failure that a rollback does not undo.
Result<void> clearTheWay(Database& database, const PathGuard& guard, const DestroyPlan& plan);

/// Job row, journal, marks. After clearTheWay().
Result<JobId> begin(Database& database, const PathGuard& guard, const JobRecord& record,
                    const DestroyPlan& plan, bool verify);

struct Journalled {
    DestroyPlan plan;
    bool verify = false;
};
Result<Journalled> load(Database& database, const PathGuard& guard, JobId job);
Result<Closure> loadClosure(Database& database, JobId job);

Result<void> finish(Database& database, JobId job);
Result<void> abandon(Database& database, JobId job);
/// Unmarks the job's snapshots and removes its journal.
Result<void> forget(Database& database, JobId job);

struct StepProgress {
    merge::StepPhase phase = merge::StepPhase::Pending;
    std::uint64_t checkpointOffsetBytes = 0;
};
/// UnknownReference if the job has no such step in a journal.
Result<StepProgress> stepProgress(Database& database, JobId job, std::size_t step);
Result<void> setPhase(Database& database, JobId job, std::size_t step, merge::StepPhase phase);
Result<void> checkpoint(Database& database, JobId job, std::size_t step, std::uint64_t offsetBytes,
                        std::uint64_t bytesMoved);
/// LibraryStore::stepJournal's commitLayers.
Result<void> commitLayers(Database& database, const PathGuard& guard, JobId job, std::size_t step,
                          const std::vector<merge::PathChange>& changes);

} // namespace coppice::journal_repository
