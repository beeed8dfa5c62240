// The rules of DESIGN 2, one at a time, and the inventories that try to break them.
#include "domain/closure.h"
#include "inventory_builder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace coppice {
namespace {

using test::idOf;
using test::makeSnapshot;
using test::makeTaken;
using test::makeVm;
using Kind = DestroyReason::Kind;

std::vector<Guid> idsOf(const Closure& closure) {
    std::vector<Guid> ids;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        ids.push_back(destroyed.id);
    }
    return ids;
}

const DestroyedSnapshot& find(const Closure& closure, std::uint32_t id) {
    const auto found = std::ranges::find(closure.snapshots, idOf(id), &DestroyedSnapshot::id);
    EXPECT_NE(found, closure.snapshots.end()) << "snapshot " << id << " is not in the closure";
    static const DestroyedSnapshot none;
    return found == closure.snapshots.end() ? none : *found;
}

Result<Closure> closureOver(const Inventory& inventory, std::initializer_list<std::uint32_t> refs,
                            DestroyScope scope = DestroyScope::WithDependents) {
    std::vector<Guid> ids;
    for (const std::uint32_t ref : refs) {
        ids.push_back(idOf(ref));
    }
    return closureOf(InventoryIndex(inventory), ids, scope);
}

void addTaken(Inventory& inventory, std::vector<SnapshotCollection> taken) {
    inventory.collections.push_back(
        {.id = idOf(900), .name = "Payroll", .vms = {}, .snapshots = std::move(taken)});
}

/// Two VMs, each with a chain of three: 10 ← 11 ← 12 and 20 ← 21 ← 22.
Inventory twoChains() {
    Inventory inventory;
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10), makeSnapshot(11, 10), makeSnapshot(12, 11)}, 12));
    inventory.vms.push_back(makeVm(2, {makeSnapshot(20), makeSnapshot(21, 20), makeSnapshot(22, 21)}, 22));
    return inventory;
}

TEST(Closure, TakesTheChildrenOfWhatGoes) {
    const auto closure = closureOver(twoChains(), {11});
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), (std::vector{idOf(11), idOf(12)}));
    EXPECT_TRUE(find(*closure, 11).selected);
    EXPECT_FALSE(find(*closure, 12).selected);
    EXPECT_EQ(find(*closure, 12).reasons,
              (std::vector{DestroyReason{.kind = Kind::ChildOf, .cause = idOf(11), .through = {}}}));
    EXPECT_EQ(find(*closure, 11).vm, idOf(1));
}

TEST(Closure, TakesEveryMemberOfASelectedCollection) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 22})});
    const auto closure = closureOver(inventory, {100});
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), (std::vector{idOf(12), idOf(22)}));
    EXPECT_EQ(closure->snapshotCollections, std::vector{idOf(100)});
    const std::vector expected{
        DestroyReason{.kind = Kind::SelectedMember, .cause = idOf(100), .through = {}}};
    EXPECT_EQ(find(*closure, 12).reasons, expected);
    EXPECT_EQ(find(*closure, 22).reasons, expected);
    EXPECT_TRUE(find(*closure, 22).selected);
}

TEST(Closure, ACollectionThatLosesAMemberGoesWhole) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 21})});
    const auto closure = closureOver(inventory, {11});
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), (std::vector{idOf(11), idOf(12), idOf(21), idOf(22)}));
    EXPECT_EQ(closure->snapshotCollections, std::vector{idOf(100)});
    EXPECT_EQ(find(*closure, 21).reasons,
              (std::vector{DestroyReason{.kind = Kind::MemberOf, .cause = idOf(100), .through = idOf(12)}}));
}

TEST(Closure, PullsInCollectionsOfCollectionsMembers) {
    Inventory inventory;
    for (std::uint32_t vm = 1; vm <= 4; ++vm) {
        inventory.vms.push_back(makeVm(vm, {makeSnapshot(10 * vm)}));
    }
    addTaken(inventory, {makeTaken(100, {10, 20}), makeTaken(101, {20, 30}), makeTaken(102, {40})});
    const auto closure = closureOver(inventory, {100});
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), (std::vector{idOf(10), idOf(20), idOf(30)}));
    EXPECT_EQ(closure->snapshotCollections, (std::vector{idOf(100), idOf(101)}));
}

