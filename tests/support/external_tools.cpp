// Starting, watching and killing other programs.
#include "support/external_tools.h"

#include "io/file_descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace coppice::test {

namespace fs = std::filesystem;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t describedBytes = 2000;
constexpr int signalledStatusBase = 128;
constexpr int noSuchProgramStatus = 127;

struct Pipe {
    FileDescriptor readEnd;
    FileDescriptor writeEnd;
};

Pipe makePipe() {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return {};
    }
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

/// Starts a program in a new process group; -1 and errno-like `error` if that fails.
pid_t spawn(const std::string& program, const std::vector<std::string>& arguments, int input, int output,
            int errors, int& error) {
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t process = -1;
    error = posix_spawnp(&process, program.c_str(), &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 ? process : -1;
}

int waitFor(pid_t process) {
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : signalledStatusBase + WTERMSIG(status);
}

void killGroup(pid_t process) {
    kill(-process, SIGKILL);
    kill(process, SIGKILL);
}

int remainingMilliseconds(SteadyClock::time_point end) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now()).count();
    return static_cast<int>(std::max<decltype(left)>(left, 0));
}

enum class ReadOutcome { Data, End };

ReadOutcome readSome(int descriptor, std::string& into) {
    std::array<char, 65536> buffer;
    ssize_t got = -1;
    do {
        got = read(descriptor, buffer.data(), buffer.size());
    } while (got < 0 && errno == EINTR);
    if (got <= 0) {
        return ReadOutcome::End;
    }
    into.append(buffer.data(), static_cast<std::size_t>(got));
    return ReadOutcome::Data;
}

/// Collects both outputs until both have ended; false if the time is over before.
bool collect(FileDescriptor& output, FileDescriptor& errors, ToolResult& result,
             SteadyClock::time_point end) {
    while (output.isOpen() || errors.isOpen()) {
        // poll() passes over negative descriptors.
        std::array<pollfd, 2> watched{pollfd{output.get(), POLLIN, 0}, pollfd{errors.get(), POLLIN, 0}};
        const int ready = poll(watched.data(), watched.size(), remainingMilliseconds(end));
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0) {
            return false;
        }
        if (watched[0].revents != 0 && readSome(output.get(), result.output) == ReadOutcome::End) {
            output = FileDescriptor();
        }
        if (watched[1].revents != 0 && readSome(errors.get(), result.errors) == ReadOutcome::End) {
            errors = FileDescriptor();
        }
    }
    return true;
}

std::string shortened(const std::string& text) {
    return text.size() <= describedBytes
               ? text
               : fmt::format("{}… ({} bytes)", text.substr(0, describedBytes), text.size());
}

} // namespace

std::string ToolResult::describe() const {
    const std::string end = !started   ? "not started"
                            : timedOut ? "killed at the time limit"
                                       : fmt::format("exit status {}", exitStatus);
    return fmt::format("{}\n{}\n--- output\n{}\n--- errors\n{}", command, end, shortened(output),
                       shortened(errors));
}

ToolResult runTool(const std::string& program, const std::vector<std::string>& arguments,
                   std::chrono::milliseconds timeLimit) {
    const auto end = SteadyClock::now() + timeLimit;
    ToolResult result;
    result.command = fmt::format("{} {}", program, fmt::join(arguments, " "));
    Pipe output = makePipe();
    Pipe errors = makePipe();
    const FileDescriptor input(open("/dev/null", O_RDONLY | O_CLOEXEC));
    int error = 0;
    const pid_t process =
        spawn(program, arguments, input.get(), output.writeEnd.get(), errors.writeEnd.get(), error);
    output.writeEnd = FileDescriptor();
    errors.writeEnd = FileDescriptor();
    if (process < 0) {
        result.errors = fmt::format("cannot start {}: {}", program, std::strerror(error));
        return result;
    }
    result.started = true;
    if (!collect(output.readEnd, errors.readEnd, result, end)) {
        result.timedOut = true;
        killGroup(process);
    }
    // Both outputs are closed, but the program may go on: wait no longer than the limit for its end as well.
    siginfo_t ended{};
    while (!result.timedOut &&
           waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOWAIT | WNOHANG) == 0 &&
           ended.si_pid == 0) {
        if (remainingMilliseconds(end) == 0) {
            result.timedOut = true;
            killGroup(process);
        } else {
            poll(nullptr, 0, 1);
        }
    }
    result.exitStatus = waitFor(process);
    result.started = result.exitStatus != noSuchProgramStatus;
    return result;
}

BackgroundTool::BackgroundTool(const std::string& program, const std::vector<std::string>& arguments) {
    Pipe input = makePipe();
    Pipe output = makePipe();
    int error = 0;
    m_process =
        spawn(program, arguments, input.readEnd.get(), output.writeEnd.get(), output.writeEnd.get(), error);
    m_input = std::move(input.writeEnd);
    m_output = std::move(output.readEnd);
}

BackgroundTool::~BackgroundTool() {
    stop();
}

bool BackgroundTool::waitForOutput(const std::string& text, std::chrono::milliseconds timeLimit) {
    const auto end = SteadyClock::now() + timeLimit;
    while (m_seen.find(text) == std::string::npos) {
        pollfd watched{m_output.get(), POLLIN, 0};
        const int ready = poll(&watched, 1, remainingMilliseconds(end));
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0 || readSome(m_output.get(), m_seen) == ReadOutcome::End) {
            return false;
        }
    }
    return true;
}

void BackgroundTool::writeInput(const std::string& text) {
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t put = write(m_input.get(), rest.data(), rest.size());
        if (put < 0 && errno != EINTR) {
            return; // the program is gone; waitForOutput() tells
        }
        rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(put, 0)));
    }
}

void BackgroundTool::stop() {
    if (m_process > 0) {
        killGroup(m_process);
        waitFor(m_process);
        m_process = -1;
    }
}

} // namespace coppice::test
