// Runs the benchmarks that are named, or all; prints tables and writes JSON.

#include "benchmarks.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>

int main(int argc, char** argv) {
    using namespace coppice::bench;
    CLI::App app("Benchmarks of Coppice's engine");
    Settings settings{.folder = std::filesystem::temp_directory_path()};
    std::string jsonFile;
    std::vector<std::string> names;
    bool list = false;
    app.add_option("--folder", settings.folder, "scratch space, on the file system to measure");
    app.add_option("--repetitions", settings.repetitions, "runs of each; the median counts")
        ->check(CLI::PositiveNumber);
    app.add_option("--json", jsonFile, "write the results here, too");
    app.add_flag("--list", list, "list the benchmarks");
    app.add_option("name", names, "benchmarks to run; none: all");
    CLI11_PARSE(app, argc, argv);

    std::vector<Benchmark> all = mergeBenchmarks();
    for (Benchmark& benchmark : planBenchmarks()) {
        all.push_back(std::move(benchmark));
    }
    std::vector<Report> reports;
    try {
        for (const Benchmark& benchmark : all) {
            if (list) {
                fmt::print("{:<16} {}\n", benchmark.name, benchmark.description);
                continue;
            }
            if (names.empty() || std::ranges::find(names, benchmark.name) != names.end()) {
                reports.push_back(benchmark.run(settings));
                print(reports.back());
                std::fflush(stdout);
            }
        }
    } catch (const std::exception& failure) {
        fmt::print(stderr, "coppice_bench: {}\n", failure.what());
        return 1;
    }
    if (!jsonFile.empty() && !list) {
        std::ofstream(jsonFile) << toJson(reports).dump(2) << '\n';
    }
    return 0;
}
