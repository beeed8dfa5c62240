#include "measure.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coppice::bench {
namespace {

double cpuSeconds() {
    double total = 0;
    for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
        rusage usage{};
        getrusage(who, &usage);
        for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
            total += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
        }
    }
    return total;
}

void feed(int descriptor, const std::string& input) {
    std::size_t done = 0;
    while (done < input.size()) {
        const ssize_t written = write(descriptor, input.data() + done, input.size() - done);
        if (written < 0 && errno != EINTR) {
            return; // the program went away; its exit status tells
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(written, 0));
    }
}

} // namespace

Sample measure(const std::function<void()>& work) {
    const double cpuBefore = cpuSeconds();
    const auto before = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
    return {.seconds = took.count(), .cpuSeconds = cpuSeconds() - cpuBefore};
}

Sample median(std::vector<Sample> samples) {
    std::ranges::sort(samples, {}, &Sample::seconds);
    return samples.at(samples.size() / 2);
}

void runProgram(const std::vector<std::string>& command, const std::string& input) {
    int pipeEnds[2];
    if (pipe2(pipeEnds, O_CLOEXEC) != 0) {
        throw std::runtime_error("pipe failed");
    }
    const pid_t child = fork();
    if (child == 0) {
        const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
        dup2(pipeEnds[0], STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        std::vector<char*> arguments;
        for (const std::string& argument : command) {
            arguments.push_back(const_cast<char*>(argument.c_str())); // execvp does not write to them
        }
        arguments.push_back(nullptr);
        execvp(arguments.front(), arguments.data());
        _exit(127);
    }
    close(pipeEnds[0]);
    feed(pipeEnds[1], input);
    close(pipeEnds[1]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error(command.front() + " failed");
    }
}

} // namespace coppice::bench
