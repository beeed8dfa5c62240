// A place where collections live. Service and user interface speak only to this. The local library is the
// first; hosts whose own engine merges come later, in folders beside it.
#pragma once

#include "domain/inventory.h"
#include "domain/layer_facts.h"
#include "jobs/job.h"
#include "jobs/job_queue.h"
#include "merge/destroy_plan.h"

#include <chrono>
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

/// How a destroy is to be done.
struct DestroyOptions {
    bool verify = false; ///< compare the contents of every survivor before and after
    /// How long it stands as New before it begins, so that it can be undone.
    std::chrono::milliseconds grace = std::chrono::milliseconds::zero();
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
    /// New, and `inGrace` if the options give it a grace period.
    virtual Result<JobRecord> beginDestroy(const DestroyPlan& plan, const DestroyOptions& options) = 0;
    /// The work of a job that beginDestroy journalled, now or in an earlier process.
    virtual Result<std::unique_ptr<Job>> jobFor(const JobRecord& record) = 0;

    /// On a snapshot that is held already: gives the hold another reason. A hold belongs to whoever gave its
    /// reason: changed by its owner it keeps its date, changed by someone else it is theirs from now on.
    /// InvalidArgument for a blank reason, and for the id of a snapshot collection, whose members are held
    /// one by one; NotASnapshot for that of a VM or collection; UnknownReference; InUseByJob for a snapshot
    /// that a job destroys; NotSupported where the library is open for reading only.
    virtual Result<void> hold(const Guid& snapshot, const std::string& reason) = 0;
    /// Nothing happens to a snapshot that is not held. Errors as of hold(), but never InUseByJob.
    virtual Result<void> release(const Guid& snapshot) = 0;
    /// Replaces the notes; they may be empty, and may have several lines. Errors as of hold().
    virtual Result<void> setNotes(const Guid& snapshot, const std::string& notes) = 0;

    virtual JobStore& jobStore() = 0;
    /// Jobs that a dead process left unfinished, or that were offered for resuming and not taken up: those
    /// that had begun first, then those that were queued, in the queue's order.
    virtual Result<std::vector<JobRecord>> interruptedJobs() = 0;
    /// What `job` had begun to commit when it was interrupted is finished forward, which takes well under a
    /// second; nothing else is done. `record` then says what is left and whether it can be taken back.
    virtual Result<void> finishCommits(JobRecord& record) = 0;
};

} // namespace coppice
