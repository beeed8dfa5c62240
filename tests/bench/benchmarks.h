// The benchmarks, by name.
#pragma once

#include "report.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace coppice::bench {

struct Settings {
    std::filesystem::path folder; ///< scratch space, on the file system to measure
    unsigned repetitions = 5;
};

struct Benchmark {
    std::string name;
    std::string description;
    std::function<Report(const Settings&)> run;
};

/// Merging a chain against a direct copy of the bytes that must move, cp and qemu-img commit.
std::vector<Benchmark> mergeBenchmarks();
/// Closure and plan in memory.
std::vector<Benchmark> planBenchmarks();

} // namespace coppice::bench
