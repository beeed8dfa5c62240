// Msvm_CollectionSnapshotService for one provider: validate, plan, enqueue; hold and release; jobs.
//
// This is what the console and coppicectl use. Thread-safe; calls may read disks.
#pragma once

#include "jobs/job_queue.h"
#include "providers/provider.h"

#include <memory>
#include <stop_token>

namespace coppice {

class CollectionSnapshotService {
public:
    /// The provider must outlive the service. With `capabilities().writable`, jobs can run here.
    CollectionSnapshotService(Provider& provider, const Clock& clock);
    ~CollectionSnapshotService(); ///< running jobs stop at their next checkpoint and can be resumed

    /// Queues every job a dead process left unfinished, then lets the workers start. Returns their ids.
    Result<std::vector<JobId>> start();

    Provider& provider() { return m_provider; }
    JobQueue& jobs() { return *m_jobs; }

    Result<DestroyPlan> plan(const DestroyRequest& request, std::stop_token stop = {});

    /// DestroySnapshot, in bulk: plans anew, refuses or queues the job. `confirmed`, if given, is what the
    /// operator agreed to: if the set of snapshots that would go is not the same any more, ChainChanged.
    Result<JobId> destroySnapshot(const DestroyRequest& request, const DestroyPlan* confirmed = nullptr,
                                  bool verify = false);

private:
    Provider& m_provider;
    std::unique_ptr<JobQueue> m_jobs;
};

} // namespace coppice
