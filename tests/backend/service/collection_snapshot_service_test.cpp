// The service over a real local library: confirmation, read-only libraries, linked clones, verification.
#include "jobs/job_rules.h"
#include "merge/executor.h"
#include "providers/local/adopt.h"
#include "providers/local/demo.h"
#include "providers/local/local_library.h"
#include "service/collection_snapshot_service.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

namespace coppice {
namespace {

class Service : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(LocalLibrary::create(m_folder.path()));
        m_library = open(LibraryStore::Access::ReadWrite);
        auto inventory = makeDemoDisks(nativeFileSystem(), m_folder.path(),
                                       {.collections = 1, .vms = 1, .snapshots = 3, .mib = 1, .seed = 7});
        ASSERT_TRUE(inventory);
        inventory->vms[0].snapshots.back().hold.reset();
        ASSERT_TRUE(m_library->add(*inventory));
        m_inventory = *inventory;
    }
    std::unique_ptr<LocalLibrary> open(LibraryStore::Access access) {
        auto library = LocalLibrary::open(m_folder.path(), {.access = access});
        EXPECT_TRUE(library);
        return library ? std::move(*library) : nullptr;
    }
    Guid snapshot(std::size_t n) const { return m_inventory.vms[0].snapshots[n].id; }

    /// A new differencing disk over a layer, in its folder, that no VM has.
    std::filesystem::path makeChild(const std::string& layer) {
        const auto parent = m_library->guard().absolute(layer);
        auto path = parent.parent_path() / "clone.vhdx";
        auto chain = vhdx::Chain::open(m_library->guard(), parent);
        EXPECT_TRUE(chain);
        vhdx::CreateParameters create;
        create.type = vhdx::DiskType::Differencing;
        create.virtualSizeBytes = chain->virtualSizeBytes();
        create.parent = vhdx::makeParentLocator(path, parent, chain->layers().front()->info().dataWriteGuid);
        auto file = nativeFileSystem().create(path);
        EXPECT_TRUE(file);
        EXPECT_TRUE(vhdx::Image::create(std::move(*file), create));
        return path;
    }

    test::TempFolder m_folder;
    std::unique_ptr<LocalLibrary> m_library;
    Inventory m_inventory;
};

TEST_F(Service, RefusesWhatIsNotWhatWasConfirmed) {
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    const auto confirmed = service.plan({.refs = {snapshot(2)}});
    ASSERT_TRUE(confirmed);
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, &*confirmed);
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, ErrorCode::ChainChanged);
    EXPECT_TRUE(service.jobs().jobs().empty());
}

TEST_F(Service, RefusesALibraryOpenForReadingOnly) {
    m_library.reset();
    const auto library = open(LibraryStore::Access::ReadOnly);
    CollectionSnapshotService service(*library, systemClock());
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}});
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, ErrorCode::LibraryInUse);
}

TEST_F(Service, LibraryOpenForReadingOnlyKeepsItsHoldsAndNotes) {
    m_library.reset();
    const auto library = open(LibraryStore::Access::ReadOnly);
    const auto before = (*library->view())->inventory;
    for (const Result<void>& refused : {library->setNotes(snapshot(0), "mine"),
                                        library->hold(snapshot(0), "audit"), library->release(snapshot(0))}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::NotSupported);
    }
    EXPECT_EQ((*library->view())->inventory, before);
}

TEST_F(Service, DestroysAndForgetsTheFactsOfWhatIsGone) {
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, nullptr, {.verify = true});
    ASSERT_TRUE(job);
    const auto record = service.jobs().wait(*job);
    EXPECT_EQ(record->state, JobState::Completed);
    const auto view = m_library->view();
    ASSERT_TRUE(view);
    EXPECT_EQ((*view)->inventory.vms[0].snapshots.size(), 1U);
    EXPECT_EQ((*view)->layers.size(), 2U) << "one snapshot and Now";
    for (const auto& [path, facts] : (*view)->layers) {
        EXPECT_TRUE(facts.problem.empty()) << path << ": " << facts.problem;
    }
}

