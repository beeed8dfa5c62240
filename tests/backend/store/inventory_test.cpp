// The inventory in tables: what goes in comes out, in order; what does not fit is refused and changes
// nothing.
#include "store_fixture.h"

namespace coppice::test {
namespace {

class StoreInventoryTest : public StoreTest {
protected:
    void expectRefused(const Inventory& addition, ErrorCode code) {
        const auto before = m_store->inventory();
        const auto merged = m_store->merge(addition);
        ASSERT_FALSE(merged);
        EXPECT_EQ(merged.error().code, code) << merged.error().detail;
        EXPECT_EQ(*m_store->inventory(), *before);
    }
};

TEST_F(StoreInventoryTest, EverythingComesBackAsItWas) {
    Inventory inventory = smallInventory();
    inventory.vms[0].snapshots[0].hold = Hold{.reason = "audit", .by = "ada", .since = timeOf(42)};
    ASSERT_TRUE(m_store->merge(inventory));
    reopen(LibraryStore::Access::ReadOnly);
    EXPECT_EQ(*m_store->inventory(), inventory);
}

TEST_F(StoreInventoryTest, OrderIsKeptAndAReplacedVmKeepsItsPlace) {
    Inventory addition;
    addition.vms = {{.id = idOf(200), .name = "z", .disks = {}, .current = {}, .snapshots = {}},
                    {.id = idOf(3), .name = "a", .disks = {}, .current = {}, .snapshots = {}}};
    ASSERT_TRUE(m_store->merge(addition));
    Inventory replacement;
    replacement.vms = {smallInventory().vms[0]};
    replacement.vms[0].name = "renamed";
    ASSERT_TRUE(m_store->merge(replacement));
    const auto inventory = m_store->inventory();
    ASSERT_EQ(inventory->vms.size(), 3u);
    EXPECT_EQ(inventory->vms[0], replacement.vms[0]);
    EXPECT_EQ(inventory->vms[1].name, "z");
    EXPECT_EQ(inventory->vms[2].name, "a");
    EXPECT_EQ(inventory->collections[0].vms, std::vector{vmId}); // memberships are not the VM's
}

TEST_F(StoreInventoryTest, ReplacedVmLosesWhatItHadBefore) {
    Inventory replacement;
    replacement.vms = {{.id = vmId, .name = "bare", .disks = {}, .current = {}, .snapshots = {}}};
    ASSERT_TRUE(m_store->merge(replacement));
    EXPECT_EQ(m_store->inventory()->vms[0], replacement.vms[0]);
}

TEST_F(StoreInventoryTest, IdOfAnotherKindIsRefused) {
    Inventory addition;
    addition.vms = {{.id = takenId, .name = "thief", .disks = {}, .current = {}, .snapshots = {}}};
    expectRefused(addition, ErrorCode::ManifestInvalid);
    addition.vms.clear();
    addition.collections = {{.id = firstId, .name = "thief", .vms = {}, .snapshots = {}}};
    expectRefused(addition, ErrorCode::ManifestInvalid);
}

TEST_F(StoreInventoryTest, SnapshotOfAnotherVmIsRefused) {
    Inventory addition;
    addition.vms = {{.id = idOf(3),
                     .name = "thief",
                     .disks = {},
                     .current = {},
                     .snapshots = {snapshotOf(firstId, std::nullopt, "x.vhdx")}}};
    expectRefused(addition, ErrorCode::ManifestInvalid);
}

TEST_F(StoreInventoryTest, IdUsedTwiceInTheAdditionIsRefused) {
    Inventory addition;
    addition.vms = {{.id = idOf(3), .name = "x", .disks = {}, .current = {}, .snapshots = {}}};
    addition.collections = {{.id = idOf(3), .name = "y", .vms = {}, .snapshots = {}}};
    expectRefused(addition, ErrorCode::ManifestInvalid);
}

TEST_F(StoreInventoryTest, ReferencesToNothingAreRefused) {
    Inventory parentless;
    parentless.vms = {{.id = idOf(3),
                       .name = "x",
                       .disks = {},
                       .current = {},
                       .snapshots = {snapshotOf(idOf(31), idOf(77), "x.vhdx")}}};
    expectRefused(parentless, ErrorCode::ManifestInvalid);
    Inventory foreignNow;
    foreignNow.vms = {{.id = idOf(3), .name = "x", .disks = {}, .current = firstId, .snapshots = {}}};
    expectRefused(foreignNow, ErrorCode::ManifestInvalid);
    Inventory unknownVm;
    unknownVm.collections = {{.id = idOf(4), .name = "y", .vms = {idOf(88)}, .snapshots = {}}};
    expectRefused(unknownVm, ErrorCode::ManifestInvalid);
}

TEST_F(StoreInventoryTest, VmWhoseSnapshotsAJobDestroysIsNotReplaced) {
    begin(middlePlan());
    Inventory vm;
    vm.vms = smallInventory().vms;
    expectRefused(vm, ErrorCode::InUseByJob);
    Inventory collection;
    collection.collections = smallInventory().collections;
    expectRefused(collection, ErrorCode::InUseByJob);
}

TEST_F(StoreInventoryTest, HoldIsSetAndReleasedAndAudited) {
    const Hold hold{.reason = "audit", .by = "ada", .since = timeOf(42)};
    ASSERT_TRUE(m_store->setHold(secondId, hold));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[1].hold, hold);
    const auto audit = m_store->audit();
    EXPECT_EQ(audit->back().action, "hold");
    EXPECT_EQ(audit->back().user, "ada");
    EXPECT_EQ(audit->back().object, secondId.toString());
    ASSERT_TRUE(m_store->setHold(secondId, std::nullopt));
    EXPECT_FALSE(m_store->inventory()->vms[0].snapshots[1].hold);
    EXPECT_EQ(m_store->setHold(missingId, hold).error().code, ErrorCode::UnknownReference);
}

TEST_F(StoreInventoryTest, HoldWithoutAReasonIsRefused) {
    for (const char* const blank : {"", " \t\n"}) {
        const auto held = m_store->setHold(secondId, Hold{.reason = blank, .by = "ada", .since = timeOf(1)});
        ASSERT_FALSE(held);
        EXPECT_EQ(held.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_FALSE(m_store->inventory()->vms[0].snapshots[1].hold);
}

TEST_F(StoreInventoryTest, HoldBelongsToWhoeverGaveItsReason) {
    ASSERT_TRUE(m_store->setHold(secondId, Hold{.reason = "audit", .by = "ada", .since = timeOf(1)}));
    ASSERT_TRUE(m_store->setHold(secondId, Hold{.reason = "audit 2", .by = "ada", .since = timeOf(5)}));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[1].hold,
              (Hold{.reason = "audit 2", .by = "ada", .since = timeOf(1)}));
    ASSERT_TRUE(m_store->setHold(secondId, Hold{.reason = "mine", .by = "bob", .since = timeOf(9)}));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[1].hold,
              (Hold{.reason = "mine", .by = "bob", .since = timeOf(9)}));
}

TEST_F(StoreInventoryTest, HoldAndNotesAreForSnapshotsAlone) {
    const Inventory inventory = smallInventory();
    const Hold hold{.reason = "audit", .by = "ada", .since = timeOf(1)};
    const auto expect = [&](const Guid& id, ErrorCode code) {
        EXPECT_EQ(m_store->setHold(id, hold).error().code, code);
        EXPECT_EQ(m_store->setHold(id, std::nullopt).error().code, code);
        EXPECT_EQ(m_store->setNotes(id, "x").error().code, code);
    };
    expect(inventory.vms[0].id, ErrorCode::NotASnapshot);
    expect(inventory.collections[0].id, ErrorCode::NotASnapshot);
    expect(inventory.collections[0].snapshots[0].id, ErrorCode::InvalidArgument);
    expect(missingId, ErrorCode::UnknownReference);
}

TEST_F(StoreInventoryTest, NotesAreReplacedAndAudited) {
    ASSERT_TRUE(m_store->setNotes(secondId, "two\nlines"));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[1].notes, "two\nlines");
    EXPECT_EQ(m_store->audit()->back().action, "notes");
    EXPECT_EQ(m_store->audit()->back().object, secondId.toString());
    ASSERT_TRUE(m_store->setNotes(secondId, ""));
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[1].notes, "");
}

