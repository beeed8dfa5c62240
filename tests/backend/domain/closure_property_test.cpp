// Thousands of random inventories, some of them hostile, against a fixpoint that knows nothing of walks.
#include "domain/closure.h"
#include "inventory_builder.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace coppice {
namespace {

using test::idOf;
using Kind = DestroyReason::Kind;

struct World {
    Inventory inventory;
    std::vector<Guid> refs;
};

World randomWorld(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    const bool hostile = below(4) == 0;
    World world;
    std::uint32_t nextId = 1;
    std::vector<std::uint32_t> all;
    const std::uint32_t vmCount = 1 + below(5);
    for (std::uint32_t v = 0; v < vmCount; ++v) {
        VirtualSystem vm = test::makeVm(nextId++, {});
        std::vector<std::uint32_t> own;
        const std::uint32_t count = below(9);
        for (std::uint32_t s = 0; s < count; ++s) {
            own.push_back(nextId++);
        }
        for (std::size_t s = 0; s < own.size(); ++s) {
            std::optional<std::uint32_t> parent;
            if (hostile && below(3) == 0) {
                // Rings, itself, unknown ones, other VMs' snapshots.
                parent = below(3) == 0 ? 5000 : 1 + below(nextId);
            } else if (s > 0 && below(8) != 0) {
                parent = own[below(s)];
            }
            vm.snapshots.push_back(test::makeSnapshot(own[s], parent));
            all.push_back(own[s]);
        }
        std::ranges::shuffle(vm.snapshots, random);
        if (!own.empty() && below(4) != 0) {
            vm.current = idOf(own[below(own.size())]);
        }
        world.inventory.vms.push_back(std::move(vm));
    }
    const std::uint32_t groups = 1 + below(2);
    std::vector<Guid> selectable;
    for (std::uint32_t g = 0; g < groups; ++g) {
        Collection collection{.id = idOf(nextId++), .name = "c", .vms = {}, .snapshots = {}};
        const std::uint32_t takenCount = below(4);
        for (std::uint32_t t = 0; t < takenCount; ++t) {
            SnapshotCollection taken = test::makeTaken(nextId++, {});
            const std::uint32_t members = below(4);
            for (std::uint32_t m = 0; m < members && !all.empty(); ++m) {
                taken.members.push_back(below(12) == 0 ? idOf(6000) : idOf(all[below(all.size())]));
            }
            selectable.push_back(taken.id);
            collection.snapshots.push_back(std::move(taken));
        }
        world.inventory.collections.push_back(std::move(collection));
    }
    for (const std::uint32_t id : all) {
        selectable.push_back(idOf(id));
    }
    const std::uint32_t refCount = selectable.empty() ? 0 : 1 + below(3);
    for (std::uint32_t r = 0; r < refCount; ++r) {
        world.refs.push_back(selectable[below(selectable.size())]);
    }
    return world;
}

/// The rules as they are written, applied until nothing changes.
struct Fixpoint {
    std::set<Guid> snapshots;
    std::set<Guid> collections;
    std::map<Guid, Guid> parentOf; ///< within one VM
    std::map<Guid, std::set<Guid>> membersOf;
    std::set<Guid> selectedCollections;

    Fixpoint(const World& world, DestroyScope scope) {
        for (const VirtualSystem& vm : world.inventory.vms) {
            for (const Snapshot& snapshot : vm.snapshots) {
                for (const Snapshot& other : vm.snapshots) {
                    if (snapshot.parent == other.id && other.id != snapshot.id) {
                        parentOf.emplace(snapshot.id, other.id);
                    }
                }
            }
        }
        for (const Collection& collection : world.inventory.collections) {
            for (const SnapshotCollection& taken : collection.snapshots) {
                for (const Guid& member : taken.members) {
                    if (member != idOf(6000)) {
                        membersOf[taken.id].insert(member);
                    }
                }
                if (test::holds(world.refs, taken.id)) {
                    selectedCollections.insert(taken.id);
                    collections.insert(taken.id);
                }
            }
        }
        for (const VirtualSystem& vm : world.inventory.vms) {
            for (const Snapshot& snapshot : vm.snapshots) {
                if (test::holds(world.refs, snapshot.id)) {
                    snapshots.insert(snapshot.id);
                }
            }
        }
        for (bool changed = true; changed;) {
            const std::size_t before = snapshots.size() + collections.size();
            for (const auto& [taken, members] : membersOf) {
                const bool loses = std::ranges::any_of(
                    members, [&](const Guid& member) { return snapshots.contains(member); });
                if (loses || collections.contains(taken)) {
                    collections.insert(taken);
                    snapshots.insert(members.begin(), members.end());
                }
            }
            if (scope == DestroyScope::WithDependents) {
                for (const auto& [child, parent] : parentOf) {
                    if (snapshots.contains(parent)) {
                        snapshots.insert(child);
                    }
                }
            }
            changed = snapshots.size() + collections.size() != before;
        }
    }

