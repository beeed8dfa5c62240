// The work of a destroy: every step of its journalled plan, then the inventory.
#pragma once

#include "io/path_guard.h"
#include "jobs/job.h"
#include "merge/executor.h"
#include "providers/local/survivors.h"
#include "store/library_store.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

namespace coppice {

/// Goes on where the journal says it is, in this process or a later one.
///
/// A step whose chain is not what the plan was made from, or whose layers another program uses, is skipped
/// with the reason; the other steps are done, and the job ends with the first such reason: its snapshots stay
/// marked, and a retry tries those steps again. Any other error ends the job at once. A layer that was made
/// since the plan over one that is still to change is UnownedChild, before anything is touched.
class DestroyJob final : public Job {
public:
    /// `changed` is called on the worker thread with the paths whose files are not what they were, once at
    /// the end of each run. `store` must outlive the job.
    using Changed = std::function<void(const std::vector<std::filesystem::path>&)>;
    DestroyJob(LibraryStore& store, PathGuard guard, JobId id, Changed changed);

    Result<void> run(JobContext& context) override;
    /// InvalidJobState if some step cannot be taken back any more.
    Result<void> takeBack() override;
    /// Without a queue: Provider::finishCommits.
    Result<void> finishCommits(JobRecord& record);

private:
    Result<void> refuseNewChildren(const DestroyPlan& plan);
    Result<void> runSteps(JobContext& context, std::size_t stepCount);
    Result<void> runStep(JobContext& context, std::size_t index);
    void rememberTime(const merge::DiskStep& step, std::chrono::milliseconds took, JobContext& context);
    Result<void> rememberSurvivors(JobContext& context);
    Result<void> compareSurvivors(JobContext& context);
    Result<std::vector<Survivor>> survivors();

    LibraryStore& m_store;
    PathGuard m_guard;
    JobId m_id;
    Changed m_changed;
};

/// Title of a step as its job shows it.
std::string stepTitle(const merge::DiskStep& step);

} // namespace coppice
