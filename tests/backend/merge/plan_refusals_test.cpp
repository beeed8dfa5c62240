// What stops a plan, and what must not.
#include "plan_world.h"

#include <gtest/gtest.h>

namespace coppice::merge {
namespace {

using test::PlanWorld;

/// a.vhdx ← a_1.avhdx (Now), snapshot 10 of VM 1.
PlanWorld pair() {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto now = world.addLayer("/lib/a_1.avhdx", base);
    world.addUse(base, 1, 10);
    world.addUse(now, 1, std::nullopt);
    return world;
}

Error brokenBecause(ErrorCode code, const std::string& object) {
    return {.code = code, .action = "opening a chain", .object = object, .detail = {}};
}

void expectRefusal(const Result<DiskPlan>& plan, ErrorCode code, const std::string& object) {
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, code);
    EXPECT_EQ(plan.error().object, object);
}

TEST(PlanRefusals, ABrokenChainBelowWhatGoes) {
    PlanWorld world = pair();
    world.forest.layers[0].broken = brokenBecause(ErrorCode::ParentNotFound, "/lib/lost.vhdx");
    expectRefusal(world.plan({10}), ErrorCode::ParentNotFound, "/lib/lost.vhdx");
}

TEST(PlanRefusals, ABrokenChainOfTheSameVm) {
    PlanWorld world = pair();
    // Now lost its parent; what it derives from may be the very layer that nothing seems to need.
    world.forest.layers[1].parent.reset();
    world.forest.layers[1].broken = brokenBecause(ErrorCode::ParentNotFound, "/lib/lost.vhdx");
    expectRefusal(world.plan({10}), ErrorCode::ParentNotFound, "/lib/lost.vhdx");
}

TEST(PlanRefusals, ABrokenChainOfTheSameVmFurtherDown) {
    PlanWorld world = pair();
    const auto lost = world.addLayer("/lib/b.avhdx", std::nullopt);
    world.forest.layers[lost].broken = brokenBecause(ErrorCode::HeaderCorrupt, "/lib/b.avhdx");
    world.addUse(world.addLayer("/lib/b_1.avhdx", lost), 1, std::nullopt, "SCSI 0:1");
    expectRefusal(world.plan({10}), ErrorCode::HeaderCorrupt, "/lib/b.avhdx");
}

TEST(PlanRefusals, ACloneThatDoesNotMatchItsParentAnyMore) {
    PlanWorld world = pair();
    const auto clone = world.addLayer("/lib/clone.avhdx", std::nullopt);
    world.forest.layers[clone].broken = brokenBecause(ErrorCode::ParentMismatch, "/lib/a.vhdx");
    world.addUse(clone, 2, std::nullopt);
    expectRefusal(world.plan({10}), ErrorCode::ParentMismatch, "/lib/a.vhdx");
}

TEST(PlanRefusals, ABrokenChainElsewhereDoesNotMatter) {
    PlanWorld world = pair();
    const auto other = world.addLayer("/lib/b.avhdx", std::nullopt);
    world.forest.layers[other].broken = brokenBecause(ErrorCode::ParentNotFound, "/lib/lost.vhdx");
    world.addUse(other, 2, std::nullopt);
    EXPECT_TRUE(world.plan({10}));
}

TEST(PlanRefusals, ARingOfParents) {
    PlanWorld world = pair();
    world.forest.layers[0].parent = 1;
    expectRefusal(world.plan({10}), ErrorCode::ChainCycle, "/lib/a.vhdx");
}

TEST(PlanRefusals, ALayerAboveARingOfParents) {
    PlanWorld world = pair();
    world.forest.layers[0].parent = 0;
    world.addUse(world.addLayer("/lib/a_2.avhdx", 1), 2, 20);
    expectRefusal(world.plan({20}), ErrorCode::ChainCycle, "/lib/a_2.avhdx");
}

TEST(PlanRefusals, ARingAmongTheVmsOtherDisks) {
    PlanWorld world = pair();
    world.addUse(world.addLayer("/lib/b.avhdx", 2), 1, std::nullopt, "SCSI 0:1");
    expectRefusal(world.plan({10}), ErrorCode::ChainCycle, "/lib/b.avhdx");
}

TEST(PlanRefusals, OneFileUnderTwoNames) {
    PlanWorld world = pair();
    const auto twin = world.addLayer("/lib/twin.vhdx", std::nullopt);
    world.addUse(twin, 2, std::nullopt);
    ASSERT_TRUE(world.plan({10}));
    world.forest.layers[twin].file = world.forest.layers[0].file;
    expectRefusal(world.plan({10}), ErrorCode::DuplicateLayer, "/lib/twin.vhdx");
}

TEST(PlanRefusals, OneFileUnderTwoNamesElsewhereDoesNotMatter) {
    PlanWorld world = pair();
    for (const char* path : {"/lib/x.vhdx", "/lib/y.vhdx"}) {
        const auto layer = world.addLayer(path, std::nullopt);
        world.forest.layers[layer].file = {.device = 1, .inode = 999};
        world.addUse(layer, 2, std::nullopt);
    }
    EXPECT_TRUE(world.plan({10}));
}

TEST(PlanRefusals, SectorSizesThatDifferAlongARun) {
    PlanWorld world = pair();
    world.forest.layers[1].logicalSectorBytes = 4096;
    expectRefusal(world.plan({10}), ErrorCode::SectorSizeMismatch, "/lib/a_1.avhdx");
}

TEST(PlanRefusals, AChildThatNobodyOwnsOfALayerThatMerges) {
    PlanWorld world = pair();
    world.addLayer("/lib/stray.avhdx", 0);
    expectRefusal(world.plan({10}), ErrorCode::UnownedChild, "/lib/stray.avhdx");
}

TEST(PlanRefusals, AChildThatNobodyOwnsOfTheRunsNewestLayer) {
    PlanWorld world = pair();
    world.addLayer("/lib/stray.avhdx", 1);
    expectRefusal(world.plan({10}), ErrorCode::UnownedChild, "/lib/stray.avhdx");
}

TEST(PlanRefusals, AChildThatNobodyOwnsOfALayerThatIsDeleted) {
    PlanWorld world = pair();
    const auto side = world.addLayer("/lib/s_1.avhdx", 0);
    world.addUse(side, 1, 11);
    world.addLayer("/lib/stray.avhdx", side);
    expectRefusal(world.plan({11}), ErrorCode::UnownedChild, "/lib/stray.avhdx");
}

TEST(PlanRefusals, AChildThatNobodyOwnsOfALayerThatStaysDoesNotMatter) {
    PlanWorld world = pair();
    world.addLayer("/lib/stray.avhdx", 0);
    world.addUse(world.addLayer("/lib/s_1.avhdx", 0), 1, 11);
    EXPECT_TRUE(world.plan({11}));
}

TEST(PlanRefusals, ContentThatWasNotRead) {
    PlanWorld world = pair();
    world.forest.layers[1].map.reset();
    expectRefusal(world.plan({10}), ErrorCode::Internal, "/lib/a_1.avhdx");
}

} // namespace
} // namespace coppice::merge