TEST_F(Service, RefusesALayerThatARunningLinkedCloneReadsThrough) {
    const auto path = makeChild(m_inventory.vms[0].snapshots[1].disks.begin()->second);
    Inventory clone;
    clone.vms.push_back({.id = Guid::random(),
                         .name = "clone",
                         .state = VmState::Running,
                         .disks = {{.slot = "SCSI 0:0", .active = m_library->guard().display(path)}},
                         .current = std::nullopt,
                         .snapshots = {}});
    ASSERT_TRUE(m_library->add(clone));
    const auto plan =
        m_library->planDestroy({.refs = {snapshot(0)}, .scope = DestroyScope::OnlySelected}, {});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->refusals.size(), 1U);
    EXPECT_EQ(plan->refusals[0].code, ErrorCode::VirtualSystemRunning);
    EXPECT_EQ(plan->refusals[0].object.find("clone"), 0U);
}

TEST_F(Service, TouchesNothingWhenAChildWasMadeSinceThePlan) {
    const auto plan = m_library->planDestroy({.refs = {snapshot(1)}}, {});
    ASSERT_TRUE(plan);
    ASSERT_TRUE(plan->refusals.empty());
    const auto begun = m_library->beginDestroy(*plan, {});
    ASSERT_TRUE(begun);
    const auto child = makeChild(m_inventory.vms[0].snapshots[1].disks.begin()->second);
    const auto hashOf = [&] {
        auto chain = vhdx::Chain::open(m_library->guard(), child);
        return chain ? vhdx::contentSha256(*chain).value() : chain.error().detail;
    };
    const std::string before = hashOf();

    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start()); // runs what was begun
    const auto record = service.jobs().wait(begun->id);
    EXPECT_EQ(record->state, JobState::Exception);
    ASSERT_TRUE(record->error);
    EXPECT_EQ(record->error->code, ErrorCode::UnownedChild);
    EXPECT_EQ(record->error->object, child);
    EXPECT_EQ(hashOf(), before);
}

/// Every file below the library but the database and the lock: content and time of the last change.
std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>>
filesOf(const std::filesystem::path& folder) {
    std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && !entry.path().filename().string().starts_with("coppice.")) {
            std::ifstream stream(entry.path(), std::ios::binary);
            files[entry.path().string()] = {std::string(std::istreambuf_iterator<char>(stream), {}),
                                            entry.last_write_time()};
        }
    }
    return files;
}

class Nobody final : public JobContext {
public:
    Result<void> checkpoint() override { return {}; }
    void passPointOfNoReturn() override {}
    void enterCommitPhase() override {}
    void leaveCommitPhase() override {}
    void setTotalBytes(std::uint64_t) override {}
    void addDoneBytes(std::uint64_t) override {}
    void stepStarted(std::size_t) override {}
    void stepProgress(std::size_t, std::uint64_t) override {}
    void stepFinished(std::size_t) override {}
    void stepSkipped(std::size_t, const Error&) override {}
    void log(std::string) override {}
};

/// The process that keeps these notes is gone once the database knows the result.
class DiesAfterCommit final : public merge::StepJournal {
public:
    explicit DiesAfterCommit(merge::StepJournal& notes)
        : m_notes(notes) {}
    merge::StepPhase phase() const override { return m_notes.phase(); }
    std::uint64_t checkpointOffsetBytes() const override { return m_notes.checkpointOffsetBytes(); }
    Result<void> setPhase(merge::StepPhase phase) override { return m_notes.setPhase(phase); }
    Result<void> checkpoint(std::uint64_t offsetBytes, std::uint64_t bytesMoved) override {
        return m_notes.checkpoint(offsetBytes, bytesMoved);
    }
    Result<void> commitLayers(const std::vector<merge::PathChange>& changes) override {
        COPPICE_CHECK(m_notes.commitLayers(changes));
        return fail(ErrorCode::Internal, "testing", "", "the process ends here");
    }

private:
    merge::StepJournal& m_notes;
};

constexpr DestroyOptions longGrace{.grace = std::chrono::hours(24)};

TEST_F(Service, UndoneInItsGracePeriodNotAByteHasChangedAndNothingIsMarked) {
    const auto files = filesOf(m_folder.path());
    const auto inventory = m_library->store().inventory();
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, nullptr, longGrace);
    ASSERT_TRUE(job);
    EXPECT_TRUE(m_library->store().inventory()->vms[0].snapshots[1].destroying);
    EXPECT_TRUE(service.jobs().job(*job)->inGrace);
    ASSERT_TRUE(service.jobs().control(*job, JobAction::Cancel));
    const auto record = service.jobs().wait(*job);
    EXPECT_EQ(record->state, JobState::Terminated);
    EXPECT_EQ(filesOf(m_folder.path()), files);
    EXPECT_EQ(*m_library->store().inventory(), *inventory);
    const auto again = service.plan({.refs = {snapshot(1)}});
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->refusals.empty());
}

