// Dependents and sums of all snapshots at once, against the closure of each alone.
#include "domain/closure.h"
#include "sample_library.h"

#include <array>
#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

TEST(Figures, OfRandomLibrariesEqualTheClosureOfEachSnapshotAlone) {
    for (unsigned seed = 1; seed <= 400; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const auto view = ViewData::make(randomLibrary(random));
        const auto check = [&view](const Guid& id, std::uint64_t own) {
            const std::array refs{id};
            const Result<Closure> closure = closureOf(view->index(), refs, DestroyScope::WithDependents);
            ASSERT_TRUE(closure);
            EXPECT_EQ(view->figures(id).dependents, closure->snapshots.size() - own);
            EXPECT_EQ(view->figures(id).freesBytes, closure->snapshots.size() << 20);
            EXPECT_EQ(view->figures(id).ownBytes, own << 20);
        };
        for (const VirtualSystem& vm : view->inventory().vms) {
            for (const Snapshot& snapshot : vm.snapshots) {
                check(snapshot.id, 1);
            }
        }
        for (const Collection& collection : view->inventory().collections) {
            for (const SnapshotCollection& together : collection.snapshots) {
                if (!together.members.empty()) {
                    check(together.id, together.members.size());
                }
            }
        }
    }
}

TEST(Figures, OfManyMeetingPointsStayRightAcrossSetsOfSixtyFour) {
    constexpr int kRounds = 150;
    LibraryMaker maker;
    for (const std::string vm : {"a", "b"}) {
        maker.vm(vm);
        std::string parent;
        for (int i = 0; i < kRounds; ++i) {
            const std::string number = std::to_string(i);
            maker.snapshot(vm + ".own" + number, parent).snapshot(vm + ".t" + number, vm + ".own" + number);
            parent = vm + ".t" + number;
        }
    }
    maker.collection("C", {"a", "b"});
    for (int i = 0; i < kRounds; ++i) {
        const std::string number = std::to_string(i);
        maker.together("T" + number, {"a.t" + number, "b.t" + number});
    }
    const auto view = maker.view();
    for (int i = 0; i < kRounds; ++i) {
        const auto rest = static_cast<std::uint64_t>(kRounds - i);
        EXPECT_EQ(view->figures(idOf("T" + std::to_string(i))).dependents, 4 * (rest - 1));
        EXPECT_EQ(view->figures(idOf("a.own" + std::to_string(i))).dependents, 2 + 4 * (rest - 1));
    }
}

TEST(Figures, OfAHundredThousandSnapshotsInOneChainAreThereInLinearTime) {
    constexpr int kCount = 100000;
    LibraryMaker maker;
    maker.vm("long");
    std::string parent;
    for (int i = 0; i < kCount; ++i) {
        const std::string name = "s" + std::to_string(i);
        maker.snapshot(name, parent);
        parent = name;
    }
    const auto view = maker.view();
    EXPECT_EQ(view->figures(idOf("s0")).dependents, kCount - 1U);
    EXPECT_EQ(view->figures(idOf("s" + std::to_string(kCount - 1))).dependents, 0U);
}

} // namespace
} // namespace coppice::models::test
