// check: the health of chains.
#include "foreground.h"
#include "output.h"
#include "providers/local/library_check.h"
#include "session.h"

#include <fmt/format.h>
#include <memory>
#include <system_error>

namespace coppice::ctl {
namespace fs = std::filesystem;
namespace {

const char* severityName(vhdx::Severity severity) {
    return severity == vhdx::Severity::Damage ? "damage" : "warning";
}

void printCheck(const LibraryCheck& check) {
    for (const LayerCheck& layer : check.layers) {
        for (const vhdx::Finding& finding : layer.findings) {
            printLine(fmt::format("{}: {}: {}{}", layer.path, severityName(finding.severity), finding.text,
                                  finding.offsetBytes ? fmt::format(" (at {})", *finding.offsetBytes) : ""));
        }
    }
    printLine(fmt::format("{} checked: {} damaged, {} with warnings", plural(check.layers.size(), "file"),
                          check.damaged(), check.warned()));
}

Json checkToJson(const LibraryCheck& check) {
    Json layers = Json::array();
    for (const LayerCheck& layer : check.layers) {
        Json findings = Json::array();
        for (const vhdx::Finding& finding : layer.findings) {
            findings.push_back(
                Json{{"severity", severityName(finding.severity)},
                     {"code", nameOf(finding.code)},
                     {"text", finding.text},
                     {"offsetBytes", finding.offsetBytes ? Json(*finding.offsetBytes) : Json(nullptr)}});
        }
        layers.push_back(
            Json{{"path", layer.path}, {"inUse", layer.inUse}, {"findings", std::move(findings)}});
    }
    return {{"damaged", check.damaged()}, {"warned", check.warned()}, {"files", std::move(layers)}};
}

/// As it is if it is there, seen from the working directory; otherwise as the manifest would have it.
fs::path fileArgument(const PathGuard& guard, const std::string& text) {
    std::error_code error;
    const fs::path absolute = fs::absolute(text, error);
    return !error && fs::exists(absolute, error) ? absolute : guard.absolute(text);
}

ExitStatus check(const Globals& globals, const std::vector<std::string>& arguments) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto inventory = (*library)->store().inventory();
    if (!inventory) {
        return report(globals, inventory.error());
    }
    const PathGuard& guard = (*library)->guard();
    std::vector<fs::path> files;
    files.reserve(arguments.size());
    for (const std::string& argument : arguments) {
        files.push_back(fileArgument(guard, argument));
    }
    std::stop_source stop;
    const InterruptGuard interrupt([&] { stop.request_stop(); });
    const auto result = checkLibrary(guard, *inventory, files, stop.get_token());
    if (!result) {
        return report(globals, result.error());
    }
    if (globals.json) {
        printJson(checkToJson(*result));
    } else {
        printCheck(*result);
    }
    return result->damaged() == 0 ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace

void addCheckCommand(CLI::App& app, const Globals& globals, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand(
        "check",
        "Look for broken or mismatched parents, orphans and structural damage; 1 if there is damage");
    command->add_option("FILE", *files, "Only these layers and their parents");
    whenChosen(command, globals, action, true, [&globals, files] { return check(globals, *files); });
}

} // namespace coppice::ctl
