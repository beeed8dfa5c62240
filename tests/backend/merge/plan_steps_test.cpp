// Steps, names and costs of plans small enough to be reckoned by hand.
#include "plan_world.h"

#include <gtest/gtest.h>

namespace coppice::merge {
namespace {

using test::planSectorBytes;
using test::PlanWorld;

/// a.vhdx ← a_1.avhdx ← a_2.avhdx (Now), snapshots 10 and 11 of VM 1.
PlanWorld chainOfThree(const std::string& base = "dddd", const std::string& middle = "d...",
                       const std::string& leaf = ".d..", const std::string& basePath = "/lib/a.vhdx") {
    PlanWorld world;
    const auto oldest = world.addLayer(basePath, std::nullopt, base);
    const auto between = world.addLayer("/lib/a_1.avhdx", oldest, middle);
    const auto newest = world.addLayer("/lib/a_2.avhdx", between, leaf);
    world.addUse(oldest, 1, 10);
    world.addUse(between, 1, 11);
    world.addUse(newest, 1, std::nullopt);
    return world;
}

std::vector<std::string> pathsOf(const DiskStep& step) {
    std::vector<std::string> paths;
    for (const LayerPrint& print : step.layers) {
        paths.push_back(print.path.string());
    }
    return paths;
}

TEST(PlanSteps, StepKindsHaveTheirNames) {
    EXPECT_STREQ(nameOf(StepKind::Merge), "merge");
    EXPECT_STREQ(nameOf(StepKind::Delete), "delete");
    EXPECT_STREQ(nameOf(StepKind::Keep), "keep");
}

TEST(PlanSteps, OfNothingAreNone) {
    const auto plan = chainOfThree().plan({});
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->steps.empty());
    EXPECT_TRUE(plan->volumes.empty());
    EXPECT_EQ(plan->totals.bytesToWrite, 0u);
}

TEST(PlanSteps, AnyNumberOfSnapshotsIsOneMerge) {
    const auto plan = chainOfThree().plan({10, 11});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 1u);
    const DiskStep& step = plan->steps[0];
    EXPECT_EQ(step.kind, StepKind::Merge);
    EXPECT_EQ(pathsOf(step), (std::vector<std::string>{"/lib/a.vhdx", "/lib/a_1.avhdx", "/lib/a_2.avhdx"}));
    EXPECT_EQ(step.target, 0u);
    EXPECT_EQ(step.bytesToWrite, 2 * planSectorBytes);
    EXPECT_FALSE(step.reversible);
    EXPECT_FALSE(step.parent);
    EXPECT_EQ(step.vm, test::guidOf(1));
    EXPECT_EQ(step.slot, "SCSI 0:0");
}

TEST(PlanSteps, AMergeAboveASurvivorKeepsTheNewestLayersName) {
    const auto plan = chainOfThree().plan({11});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 1u);
    const DiskStep& step = plan->steps[0];
    EXPECT_EQ(step.result, "/lib/a_2.avhdx");
    ASSERT_TRUE(step.parent);
    EXPECT_EQ(step.parent->path, "/lib/a.vhdx");
    EXPECT_EQ(step.target, 1u) << "equal costs: what can be taken back";
    EXPECT_TRUE(step.reversible);
}

TEST(PlanSteps, EqualCostsWithoutTheNewestPreferTheNewer) {
    // The base and the middle layer own one sector each, the leaf none.
    const auto plan = chainOfThree("d...", ".d..", "....").plan({10, 11});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->steps.at(0).target, 1u);
}

TEST(PlanSteps, ABaseResultBearsTheBasesName) {
    EXPECT_EQ(chainOfThree().plan({10, 11})->steps.at(0).result, "/lib/a.vhdx");
    const PlanWorld avhdx = chainOfThree("dddd", "d...", ".d..", "/lib/a.AVHDX");
    EXPECT_EQ(avhdx.plan({10, 11})->steps.at(0).result, "/lib/a.vhdx");
}

TEST(PlanSteps, ABaseResultLeavesATakenNameAlone) {
    PlanWorld world = chainOfThree("dddd", "d...", ".d..", "/lib/a.avhdx");
    world.addUse(world.addLayer("/lib/a.vhdx", std::nullopt), 2, std::nullopt);
    EXPECT_EQ(world.plan({10, 11})->steps.at(0).result, "/lib/a.avhdx");
}

