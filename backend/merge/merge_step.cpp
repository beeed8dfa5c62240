// The order of one merge's phases.

#include "merge/merge_step.h"

#include <algorithm>

namespace coppice::merge {

MergeStep::MergeStep(const PathGuard& guard, const DiskStep& step, std::size_t stepIndex,
                     StepJournal& journal, JobContext& context, const ExecutorOptions& options)
    : m_guard(guard)
    , m_step(step)
    , m_stepIndex(stepIndex)
    , m_journal(journal)
    , m_context(context)
    , m_options(options) {}

Result<void> MergeStep::run() {
    std::vector<std::filesystem::path> paths;
    paths.reserve(m_step.layers.size() + m_step.children.size() + 1);
    for (const LayerPrint& layer : m_step.layers) {
        paths.push_back(layer.path);
    }
    for (const LayerPrint& child : m_step.children) {
        paths.push_back(child.path);
    }
    paths.push_back(m_step.result);
    COPPICE_CHECK(m_locks.acquire(m_guard, paths));

    if (m_journal.phase() == StepPhase::Pending || m_journal.phase() == StepPhase::Copying) {
        const Result<void> copied = copy();
        if (!copied) {
            // Stopped on request: leave a clean file behind. After an I/O error the log tells what is true.
            const bool onRequest =
                copied.error().code == ErrorCode::Stopped || copied.error().code == ErrorCode::Cancelled;
            if (onRequest && m_images.size() == m_step.layers.size() && m_images[m_step.target]) {
                COPPICE_CHECK(m_images[m_step.target]->close());
            }
            return copied;
        }
        m_context.passPointOfNoReturn();
        COPPICE_CHECK(m_journal.setPhase(StepPhase::Switching));
    }
    m_context.passPointOfNoReturn();
    m_context.enterCommitPhase();
    Result<void> committed;
    if (m_journal.phase() == StepPhase::Switching) {
        committed = switchOver();
    }
    if (committed && m_journal.phase() == StepPhase::Removing) {
        committed = removeSources();
    }
    m_context.leaveCommitPhase();
    return committed;
}

Result<void> MergeStep::removeSources() {
    m_images.clear();
    // The sources are all there is besides the result: it must be where the database says.
    COPPICE_TRY(const auto result, identityOf(m_guard, m_step.result));
    if (!isFileOfPlan(result, targetPrint().file)) {
        return chainChanged(m_step.result, "the merged disk is not under its name any more");
    }
    std::vector<std::filesystem::path> folders;
    for (std::size_t i = 0; i < m_step.layers.size(); ++i) {
        const LayerPrint& layer = m_step.layers[i];
        if (layer.path == m_step.result) {
            continue;
        }
        // The result itself may still bear the old names J, where it stood in between, and T.
        COPPICE_TRY(const auto present, identityOf(m_guard, layer.path));
        if (isFileOfPlan(present, targetPrint().file)) {
            COPPICE_CHECK(m_guard.fileSystem().remove(layer.path));
        } else {
            COPPICE_CHECK(removeIfSame(m_guard, layer.path, layer.file));
        }
        if (std::ranges::find(folders, layer.path.parent_path()) == folders.end()) {
            folders.push_back(layer.path.parent_path());
        }
    }
    for (const auto& folder : folders) {
        COPPICE_CHECK(m_guard.fileSystem().syncDirectory(folder));
    }
    return m_journal.setPhase(StepPhase::Done);
}

} // namespace coppice::merge
