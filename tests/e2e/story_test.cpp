// The whole story from outside: demo, tree, plan, destroy, check.
#include "e2e/coppicectl_process.h"

#include <gtest/gtest.h>
#include <set>

namespace coppice::test {
namespace {

TEST(Story, DestroyDoesWhatThePlanSaidAndSurvivorsReadAsBefore) {
    const DemoLibrary library;
    const auto before = contentsOf(library.path());
    const std::string target = library.snapshotCollection(1);

    const Outcome planned = library.run({"plan", target});
    ASSERT_EQ(planned.exitStatus, 0) << planned.err;
    const Json plan = planned.json();
    EXPECT_EQ(plan["returnValue"], 0);
    EXPECT_EQ(plan["destroyed"].size(), 8U) << "all but the first of five snapshots of two VMs";
    EXPECT_EQ(layerFiles(library.path()).size(), 12U) << "a plan changes nothing";
    std::set<std::string> goingFiles;
    for (const Json& disk : plan["disks"]) {
        for (const Json& step : disk["steps"]) {
            for (const char* key :
                 {"kind", "layers", "target", "result", "bytesToWrite", "bytesFreed", "reversible"}) {
                EXPECT_TRUE(step.contains(key)) << key;
            }
            for (const Json& layer : step["layers"]) {
                if (step["kind"] == "delete" || (step["kind"] == "merge" && layer != step["result"])) {
                    goingFiles.insert(layer);
                }
            }
        }
    }
    EXPECT_FALSE(goingFiles.empty());

    const Outcome destroyed = library.run({"destroy", target, "--yes", "--verify"});
    ASSERT_EQ(destroyed.exitStatus, 0) << destroyed.err;
    const Json result = destroyed.json();
    EXPECT_EQ(result["returnValue"], 0);
    EXPECT_EQ(result["job"]["state"], "Completed");
    EXPECT_EQ(result["job"]["percentComplete"], 100);
    EXPECT_EQ(result["job"]["errorCode"], 0);
    EXPECT_EQ(result["totals"]["bytesToWrite"], plan["totals"]["bytesToWrite"]);
    EXPECT_GT(result["totals"]["bytesFreed"].get<std::int64_t>(), 0);

    const auto after = contentsOf(library.path());
    EXPECT_EQ(after.size(), 4U) << "one snapshot and Now of two VMs";
    expectSurvivorsUnchanged(before, after);
    for (const std::string& file : goingFiles) {
        EXPECT_FALSE(layerFiles(library.path()).contains(file)) << file;
    }
    const Outcome checked = library.run({"check"});
    EXPECT_EQ(checked.exitStatus, 0) << checked.out;
    EXPECT_EQ(checked.json()["warned"], 0) << checked.out;
    EXPECT_EQ(library.run({"jobs"}).json()["jobs"].size(), 1U);
}

TEST(Story, OnlyThisSnapshotKeepsItsChildren) {
    const DemoLibrary library;
    const auto before = contentsOf(library.path());
    const Json vm = library.tree()["vms"][0];
    const std::string target = library.snapshotCollection(2);
    const Outcome destroyed = library.run({"destroy", target, "--only", "--yes", "--verify"});
    ASSERT_EQ(destroyed.exitStatus, 0) << destroyed.err;
    const auto after = contentsOf(library.path());
    EXPECT_EQ(after.size(), before.size() - 2);
    expectSurvivorsUnchanged(before, after);
    const Json left = library.tree()["vms"][0]["snapshots"];
    ASSERT_EQ(left.size(), 4U);
    EXPECT_EQ(left[3]["parent"], vm["snapshots"][1]["id"]) << "it moves to the nearest surviving ancestor";
}

TEST(Story, QemuReadsTheBaseThatIsLeftAsNowReadBefore) {
    if (runProgram({"qemu-img", "--version"}).exitStatus != 0) {
        GTEST_SKIP() << "qemu-img is not installed";
    }
    const DemoLibrary library;
    const auto before = contentsOf(library.path());
    ASSERT_EQ(library.run({"destroy", library.snapshotCollection(0), "--yes"}).exitStatus, 0);
    const Json tree = library.tree();
    for (const Json& vm : tree["vms"]) {
        const std::string active = vm["disks"][0]["active"];
        EXPECT_TRUE(active.ends_with(".vhdx") && !active.ends_with(".avhdx"))
            << "a base bears the base's name";
        const auto raw = library.path().parent_path() / "now.raw";
        const Outcome converted = runProgram({"timeout", "60", "qemu-img", "convert", "-f", "vhdx", "-O",
                                              "raw", (library.path() / active).string(), raw.string()});
        ASSERT_EQ(converted.exitStatus, 0) << converted.err;
        const std::string hash = runProgram({"sha256sum", raw.string()}).out.substr(0, 64);
        EXPECT_EQ(hash, before.at(vm["id"].get<std::string>() + "/now/SCSI 0:0"));
    }
}

TEST(Story, BulkOfSnapshotsAndCollectionsIsOnePlan) {
    const DemoLibrary library;
    const Json tree = library.tree();
    const std::string single = tree["vms"][0]["snapshots"][2]["id"]; // off the way to Now, without children
    const Json plan = library.run({"plan", single, library.snapshotCollection(3)}).json();
    EXPECT_EQ(plan["destroyed"].size(), 3U);
    EXPECT_EQ(plan["snapshotCollections"].size(), 1U);
    const Json shortId = library.run({"plan", single.substr(0, 8)}).json();
    EXPECT_EQ(shortId["destroyed"][0]["id"], single) << "the first eight characters will do";
}

TEST(Story, PlanTellsTheTimeOnceTheVolumeWasMeasured) {
    const DemoLibrary library;
    EXPECT_TRUE(library.run({"plan", library.snapshotCollection(2)}).json()["estimatedSeconds"].is_null());
    // A merge: the one in the middle goes, its children stay.
    ASSERT_EQ(library.run({"destroy", library.snapshotCollection(2), "--only", "--yes"}).exitStatus, 0);
    const Json time =
        library.run({"plan", library.snapshotCollection(0), "--only"}).json()["estimatedSeconds"];
    ASSERT_TRUE(time.is_object()) << time;
    EXPECT_GT(time["most"], time["least"]);
    EXPECT_GE(time["least"], 0.0);
}

TEST(Story, SeedMakesTheSameLibraryAgain) {
    const DemoLibrary one;
    const DemoLibrary two;
    const DemoLibrary other(2, 2);
    EXPECT_EQ(one.run({"export"}).out, two.run({"export"}).out);
    EXPECT_EQ(contentsOf(one.path()), contentsOf(two.path()));
    EXPECT_NE(one.run({"export"}).out, other.run({"export"}).out);
}

} // namespace
} // namespace coppice::test
