// A place where collections live. Service and user interface speak only to this. The local library is the
// first; hosts whose own engine merges come later, in folders beside it.
#pragma once

#include "domain/inventory.h"
#include "domain/layer_facts.h"
#include "jobs/job.h"
#include "jobs/job_queue.h"
#include "merge/destroy_plan.h"

#include <map>
#include <memory>
#include <stop_token>
#include <string>

namespace coppice {

struct ProviderCapabilities {
    bool destroy = true;
    bool mergeLive = false; ///< can merge the disks of a running VM
    bool writable = true;   ///< false: opened for reading beside another process that writes
};

/// Everything a user interface shows; immutable, shared between threads.
struct LibraryView {
    std::string name;     ///< of the library: its folder's name
    std::string location; ///< its folder
    Inventory inventory;
    std::map<std::string, LayerFacts> layers; ///< by path form of the manifest
};

/// Thread-safe. Calls may read disks: never from a GUI thread.
class Provider {
public:
    virtual ~Provider() = default;
    virtual ProviderCapabilities capabilities() const = 0;

    virtual Result<std::shared_ptr<const LibraryView>> view() = 0;
    /// Changes nothing. A request that is well formed but refused comes back as a plan with `refusals`; an
    /// error is returned for references that name nothing or the wrong thing, for what cannot be read, and
    /// for Stopped.
    virtual Result<DestroyPlan> planDestroy(const DestroyRequest& request, std::stop_token stop = {}) = 0;

    /// Journals the plan and marks its snapshots as destroying, in one transaction; the record's state is
    /// New.
    virtual Result<JobRecord> beginDestroy(const DestroyPlan& plan, bool verify) = 0;
    /// The work of a job that beginDestroy journalled, now or in an earlier process.
    virtual Result<std::unique_ptr<Job>> jobFor(const JobRecord& record) = 0;

    virtual Result<void> hold(const Guid& snapshot, const std::string& reason) = 0;
    virtual Result<void> release(const Guid& snapshot) = 0;

    virtual JobStore& jobStore() = 0;
    /// Jobs that a dead process left unfinished, oldest first.
    virtual Result<std::vector<JobRecord>> interruptedJobs() = 0;
};

} // namespace coppice