TEST(PlanSteps, ABaseResultMayHaveTheNewestLayersName) {
    PlanWorld world = chainOfThree("dddd", "d...", ".d..", "/lib/a.avhdx");
    world.forest.layers[2].path = "/lib/a.vhdx";
    EXPECT_EQ(world.plan({10, 11})->steps.at(0).result, "/lib/a.vhdx");
}

TEST(PlanSteps, OnAnotherVolumeTheNewestLayerIsTheTarget) {
    PlanWorld world = chainOfThree("dddd", "d...", ".d..", "/mnt/a.avhdx");
    world.forest.layers[0].file.device = 2;
    const DiskStep step = world.plan({10, 11})->steps.at(0);
    EXPECT_EQ(step.result, "/lib/a.vhdx") << "names do not cross volumes";
    EXPECT_EQ(step.target, 2u) << "of equals on its volume";
    EXPECT_EQ(step.bytesToWrite, 3 * planSectorBytes);
}

TEST(PlanSteps, AMiddleLayerOnAnotherVolumeIsNoTarget) {
    PlanWorld world = chainOfThree("d...", "dddd", "....");
    world.forest.layers[1].file.device = 2;
    EXPECT_EQ(world.plan({10, 11})->steps.at(0).target, 2u);
}

TEST(PlanSteps, AFixedBaseStaysFixed) {
    PlanWorld world = chainOfThree();
    world.forest.layers[0].type = vhdx::DiskType::Fixed;
    EXPECT_TRUE(world.plan({10, 11})->steps.at(0).fixedResult);
    EXPECT_FALSE(world.plan({11})->steps.at(0).fixedResult) << "it is not in the run";
}

TEST(PlanSteps, AFixedResultFillsADynamicTarget) {
    PlanWorld world = chainOfThree("d...", "....", "ddd.");
    world.forest.layers[0].type = vhdx::DiskType::Fixed;
    const auto plan = world.plan({10, 11});
    EXPECT_EQ(plan->steps.at(0).target, 2u);
    EXPECT_EQ(plan->steps.at(0).bytesToWrite, 0u);
    EXPECT_EQ(plan->totals.peakExtraBytes, planSectorBytes);
}

TEST(PlanSteps, ALaterRunHasAnEarlierOnesResultAsItsParent) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.avhdx", std::nullopt, "dddd");
    const auto kept = world.addLayer("/lib/a_1.avhdx", base, "d...");
    const auto gone = world.addLayer("/lib/a_2.avhdx", kept, "d...");
    const auto now = world.addLayer("/lib/a_3.avhdx", gone, ".d..");
    world.addUse(base, 1, 10);
    world.addUse(kept, 1, 11);
    world.addUse(gone, 1, 12);
    world.addUse(now, 1, std::nullopt);
    const auto plan = world.plan({10, 12});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 2u);
    EXPECT_EQ(plan->steps[0].result, "/lib/a.vhdx");
    ASSERT_EQ(plan->steps[0].children.size(), 1u);
    EXPECT_EQ(plan->steps[0].children[0].path, "/lib/a_2.avhdx");
    ASSERT_TRUE(plan->steps[1].parent);
    EXPECT_EQ(plan->steps[1].parent->path, "/lib/a.vhdx");
    EXPECT_EQ(plan->steps[1].parent->file, world.forest.layers[base].file);
    EXPECT_EQ(plan->steps[1].parent->dataWriteGuid, world.forest.layers[kept].dataWriteGuid);
}

TEST(PlanSteps, DeletesChildrenBeforeParentsAndBeforeMerges) {
    PlanWorld world = chainOfThree();
    const auto side = world.addLayer("/lib/s_1.avhdx", 0);
    const auto top = world.addLayer("/lib/s_2.avhdx", side);
    world.addUse(side, 1, 12);
    world.addUse(top, 1, 13);
    const auto plan = world.plan({11, 12, 13});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 3u);
    EXPECT_EQ(pathsOf(plan->steps[0]), std::vector<std::string>{"/lib/s_2.avhdx"});
    EXPECT_EQ(pathsOf(plan->steps[1]), std::vector<std::string>{"/lib/s_1.avhdx"});
    EXPECT_EQ(plan->steps[2].kind, StepKind::Merge);
    EXPECT_EQ(plan->steps[0].bytesFreed, static_cast<std::int64_t>(world.forest.layers[top].allocatedBytes));
}

