// The library's database, coppice.db: inventory, jobs, journal, audit. The only place with SQL for them.
#pragma once

#include "domain/inventory.h"
#include "domain/layer_facts.h"
#include "jobs/job_queue.h"
#include "merge/destroy_plan.h"
#include "merge/journal.h"
#include "merge/time_estimate.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coppice {

/// One line of what was done to the library, for whoever asks later.
struct AuditEntry {
    Timestamp at;
    std::string user;
    std::string action; ///< "destroy begun", "destroy finished", "hold", …
    std::string object; ///< the id concerned; a job's number for destroys
    std::string detail;
    bool operator==(const AuditEntry&) const = default;
};

/// Thread-safe: one connection behind a mutex that is held for one call, never across disk images' I/O.
/// Every call that changes something is one transaction, durable when it returns. Writers of other processes
/// are waited for, a few seconds at most, then the call fails with LibraryInUse.
class LibraryStore final : public JobStore {
public:
    enum class Access { ReadOnly, ReadWrite };

    /// Makes the folder if it is not there. LibraryExists if `library` is one already.
    static Result<void> create(const std::filesystem::path& library);
    /// Success if it is a library that can be opened for writing, older schemas included; NotALibrary,
    /// LibraryTooNew. Changes nothing.
    static Result<void> recognise(const std::filesystem::path& library);
    /// NotALibrary, LibraryTooNew; migrates older schemas when ReadWrite. Does not take the writer lock
    /// (library_lock.h): job requests are written beside the process that holds it.
    static Result<std::unique_ptr<LibraryStore>> open(const std::filesystem::path& library, Access access);
    ~LibraryStore() override;
    LibraryStore(const LibraryStore&) = delete;
    LibraryStore& operator=(const LibraryStore&) = delete;

    Result<Inventory> inventory();
    /// Replaces or adds, by id, every VM and collection in `addition`, each whole (manifest, adopt). What is
    /// there already keeps its place in the order. ManifestInvalid if an id is used twice or names another
    /// kind of thing already, or if a VM or parent snapshot that is referred to does not exist; InUseByJob
    /// for a VM or collection whose snapshots an unfinished job destroys.
    Result<void> merge(const Inventory& addition);
    Result<std::vector<std::filesystem::path>> roots(); ///< besides the library's folder
    Result<void> addRoot(const std::filesystem::path& root);

    Result<std::map<std::string, LayerFacts>> layerFacts();
    Result<void> saveLayerFacts(const std::map<std::string, LayerFacts>& facts); ///< replaces all

    /// How long merges on each volume took; the newest few dozen of each.
    Result<merge::MergeSamples> mergeSamples();
    Result<void> addMergeSample(std::uint64_t device, const merge::MergeSample& sample);

    /// As Provider::hold() and release() say. `since` counts where the hold is new or changes its owner.
    Result<void> setHold(const Guid& snapshot, const std::optional<Hold>& hold);
    /// As Provider::setNotes() says.
    Result<void> setNotes(const Guid& snapshot, const std::string& notes);

    /// In one transaction: job, closure, steps; the snapshots become destroying; the operation is audited.
    /// Gives the job its id; `record.id` is not looked at.
    ///
    /// Checked again here, so that nothing can slip in between plan and journal: the plan has no refusals
    /// (else its first one), its snapshots exist and their children and Now are as the closure says
    /// (ChainChanged), none is held (SnapshotHeld). InUseByJob if an unfinished job destroys one of the
    /// snapshots, or works on a layer that this plan works on; two jobs may share a layer that both only have
    /// as a parent.
    ///
    /// A failed job is superseded (its journal goes, it can not be retried any more) if this plan destroys
    /// all that it destroys and none of its steps is in the midst of its commit.
    Result<JobId> beginDestroy(const JobRecord& record, const DestroyPlan& plan, bool verify);
    struct JournalledDestroy {
        DestroyPlan plan; ///< request, closure and disks as they were journalled, paths as commits left them
        bool verify = false;
    };
    /// UnknownReference if the job has no journal (any more).
    Result<JournalledDestroy> journalledDestroy(JobId job);
    /// The notes of one step of journalledDestroy().plan.disks.steps; must not outlive the store.
    ///
    /// commitLayers(), beside the inventory's and the layer facts' paths, keeps the journal true: in every
    /// other step that has not committed yet, of this and of other jobs, a print that names a changed path
    /// gets the new path, and a print of this merge's L_j gets the FileIdentity of the target, which bears
    /// L_j's DataWriteGuid from then on. The step's own prints stay: they name what is still to be removed.
    Result<std::unique_ptr<merge::StepJournal>> stepJournal(JobId job, std::size_t step);
    /// In one transaction: the destroyed snapshots and snapshot collections go, children and Now move to
    /// their new parents, the journal's steps go. InvalidJobState while a merge or delete is not Done or
    /// Skipped. From here on the stored job counts as Completed, whatever saveJob() said before a crash.
    Result<void> finishDestroy(JobId job);
    /// Cancelled with nothing lost: the marks and the journal go. InvalidJobState once a step is past
    /// Copying. From here on the stored job counts as Terminated.
    Result<void> abandonDestroy(JobId job);
    /// Asks the process that runs the job (job pause|resume|stop from elsewhere). UnknownReference.
    Result<void> requestAction(JobId job, JobAction action);
    /// SHA-256 of survivors before the work began, for --verify: by path form, kept with the job.
    Result<void> saveVerification(JobId job, const std::map<std::string, std::string>& sha256ByUse);
    Result<std::map<std::string, std::string>> verification(JobId job);

    /// Oldest first.
    Result<std::vector<AuditEntry>> audit();

    /// UnknownReference for a job that beginDestroy() did not make.
    Result<void> saveJob(const JobRecord& record) override;
    Result<std::vector<JobRecord>> loadJobs() override; ///< by id
    Result<std::vector<std::pair<JobId, JobAction>>> takeRequests() override;

private:
    struct State;
    explicit LibraryStore(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace coppice
