// What a plan means, in numbers and in plain, translated sentences, for the confirmation and its report.
#pragma once

#include "merge/destroy_plan.h"
#include "models/view_data.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace coppice::models {

struct PlanStepText {
    merge::StepKind kind = merge::StepKind::Keep;
    QString disk; ///< "web1 · SCSI 0:0"
    QString text; ///< "Merge 3 files into web1_0002.avhdx, moving 1.2 GiB"
};

struct PlanVolumeText {
    QString volume; ///< a folder on it
    QString text;   ///< "needs 1.2 GiB, 80 GiB are free": at most, for a while
    bool enough = true;
};

struct PlanSummary {
    std::uint64_t selected = 0;    ///< VM snapshots
    std::uint64_t dependents = 0;  ///< VM snapshots
    std::uint64_t collections = 0; ///< collections whose VMs lose snapshots
    std::uint64_t vms = 0;
    std::uint64_t filesDeleted = 0; ///< by delete steps and as sources of merges
    std::uint64_t filesKept = 0;
    std::uint64_t merges = 0;
    merge::PlanTotals totals;
    bool refused = false;
    bool enoughSpace = true; ///< on every volume

    QString title;                   ///< "Delete 3 snapshots and 9 dependents?"
    QString action;                  ///< "Delete 12 Snapshots"
    QStringList refusals;            ///< one sentence each: what stops it
    QStringList survivors;           ///< Now of each VM, and the snapshots next to the cut
    std::vector<PlanStepText> steps; ///< in order of execution
    std::vector<PlanVolumeText> volumes;
    QString time; ///< "20–40 s"; why it cannot be told, if it cannot; empty if refused
    QString undo; ///< whether the job can be taken back once it runs
};

PlanSummary summaryOf(const DestroyPlan& plan, const ViewData& view);

/// The `coppicectl` line that does the same, quoted for a POSIX shell.
QString commandLineFor(const DestroyRequest& request, const QString& libraryFolder);

} // namespace coppice::models
