// The real coppicectl as a process.
#include "e2e/coppicectl_process.h"

#include "providers/local/local_library.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace coppice::test {
namespace fs = std::filesystem;
namespace {

struct Pipe {
    int readEnd = -1;
    int writeEnd = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("pipe2");
        }
        readEnd = ends[0];
        writeEnd = ends[1];
    }
};

/// Reads both until their writers are gone; kills `child` when the time is over.
void drain(int out, int err, pid_t child, std::optional<std::chrono::milliseconds> killAfter,
           Outcome& outcome) {
    const auto deadline = std::chrono::steady_clock::now() + killAfter.value_or(std::chrono::minutes(10));
    std::array<pollfd, 2> ends = {pollfd{.fd = out, .events = POLLIN, .revents = 0},
                                  pollfd{.fd = err, .events = POLLIN, .revents = 0}};
    std::array<std::string*, 2> texts = {&outcome.out, &outcome.err};
    bool killed = false;
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        const int timeout = killed ? -1 : static_cast<int>(std::max<std::int64_t>(0, left.count()));
        if (poll(ends.data(), ends.size(), timeout) == 0 && !killed) {
            kill(child, SIGKILL);
            killed = true;
        }
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].fd < 0 || ends[i].revents == 0) {
                continue;
            }
            std::array<char, 4096> buffer{};
            const ssize_t got = read(ends[i].fd, buffer.data(), buffer.size());
            if (got > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
            } else {
                close(ends[i].fd);
                ends[i].fd = -1;
            }
        }
    }
}

} // namespace

Json Outcome::json() const {
    Json document = Json::parse(out, nullptr, false);
    EXPECT_FALSE(document.is_discarded()) << "not JSON: " << out << "\nstderr: " << err;
    return document;
}

Started::Started(const Arguments& command) {
    const Pipe out;
    const Pipe err;
    std::vector<char*> argv;
    for (const std::string& argument : command) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    m_process = fork();
    if (m_process == 0) {
        dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
        dup2(out.writeEnd, STDOUT_FILENO);
        dup2(err.writeEnd, STDERR_FILENO);
        unsetenv("COPPICE_LIBRARY");
        execvp(argv[0], argv.data());
        _exit(127);
    }
    close(out.writeEnd);
    close(err.writeEnd);
    m_out = out.readEnd;
    m_err = err.readEnd;
}

Started::~Started() {
    if (m_process > 0) {
        signal(SIGKILL);
        wait();
    }
}

void Started::signal(int number) const {
    kill(m_process, number);
}

Outcome Started::wait(std::optional<std::chrono::milliseconds> killAfter) {
    Outcome outcome;
    drain(m_out, m_err, m_process, killAfter, outcome);
    int status = 0;
    waitpid(m_process, &status, 0);
    m_process = -1;
    outcome.exitStatus = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

Outcome runProgram(const Arguments& command, std::optional<std::chrono::milliseconds> killAfter) {
    return Started(command).wait(killAfter);
}

Outcome ctl(const Arguments& arguments, std::optional<std::chrono::milliseconds> killAfter) {
    Arguments command = {COPPICECTL};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return runProgram(command, killAfter);
}

std::map<std::string, std::string> contentsOf(const fs::path& folder) {
    std::map<std::string, std::string> contents;
    const auto library = LocalLibrary::open(folder, {.access = LibraryStore::Access::ReadOnly});
    if (!library) {
        ADD_FAILURE() << "cannot open " << folder;
        return contents;
    }
    const auto add = [&](const std::string& key, const std::string& stored) {
        const PathGuard& guard = (*library)->guard();
        auto chain = vhdx::Chain::open(guard, guard.absolute(stored));
        const auto hash =
            chain ? vhdx::contentSha256(*chain) : Result<std::string>(std::unexpected(chain.error()));
        EXPECT_TRUE(hash) << key << " (" << stored << ") cannot be read: " << nameOf(hash.error().code);
        contents[key] = hash.value_or("unreadable");
    };
    for (const VirtualSystem& vm : (*library)->store().inventory().value_or(Inventory{}).vms) {
        for (const Snapshot& snapshot : vm.snapshots) {
            if (snapshot.destroying) {
                continue; // given up
            }
            for (const auto& [slot, stored] : snapshot.disks) {
                add(vm.id.toString() + "/" + snapshot.id.toString() + "/" + slot, stored);
            }
        }
        for (const Disk& disk : vm.disks) {
            add(vm.id.toString() + "/now/" + disk.slot, disk.active);
        }
    }
    return contents;
}

void expectSurvivorsUnchanged(const std::map<std::string, std::string>& all,
                              const std::map<std::string, std::string>& left) {
    EXPECT_FALSE(left.empty());
    for (const auto& [key, hash] : left) {
        ASSERT_TRUE(all.contains(key)) << key;
        EXPECT_EQ(all.at(key), hash) << key << " does not read as before";
    }
}

std::map<std::string, std::uintmax_t> layerFiles(const fs::path& library) {
    std::map<std::string, std::uintmax_t> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(library)) {
        if (entry.is_regular_file() && entry.path().extension().string().ends_with("vhdx")) {
            files[entry.path().lexically_relative(library).string()] = entry.file_size();
        }
    }
    return files;
}

DemoLibrary::DemoLibrary(unsigned mib, unsigned seed)
    : m_path(m_folder / "library") {
    const Outcome made =
        ctl({"demo", m_path.string(), "--json", "--collections", "1", "--vms", "2", "--snapshots", "5",
             "--mib", std::to_string(mib), "--seed", std::to_string(seed)});
    EXPECT_EQ(made.exitStatus, 0) << made.err;
    const Json vms = tree()["vms"];
    for (const Json& vm : vms) {
        for (const Json& snapshot : vm["snapshots"]) {
            if (!snapshot["hold"].is_null()) {
                EXPECT_EQ(run({"release", snapshot["id"]}).exitStatus, 0);
            }
        }
    }
}

Outcome DemoLibrary::run(const Arguments& arguments,
                         std::optional<std::chrono::milliseconds> killAfter) const {
    Arguments all = arguments;
    all.insert(all.end(), {"--library", m_path.string(), "--json"});
    return ctl(all, killAfter);
}

std::unique_ptr<Started> DemoLibrary::start(const Arguments& arguments) const {
    Arguments command = {COPPICECTL};
    command.insert(command.end(), arguments.begin(), arguments.end());
    command.insert(command.end(), {"--library", m_path.string(), "--json"});
    return std::make_unique<Started>(command);
}

Json DemoLibrary::awaitJob(const std::vector<std::string>& states) const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < deadline) {
        const Json jobs = run({"jobs"}).json()["jobs"];
        if (!jobs.empty() && std::ranges::find(states, jobs[0]["state"].get<std::string>()) != states.end()) {
            return jobs[0];
        }
    }
    ADD_FAILURE() << "the job came into none of the expected states";
    return {};
}

std::string DemoLibrary::snapshotCollection(std::size_t n) const {
    return tree()["collections"][0]["snapshots"][n]["id"];
}

Outcome DemoLibrary::import(const Json& manifest) const {
    const fs::path file = m_folder / "manifest.json";
    std::ofstream(file) << manifest.dump();
    return run({"import", file.string()});
}

} // namespace coppice::test
