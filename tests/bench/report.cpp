#include "report.h"

#include <fmt/format.h>

namespace coppice::bench {

void print(const Report& report) {
    fmt::print("\n{}: {}\n", report.name, report.workload);
    fmt::print("  {:<28} {:>10} {:>8} {:>12}  {}\n", "", "median", "ratio", "CPU µs/MiB", "");
    for (const Row& row : report.rows) {
        const std::string cpu =
            row.cpuMicrosecondsPerMiB > 0 ? fmt::format("{:.0f}", row.cpuMicrosecondsPerMiB) : "";
        fmt::print("  {:<28} {:>8.3f} s {:>8.2f} {:>12}  {}\n", row.what, row.seconds, row.ratio, cpu,
                   row.note);
    }
}

nlohmann::json toJson(const std::vector<Report>& reports) {
    nlohmann::json document = nlohmann::json::array();
    for (const Report& report : reports) {
        nlohmann::json rows = nlohmann::json::array();
        for (const Row& row : report.rows) {
            rows.push_back({{"what", row.what},
                            {"seconds", row.seconds},
                            {"ratio", row.ratio},
                            {"cpuMicrosecondsPerMiB", row.cpuMicrosecondsPerMiB},
                            {"note", row.note}});
        }
        document.push_back({{"name", report.name}, {"workload", report.workload}, {"rows", std::move(rows)}});
    }
    return document;
}

} // namespace coppice::bench
