// Names of the manifest, and the index over inventories that may be wrong.
#include "domain/cim.h"
#include "inventory_builder.h"

#include <gtest/gtest.h>

namespace coppice {
namespace {

using test::idOf;
using test::makeSnapshot;
using test::makeTaken;
using test::makeVm;

TEST(InventoryNames, OfTypesAndStatesReadBack) {
    for (const auto type : {SnapshotType::Standard, SnapshotType::Recovery}) {
        EXPECT_EQ(snapshotTypeFromName(nameOf(type)), type);
    }
    for (const auto state : {VmState::Off, VmState::Running, VmState::Paused, VmState::Saved}) {
        EXPECT_EQ(vmStateFromName(nameOf(state)), state);
    }
    EXPECT_EQ(snapshotTypeFromName("Standard"), std::nullopt);
    EXPECT_EQ(vmStateFromName(""), std::nullopt);
}

TEST(InventoryNames, OfJobStatesAreCims) {
    EXPECT_STREQ(nameOf(JobState::New), "New");
    EXPECT_STREQ(nameOf(JobState::ShuttingDown), "ShuttingDown");
    EXPECT_STREQ(nameOf(JobState::Exception), "Exception");
}

TEST(InventoryIndex, FindsEachThingByItsIdOnly) {
    Inventory inventory;
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10)}));
    inventory.collections.push_back(
        {.id = idOf(2), .name = "c", .vms = {idOf(1)}, .snapshots = {makeTaken(20, {10})}});
    const InventoryIndex index(inventory);
    EXPECT_EQ(index.vm(idOf(1)), &inventory.vms[0]);
    EXPECT_EQ(index.vm(idOf(10)), nullptr);
    EXPECT_EQ(index.collection(idOf(2)), &inventory.collections[0]);
    EXPECT_EQ(index.collection(idOf(1)), nullptr);
    ASSERT_TRUE(index.snapshot(idOf(10)));
    EXPECT_EQ(index.snapshot(idOf(10))->vm, &inventory.vms[0]);
    EXPECT_FALSE(index.snapshot(idOf(20)));
    ASSERT_TRUE(index.snapshotCollection(idOf(20)));
    EXPECT_EQ(index.snapshotCollection(idOf(20))->collection, &inventory.collections[0]);
    EXPECT_EQ(index.memberships(idOf(10)), std::vector{idOf(20)});
    EXPECT_TRUE(index.memberships(idOf(11)).empty());
}

TEST(InventoryIndex, ListsChildrenOldestFirst) {
    Inventory inventory;
    Snapshot late = makeSnapshot(11, 10);
    late.created = Timestamp(std::chrono::milliseconds(2000));
    Snapshot early = makeSnapshot(12, 10);
    early.created = Timestamp(std::chrono::milliseconds(1000));
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10), late, early}));
    const InventoryIndex index(inventory);
    EXPECT_EQ(index.children(idOf(10)), (std::vector{idOf(12), idOf(11)}));
}

TEST(InventoryIndex, AParentInAnotherVmIsNone) {
    Inventory inventory;
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10)}));
    inventory.vms.push_back(makeVm(2, {makeSnapshot(11, 10)}));
    const InventoryIndex index(inventory);
    EXPECT_TRUE(index.children(idOf(10)).empty());
}

TEST(InventoryIndex, AMemberNamedTwiceHasOneMembership) {
    Inventory inventory;
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10), makeSnapshot(11)}));
    inventory.collections.push_back(
        {.id = idOf(2), .name = "c", .vms = {}, .snapshots = {makeTaken(20, {10, 11, 10})}});
    const InventoryIndex index(inventory);
    EXPECT_EQ(index.memberships(idOf(10)), std::vector{idOf(20)});
}

} // namespace
} // namespace coppice