TEST(Closure, CarriesEveryDirectReason) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12}), makeTaken(101, {12, 20})});
    const auto closure = closureOver(inventory, {12, 11, 100, 20});
    ASSERT_TRUE(closure);
    const std::vector<DestroyReason> reasons = find(*closure, 12).reasons;
    const auto has = [&](const DestroyReason& reason) {
        return std::ranges::find(reasons, reason) != reasons.end();
    };
    EXPECT_EQ(reasons.front().kind, Kind::Selected);
    EXPECT_TRUE(has({.kind = Kind::SelectedMember, .cause = idOf(100), .through = {}}));
    EXPECT_TRUE(has({.kind = Kind::ChildOf, .cause = idOf(11), .through = {}}));
    EXPECT_TRUE(test::holds(find(*closure, 20).reasons,
                            DestroyReason{.kind = Kind::MemberOf, .cause = idOf(101), .through = idOf(12)}));
}

TEST(Closure, OnlySelectedLeavesTheChildren) {
    const auto closure = closureOver(twoChains(), {11}, DestroyScope::OnlySelected);
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), std::vector{idOf(11)});
    ASSERT_EQ(closure->reparented.size(), 1u);
    EXPECT_EQ(closure->reparented[0].snapshot, idOf(12));
    EXPECT_EQ(closure->reparented[0].newParent, idOf(10));
    EXPECT_TRUE(closure->movedNow.empty());
}

TEST(Closure, OnlySelectedStillTakesWholeCollections) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {11, 21})});
    const auto closure = closureOver(inventory, {11}, DestroyScope::OnlySelected);
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), (std::vector{idOf(11), idOf(21)}));
}

TEST(Closure, OrphansOfARootHaveNoParent) {
    const auto closure = closureOver(twoChains(), {10, 11}, DestroyScope::OnlySelected);
    ASSERT_TRUE(closure);
    ASSERT_EQ(closure->reparented.size(), 1u);
    EXPECT_EQ(closure->reparented[0].snapshot, idOf(12));
    EXPECT_EQ(closure->reparented[0].newParent, std::nullopt);
}

TEST(Closure, NowMovesToTheNearestSurvivingAncestor) {
    const auto closure = closureOver(twoChains(), {11});
    ASSERT_TRUE(closure);
    ASSERT_EQ(closure->movedNow.size(), 1u);
    EXPECT_EQ(closure->movedNow[0].vm, idOf(1));
    EXPECT_EQ(closure->movedNow[0].newCurrent, idOf(10));
}

TEST(Closure, NowOfAVmThatLosesAllHasNone) {
    const auto closure = closureOver(twoChains(), {10});
    ASSERT_TRUE(closure);
    ASSERT_EQ(closure->movedNow.size(), 1u);
    EXPECT_EQ(closure->movedNow[0].newCurrent, std::nullopt);
}

TEST(Closure, ARefGivenTwiceIsOneReason) {
    const auto closure = closureOver(twoChains(), {12, 12});
    ASSERT_TRUE(closure);
    EXPECT_EQ(find(*closure, 12).reasons.size(), 1u);
}

TEST(Closure, AMissingMemberIsPassedOver) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 77})});
    const auto closure = closureOver(inventory, {100});
    ASSERT_TRUE(closure);
    EXPECT_EQ(idsOf(*closure), std::vector{idOf(12)});
}

TEST(Closure, AMemberNamedTwiceHasOneReason) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 22, 22})});
    EXPECT_EQ(find(closureOver(inventory, {100}).value(), 22).reasons.size(), 1u);
    EXPECT_EQ(find(closureOver(inventory, {12}).value(), 22).reasons.size(), 1u);
}

TEST(Closure, ParentsInARingEnd) {
    Inventory inventory;
    inventory.vms.push_back(makeVm(
        1, {makeSnapshot(10, 12), makeSnapshot(11, 10), makeSnapshot(12, 11), makeSnapshot(13, 13)}, 10));
    const auto whole = closureOver(inventory, {11, 13});
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->snapshots.size(), 4u);
    EXPECT_EQ(whole->movedNow.at(0).newCurrent, std::nullopt);
    const auto only = closureOver(inventory, {10, 11, 12}, DestroyScope::OnlySelected);
    ASSERT_TRUE(only);
    EXPECT_EQ(only->movedNow.at(0).newCurrent, std::nullopt);
}

TEST(Closure, AnUnknownParentIsNone) {
    Inventory inventory;
    inventory.vms.push_back(makeVm(1, {makeSnapshot(10, 77)}, 10));
    const auto closure = closureOver(inventory, {10});
    ASSERT_TRUE(closure);
    EXPECT_EQ(closure->movedNow.at(0).newCurrent, std::nullopt);
}

