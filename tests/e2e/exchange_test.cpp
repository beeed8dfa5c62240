// import, export and adopt from outside.
#include "e2e/coppicectl_process.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace coppice::test {
namespace fs = std::filesystem;
namespace {

TEST(Exchange, ExportReadIntoAnEmptyLibraryGivesTheSameExport) {
    const DemoLibrary library;
    const std::string exported = library.run({"export"}).out;
    const auto contents = contentsOf(library.path());
    fs::remove(library.path() / "coppice.db");
    fs::remove(library.path() / "coppice.db-wal");
    fs::remove(library.path() / "coppice.db-shm");
    ASSERT_EQ(library.run({"library", "create"}).exitStatus, 0);
    EXPECT_TRUE(library.tree()["vms"].empty());
    ASSERT_EQ(library.import(Json::parse(exported)).exitStatus, 0);
    EXPECT_EQ(library.run({"export"}).out, exported);
    EXPECT_EQ(contentsOf(library.path()), contents);
}

TEST(Exchange, ManifestErrorNamesThePlaceAndChangesNothing) {
    const DemoLibrary library;
    Json manifest = library.run({"export"}).json();
    manifest["vms"][1]["snapshots"][2]["created"] = "yesterday";
    const Outcome outcome = library.import(manifest);
    EXPECT_EQ(outcome.exitStatus, 3);
    EXPECT_EQ(outcome.json()["error"]["code"], "ManifestInvalid");
    EXPECT_EQ(outcome.json()["error"]["object"], "/vms/1/snapshots/2/created");
    manifest = library.run({"export"}).json();
    manifest["vms"][0]["disks"][0]["active"] = "../outside.vhdx";
    EXPECT_EQ(library.import(manifest).json()["error"]["code"], "PathOutsideLibrary");
}

TEST(Exchange, AdoptedWindowsChainIsOneVmAndReadsAsRecorded) {
    const TempFolder folder;
    const fs::path library = folder / "library";
    fs::create_directories(library / "fat");
    for (const char* name : {"fat-parent.vhdx", "fat-differential.vhdx"}) {
        const Outcome unpacked = runProgram({"sh", "-c",
                                             std::string("xz -dc '") + COPPICE_TEST_DATA + "/" + name +
                                                 ".xz' > '" + (library / "fat" / name).string() + "'"});
        ASSERT_EQ(unpacked.exitStatus, 0) << unpacked.err;
    }
    const Arguments global = {"--library", library.string(), "--json"};
    const auto run = [&](Arguments arguments) {
        arguments.insert(arguments.end(), global.begin(), global.end());
        return ctl(arguments);
    };
    ASSERT_EQ(run({"library", "create"}).exitStatus, 0);
    const Outcome adopted = run({"adopt", (library / "fat").string()});
    ASSERT_EQ(adopted.exitStatus, 0) << adopted.err;
    EXPECT_EQ(adopted.json()["vms"], 1);
    EXPECT_EQ(adopted.json()["snapshots"], 1);
    const Json tree = run({"tree"}).json();
    EXPECT_EQ(tree["vms"][0]["disks"][0]["active"], "fat/fat-differential.vhdx");
    EXPECT_EQ(tree["vms"][0]["snapshots"][0]["disks"]["SCSI 0:0"], "fat/fat-parent.vhdx");
    EXPECT_EQ(run({"disk", "sha256", (library / "fat/fat-differential.vhdx").string()}).json()["sha256"],
              "a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93");
    EXPECT_EQ(run({"disk", "compare", (library / "fat/fat-parent.vhdx").string(),
                   (library / "fat/fat-differential.vhdx").string()})
                  .exitStatus,
              1);
    const Outcome again = run({"adopt", (library / "fat").string()});
    EXPECT_EQ(again.json()["vms"], 0) << "adopting twice adds nothing twice";
    EXPECT_EQ(run({"tree"}).out, run({"tree"}).out);

    const std::string snapshot = tree["vms"][0]["snapshots"][0]["id"];
    const Outcome destroyed = run({"destroy", snapshot, "--yes", "--verify"});
    ASSERT_EQ(destroyed.exitStatus, 0) << destroyed.err;
    const std::string base = run({"tree"}).json()["vms"][0]["disks"][0]["active"];
    EXPECT_EQ(run({"disk", "sha256", (library / base).string()}).json()["sha256"],
              "a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93");
}

TEST(Exchange, NameThatWouldCommandTheTerminalIsShownHarmlessAndKeptAsItIs) {
    const DemoLibrary library;
    const std::string name = "Be\x1b[31mfore\npatch é";
    Json manifest = library.run({"export"}).json();
    manifest["vms"][0]["snapshots"][0]["name"] = name;
    ASSERT_EQ(library.import(manifest).exitStatus, 0);
    EXPECT_EQ(library.tree()["vms"][0]["snapshots"][0]["name"], name);
    const std::string shown = ctl({"tree", "--library", library.path().string()}).out;
    EXPECT_EQ(shown.find('\x1b'), std::string::npos) << shown;
    EXPECT_NE(shown.find("[31mfore patch é"), std::string::npos) << shown;
}

TEST(Exchange, AdoptOutsideTheLibraryAddsARoot) {
    const DemoLibrary disks;
    const TempFolder folder;
    ASSERT_EQ(ctl({"library", "create", "--library", folder.path().string()}).exitStatus, 0);
    const Outcome adopted =
        ctl({"adopt", disks.path().string(), "--library", folder.path().string(), "--json"});
    ASSERT_EQ(adopted.exitStatus, 0) << adopted.err;
    EXPECT_EQ(adopted.json()["vms"], 2);
    EXPECT_EQ(adopted.json()["snapshots"], 10) << "the branch off the way to Now is a snapshot too";
    EXPECT_EQ(ctl({"check", "--library", folder.path().string()}).exitStatus, 0);
}

} // namespace
} // namespace coppice::test
