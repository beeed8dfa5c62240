// What was measured, against what is wanted: a table and JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace coppice::bench {

/// One thing that was measured several times, in milliseconds.
struct Measured {
    std::string what;
    std::vector<double> runs; ///< as they came
    double targetMs = 0;      ///< for the median; 0: none is set
    std::vector<double> cpu;  ///< processor time of the GUI thread in the same runs; empty: not measured
    std::string note;

    double median() const;
    double worst() const;
    bool met() const { return targetMs <= 0 || median() <= targetMs; }
};

/// The value that `share` (0…1) of the samples do not exceed; 0 without samples.
double percentile(std::vector<double> samples, double share);

/// "Intel … · 2 processors · load 3.1"
std::string machine();

void print(const std::vector<Measured>& table);
nlohmann::json toJson(const std::vector<Measured>& table);

} // namespace coppice::bench