TEST_F(Service, NeitherPolicyBeginsAJobWhoseProcessEndedInItsGracePeriod) {
    JobId id = 0;
    {
        CollectionSnapshotService service(*m_library, systemClock());
        ASSERT_TRUE(service.start());
        const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, nullptr, longGrace);
        ASSERT_TRUE(job);
        id = *job;
    }
    const auto files = filesOf(m_folder.path());
    for (const Unfinished policy : {Unfinished::Resume, Unfinished::Offer}) {
        CollectionSnapshotService service(*m_library, systemClock());
        const auto unfinished = service.start(policy);
        ASSERT_TRUE(unfinished);
        EXPECT_EQ(unfinished->offered, std::vector<JobId>{id});
        EXPECT_TRUE(unfinished->resumed.empty());
        EXPECT_FALSE(service.jobs().busy());
        EXPECT_TRUE(isInterrupted(*service.jobs().job(id)));
    }
    EXPECT_EQ(filesOf(m_folder.path()), files);
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start(Unfinished::Offer));
    ASSERT_TRUE(service.jobs().control(id, JobAction::Resume));
    EXPECT_EQ(service.jobs().wait(id)->state, JobState::Completed);
}

TEST_F(Service, OfferedJobRunsOnlyWhenResumedAndKeepsOthersOffItsChains) {
    const auto plan = m_library->planDestroy({.refs = {snapshot(1)}}, {});
    ASSERT_TRUE(plan);
    const auto begun = m_library->beginDestroy(*plan, {});
    ASSERT_TRUE(begun);
    CollectionSnapshotService service(*m_library, systemClock());
    const auto unfinished = service.start(Unfinished::Offer);
    ASSERT_TRUE(unfinished);
    EXPECT_EQ(unfinished->offered, std::vector<JobId>{begun->id});
    EXPECT_FALSE(service.jobs().busy());
    EXPECT_TRUE(isInterrupted(*service.jobs().job(begun->id)));
    const auto other = service.destroySnapshot({.refs = {snapshot(0)}});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::InUseByJob);
    ASSERT_TRUE(service.jobs().control(begun->id, JobAction::Resume));
    EXPECT_EQ(service.jobs().wait(begun->id)->state, JobState::Completed);
    EXPECT_TRUE(service.destroySnapshot({.refs = {snapshot(0)}}));
}

TEST_F(Service, CommitThatWasInterruptedIsFinishedAtStartThoughTheJobIsOnlyOffered) {
    const auto plan =
        m_library->planDestroy({.refs = {snapshot(0)}, .scope = DestroyScope::OnlySelected}, {});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->disks.steps.front().kind, merge::StepKind::Merge);
    const auto begun = m_library->beginDestroy(*plan, {});
    ASSERT_TRUE(begun);
    {
        // Up to the moment in which the database knows the result and the sources are still there.
        const auto journal = m_library->store().stepJournal(begun->id, 0);
        ASSERT_TRUE(journal);
        DiesAfterCommit notes(**journal);
        Nobody context;
        const auto run = merge::executeStep(m_library->guard(), plan->disks.steps.front(), 0, notes, context);
        ASSERT_FALSE(run);
        ASSERT_EQ((*journal)->phase(), merge::StepPhase::Removing);
    }
    const std::size_t filesBefore = filesOf(m_folder.path()).size();
    CollectionSnapshotService service(*m_library, systemClock());
    const auto unfinished = service.start(Unfinished::Offer);
    ASSERT_TRUE(unfinished);
    ASSERT_EQ(unfinished->offered, std::vector<JobId>{begun->id});
    EXPECT_LT(filesOf(m_folder.path()).size(), filesBefore) << "the source is gone";
    const auto record = service.jobs().job(begun->id);
    EXPECT_TRUE(isInterrupted(*record));
    EXPECT_EQ(record->steps.front().state, StepState::Done);
    EXPECT_FALSE(record->cancellable) << "part of it has been done for good";
    ASSERT_TRUE(service.jobs().control(begun->id, JobAction::Resume));
    EXPECT_EQ(service.jobs().wait(begun->id)->state, JobState::Completed);
}