TEST_F(StoreInventoryTest, NotesOfASnapshotThatAJobDestroysStay) {
    begin(middlePlan());
    EXPECT_EQ(m_store->setNotes(secondId, "late").error().code, ErrorCode::InUseByJob);
}

TEST_F(StoreInventoryTest, SnapshotThatAJobDestroysCannotBeHeld) {
    begin(middlePlan());
    const auto held = m_store->setHold(secondId, Hold{.reason = "late", .by = "ada", .since = timeOf(1)});
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, ErrorCode::InUseByJob);
}

TEST_F(StoreInventoryTest, LayerFactsAndRootsComeBack) {
    const std::map<std::string, LayerFacts> facts{
        {"web1/a.vhdx",
         {.parent = "", .type = "fixed", .virtualSizeBytes = 1, .allocatedBytes = 2, .problem = {}}},
        {"bad\xff.vhdx", {.parent = "web1/a.vhdx", .type = "dynamic", .problem = "missing"}}};
    ASSERT_TRUE(m_store->saveLayerFacts(facts));
    EXPECT_EQ(*m_store->layerFacts(), facts);
    ASSERT_TRUE(m_store->saveLayerFacts({}));
    EXPECT_TRUE(m_store->layerFacts()->empty());

    const TempFolder elsewhere;
    ASSERT_TRUE(m_store->addRoot(elsewhere.path()));
    ASSERT_TRUE(m_store->addRoot(elsewhere.path()));
    EXPECT_EQ(*m_store->roots(), std::vector{elsewhere.path()});
    EXPECT_FALSE(m_store->addRoot(elsewhere / "nothing"));
}

} // namespace
} // namespace coppice::test
