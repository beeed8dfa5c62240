// What is measured.
#pragma once

#include "target_report.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace coppice::bench {

struct ConsoleSettings {
    std::filesystem::path library;
    unsigned repetitions = 5;
    int stallSeconds = 10;
};

/// What a process started for this does: shows the window on the library, says on standard output when the
/// first frame and when the first rows were painted, and ends. Times are nowMs()'s.
int runStartedConsole(const QString& library);

/// From the start of a process to its first frame, and to its first rows.
std::vector<Measured> measureStart(const ConsoleSettings& settings, const std::string& program);
/// What they are made of, without a window.
std::vector<Measured> measurePieces(const ConsoleSettings& settings);
/// Everything that needs a window in this process.
std::vector<Measured> measureWindow(const ConsoleSettings& settings);

} // namespace coppice::bench
