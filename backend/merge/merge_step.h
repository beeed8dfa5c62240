// One merge: a run of layers becomes one (DESIGN 4). Private to the executor.
//
// Names used throughout: the run L_i … L_j, oldest first; T, the target's own path; J, the path of L_j, whose
// place the result takes; F, the path the result ends under. F differs from J only when the result is a base
// disk again.
#pragma once

#include "merge/executor.h"
#include "merge/step_files.h"
#include "vhdx/image.h"

#include <memory>
#include <vector>

namespace coppice::merge {

class MergeStep {
public:
    MergeStep(const PathGuard& guard, const DiskStep& step, std::size_t stepIndex, StepJournal& journal,
              JobContext& context, const ExecutorOptions& options);

    /// From wherever the journal says the step is, to its end. See executeStep().
    Result<void> run();

private:
    // The phases, in order. Each may be entered again after a crash anywhere in it.
    Result<void> copy();
    Result<void> switchOver();
    Result<void> removeSources();

    // copy()
    Result<void> verifyRun();
    Result<void> verifyLayer(std::size_t index);
    Result<void> verifyParent();
    Result<void> verifyChildren();
    Result<void> verifyResultName();
    Result<void> announceIdentity();
    Result<void> fitVirtualSize();
    Result<void> moveExtents();
    Result<void> moveData(vhdx::Image& source, const OwnedExtent& extent);
    Result<void> moveZeros(const OwnedExtent& extent);
    Result<void> endBatch(std::uint64_t offsetBytes);
    Result<void> completePartialBlocks();

    // switchOver()
    Result<bool> targetHasTakenPlace();
    Result<void> verifyEnds();
    Result<void> switchMetadata();
    Result<void> takePlaceOfNewest();
    Result<void> makePlaceDurable();
    Result<void> takeBaseName();
    Result<void> makePathRelative();
    Result<void> repointChildren();

    bool resultIsBase() const { return !m_step.parent.has_value(); }
    bool targetIsNewest() const { return m_step.target + 1 == m_step.layers.size(); }
    bool changesFolder() const { return targetPath().parent_path() != newestPath().parent_path(); }
    const LayerPrint& targetPrint() const { return m_step.layers[m_step.target]; }
    const std::filesystem::path& targetPath() const { return targetPrint().path; }
    const std::filesystem::path& newestPath() const { return m_step.layers.back().path; }
    const Guid& resultGuid() const { return m_step.layers.back().dataWriteGuid; }

    const PathGuard& m_guard;
    const DiskStep& m_step;
    std::size_t m_stepIndex;
    StepJournal& m_journal;
    JobContext& m_context;
    ExecutorOptions m_options;

    LockedLayers m_locks;
    std::vector<std::unique_ptr<vhdx::Image>> m_images; ///< of the run, by index; the target's is writable
    std::vector<std::byte> m_buffer;
    std::uint64_t m_movedBytes = 0; ///< of the whole step, earlier runs included
    std::uint64_t m_batchBytes = 0; ///< payload since the last commit of the target's tables
};

} // namespace coppice::merge
