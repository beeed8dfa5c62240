// Msvm_CollectionSnapshotService for one provider: validate, plan, enqueue; hold and release; jobs.
//
// This is what the console and coppicectl use. Thread-safe; calls may read disks.
#pragma once

#include "jobs/job_queue.h"
#include "providers/provider.h"

#include <memory>
#include <stop_token>

namespace coppice {

/// What becomes of the jobs that a dead process left unfinished.
enum class Unfinished {
    Resume, ///< they go on, but for those still in their grace period: nobody has seen that through
    Offer,  ///< they stay interrupted, to be resumed or cancelled by the operator
};

/// In the order they were to run.
struct UnfinishedJobs {
    std::vector<JobId> resumed; ///< queued again
    std::vector<JobId> offered; ///< interrupted (isInterrupted)
};

class CollectionSnapshotService {
public:
    /// The provider must outlive the service. With `capabilities().writable`, jobs can run here.
    CollectionSnapshotService(Provider& provider, const Clock& clock,
                              const SteadyClock& steady = steadyClock());
    ~CollectionSnapshotService(); ///< running jobs stop at their next checkpoint and can be resumed

    /// Lets the workers start, and tells what a dead process left unfinished. A commit that such a job was in
    /// the midst of is finished forward either way, before anything else runs; a job whose commit cannot be
    /// finished yet is offered or resumed all the same, and says why when it runs.
    Result<UnfinishedJobs> start(Unfinished policy = Unfinished::Resume);

    Provider& provider() { return m_provider; }
    JobQueue& jobs() { return *m_jobs; }

    Result<DestroyPlan> plan(const DestroyRequest& request, std::stop_token stop = {});

    /// DestroySnapshot, in bulk: plans anew, refuses or queues the job. `confirmed`, if given, is what the
    /// operator agreed to: if the set of snapshots that would go is not the same any more, ChainChanged. With
    /// a grace period the snapshots are marked at once, and JobAction::Cancel undoes it until the period
    /// ends.
    Result<JobId> destroySnapshot(const DestroyRequest& request, const DestroyPlan* confirmed = nullptr,
                                  const DestroyOptions& options = {});

private:
    Provider& m_provider;
    std::unique_ptr<JobQueue> m_jobs;
};

} // namespace coppice
