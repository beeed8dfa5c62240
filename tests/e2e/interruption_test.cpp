// kill -9 in the middle of a destroy, and what recover makes of it.
#include "e2e/coppicectl_process.h"

#include <chrono>
#include <gtest/gtest.h>

namespace coppice::test {
namespace {

using std::chrono::milliseconds;

/// The delay is no promise of where the process is: whatever it was doing, the contents must hold.
class Killed : public testing::TestWithParam<int> {};

TEST_P(Killed, RecoverFinishesForwardAndEverySurvivorReadsAsBefore) {
    const DemoLibrary library(4);
    const auto before = contentsOf(library.path());
    const std::string target = library.snapshotCollection(1);
    const milliseconds delay(GetParam());
    Outcome outcome = library.run({"destroy", target, "--yes"}, delay);
    // Survivors read the same at every moment, so also right after the kill.
    expectSurvivorsUnchanged(before, contentsOf(library.path()));
    // Once more in the middle of the recovery, then to its end.
    if (outcome.exitStatus == -1) {
        library.run({"recover"}, delay / 2);
    }
    outcome = library.run({"recover"});
    ASSERT_EQ(outcome.exitStatus, 0) << outcome.err;
    const Json jobs = library.run({"jobs"}).json()["jobs"];
    const auto after = contentsOf(library.path());
    expectSurvivorsUnchanged(before, after);
    if (jobs.empty()) { // killed before the journal: as if nothing had been asked
        EXPECT_EQ(after.size(), before.size());
    } else {
        EXPECT_EQ(jobs[0]["state"], "Completed");
        EXPECT_EQ(after.size(), 4U);
    }
    const Outcome checked = library.run({"check"});
    EXPECT_EQ(checked.exitStatus, 0) << checked.out;
    EXPECT_EQ(checked.json()["warned"], 0) << "files are left behind: " << checked.out;
}

INSTANTIATE_TEST_SUITE_P(Moments, Killed, testing::Values(40, 130, 220, 320, 450));

TEST(Interrupted, ReadersGoOnAndWritersFinishItFirst) {
    const DemoLibrary library(4);
    library.run({"destroy", library.snapshotCollection(1), "--yes"}, milliseconds(150));
    EXPECT_EQ(library.run({"tree"}).exitStatus, 0);
    const std::string kept = library.tree()["vms"][0]["snapshots"][0]["id"];
    const Outcome held = library.run({"hold", kept, "--reason", "test"});
    EXPECT_EQ(held.exitStatus, 0) << held.err;
    const Json jobs = library.run({"jobs"}).json()["jobs"];
    if (!jobs.empty()) {
        EXPECT_EQ(jobs[0]["state"], "Completed") << "opening for writing finishes what was interrupted";
    }
}

} // namespace
} // namespace coppice::test
