// coppicectl: the service from the command line.
#include "command_line.h"
#include "output.h"

#include <cstdio>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

namespace coppice::ctl {

void whenChosen(CLI::App* command, const Globals& globals, Action& action, bool needsLibrary, Action run) {
    command->callback([&globals, &action, needsLibrary, run = std::move(run)] {
        if (needsLibrary && globals.library.empty()) {
            throw CLI::ValidationError("--library",
                                       "name the library's folder by --library or COPPICE_LIBRARY");
        }
        action = run;
    });
}

namespace {

/// CLI11 says of an unknown command only that one is missing.
std::string usageLine(const CLI::App& app, const CLI::ParseError& error) {
    const std::vector<std::string> unknown = app.remaining(/*recurse=*/true);
    if (error.get_name() == "RequiredError" && !unknown.empty()) {
        const std::string& word = unknown.front();
        return fmt::format("there is no {} \"{}\"", word.starts_with('-') ? "option" : "command", word);
    }
    return error.what();
}

/// Wrong usage, and --help and --version, which CLI11 reports the same way.
ExitStatus reportUsage(const CLI::App& app, const CLI::ParseError& error, const Globals& globals) {
    if (error.get_exit_code() == 0) {
        app.exit(error);
        return ExitStatus::Done;
    }
    const std::string line = usageLine(app, error);
    note("coppicectl: " + line + " (see --help)");
    if (globals.json) {
        printJson({{"error",
                    {{"code", nameOf(ErrorCode::InvalidArgument)},
                     {"returnValue", static_cast<std::uint16_t>(ReturnValue::InvalidParameter)},
                     {"message", line},
                     {"object", error.get_name()}}}});
    }
    return ExitStatus::Usage;
}

ExitStatus run(int argc, char** argv) {
    CLI::App app("Shows and destroys the snapshots of virtual machine collections, and merges their disks.",
                 "coppicectl");
    Globals globals;
    Action action;
    app.fallthrough(); // global options may stand behind the subcommand too
    app.add_option("--library", globals.library, "The library's folder")->envname("COPPICE_LIBRARY");
    app.add_flag("--json", globals.json, "One JSON document on stdout; messages go to stderr");
    app.set_version_flag("--version", "coppicectl " COPPICE_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit status: 0 done, 1 failed, 2 wrong usage, 3 refused (nothing changed), 4 stopped or cancelled.");
    addLibraryCommands(app, globals, action);
    addTreeCommand(app, globals, action);
    addPlanCommand(app, globals, action);
    addDestroyCommands(app, globals, action);
    addJobCommands(app, globals, action);
    addHoldCommands(app, globals, action);
    addCheckCommand(app, globals, action);
    addDiskCommands(app, globals, action);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return reportUsage(app, error, globals);
    }
    return action();
}

} // namespace
} // namespace coppice::ctl

int main(int argc, char** argv) {
    // CLI11 and the JSON library report through exceptions; none is expected beyond what run() handles.
    try {
        const coppice::ctl::ExitStatus status = coppice::ctl::run(argc, argv);
        // A full disk shows only now: output that was cut short must not pass for whole.
        if (std::fflush(stdout) != 0 && status == coppice::ctl::ExitStatus::Done) {
            coppice::ctl::note("coppicectl: the output could not be written; see the disk that it goes to");
            return static_cast<int>(coppice::ctl::ExitStatus::Failed);
        }
        return static_cast<int>(status);
    } catch (const std::exception& error) {
        coppice::ctl::note(fmt::format("coppicectl: {}", error.what()));
        return static_cast<int>(coppice::ctl::ExitStatus::Failed);
    }
}
