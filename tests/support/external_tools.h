// Other programs that read or write virtual disks, as oracles: run with a time limit, never through a shell.
#pragma once

#include "io/file_descriptor.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace coppice::test {

struct ToolResult {
    std::string command;
    bool started = false;  ///< false: there is no such program
    bool timedOut = false; ///< it was killed at the time limit
    int exitStatus = -1;   ///< 128 + signal if a signal ended it
    std::string output;    ///< standard output, as bytes
    std::string errors;    ///< standard error; says why it was not started

    bool ok() const { return started && !timedOut && exitStatus == 0; }
    /// For a failed assertion: command, status and both outputs, shortened.
    std::string describe() const;
};

inline constexpr std::chrono::milliseconds toolTimeLimit{60'000};

/// Runs `program` (looked up in PATH) with empty standard input and waits for its end. Programs are started
/// in their own process group, which is killed at the time limit.
ToolResult runTool(const std::string& program, const std::vector<std::string>& arguments,
                   std::chrono::milliseconds timeLimit = toolTimeLimit);

/// A program that keeps running beside the test; killed when this is destroyed.
class BackgroundTool {
public:
    /// Standard output and error can be read while it runs; standard input is a pipe that stays open.
    BackgroundTool(const std::string& program, const std::vector<std::string>& arguments);
    ~BackgroundTool();
    BackgroundTool(const BackgroundTool&) = delete;
    BackgroundTool& operator=(const BackgroundTool&) = delete;

    bool started() const { return m_process > 0; }
    /// Reads standard output until `text` is in it. False if the program ends or the time is over before.
    bool waitForOutput(const std::string& text, std::chrono::milliseconds timeLimit = toolTimeLimit);
    void writeInput(const std::string& text);
    /// Kills it and waits until it is gone, with everything it held.
    void stop();

private:
    int m_process = -1;
    FileDescriptor m_input;
    FileDescriptor m_output;
    std::string m_seen;
};

// One line each for what the tests do most. A missing program gives a result that is not ok(): the test
// fails.
ToolResult qemuImg(const std::vector<std::string>& arguments);
ToolResult qemuIo(const std::vector<std::string>& arguments);
ToolResult sevenZip(const std::vector<std::string>& arguments);

/// Writes the guest-visible content of a fixed or dynamic disk (`format`: "vhdx", "qcow2", …) into `rawFile`.
ToolResult qemuConvertToRaw(const std::filesystem::path& disk, const std::string& format,
                            const std::filesystem::path& rawFile);
/// The guest-visible content of a VHDX as `output`; 7zz reads differencing chains too, if the parents lie
/// beside the child under the names it knows.
ToolResult sevenZipContent(const std::filesystem::path& vhdx);

/// Why vhdimount cannot be used here (no usable /dev/fuse); empty if it can. Only this may skip a test.
std::string whyNoVhdimount();
/// Mounts a VHDX, with its parents, by libvhdi and gives the file that shows its content; unmounted when
/// destroyed.
class VhdiMount {
public:
    VhdiMount(const std::filesystem::path& vhdx, const std::filesystem::path& emptyFolder);
    ~VhdiMount();
    VhdiMount(const VhdiMount&) = delete;
    VhdiMount& operator=(const VhdiMount&) = delete;

    const ToolResult& result() const { return m_result; }
    /// Empty if mounting failed.
    const std::filesystem::path& content() const { return m_content; }

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_content;
    ToolResult m_result;
};

} // namespace coppice::test
