// A destroy in the database, from its beginning to either end.
#include "store_fixture.h"

#include <filesystem>
#include <fstream>

namespace coppice::test {
namespace {

using merge::StepPhase;

class DestroyJournalTest : public StoreTest {};

TEST_F(DestroyJournalTest, PlanComesBackAsItWas) {
    const DestroyPlan plan = middlePlan();
    const JobId job = begin(plan);
    reopen();
    const auto journalled = m_store->journalledDestroy(job);
    ASSERT_TRUE(journalled) << journalled.error().detail;
    EXPECT_TRUE(journalled->verify);
    const DestroyPlan& back = journalled->plan;
    EXPECT_EQ(back.request, plan.request);
    ASSERT_EQ(back.closure.snapshots.size(), 1u);
    EXPECT_EQ(back.closure.snapshots[0].id, secondId);
    EXPECT_EQ(back.closure.snapshots[0].vm, vmId);
    EXPECT_TRUE(back.closure.snapshots[0].selected);
    EXPECT_EQ(back.closure.snapshots[0].reasons, plan.closure.snapshots[0].reasons);
    EXPECT_EQ(back.closure.snapshotCollections, plan.closure.snapshotCollections);
    ASSERT_EQ(back.closure.reparented.size(), 1u);
    EXPECT_EQ(back.closure.reparented[0].newParent, firstId);
    ASSERT_EQ(back.disks.steps.size(), 2u);
    for (std::size_t step = 0; step < 2; ++step) {
        const merge::DiskStep& was = plan.disks.steps[step];
        const merge::DiskStep& is = back.disks.steps[step];
        EXPECT_EQ(is.kind, was.kind);
        EXPECT_EQ(is.vm, was.vm);
        EXPECT_EQ(is.slot, was.slot);
        EXPECT_EQ(is.layers, was.layers);
        EXPECT_EQ(is.keepReason, was.keepReason);
        EXPECT_EQ(is.target, was.target);
        EXPECT_EQ(is.parent, was.parent);
        EXPECT_EQ(is.fixedResult, was.fixedResult);
        EXPECT_EQ(is.result, was.result);
        EXPECT_EQ(is.children, was.children);
        EXPECT_EQ(is.bytesToRead, was.bytesToRead);
        EXPECT_EQ(is.bytesToWrite, was.bytesToWrite);
        EXPECT_EQ(is.bytesFreed, was.bytesFreed);
        EXPECT_EQ(is.reversible, was.reversible);
    }
    ASSERT_EQ(back.disks.volumes.size(), 1u);
    EXPECT_EQ(back.disks.volumes[0].somePath, layer("b.avhdx"));
    EXPECT_EQ(back.disks.volumes[0].bytesFreed, -8);
    EXPECT_EQ(back.disks.totals.bytesFreed, -8);
    EXPECT_EQ(back.disks.totals.peakExtraBytes, 7u);
}

TEST_F(DestroyJournalTest, BeginMarksSnapshotsAndAudits) {
    const JobId job = begin(middlePlan());
    const auto inventory = m_store->inventory();
    EXPECT_FALSE(inventory->vms[0].snapshots[0].destroying);
    EXPECT_TRUE(inventory->vms[0].snapshots[1].destroying);
    EXPECT_EQ(m_store->audit()->back().action, "destroy begun");
    EXPECT_EQ(m_store->audit()->back().user, "ada");
    const auto jobs = m_store->loadJobs();
    ASSERT_EQ(jobs->size(), 1u);
    EXPECT_EQ(jobs->front().id, job);
    EXPECT_EQ(jobs->front().state, JobState::New);
}

TEST_F(DestroyJournalTest, BeginRefusesAPlanThatIsNotTrueAnyMore) {
    DestroyPlan refused = middlePlan();
    refused.refusals = {
        Error{.code = ErrorCode::VirtualSystemRunning, .action = {}, .object = {}, .detail = {}}};
    EXPECT_EQ(refusal(refused), ErrorCode::VirtualSystemRunning);

    DestroyPlan gone = middlePlan();
    gone.closure.snapshots[0].id = missingId;
    EXPECT_EQ(refusal(gone), ErrorCode::ChainChanged);

    DestroyPlan childForgotten = middlePlan();
    childForgotten.closure.reparented.clear();
    EXPECT_EQ(refusal(childForgotten), ErrorCode::ChainChanged);

    DestroyPlan nowForgotten = middlePlan();
    nowForgotten.closure.snapshots[0].id = thirdId;
    EXPECT_EQ(refusal(nowForgotten), ErrorCode::ChainChanged);

    ASSERT_TRUE(m_store->setHold(secondId, Hold{.reason = "late", .by = "ada", .since = timeOf(1)}));
    EXPECT_EQ(refusal(middlePlan()), ErrorCode::SnapshotHeld);
    EXPECT_TRUE(m_store->loadJobs()->empty());
}

TEST_F(DestroyJournalTest, SnapshotOfAnUnfinishedJobIsInUse) {
    const JobId job = begin(middlePlan());
    for (const JobState state : {JobState::New, JobState::Starting, JobState::Running, JobState::Suspended,
                                 JobState::ShuttingDown}) {
        saveState(job, state, true);
        EXPECT_EQ(refusal(middlePlan()), ErrorCode::InUseByJob) << nameOf(state);
    }
}

/// Destroys `first` of the same VM, with only the layers given.
DestroyPlan otherPlan(merge::DiskStep step) {
    DestroyPlan plan;
    plan.request = {.refs = {firstId}, .scope = DestroyScope::OnlySelected};
    plan.closure.snapshots = {{.id = firstId, .vm = vmId, .selected = true, .reasons = {}}};
    plan.closure.reparented = {{.snapshot = secondId, .newParent = std::nullopt}};
    plan.disks.steps = {std::move(step)};
    return plan;
}

TEST_F(DestroyJournalTest, LayerOfAnUnfinishedJobIsInUse) {
    DestroyPlan plan = middlePlan();
    plan.closure.reparented[0].newParent = std::nullopt; // else `first` itself is in use
    begin(plan);
    for (const char* name : {"a.vhdx", "b.avhdx", "c.avhdx", "d.avhdx"}) {
        EXPECT_EQ(refusal(otherPlan({.kind = merge::StepKind::Delete,
                                     .vm = vmId,
                                     .slot = {},
                                     .layers = {print(name, 50)},
                                     .keepReason = {},
                                     .parent = {},
                                     .result = {},
                                     .children = {}})),
                  ErrorCode::InUseByJob)
            << name;
    }
    EXPECT_EQ(refusal(otherPlan({.kind = merge::StepKind::Merge,
                                 .vm = vmId,
                                 .slot = {},
                                 .layers = {print("x.avhdx", 50)},
                                 .keepReason = {},
                                 .parent = print("c.avhdx", 3),
                                 .result = layer("x.avhdx"),
                                 .children = {}})),
              ErrorCode::InUseByJob);
}

TEST_F(DestroyJournalTest, ParentThatBothJobsOnlyReadMayBeShared) {
    DestroyPlan plan = middlePlan();
    plan.closure.reparented[0].newParent = std::nullopt;
    begin(plan);
    begin(otherPlan({.kind = merge::StepKind::Merge,
                     .vm = vmId,
                     .slot = {},
                     .layers = {print("x.avhdx", 50)},
                     .keepReason = {},
                     .parent = print("a.vhdx", 1),
                     .result = layer("x.avhdx"),
                     .children = {}}));
}

TEST_F(DestroyJournalTest, SnapshotThatSurvivorsMoveToIsInUse) {
    begin(middlePlan()); // `third` moves to `first`
    EXPECT_EQ(refusal(otherPlan({.kind = merge::StepKind::Delete,
                                 .vm = vmId,
                                 .slot = {},
                                 .layers = {print("x.avhdx", 50)},
                                 .keepReason = {},
                                 .parent = {},
                                 .result = {},
                                 .children = {}})),
              ErrorCode::InUseByJob);
}

TEST_F(DestroyJournalTest, FailedJobIsSupersededByAPlanThatDestroysAllOfIt) {
    const JobId failed = begin(middlePlan());
    setPhases(failed, {StepPhase::Copying});
    saveState(failed, JobState::Exception, true);
    const JobId again = begin(middlePlan());
    EXPECT_GT(again, failed);
    EXPECT_EQ(m_store->journalledDestroy(failed).error().code, ErrorCode::UnknownReference);
    EXPECT_FALSE(m_store->loadJobs()->front().resumable);
    EXPECT_EQ(m_store->loadJobs()->front().state, JobState::Exception);
    EXPECT_TRUE(m_store->inventory()->vms[0].snapshots[1].destroying);
}

TEST_F(DestroyJournalTest, FailedJobInTheMidstOfACommitIsNotSuperseded) {
    const JobId failed = begin(middlePlan());
    setPhases(failed, {StepPhase::Copying, StepPhase::Switching});
    saveState(failed, JobState::Exception, true);
    EXPECT_EQ(refusal(middlePlan()), ErrorCode::InUseByJob);
    EXPECT_TRUE(m_store->journalledDestroy(failed));
}

TEST_F(DestroyJournalTest, FailedJobThatChangedLayersGivesWayOnlyToAPlanWithAllItsSnapshots) {
    const JobId failed = begin(middlePlan());
    saveState(failed, JobState::Exception, true);
    const auto other = otherPlan({.kind = merge::StepKind::Delete,
                                  .vm = vmId,
                                  .slot = {},
                                  .layers = {print("b.avhdx", 2)},
                                  .keepReason = {},
                                  .parent = {},
                                  .result = {},
                                  .children = {}});
    setPhases(failed, {StepPhase::Copying});
    EXPECT_EQ(refusal(other), ErrorCode::InUseByJob);
}

TEST_F(DestroyJournalTest, FailedJobThatTouchedNothingGivesWay) {
    const JobId failed = begin(middlePlan());
    saveState(failed, JobState::Exception, true);
    begin(otherPlan({.kind = merge::StepKind::Delete,
                     .vm = vmId,
                     .slot = {},
                     .layers = {print("b.avhdx", 2)},
                     .keepReason = {},
                     .parent = {},
                     .result = {},
                     .children = {}}));
    EXPECT_FALSE(m_store->inventory()->vms[0].snapshots[1].destroying);
    EXPECT_FALSE(m_store->journalledDestroy(failed));
}

TEST_F(DestroyJournalTest, StepNotesSurviveAndNeverGoBack) {
    const JobId job = begin(middlePlan());
    {
        const auto notes = m_store->stepJournal(job, 0);
        ASSERT_TRUE(notes);
        EXPECT_EQ((*notes)->phase(), StepPhase::Pending);
        ASSERT_TRUE((*notes)->setPhase(StepPhase::Copying));
        ASSERT_TRUE((*notes)->checkpoint(1ull << 45, 512));
    }
    reopen();
    const auto notes = m_store->stepJournal(job, 0);
    ASSERT_TRUE(notes);
    EXPECT_EQ((*notes)->phase(), StepPhase::Copying);
    EXPECT_EQ((*notes)->checkpointOffsetBytes(), 1ull << 45);
    EXPECT_FALSE((*notes)->setPhase(StepPhase::Pending));
    EXPECT_EQ((*notes)->phase(), StepPhase::Copying);
    ASSERT_TRUE((*notes)->setPhase(StepPhase::Done));
    EXPECT_FALSE((*notes)->setPhase(StepPhase::Skipped));
    EXPECT_EQ(m_store->stepJournal(job, 9).error().code, ErrorCode::UnknownReference);
    EXPECT_EQ(m_store->stepJournal(job + 1, 0).error().code, ErrorCode::UnknownReference);
}

TEST_F(DestroyJournalTest, CommitReplacesPathsEverywhereAtOnce) {
    ASSERT_TRUE(m_store->saveLayerFacts(
        {{"web1/c.avhdx", {.parent = "web1/b.avhdx", .type = "differencing", .problem = {}}},
         {"web1/a.vhdx", {.type = "dynamic", .problem = {}}},
         {"web1/d.avhdx", {.parent = "web1/c.avhdx", .type = "differencing", .problem = {}}}}));
    const JobId job = begin(middlePlan());
    const auto notes = m_store->stepJournal(job, 0);
    // c takes a's name while a's becomes c's: no chain of replacements.
    ASSERT_TRUE((*notes)->commitLayers({{.from = layer("c.avhdx"), .to = layer("a.vhdx")},
                                        {.from = layer("a.vhdx"), .to = layer("c.avhdx")},
                                        {.from = layer("d.avhdx"), .to = "/elsewhere/d.avhdx"}}));
    EXPECT_EQ((*notes)->phase(), StepPhase::Removing);
    const auto inventory = m_store->inventory();
    EXPECT_EQ(inventory->vms[0].disks[0].active, "/elsewhere/d.avhdx");
    EXPECT_EQ(inventory->vms[0].snapshots[0].disks.at("SCSI 0:0"), "web1/c.avhdx");
    EXPECT_EQ(inventory->vms[0].snapshots[1].disks.at("SCSI 0:0"), "web1/b.avhdx");
    EXPECT_EQ(inventory->vms[0].snapshots[2].disks.at("SCSI 0:0"), "web1/a.vhdx");
    const auto facts = m_store->layerFacts();
    ASSERT_EQ(facts->size(), 3u);
    EXPECT_EQ(facts->at("web1/a.vhdx").type, "differencing");
    EXPECT_EQ(facts->at("web1/c.avhdx").type, "dynamic");
    EXPECT_EQ(facts->at("/elsewhere/d.avhdx").parent, "web1/a.vhdx");
    // The step itself goes on knowing what it has to remove.
    EXPECT_EQ(m_store->journalledDestroy(job)->plan.disks.steps[0].layers[1].path, layer("c.avhdx"));
}

TEST_F(DestroyJournalTest, CommitFindsALayerThatTheInventoryNamesThroughALink) {
    std::filesystem::create_directory(m_folder / "web1");
    std::ofstream(layer("c.avhdx")) << "disk";
    std::filesystem::create_directory_symlink("web1", m_folder / "link");
    Inventory addition = smallInventory();
    addition.vms[0].snapshots[2].disks["SCSI 0:0"] = "link/./c.avhdx";
    ASSERT_TRUE(m_store->merge(addition));
    const JobId job = begin(middlePlan());
    const auto notes = m_store->stepJournal(job, 0);
    ASSERT_TRUE((*notes)->commitLayers({{.from = layer("c.avhdx"), .to = layer("a.vhdx")}}));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[2].disks.at("SCSI 0:0"), "web1/a.vhdx");
}

TEST_F(DestroyJournalTest, CommitKeepsThePrintsOfOtherStepsTrue) {
    DestroyPlan plan = middlePlan();
    // A later step over the run's result: its parent is c.
    plan.disks.steps.insert(plan.disks.steps.begin() + 1, {.kind = merge::StepKind::Merge,
                                                           .vm = vmId,
                                                           .slot = {},
                                                           .layers = {print("d.avhdx", 4)},
                                                           .keepReason = {},
                                                           .parent = print("c.avhdx", 3),
                                                           .result = layer("d.avhdx"),
                                                           .children = {}});
    const JobId job = begin(plan);
    const auto notes = m_store->stepJournal(job, 0);
    ASSERT_TRUE((*notes)->commitLayers({{.from = layer("c.avhdx"), .to = layer("b.vhdx")}}));
    const auto steps = m_store->journalledDestroy(job)->plan.disks.steps;
    ASSERT_TRUE(steps[1].parent);
    EXPECT_EQ(steps[1].parent->path, layer("b.vhdx"));
    EXPECT_EQ(steps[1].parent->file.inode, 2u); // the target's file
    EXPECT_EQ(steps[1].parent->dataWriteGuid, print("c.avhdx", 3).dataWriteGuid);
    EXPECT_EQ(steps[1].layers[0], print("d.avhdx", 4));
    EXPECT_EQ(steps[0].layers, plan.disks.steps[0].layers);
}

TEST_F(DestroyJournalTest, FinishChangesTheTreeAndForgetsTheJournal) {
    const JobId job = begin(middlePlan());
    EXPECT_EQ(m_store->finishDestroy(job).error().code, ErrorCode::InvalidJobState); // nothing was merged
    setPhases(job, {StepPhase::Copying, StepPhase::Done});
    const auto finished = m_store->finishDestroy(job);
    ASSERT_TRUE(finished) << finished.error().detail;
    const auto inventory = m_store->inventory();
    ASSERT_EQ(inventory->vms[0].snapshots.size(), 2u);
    EXPECT_EQ(inventory->vms[0].snapshots[1].id, thirdId);
    EXPECT_EQ(inventory->vms[0].snapshots[1].parent, firstId);
    EXPECT_TRUE(inventory->collections[0].snapshots.empty());
    EXPECT_EQ(m_store->journalledDestroy(job).error().code, ErrorCode::UnknownReference);
    EXPECT_EQ(m_store->finishDestroy(job).error().code, ErrorCode::UnknownReference);
    EXPECT_EQ(m_store->audit()->back().action, "destroy finished");
    // The process dies before the queue saves Completed: the record says so all the same.
    EXPECT_EQ(m_store->loadJobs()->front().state, JobState::Completed);
    EXPECT_EQ(m_store->loadJobs()->front().percentComplete, 100);
}

TEST_F(DestroyJournalTest, FinishMovesNow) {
    DestroyPlan plan;
    plan.request = {.refs = {firstId}};
    for (const Guid& id : {firstId, secondId, thirdId}) {
        plan.closure.snapshots.push_back({.id = id, .vm = vmId, .reasons = {}});
    }
    plan.closure.movedNow = {{.vm = vmId, .newCurrent = std::nullopt}};
    const JobId job = begin(plan);
    ASSERT_TRUE(m_store->finishDestroy(job));
    EXPECT_TRUE(m_store->inventory()->vms[0].snapshots.empty());
    EXPECT_FALSE(m_store->inventory()->vms[0].current);
}

TEST_F(DestroyJournalTest, AbandonUnmarksAndForgets) {
    const Inventory before = *m_store->inventory();
    const JobId job = begin(middlePlan());
    setPhases(job, {StepPhase::Copying});
    ASSERT_TRUE(m_store->abandonDestroy(job));
    EXPECT_EQ(*m_store->inventory(), before);
    EXPECT_FALSE(m_store->journalledDestroy(job));
    EXPECT_EQ(m_store->loadJobs()->front().state, JobState::Terminated);
    EXPECT_EQ(m_store->audit()->back().action, "destroy taken back");
}

TEST_F(DestroyJournalTest, AbandonIsRefusedOnceAStepSwitches) {
    const JobId job = begin(middlePlan());
    setPhases(job, {StepPhase::Copying, StepPhase::Switching});
    EXPECT_EQ(m_store->abandonDestroy(job).error().code, ErrorCode::InvalidJobState);
    EXPECT_TRUE(m_store->inventory()->vms[0].snapshots[1].destroying);
}

TEST_F(DestroyJournalTest, PathsThatAreNoUtf8Survive) {
    DestroyPlan plan = middlePlan();
    plan.disks.steps[0].layers[0].path = layer("b\xff\xfe.avhdx");
    const JobId job = begin(plan);
    EXPECT_EQ(m_store->journalledDestroy(job)->plan.disks.steps[0].layers, plan.disks.steps[0].layers);
}

TEST_F(DestroyJournalTest, ChecksumsAreKeptWithTheJob) {
    const JobId job = begin(middlePlan());
    const std::map<std::string, std::string> sums{{"web1 now", "ab"}, {"web1 first", "cd"}};
    ASSERT_TRUE(m_store->saveVerification(job, sums));
    ASSERT_TRUE(m_store->saveVerification(job, sums));
    EXPECT_EQ(*m_store->verification(job), sums);
    EXPECT_FALSE(m_store->saveVerification(job + 1, sums));
}

} // namespace
} // namespace coppice::test