/// Two jobs on the disks of one VM, begun one after the other: leaves of two branches.
class Branches : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(LocalLibrary::create(m_folder.path()));
        auto library = LocalLibrary::open(m_folder.path(), {.access = LibraryStore::Access::ReadWrite});
        ASSERT_TRUE(library);
        m_library = std::move(*library);
        auto inventory = makeDemoDisks(nativeFileSystem(), m_folder.path(),
                                       {.collections = 1, .vms = 1, .snapshots = 6, .mib = 1, .seed = 7});
        ASSERT_TRUE(inventory);
        for (Snapshot& snapshot : inventory->vms[0].snapshots) {
            snapshot.hold.reset();
            snapshot.parent ? m_children[*snapshot.parent].push_back(snapshot.id)
                            : m_children[Guid()].push_back(snapshot.id);
        }
        inventory->collections[0].snapshots.clear(); // each goes on its own
        ASSERT_TRUE(m_library->add(*inventory));
    }
    /// The snapshots without children: they go alone.
    std::vector<Guid> leaves() const {
        std::vector<Guid> leaves;
        const auto inventory = m_library->store().inventory();
        for (const Snapshot& snapshot : inventory->vms[0].snapshots) {
            if (!m_children.contains(snapshot.id)) {
                leaves.push_back(snapshot.id);
            }
        }
        return leaves;
    }
    std::map<std::string, std::string> contents() const {
        std::map<std::string, std::string> contents;
        const auto inventory = m_library->store().inventory();
        const VirtualSystem& vm = inventory->vms[0];
        const auto read = [&](const std::string& key, const std::string& layer) {
            auto chain = vhdx::Chain::open(m_library->guard(), m_library->guard().absolute(layer));
            contents[key] = chain ? vhdx::contentSha256(*chain).value() : chain.error().detail;
        };
        read("now", vm.disks[0].active);
        for (const Snapshot& snapshot : vm.snapshots) {
            read(snapshot.id.toString(), snapshot.disks.begin()->second);
        }
        return contents;
    }

    test::TempFolder m_folder;
    std::unique_ptr<LocalLibrary> m_library;
    std::map<Guid, std::vector<Guid>> m_children;
};

TEST_F(Branches, QueuedJobsOnOneVmRunInAnyOrder) {
    const std::vector<Guid> ends = leaves();
    ASSERT_GE(ends.size(), 2U);
    const auto before = contents();
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    std::vector<JobId> jobs;
    for (const Guid& end : {ends[0], ends[1]}) {
        const auto job = service.destroySnapshot({.refs = {end}}, nullptr, longGrace);
        ASSERT_TRUE(job) << job.error().detail;
        jobs.push_back(*job);
    }
    // What they share is refused before it is queued: order cannot matter.
    const auto inventory = m_library->store().inventory();
    const Guid parent = *InventoryIndex(*inventory).snapshot(ends[0])->snapshot->parent;
    const auto overlapping = service.destroySnapshot({.refs = {parent}}, nullptr, longGrace);
    ASSERT_FALSE(overlapping);
    EXPECT_EQ(overlapping.error().code, ErrorCode::InUseByJob);

    ASSERT_TRUE(service.jobs().move(jobs[1], 1));
    ASSERT_TRUE(service.jobs().control(jobs[1], JobAction::StartNow));
    EXPECT_EQ(service.jobs().wait(jobs[1])->state, JobState::Completed);
    EXPECT_EQ(service.jobs().job(jobs[0])->state, JobState::New);
    ASSERT_TRUE(service.jobs().control(jobs[0], JobAction::StartNow));
    EXPECT_EQ(service.jobs().wait(jobs[0])->state, JobState::Completed);
    const auto after = contents();
    EXPECT_EQ(after.size(), before.size() - 2);
    for (const auto& [what, hash] : after) {
        EXPECT_EQ(before.at(what), hash) << what;
    }
}

TEST_F(Service, AdoptsTheSameChainsThatTheDemoMade) {
    const auto adoption = adoptFolder(m_library->guard(), m_folder.path(), Inventory{});
    ASSERT_TRUE(adoption);
    EXPECT_TRUE(adoption->skipped.empty());
    ASSERT_EQ(adoption->inventory.vms.size(), 1U);
    const VirtualSystem& vm = adoption->inventory.vms[0];
    EXPECT_EQ(vm.name, m_inventory.vms[0].name);
    ASSERT_EQ(vm.snapshots.size(), 3U);
    EXPECT_EQ(vm.disks[0].active, m_inventory.vms[0].disks[0].active);
    const auto again = adoptFolder(m_library->guard(), m_folder.path(), adoption->inventory);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->inventory.vms.empty());
    EXPECT_EQ(again->knownDisks, 1U);
}

} // namespace
} // namespace coppice
