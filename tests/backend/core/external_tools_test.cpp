#include "support/external_tools.h"
#include "support/temp_folder.h"

#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace coppice::test {
namespace {

namespace fs = std::filesystem;

TEST(ExternalTools, OutputErrorsAndStatusAreTaken) {
    const auto result = runTool("sh", {"-c", "echo out; echo err >&2; exit 3"});
    EXPECT_TRUE(result.started);
    EXPECT_EQ(result.exitStatus, 3);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
    EXPECT_FALSE(result.ok());
}

TEST(ExternalTools, NoShellSeesTheArguments) {
    EXPECT_EQ(runTool("echo", {"$HOME; `id` *", ""}).output, "$HOME; `id` * \n");
}

TEST(ExternalTools, MuchOutputOnBothSidesDoesNotBlock) {
    const auto result = runTool("sh", {"-c", "head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2"});
    EXPECT_TRUE(result.ok());
    EXPECT_EQ(result.output.size(), 3'000'000u);
    EXPECT_EQ(result.errors.size(), 3'000'000u);
}

TEST(ExternalTools, AMissingProgramIsNoSuccess) {
    const auto result = runTool("coppice-no-such-program", {});
    EXPECT_FALSE(result.started);
    EXPECT_FALSE(result.ok());
}

TEST(ExternalTools, AProgramThatHangsIsKilledWithItsChildren) {
    const auto result = runTool("sh", {"-c", "sleep 1000 & echo $!; wait"}, std::chrono::milliseconds(300));
    EXPECT_TRUE(result.timedOut);
    EXPECT_FALSE(result.ok());
    EXPECT_EQ(result.exitStatus, 128 + SIGKILL);
    // The grandchild holds the pipe; that it is at most a zombie by now shows in its empty command line.
    std::ifstream commandLine("/proc/" + std::to_string(std::stoi(result.output)) + "/cmdline");
    std::string text;
    std::getline(commandLine, text);
    EXPECT_EQ(text.find("sleep"), std::string::npos);
}

TEST(ExternalTools, AProgramThatClosesItsOutputAndGoesOnIsKilledToo) {
    const auto result =
        runTool("sh", {"-c", "exec >&- 2>&-; exec sleep 1000"}, std::chrono::milliseconds(300));
    EXPECT_TRUE(result.timedOut);
}

TEST(ExternalTools, ABackgroundProgramAnswers) {
    BackgroundTool cat("cat", {});
    ASSERT_TRUE(cat.started());
    cat.writeInput("hello\n");
    EXPECT_TRUE(cat.waitForOutput("hello"));
    cat.stop();
    EXPECT_FALSE(cat.waitForOutput("more"));
}

/// An image of tests/data, unpacked.
fs::path unpacked(const TempFolder& folder, const std::string& name) {
    const auto result = runTool("xz", {"-dc", std::string(COPPICE_TEST_DATA "/") + name + ".xz"});
    EXPECT_TRUE(result.ok()) << result.describe();
    std::ofstream(folder / name, std::ios::binary) << result.output;
    return folder / name;
}

std::string sha256(const fs::path& file) {
    return runTool("sha256sum", {file.string()}).output.substr(0, 64);
}

std::string sha256OfBytes(const TempFolder& folder, const std::string& bytes) {
    std::ofstream(folder / "bytes", std::ios::binary) << bytes;
    return sha256(folder / "bytes");
}

constexpr const char* ext2Content = "a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80";
constexpr const char* differentialContent =
    "a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93";

TEST(ExternalTools, QemuAndSevenZipReadADynamicDisk) {
    const TempFolder folder;
    const fs::path disk = unpacked(folder, "ext2.vhdx");
    const auto converted = qemuConvertToRaw(disk, "vhdx", folder / "raw");
    ASSERT_TRUE(converted.ok()) << converted.describe();
    EXPECT_EQ(sha256(folder / "raw"), ext2Content);
    EXPECT_EQ(sha256OfBytes(folder, sevenZipContent(disk).output), ext2Content);
    const auto read = qemuIo({"-f", "vhdx", "-r", "-c", "read 0 4M", disk.string()});
    EXPECT_TRUE(read.ok()) << read.describe();
}

TEST(ExternalTools, SevenZipReadsAChain) {
    const TempFolder folder;
    unpacked(folder, "fat-parent.vhdx");
    const auto content = sevenZipContent(unpacked(folder, "fat-differential.vhdx"));
    ASSERT_TRUE(content.ok()) << content.errors;
    EXPECT_EQ(sha256OfBytes(folder, content.output), differentialContent);
}

TEST(ExternalTools, VhdimountShowsAChain) {
    if (const std::string reason = whyNoVhdimount(); !reason.empty()) {
        GTEST_SKIP() << reason;
    }
    const TempFolder folder;
    unpacked(folder, "fat-parent.vhdx");
    fs::create_directory(folder / "mount");
    const VhdiMount mount(unpacked(folder, "fat-differential.vhdx"), folder / "mount");
    ASSERT_TRUE(mount.result().ok()) << mount.result().describe();
    EXPECT_EQ(mount.content().filename(), "vhdi2");
    EXPECT_EQ(sha256(mount.content()), differentialContent);
}

} // namespace
} // namespace coppice::test
