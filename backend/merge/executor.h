// Carries out one step of a plan on real files, crash-safe at every instant (DESIGN 4).
#pragma once

#include "io/path_guard.h"
#include "jobs/job_context.h"
#include "merge/journal.h"
#include "merge/plan.h"

namespace coppice::merge {

struct ExecutorOptions {
    std::uint64_t batchBytes = 64ull << 20; ///< payload between two commits of the target's tables
    std::uint64_t bufferBytes = 4ull << 20;
};

/// Runs `step` from wherever `journal` says it is to its end, on the calling thread. Returns
/// - success: the step is Done (or was Skipped by an earlier run);
/// - ChainChanged, LayerInUse, a broken chain: nothing (further) was touched; the step can be tried again;
/// - Cancelled or Stopped from JobContext::checkpoint(): everything is consistent, the step can be resumed;
/// - any I/O error: likewise; what was durable stays.
/// At no instant does a surviving layer read differently. All layers of the step are locked while it runs.
Result<void> executeStep(const PathGuard& guard, const DiskStep& step, std::size_t stepIndex,
                         StepJournal& journal, JobContext& context, const ExecutorOptions& options = {});

/// Whether a step that is in `phase` can be abandoned with every snapshot still whole. Nothing has to be done
/// for that: the target of a reversible merge reads as before while data is copied into it, and only the
/// space it gained stays.
bool canTakeBack(const DiskStep& step, StepPhase phase);

} // namespace coppice::merge
