// The real coppicectl as a process, and what a test asks of a library from outside.
#pragma once

#include "support/temp_folder.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace coppice::test {

using Json = nlohmann::json;

struct Outcome {
    int exitStatus = -1; ///< -1: killed
    std::string out;
    std::string err;

    /// stdout as one JSON document; a failure of the test if it is none.
    Json json() const;
};

using Arguments = std::vector<std::string>;

/// coppicectl at work while the test goes on.
class Started {
public:
    explicit Started(const Arguments& command);
    /// Killed if nobody waited for it.
    ~Started();
    Started(const Started&) = delete;
    Started& operator=(const Started&) = delete;
    void signal(int number) const;
    /// Waits for its end, at most `killAfter`. Once.
    Outcome wait(std::optional<std::chrono::milliseconds> killAfter = {});

private:
    int m_out = -1;
    int m_err = -1;
    int m_process = -1;
};

/// Runs a program to its end, or kills it (SIGKILL) if it is not done after `killAfter`.
Outcome runProgram(const Arguments& command, std::optional<std::chrono::milliseconds> killAfter = {});
/// coppicectl with these arguments; stdin is no terminal, COPPICE_LIBRARY is not set.
Outcome ctl(const Arguments& arguments, std::optional<std::chrono::milliseconds> killAfter = {});

/// SHA-256 of every disk of Now and of every snapshot that no job is destroying, by "<vm>/<snapshot or
/// now>/<slot>". Read in this process.
std::map<std::string, std::string> contentsOf(const std::filesystem::path& library);
/// The entries of `all` that `left` has too must be equal, and `left` must have nothing that `all` has not.
void expectSurvivorsUnchanged(const std::map<std::string, std::string>& all,
                              const std::map<std::string, std::string>& left);
/// Names and sizes of all files but the database's and the lock's.
std::map<std::string, std::uintmax_t> layerFiles(const std::filesystem::path& library);

/// A demo library of one collection of two VMs with five snapshots each, its held snapshot released.
class DemoLibrary {
public:
    explicit DemoLibrary(unsigned mib = 2, unsigned seed = 1);
    const std::filesystem::path& path() const { return m_path; }
    /// ctl() with --library and --json.
    Outcome run(const Arguments& arguments, std::optional<std::chrono::milliseconds> killAfter = {}) const;
    /// run() that does not wait.
    std::unique_ptr<Started> start(const Arguments& arguments) const;
    /// The only job's record, as soon as it is in one of `states`. Waits half a minute at most.
    Json awaitJob(const std::vector<std::string>& states) const;
    Json tree() const { return run({"tree"}).json(); }
    /// Id of the n-th snapshot collection.
    std::string snapshotCollection(std::size_t n) const;
    /// Writes `manifest` beside the library and imports it.
    Outcome import(const Json& manifest) const;

private:
    TempFolder m_folder;
    std::filesystem::path m_path;
};

} // namespace coppice::test
