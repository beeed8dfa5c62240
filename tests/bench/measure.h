// Time and processor time of a piece of work, this process or the programs it starts.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace coppice::bench {

struct Sample {
    double seconds = 0;
    double cpuSeconds = 0; ///< user and system, children that ended included
};

/// Runs it once. Exceptions pass through.
Sample measure(const std::function<void()>& work);

Sample median(std::vector<Sample> samples);

/// Runs a program to its end, quietly; throws std::runtime_error if it cannot be started or does not exit
/// with 0.
void runProgram(const std::vector<std::string>& command, const std::string& input = {});

} // namespace coppice::bench
