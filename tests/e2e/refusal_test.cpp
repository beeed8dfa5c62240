// Every refusal with its exit status, its return value and nothing changed; wrong usage; the second writer.
#include "e2e/coppicectl_process.h"
#include "providers/local/local_library.h"
#include "vhdx/chain.h"
#include "vhdx/image.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

namespace coppice::test {
namespace fs = std::filesystem;
namespace {

/// plan and destroy both refuse with `code`, and leave everything as it is.
void expectRefused(const DemoLibrary& library, const std::string& id, const std::string& code,
                   int returnValue) {
    const auto filesBefore = layerFiles(library.path());
    const std::string manifestBefore = library.run({"export"}).out;
    for (const Arguments& command : {Arguments{"plan", id}, Arguments{"destroy", id, "--yes"}}) {
        const Outcome outcome = library.run(command);
        EXPECT_EQ(outcome.exitStatus, 3) << command[0] << ": " << outcome.err;
        const Json error = outcome.json()["error"];
        EXPECT_EQ(error["code"], code) << outcome.out;
        EXPECT_EQ(error["returnValue"], returnValue);
        EXPECT_FALSE(error["message"].get<std::string>().empty());
    }
    EXPECT_EQ(layerFiles(library.path()), filesBefore);
    EXPECT_EQ(library.run({"export"}).out, manifestBefore);
}

TEST(Refused, UnknownReference) {
    const DemoLibrary library;
    expectRefused(library, "00000000-1111-4222-8333-444444444444", "UnknownReference", 4);
    expectRefused(library, "nonsense", "UnknownReference", 4);
}

TEST(Refused, ReferenceThatIsNoSnapshot) {
    const DemoLibrary library;
    const Json tree = library.tree();
    expectRefused(library, tree["vms"][0]["id"], "NotASnapshot", 6);
    expectRefused(library, tree["collections"][0]["id"], "NotASnapshot", 6);
}

TEST(Refused, HeldSnapshotUntilItIsReleased) {
    const DemoLibrary library;
    const std::string held = library.tree()["vms"][0]["snapshots"][1]["id"];
    ASSERT_EQ(library.run({"hold", held, "--reason", "audit"}).exitStatus, 0);
    expectRefused(library, library.snapshotCollection(0), "SnapshotHeld", 5);
    ASSERT_EQ(library.run({"release", held}).exitStatus, 0);
    EXPECT_EQ(library.run({"plan", library.snapshotCollection(0)}).exitStatus, 0);
}

TEST(Refused, HoldOfWhatIsNoSnapshotAndHoldWithoutReason) {
    const DemoLibrary library;
    const Json tree = library.tree();
    const auto refused = [&](const Arguments& command, const std::string& code, int returnValue) {
        const Outcome outcome = library.run(command);
        EXPECT_EQ(outcome.exitStatus, 3) << outcome.err;
        EXPECT_EQ(outcome.json()["error"]["code"], code);
        EXPECT_EQ(outcome.json()["error"]["returnValue"], returnValue);
    };
    const std::string vm = tree["vms"][0]["id"];
    const std::string collection = tree["collections"][0]["id"];
    const std::string snapshot = tree["vms"][0]["snapshots"][1]["id"];
    refused({"hold", vm, "--reason", "audit"}, "NotASnapshot", 6);
    refused({"release", collection}, "NotASnapshot", 6);
    refused({"hold", snapshot, "--reason", " "}, "InvalidArgument", 4);
    refused({"note", vm, "--text", "x"}, "NotASnapshot", 6);
    ASSERT_EQ(library.run({"note", snapshot, "--text", "for the audit"}).exitStatus, 0);
    EXPECT_EQ(library.run({"export"}).json()["vms"][0]["snapshots"][1]["notes"], "for the audit");
}

TEST(Refused, RunningVm) {
    const DemoLibrary library;
    Json manifest = library.run({"export"}).json();
    manifest["vms"][0]["state"] = "running";
    ASSERT_EQ(library.import(manifest).exitStatus, 0);
    expectRefused(library, library.snapshotCollection(1), "VirtualSystemRunning", 5);
}

TEST(Refused, MissingMember) {
    const DemoLibrary library;
    Json manifest = library.run({"export"}).json();
    manifest["collections"][0]["snapshots"][1]["members"].push_back("00000000-1111-4222-8333-444444444444");
    ASSERT_EQ(library.import(manifest).exitStatus, 0);
    expectRefused(library, library.snapshotCollection(1), "MemberMissing", 5);
}

TEST(Refused, LayerThatIsGone) {
    const DemoLibrary library;
    const std::string layer = library.tree()["vms"][0]["snapshots"][1]["disks"]["SCSI 0:0"];
    fs::remove(library.path() / layer);
    expectRefused(library, library.snapshotCollection(1), "ParentNotFound", 5);
    EXPECT_EQ(library.run({"check"}).exitStatus, 1);
}

/// A differencing disk over `parent`, whose locator says `relativePath`.
void makeChild(const fs::path& path, const fs::path& parent, const std::string& relativePath) {
    auto parentFile = nativeFileSystem().open(parent, OpenMode::ReadOnly);
    ASSERT_TRUE(parentFile);
    const auto parentImage = vhdx::Image::open(std::move(*parentFile), OpenMode::ReadOnly);
    ASSERT_TRUE(parentImage);
    vhdx::CreateParameters parameters;
    parameters.type = vhdx::DiskType::Differencing;
    parameters.virtualSizeBytes = (*parentImage)->info().virtualSizeBytes;
    parameters.parent = vhdx::makeParentLocator(path, parent, (*parentImage)->info().dataWriteGuid);
    parameters.parent->set(vhdx::locator_key::relativePath, relativePath);
    auto file = nativeFileSystem().create(path);
    ASSERT_TRUE(file);
    const auto image = vhdx::Image::create(std::move(*file), parameters);
    ASSERT_TRUE(image);
    ASSERT_TRUE((*image)->close());
}

TEST(Refused, ChildThatNoVmOwns) {
    const DemoLibrary library;
    const fs::path layer =
        library.path() / library.tree()["vms"][0]["snapshots"][1]["disks"]["SCSI 0:0"].get<std::string>();
    makeChild(layer.parent_path() / "stray.avhdx", layer, ".\\" + layer.filename().string());
    expectRefused(library, library.snapshotCollection(1), "UnownedChild", 5);
    const Outcome checked = library.run({"check"});
    EXPECT_EQ(checked.exitStatus, 0) << "an orphan is no damage";
    EXPECT_NE(checked.out.find("stray.avhdx"), std::string::npos);
}

/// The base of a VM moved out of the library, reached by `relativePath` from its first child.
void expectOutsideRefused(bool throughLink) {
    const DemoLibrary library;
    const Json vm = library.tree()["vms"][0];
    const fs::path folder = library.path() / "escape";
    fs::create_directories(folder);
    const fs::path base = library.path() / vm["snapshots"][0]["disks"]["SCSI 0:0"].get<std::string>();
    const fs::path outside = library.path().parent_path() / "outside.vhdx";
    fs::copy_file(base, outside);
    if (throughLink) {
        fs::create_symlink(outside, folder / "inside.vhdx");
    }
    makeChild(folder / "frozen.avhdx", outside, throughLink ? ".\\inside.vhdx" : "..\\..\\outside.vhdx");
    makeChild(folder / "now.avhdx", folder / "frozen.avhdx", ".\\frozen.avhdx");
    const std::string snapshot = "11111111-1111-4222-8333-444444444444";
    const Json manifest = {{"version", 1},
                           {"collections", Json::array()},
                           {"vms",
                            {{{"id", "22222222-1111-4222-8333-444444444444"},
                              {"name", "escapee"},
                              {"state", "off"},
                              {"disks", {{{"slot", "SCSI 0:0"}, {"active", "escape/now.avhdx"}}}},
                              {"current", snapshot},
                              {"snapshots",
                               {{{"id", snapshot},
                                 {"name", "Frozen"},
                                 {"parent", nullptr},
                                 {"type", "standard"},
                                 {"created", "2026-11-01T09:00:00Z"},
                                 {"notes", ""},
                                 {"hold", nullptr},
                                 {"disks", {{"SCSI 0:0", "escape/frozen.avhdx"}}}}}}}}}};
    const Outcome imported = library.import(manifest);
    ASSERT_EQ(imported.exitStatus, 0) << imported.err;
    expectRefused(library, snapshot, "PathOutsideLibrary", 5);
    const Outcome checked = library.run({"check"});
    EXPECT_EQ(checked.exitStatus, 1);
    EXPECT_NE(checked.out.find("PathOutsideLibrary"), std::string::npos) << checked.out;
    const Outcome hashed = ctl({"disk", "sha256", (folder / "now.avhdx").string(), "--json"});
    EXPECT_EQ(hashed.exitStatus, 3) << "without a library the file's own folder is the limit";
    EXPECT_EQ(hashed.json()["error"]["code"], "PathOutsideLibrary");
}

TEST(Refused, ParentPathThatClimbsOutOfTheLibrary) {
    expectOutsideRefused(false);
}

TEST(Refused, ParentThroughALinkOutOfTheLibrary) {
    expectOutsideRefused(true);
}

TEST(Refused, LayerThatAnotherProgramHasLocked) {
    const DemoLibrary library;
    const std::string layer = library.tree()["vms"][0]["snapshots"][3]["disks"]["SCSI 0:0"];
    const auto lock = nativeFileSystem().lock(library.path() / layer, LockKind::Shared);
    ASSERT_TRUE(lock);
    const auto filesBefore = layerFiles(library.path());
    const Outcome outcome = library.run({"destroy", library.snapshotCollection(1), "--yes"});
    EXPECT_EQ(outcome.exitStatus, 3) << outcome.err;
    EXPECT_EQ(outcome.json()["error"]["code"], "LayerInUse");
    EXPECT_EQ(outcome.json()["error"]["returnValue"], 3);
    EXPECT_EQ(layerFiles(library.path()), filesBefore);
    EXPECT_TRUE(library.run({"jobs"}).json()["jobs"].empty());
}

TEST(SecondWriter, IsRefusedWithTheFirstNamedWhileReadersGoOn) {
    const DemoLibrary library;
    const auto first = LocalLibrary::open(
        library.path(), {.access = LibraryStore::Access::ReadWrite, .program = "the first writer"});
    ASSERT_TRUE(first);
    const Outcome outcome = library.run({"destroy", library.snapshotCollection(1), "--yes"});
    EXPECT_EQ(outcome.exitStatus, 3);
    EXPECT_EQ(outcome.json()["error"]["code"], "LibraryInUse");
    EXPECT_NE(outcome.err.find("the first writer"), std::string::npos) << outcome.err;
    EXPECT_EQ(library.run({"tree"}).exitStatus, 0);
    EXPECT_EQ(library.run({"plan", library.snapshotCollection(1)}).exitStatus, 0);
    EXPECT_EQ(library.run({"check"}).exitStatus, 0);
}

TEST(Refused, DemoNumbersOutOfRangeBeforeAnythingIsMade) {
    const TempFolder folder;
    const fs::path library = folder / "library";
    for (const char* option : {"--vms", "--collections"}) {
        const Outcome outcome = ctl({"demo", library.string(), option, "0", "--json"});
        EXPECT_EQ(outcome.exitStatus, 3) << outcome.err;
        EXPECT_EQ(outcome.json()["error"]["returnValue"], 4);
        EXPECT_FALSE(fs::exists(library));
    }
}

TEST(Refused, DemoInAFolderThatHoldsSomething) {
    const TempFolder folder;
    std::ofstream(folder / "letter.txt") << "dear";
    const Outcome outcome = ctl({"demo", folder.path().string(), "--json"});
    EXPECT_EQ(outcome.exitStatus, 3) << outcome.err;
    EXPECT_EQ(outcome.json()["error"]["object"], folder.path().string());
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
    EXPECT_EQ(ctl({"demo", (folder / "letter.txt").string()}).exitStatus, 3);
    const DemoLibrary library;
    const Json before = library.tree();
    EXPECT_EQ(ctl({"demo", library.path().string()}).exitStatus, 3);
    EXPECT_EQ(library.tree(), before);
}

TEST(WrongUsage, NumberOfAJobBelowZero) {
    const DemoLibrary library;
    for (const char* verb : {"show", "stop", "start"}) {
        const Outcome outcome = library.run({"job", verb, "-1"});
        EXPECT_EQ(outcome.exitStatus, 2) << outcome.err;
    }
    EXPECT_EQ(library.run({"job", "show", "one"}).exitStatus, 2);
    EXPECT_EQ(library.run({"job", "show", "18446744073709551616"}).exitStatus, 2);
}

TEST(WrongUsage, UnknownCommandIsNamed) {
    for (const Arguments& arguments : {Arguments{"frobnicate"}, Arguments{"job", "frobnicate"}}) {
        const Outcome outcome = ctl(arguments);
        EXPECT_EQ(outcome.exitStatus, 2);
        EXPECT_NE(outcome.err.find("\"frobnicate\""), std::string::npos) << outcome.err;
        EXPECT_NE(outcome.err.find("--help"), std::string::npos) << outcome.err;
    }
}

TEST(Failed, OutputThatDoesNotFit) {
    const DemoLibrary library;
    for (const char* json : {"", " --json"}) {
        const Outcome outcome =
            runProgram({"/bin/sh", "-c", "\"$0\" tree --library \"$1\"" + std::string(json) + " > /dev/full",
                        COPPICECTL, library.path().string()});
        EXPECT_EQ(outcome.exitStatus, 1) << json << outcome.err;
    }
}

TEST(Failed, LibraryWhoseDatabaseIsAPipe) {
    const TempFolder folder;
    ASSERT_EQ(mkfifo((folder / "coppice.db").c_str(), S_IRUSR | S_IWUSR), 0);
    const Outcome outcome =
        ctl({"tree", "--library", folder.path().string(), "--json"}, std::chrono::seconds(20));
    EXPECT_EQ(outcome.exitStatus, 1) << "-1: it waited for the pipe's other end";
    EXPECT_EQ(outcome.json()["error"]["code"], "NotALibrary");
}

TEST(Usage, WrongUsageIsTwoAndHelpIsZero) {
    const DemoLibrary library;
    EXPECT_EQ(ctl({}).exitStatus, 2);
    EXPECT_EQ(ctl({"frobnicate"}).exitStatus, 2);
    EXPECT_EQ(ctl({"tree"}).exitStatus, 2) << "no library is named";
    EXPECT_EQ(library.run({"plan"}).exitStatus, 2);
    const Outcome unconfirmed = library.run({"destroy", library.snapshotCollection(1)});
    EXPECT_EQ(unconfirmed.exitStatus, 2);
    EXPECT_NE(unconfirmed.err.find("--yes"), std::string::npos);
    EXPECT_EQ(ctl({"--help"}).exitStatus, 0);
    EXPECT_EQ(ctl({"disk", "sha256", "--help"}).exitStatus, 0);
    EXPECT_EQ(ctl({"--version"}).exitStatus, 0);
    EXPECT_EQ(ctl({"--json", "--library", library.path().string(), "tree"}).exitStatus, 0)
        << "global options may stand before the command";
}

} // namespace
} // namespace coppice::test