    std::optional<Guid> survivor(Guid id) const {
        for (std::size_t steps = 0; steps < 1000; ++steps) {
            if (!snapshots.contains(id)) {
                return id;
            }
            const auto parent = parentOf.find(id);
            if (parent == parentOf.end()) {
                return std::nullopt;
            }
            id = parent->second;
        }
        return std::nullopt; // a ring
    }
};

void checkReasons(const World& world, const Fixpoint& expected, const Closure& closure, DestroyScope scope) {
    std::map<Guid, const DestroyedSnapshot*> byId;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        byId[destroyed.id] = &destroyed;
    }
    std::map<Guid, std::set<Guid>> throughs; // by collection that was pulled in
    std::map<Guid, std::size_t> pulled;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        ASSERT_FALSE(destroyed.reasons.empty());
        std::vector<DestroyReason> direct;
        if (test::holds(world.refs, destroyed.id)) {
            direct.push_back({.kind = Kind::Selected, .cause = {}, .through = {}});
        }
        for (const Guid& taken : expected.selectedCollections) {
            if (const auto found = expected.membersOf.find(taken);
                found != expected.membersOf.end() && found->second.contains(destroyed.id)) {
                direct.push_back({.kind = Kind::SelectedMember, .cause = taken, .through = {}});
            }
        }
        EXPECT_EQ(destroyed.selected, !direct.empty());
        if (const auto parent = expected.parentOf.find(destroyed.id);
            scope == DestroyScope::WithDependents && parent != expected.parentOf.end() &&
            expected.snapshots.contains(parent->second)) {
            direct.push_back({.kind = Kind::ChildOf, .cause = parent->second, .through = {}});
        }
        std::size_t others = 0;
        for (const DestroyReason& reason : destroyed.reasons) {
            EXPECT_EQ(std::ranges::count(destroyed.reasons, reason), 1);
            if (reason.kind != Kind::MemberOf) {
                ++others;
                continue;
            }
            EXPECT_FALSE(expected.selectedCollections.contains(reason.cause));
            ASSERT_TRUE(expected.membersOf.contains(reason.cause));
            EXPECT_TRUE(expected.membersOf.at(reason.cause).contains(destroyed.id));
            EXPECT_TRUE(expected.membersOf.at(reason.cause).contains(reason.through));
            EXPECT_NE(reason.through, destroyed.id);
            EXPECT_TRUE(byId.contains(reason.through));
            throughs[reason.cause].insert(reason.through);
            ++pulled[reason.cause];
        }
        EXPECT_EQ(others, direct.size());
        for (const DestroyReason& reason : direct) {
            EXPECT_TRUE(test::holds(destroyed.reasons, reason));
        }
        // First reasons lead back to the selection without going in a circle.
        const DestroyedSnapshot* at = &destroyed;
        for (std::size_t steps = 0; at != nullptr; ++steps) {
            ASSERT_LE(steps, closure.snapshots.size()) << "reasons go in a circle";
            const DestroyReason& first = at->reasons.front();
            at = first.kind == Kind::ChildOf    ? byId.at(first.cause)
                 : first.kind == Kind::MemberOf ? byId.at(first.through)
                                                : nullptr;
        }
    }
    for (const Guid& taken : expected.collections) {
        const auto members = expected.membersOf.find(taken);
        if (expected.selectedCollections.contains(taken) || members == expected.membersOf.end()) {
            continue;
        }
        EXPECT_EQ(pulled[taken], members->second.size() - 1) << "all members but the one that pulled it in";
        EXPECT_EQ(throughs[taken].size(), members->second.size() > 1 ? 1u : 0u);
    }
}

void checkMoves(const World& world, const Fixpoint& expected, const Closure& closure) {
    std::map<Guid, std::optional<Guid>> reparented;
    for (const auto& [child, parent] : expected.parentOf) {
        if (expected.snapshots.contains(parent) && !expected.snapshots.contains(child)) {
            reparented[child] = expected.survivor(parent);
        }
    }
    EXPECT_EQ(closure.reparented.size(), reparented.size());
    for (const auto& moved : closure.reparented) {
        ASSERT_TRUE(reparented.contains(moved.snapshot));
        EXPECT_EQ(moved.newParent, reparented.at(moved.snapshot));
    }
    std::map<Guid, std::optional<Guid>> currents;
    for (const VirtualSystem& vm : world.inventory.vms) {
        if (vm.current && expected.snapshots.contains(*vm.current)) {
            currents[vm.id] = expected.survivor(*vm.current);
        }
    }
    EXPECT_EQ(closure.movedNow.size(), currents.size());
    for (const auto& moved : closure.movedNow) {
        ASSERT_TRUE(currents.contains(moved.vm));
        EXPECT_EQ(moved.newCurrent, currents.at(moved.vm));
    }
}

TEST(ClosureProperty, EqualsTheFixpointOfItsRules) {
    for (unsigned seed = 0; seed < 6000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const World world = randomWorld(seed);
        for (const DestroyScope scope : {DestroyScope::WithDependents, DestroyScope::OnlySelected}) {
            SCOPED_TRACE(scope == DestroyScope::OnlySelected ? "only selected" : "with dependents");
            const auto closure = closureOf(InventoryIndex(world.inventory), world.refs, scope);
            ASSERT_TRUE(closure);
            const Fixpoint expected(world, scope);

            std::vector<Guid> inOrder;
            for (const VirtualSystem& vm : world.inventory.vms) {
                for (const Snapshot& snapshot : vm.snapshots) {
                    if (expected.snapshots.contains(snapshot.id)) {
                        inOrder.push_back(snapshot.id);
                    }
                }
            }
            std::vector<Guid> ids;
            for (const DestroyedSnapshot& destroyed : closure->snapshots) {
                ids.push_back(destroyed.id);
            }
            ASSERT_EQ(ids, inOrder);
            ASSERT_EQ(std::set(closure->snapshotCollections.begin(), closure->snapshotCollections.end()),
                      expected.collections);
            ASSERT_EQ(closure->snapshotCollections.size(), expected.collections.size());
            checkReasons(world, expected, *closure, scope);
            checkMoves(world, expected, *closure);
            if (testing::Test::HasFailure()) {
                return;
            }
        }
    }
}

} // namespace
} // namespace coppice