TEST(PlanSteps, KeepsWhatOthersPointAt) {
    PlanWorld world = chainOfThree();
    world.addUse(0, 2, 20);
    const auto plan = world.plan({10});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 1u);
    EXPECT_EQ(plan->steps[0].kind, StepKind::Keep);
    EXPECT_EQ(plan->steps[0].keepReason, KeepReason::Referenced);
    EXPECT_EQ(plan->totals.freeBytes, 1u << 30);
}

TEST(PlanSteps, KeepsABranch) {
    PlanWorld world = chainOfThree();
    world.addUse(world.addLayer("/lib/s_1.avhdx", 0), 1, 12);
    const auto plan = world.plan({10});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 1u);
    EXPECT_EQ(plan->steps[0].keepReason, KeepReason::Branch);
}

TEST(PlanSteps, ASharedLayerIsListedOnce) {
    PlanWorld world = chainOfThree();
    world.addUse(1, 2, 20, "SCSI 0:1");
    const auto plan = world.plan({11, 20});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 1u);
    EXPECT_EQ(plan->steps[0].vm, test::guidOf(1));
}

TEST(PlanSteps, AHiddenLayerIsListedUnderTheNearestDiskAbove) {
    PlanWorld world;
    const auto hidden = world.addLayer("/lib/a.vhdx", std::nullopt);
    world.addUse(world.addLayer("/lib/a_1.avhdx", hidden), 1, 10, "IDE 0:0");
    world.addUse(world.addLayer("/lib/a_2.avhdx", hidden), 1, 11, "IDE 0:0");
    const auto plan = world.plan({10, 11});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->steps.size(), 3u);
    EXPECT_EQ(pathsOf(plan->steps[2]), std::vector<std::string>{"/lib/a.vhdx"});
    EXPECT_EQ(plan->steps[2].vm, test::guidOf(1));
    EXPECT_EQ(plan->steps[2].slot, "IDE 0:0");
}

// --- costs ------------------------------------------------------------------------------------------------

TEST(PlanCosts, SpaceTheTargetHasAlreadyIsNotNew) {
    // Both newer layers rewrite what the base holds.
    PlanWorld world = chainOfThree("dddd", "d...", ".d..");
    const auto plan = world.plan({10, 11});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->steps[0].bytesToWrite, 2 * planSectorBytes);
    EXPECT_EQ(plan->totals.peakExtraBytes, 0u);
    EXPECT_EQ(plan->steps[0].bytesFreed, static_cast<std::int64_t>(world.forest.layers[1].allocatedBytes +
                                                                   world.forest.layers[2].allocatedBytes));
}

TEST(PlanCosts, AMergeNeedsItsSpaceBeforeItFreesAny) {
    PlanWorld world = chainOfThree("dd..", "....", "..dd");
    const auto plan = world.plan({10, 11});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->steps[0].target, 2u);
    EXPECT_EQ(plan->totals.peakExtraBytes, 2 * planSectorBytes);
}

TEST(PlanCosts, DeletesMakeRoomForMerges) {
    PlanWorld world = chainOfThree("dd..", "....", "..dd");
    const auto side = world.addLayer("/lib/s_1.avhdx", 0, "dddd");
    world.addUse(side, 1, 12);
    const auto plan = world.plan({10, 11, 12});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->totals.peakExtraBytes, 0u);
    EXPECT_GT(plan->totals.bytesFreed, 0);
}

TEST(PlanCosts, TotalsShowTheTightestVolume) {
    PlanWorld world = chainOfThree("dd..", "....", "..dd");
    const auto base = world.addLayer("/mnt/b.vhdx", std::nullopt, "d...");
    const auto now = world.addLayer("/mnt/b_1.avhdx", base, ".ddd");
    for (const LayerIndex layer : {base, now}) {
        world.forest.layers[layer].file.device = 2;
    }
    world.addUse(base, 2, 20);
    world.addUse(now, 2, std::nullopt);
    world.freeSpace = {{1, 10000}, {2, 600}};
    const auto plan = world.plan({10, 11, 20});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->volumes.size(), 2u);
    EXPECT_EQ(plan->volumes[0].peakExtraBytes, 2 * planSectorBytes);
    EXPECT_EQ(plan->totals.peakExtraBytes, planSectorBytes);
    EXPECT_EQ(plan->totals.freeBytes, 600u);
    EXPECT_EQ(plan->totals.bytesToWrite, 3 * planSectorBytes);
}

} // namespace
} // namespace coppice::merge