TEST(Closure, RefusesAnUnknownReference) {
    const auto closure = closureOver(twoChains(), {11, 77});
    ASSERT_FALSE(closure);
    EXPECT_EQ(closure.error().code, ErrorCode::UnknownReference);
    EXPECT_EQ(closure.error().object, idOf(77).toString());
}

TEST(Closure, RefusesAVmAndACollection) {
    Inventory inventory = twoChains();
    addTaken(inventory, {});
    for (const std::uint32_t ref : {1u, 900u}) {
        const auto closure = closureOver(inventory, {ref});
        ASSERT_FALSE(closure);
        EXPECT_EQ(closure.error().code, ErrorCode::NotASnapshot);
        EXPECT_EQ(closure.error().object, idOf(ref).toString());
    }
}

// --- refusals ---------------------------------------------------------------------------------------------

std::vector<Error> refusalsOver(const Inventory& inventory, std::initializer_list<std::uint32_t> refs,
                                bool canMergeLive = false) {
    const auto closure = closureOver(inventory, refs);
    EXPECT_TRUE(closure);
    return closure ? refusalsOf(InventoryIndex(inventory), *closure, canMergeLive) : std::vector<Error>{};
}

TEST(ClosureRefusals, NothingForbidsAnOrdinaryOne) {
    EXPECT_TRUE(refusalsOver(twoChains(), {10}).empty());
}

TEST(ClosureRefusals, NameAHeldDependentAndItsReason) {
    Inventory inventory = twoChains();
    inventory.vms[0].snapshots[2].hold = Hold{.reason = "audit", .by = "ann", .since = {}};
    const auto refusals = refusalsOver(inventory, {11});
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].code, ErrorCode::SnapshotHeld);
    EXPECT_NE(refusals[0].object.find("s12"), std::string::npos);
    EXPECT_NE(refusals[0].object.find(idOf(12).toString()), std::string::npos);
    EXPECT_NE(refusals[0].detail.find("ann"), std::string::npos);
    EXPECT_NE(refusals[0].detail.find("audit"), std::string::npos);
}

TEST(ClosureRefusals, NameARunningVmOnceUnlessItCanMergeLive) {
    Inventory inventory = twoChains();
    inventory.vms[0].state = VmState::Running;
    const auto refusals = refusalsOver(inventory, {10});
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].code, ErrorCode::VirtualSystemRunning);
    EXPECT_NE(refusals[0].object.find("vm1"), std::string::npos);
    EXPECT_TRUE(refusalsOver(inventory, {10}, true).empty());
    EXPECT_TRUE(refusalsOver(inventory, {20}).empty()) << "another VM does not matter";
}

TEST(ClosureRefusals, APausedVmHoldsItsDisksASavedOneDoesNot) {
    Inventory inventory = twoChains();
    inventory.vms[0].state = VmState::Paused;
    EXPECT_EQ(refusalsOver(inventory, {10}).size(), 1u);
    inventory.vms[0].state = VmState::Saved;
    EXPECT_TRUE(refusalsOver(inventory, {10}).empty());
}

TEST(ClosureRefusals, NameTheCollectionThatMissesAMember) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 77, 77}), makeTaken(101, {22, 78})});
    const auto refusals = refusalsOver(inventory, {11});
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].code, ErrorCode::MemberMissing);
    EXPECT_NE(refusals[0].object.find("taken100"), std::string::npos);
    EXPECT_NE(refusals[0].detail.find(idOf(77).toString()), std::string::npos);
}

TEST(ClosureRefusals, NameASnapshotThatAnotherJobDestroys) {
    Inventory inventory = twoChains();
    inventory.vms[0].snapshots[1].destroying = true;
    const auto refusals = refusalsOver(inventory, {10});
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].code, ErrorCode::InUseByJob);
    EXPECT_NE(refusals[0].object.find("s11"), std::string::npos);
}

TEST(ClosureRefusals, ComeInTheOrderOfTheDesign) {
    Inventory inventory = twoChains();
    addTaken(inventory, {makeTaken(100, {12, 77})});
    inventory.vms[0].state = VmState::Running;
    inventory.vms[0].snapshots[0].destroying = true;
    inventory.vms[0].snapshots[2].hold = Hold{};
    std::vector<ErrorCode> codes;
    for (const Error& error : refusalsOver(inventory, {10})) {
        codes.push_back(error.code);
    }
    EXPECT_EQ(codes, (std::vector{ErrorCode::SnapshotHeld, ErrorCode::VirtualSystemRunning,
                                  ErrorCode::MemberMissing, ErrorCode::InUseByJob}));
}

} // namespace
} // namespace coppice
