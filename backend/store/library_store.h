// The library's database, coppice.db: inventory, jobs, journal, audit. The only place with SQL for them.
#pragma once

#include "domain/inventory.h"
#include "domain/layer_facts.h"
#include "jobs/job_queue.h"
#include "merge/destroy_plan.h"
#include "merge/journal.h"
#include "store/database.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace coppice {

/// Thread-safe: one connection behind a mutex that is held for one call, never across disk images' I/O.
class LibraryStore : public JobStore {
public:
    enum class Access { ReadOnly, ReadWrite };

    /// LibraryExists if `library` is one already.
    static Result<void> create(const std::filesystem::path& library);
    /// NotALibrary, LibraryTooNew; migrates older schemas when ReadWrite.
    static Result<std::unique_ptr<LibraryStore>> open(const std::filesystem::path& library, Access access);

    virtual Result<Inventory> inventory() = 0;
    /// Replaces or adds, by id, everything in `addition`; validated before (manifest, adopt).
    virtual Result<void> merge(const Inventory& addition) = 0;
    virtual Result<std::vector<std::filesystem::path>> roots() = 0; ///< besides the library's folder
    virtual Result<void> addRoot(const std::filesystem::path& root) = 0;

    virtual Result<std::map<std::string, LayerFacts>> layerFacts() = 0;
    virtual Result<void> saveLayerFacts(const std::map<std::string, LayerFacts>& facts) = 0; ///< replaces all

    virtual Result<void> setHold(const Guid& snapshot, const std::optional<Hold>& hold) = 0;

    /// In one transaction: job, closure, steps; the snapshots become destroying; the operation is audited.
    virtual Result<JobId> beginDestroy(const JobRecord& record, const DestroyPlan& plan, bool verify) = 0;
    struct JournalledDestroy {
        DestroyPlan plan; ///< request, closure and steps as they were journalled
        bool verify = false;
    };
    virtual Result<JournalledDestroy> journalledDestroy(JobId job) = 0;
    /// The notes of one step; lives as long as the store.
    virtual Result<std::unique_ptr<merge::StepJournal>> stepJournal(JobId job, std::size_t step) = 0;
    /// In one transaction: the destroyed snapshots and snapshot collections go, children and Now move to
    /// their new parents, the journal's steps go.
    virtual Result<void> finishDestroy(JobId job) = 0;
    /// Cancelled with nothing lost: the marks and the journal go.
    virtual Result<void> abandonDestroy(JobId job) = 0;
    /// Asks the process that runs the job (job pause|resume|stop from elsewhere).
    virtual Result<void> requestAction(JobId job, JobAction action) = 0;
    /// SHA-256 of survivors before the work began, for --verify: by path form, kept with the job.
    virtual Result<void> saveVerification(JobId job,
                                          const std::map<std::string, std::string>& sha256ByUse) = 0;
    virtual Result<std::map<std::string, std::string>> verification(JobId job) = 0;
};

} // namespace coppice
