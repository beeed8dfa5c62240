// What a benchmark found: named numbers, one row each, as a table and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace coppice::bench {

struct Row {
    std::string what;                 ///< "coppice", "direct copy", "qemu-img commit -b"
    double seconds = 0;               ///< median
    double ratio = 0;                 ///< to the first row of its benchmark
    double cpuMicrosecondsPerMiB = 0; ///< user and system; 0: not measured
    std::string note;
};

struct Report {
    std::string name;
    std::string workload; ///< one line
    std::vector<Row> rows;
};

void print(const Report& report);
nlohmann::json toJson(const std::vector<Report>& reports);

} // namespace coppice::bench
