#include "merge/executor.h"

#include "merge/merge_step.h"
#include "merge/step_files.h"

namespace coppice::merge {
namespace {

/// Deletes one layer that nothing needs any more.
Result<void> executeDelete(const PathGuard& guard, const DiskStep& step, StepJournal& journal,
                           JobContext& context) {
    const LayerPrint& layer = step.layers.front();
    LockedLayers locks;
    if (journal.phase() == StepPhase::Pending) {
        COPPICE_CHECK(context.checkpoint());
        COPPICE_CHECK(locks.acquire(guard, {layer.path}));
        COPPICE_TRY(const auto identity, identityOf(guard, layer.path));
        if (!identity) {
            return chainChanged(layer.path, "the file is gone");
        }
        if (!isFileOfPlan(identity, layer.file)) {
            return chainChanged(layer.path, "another file has taken this name");
        }
        COPPICE_TRY(const auto image, openImage(guard, layer.path, OpenMode::ReadOnly));
        if (image->info().dataWriteGuid != layer.dataWriteGuid) {
            return chainChanged(layer.path, "the disk was written to since the plan was made");
        }
        context.passPointOfNoReturn();
        COPPICE_CHECK(journal.setPhase(StepPhase::Removing));
    }
    context.passPointOfNoReturn();
    COPPICE_CHECK(removeIfSame(guard, layer.path, layer.file));
    COPPICE_CHECK(guard.fileSystem().syncDirectory(layer.path.parent_path()));
    return journal.setPhase(StepPhase::Done);
}

} // namespace

Result<void> executeStep(const PathGuard& guard, const DiskStep& step, std::size_t stepIndex,
                         StepJournal& journal, JobContext& context, const ExecutorOptions& options) {
    if (journal.phase() == StepPhase::Done || journal.phase() == StepPhase::Skipped) {
        return {};
    }
    switch (step.kind) {
    case StepKind::Delete:
        return executeDelete(guard, step, journal, context);
    case StepKind::Merge:
        return MergeStep(guard, step, stepIndex, journal, context, options).run();
    case StepKind::Keep:
        break;
    }
    return journal.setPhase(StepPhase::Done);
}

bool canTakeBack(const DiskStep& step, StepPhase phase) {
    switch (phase) {
    case StepPhase::Pending:
    case StepPhase::Skipped:
        return true;
    case StepPhase::Copying:
        return step.reversible;
    case StepPhase::Switching:
    case StepPhase::Removing:
    case StepPhase::Done:
        break;
    }
    return step.kind == StepKind::Keep;
}

} // namespace coppice::merge
