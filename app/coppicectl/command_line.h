// What all commands of coppicectl share: the global options, the exit statuses, and how a command registers.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

namespace coppice::ctl {

enum class ExitStatus : int {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Refused = 3, ///< nothing was changed
    Stopped = 4, ///< stopped or cancelled
};

struct Globals {
    std::filesystem::path library; ///< empty: not given
    bool json = false;
};

/// What the command line asked for; set by the subcommand that was parsed.
using Action = std::function<ExitStatus()>;

/// Makes `command` run `run`. With `needsLibrary`, it is wrong usage not to name a library.
void whenChosen(CLI::App* command, const Globals& globals, Action& action, bool needsLibrary, Action run);

// Each adds the commands of one group. `globals` and `action` outlive the parsing and the action.
void addLibraryCommands(CLI::App& app, const Globals& globals, Action& action);
void addTreeCommand(CLI::App& app, const Globals& globals, Action& action);
void addPlanCommand(CLI::App& app, const Globals& globals, Action& action);
void addDestroyCommands(CLI::App& app, const Globals& globals, Action& action);
void addJobCommands(CLI::App& app, const Globals& globals, Action& action);
void addHoldCommands(CLI::App& app, const Globals& globals, Action& action);
void addCheckCommand(CLI::App& app, const Globals& globals, Action& action);
void addDiskCommands(CLI::App& app, const Globals& globals, Action& action);

} // namespace coppice::ctl
