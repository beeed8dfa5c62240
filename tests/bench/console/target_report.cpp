// Medians, the table, and what machine it was.
#include "target_report.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <thread>

namespace coppice::bench {

double percentile(std::vector<double> samples, double share) {
    if (samples.empty()) {
        return 0;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(samples.size())));
    const std::size_t place = std::clamp<std::size_t>(rank, 1, samples.size()) - 1;
    std::ranges::nth_element(samples, samples.begin() + static_cast<std::ptrdiff_t>(place));
    return samples[place];
}

double Measured::median() const {
    return percentile(runs, 0.5);
}

double Measured::worst() const {
    return runs.empty() ? 0 : *std::ranges::max_element(runs);
}

std::string machine() {
    std::string model = "unknown processor";
    std::ifstream processors("/proc/cpuinfo");
    for (std::string line; std::getline(processors, line);) {
        if (line.starts_with("model name")) {
            model = line.substr(line.find(':') + 2);
            break;
        }
    }
    double load = 0;
    getloadavg(&load, 1);
    return fmt::format("{} · {} processors · load {:.1f}", model, std::thread::hardware_concurrency(), load);
}

void print(const std::vector<Measured>& table) {
    fmt::print("{}\n\n{:<58} {:>10} {:>10} {:>10} {:>10}\n", machine(), "", "median", "worst", "GUI CPU",
               "target");
    for (const Measured& row : table) {
        const std::string cpu =
            row.cpu.empty() ? std::string() : fmt::format("{:.1f} ms", percentile(row.cpu, 0.5));
        const std::string target = row.targetMs > 0 ? fmt::format("{:.0f} ms", row.targetMs) : std::string();
        fmt::print("{:<58} {:>7.1f} ms {:>7.1f} ms {:>10} {:>10} {} {}\n", row.what, row.median(),
                   row.worst(), cpu, target,
                   row.targetMs <= 0 ? ""
                   : row.met()       ? "met"
                                     : "MISSED",
                   row.note);
    }
}

nlohmann::json toJson(const std::vector<Measured>& table) {
    nlohmann::json rows = nlohmann::json::array();
    for (const Measured& row : table) {
        rows.push_back({{"what", row.what},
                        {"medianMs", row.median()},
                        {"worstMs", row.worst()},
                        {"runsMs", row.runs},
                        {"guiCpuMs", row.cpu},
                        {"targetMs", row.targetMs},
                        {"met", row.met()},
                        {"note", row.note}});
    }
    return {{"machine", machine()}, {"rows", std::move(rows)}};
}

} // namespace coppice::bench
