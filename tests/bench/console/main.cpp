// Measures the console on a library of 1,000 VMs with 100 snapshots each.
#include "console_benchmarks.h"
#include "large_library.h"
#include "ui/style.h"
#include "ui/translation.h"

#include <QApplication>
#include <QStandardPaths>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>

int main(int argc, char** argv) {
    using namespace coppice::bench;
    CLI::App app("How fast the console is with a large library");
    ConsoleSettings settings{.library = std::filesystem::temp_directory_path() / "coppice-console-bench"};
    LibrarySize size;
    std::string jsonFile;
    std::string started;
    std::vector<std::string> names;
    app.add_option("--library", settings.library, "the library; made if it is not there");
    app.add_option("--vms", size.vms, "of a library that is made")->check(CLI::PositiveNumber);
    app.add_option("--snapshots", size.snapshotsEach, "of each VM")->check(CLI::PositiveNumber);
    app.add_option("--repetitions", settings.repetitions, "runs of each; the median counts")
        ->check(CLI::PositiveNumber);
    app.add_option("--seconds", settings.stallSeconds, "how long stalls are looked for")
        ->check(CLI::PositiveNumber);
    app.add_option("--json", jsonFile, "write the results here, too");
    app.add_option("--started", started, "be the process whose start is measured")->group("");
    app.add_option("name", names, "start, pieces, window; none: all");
    CLI11_PARSE(app, argc, argv);

    QCoreApplication::setOrganizationName(QStringLiteral("CoppiceBench"));
    QCoreApplication::setApplicationName(QStringLiteral("console"));
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    if (!started.empty()) {
        return runStartedConsole(QString::fromStdString(started));
    }
    const auto wanted = [&names](const char* name) {
        return names.empty() || std::ranges::find(names, name) != names.end();
    };
    std::vector<Measured> table;
    try {
        makeLargeLibrary(settings.library, size);
        if (wanted("start")) {
            table = measureStart(settings, QCoreApplication::applicationFilePath().toStdString());
        }
        if (wanted("pieces")) {
            for (Measured& row : measurePieces(settings)) {
                table.push_back(std::move(row));
            }
        }
        if (wanted("window")) {
            const coppice::ui::Translation translation({});
            coppice::ui::applyStyle(coppice::ui::ColorScheme::Light);
            for (Measured& row : measureWindow(settings)) {
                table.push_back(std::move(row));
            }
        }
    } catch (const std::exception& failure) {
        fmt::print(stderr, "coppice_console_bench: {}\n", failure.what());
        return 1;
    }
    print(table);
    if (!jsonFile.empty()) {
        std::ofstream(jsonFile) << toJson(table).dump(2) << '\n';
    }
    return 0;
}
