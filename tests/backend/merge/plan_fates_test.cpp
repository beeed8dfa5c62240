// What becomes of a layer, in the cases DESIGN 3 names.
#include "plan_world.h"

#include <gtest/gtest.h>

namespace coppice::merge {
namespace {

using test::PlanWorld;
using enum LayerFate;

TEST(LayerFates, ALayerInTheMiddleOfAChainCollapses) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto middle = world.addLayer("/lib/a_1.avhdx", base);
    const auto leaf = world.addLayer("/lib/a_2.avhdx", middle);
    world.addUse(base, 1, 10);
    world.addUse(middle, 1, 11);
    world.addUse(leaf, 1, std::nullopt);
    EXPECT_EQ(world.fates({11}), (std::vector{Referenced, Collapsed, Referenced}));
    EXPECT_EQ(world.fates({10, 11}), (std::vector{Collapsed, Collapsed, Referenced}));
}

TEST(LayerFates, ALayerThatNothingDerivesFromIsDeleted) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto side = world.addLayer("/lib/a_1.avhdx", base);
    const auto sideTop = world.addLayer("/lib/a_2.avhdx", side);
    const auto now = world.addLayer("/lib/a_3.avhdx", base);
    world.addUse(base, 1, 10);
    world.addUse(side, 1, 11);
    world.addUse(sideTop, 1, 12);
    world.addUse(now, 1, std::nullopt);
    EXPECT_EQ(world.fates({11, 12}), (std::vector{Referenced, Deleted, Deleted, Referenced}));
    EXPECT_EQ(world.fates({10, 11, 12}), (std::vector{Collapsed, Deleted, Deleted, Referenced}));
}

TEST(LayerFates, TwoSurvivingChildrenMakeABranch) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto left = world.addLayer("/lib/a_1.avhdx", base);
    const auto right = world.addLayer("/lib/a_2.avhdx", base);
    world.addUse(base, 1, 10);
    world.addUse(left, 1, 11);
    world.addUse(right, 1, std::nullopt);
    EXPECT_EQ(world.fates({10}), (std::vector{Branch, Referenced, Referenced}));
}

TEST(LayerFates, AHiddenBranchCollapsesWhenOneChildIsLeft) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt); // nothing points at it any more
    const auto left = world.addLayer("/lib/a_1.avhdx", base);
    const auto right = world.addLayer("/lib/a_2.avhdx", base);
    world.addUse(left, 1, 11);
    world.addUse(right, 1, std::nullopt);
    EXPECT_EQ(world.fates({11}), (std::vector{Collapsed, Deleted, Referenced}));
}

TEST(LayerFates, ATreeThatRDoesNotTouchIsLeftAlone) {
    PlanWorld world;
    const auto other = world.addLayer("/lib/b.vhdx", std::nullopt); // hidden, with one child
    const auto otherNow = world.addLayer("/lib/b_1.avhdx", other);
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    world.addUse(otherNow, 2, std::nullopt);
    world.addUse(base, 1, 10);
    EXPECT_EQ(world.fates({10}), (std::vector{Untouched, Untouched, Deleted}));
}

TEST(LayerFates, ALayerSharedWithACloneStays) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto now = world.addLayer("/lib/a_1.avhdx", base);
    const auto clone = world.addLayer("/lib/clone.avhdx", base);
    world.addUse(base, 1, 10);
    world.addUse(base, 2, 20);
    world.addUse(now, 1, std::nullopt);
    world.addUse(clone, 2, std::nullopt);
    EXPECT_EQ(world.fates({10})[base], Referenced);
    EXPECT_EQ(world.fates({10, 20})[base], Branch);
}

TEST(LayerFates, AChildThatNobodyOwnsIsNoChild) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto now = world.addLayer("/lib/a_1.avhdx", base);
    world.addLayer("/lib/stray.avhdx", base);
    world.addUse(base, 1, 10);
    world.addUse(now, 1, std::nullopt);
    EXPECT_EQ(world.fates({10}), (std::vector{Collapsed, Referenced, Untouched}));
}

TEST(LayerFates, ParentsInARingEnd) {
    PlanWorld world;
    const auto a = world.addLayer("/lib/a.avhdx", 1);
    const auto b = world.addLayer("/lib/b.avhdx", 0);
    world.addLayer("/lib/c.avhdx", 77); // a parent out of range is none
    world.addUse(a, 1, 10);
    world.addUse(b, 1, std::nullopt);
    EXPECT_EQ(world.fates({10}).size(), 3u);
}

TEST(LayerForest, ListsChildrenByIndex) {
    PlanWorld world;
    const auto base = world.addLayer("/lib/a.vhdx", std::nullopt);
    const auto left = world.addLayer("/lib/a_1.avhdx", base);
    const auto right = world.addLayer("/lib/a_2.avhdx", base);
    EXPECT_EQ(world.forest.children(), (std::vector<std::vector<LayerIndex>>{{left, right}, {}, {}}));
}

} // namespace
} // namespace coppice::merge
