// plan: what destroy would do.
#include "foreground.h"
#include "plan_text.h"
#include "references.h"
#include "service/plan_json.h"
#include "session.h"

#include <memory>

namespace coppice::ctl {
namespace {

struct PlanOptions {
    std::vector<std::string> ids;
    bool only = false;
};

ExitStatus plan(const Globals& globals, const PlanOptions& options) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto inventory = (*library)->store().inventory();
    if (!inventory) {
        return report(globals, inventory.error());
    }
    const auto refs = resolveReferences(*inventory, options.ids);
    if (!refs) {
        return report(globals, refs.error());
    }
    std::stop_source stop;
    const InterruptGuard guard([&] { stop.request_stop(); });
    const auto plan = (*library)->planDestroy(
        {.refs = *refs, .scope = options.only ? DestroyScope::OnlySelected : DestroyScope::WithDependents},
        stop.get_token());
    if (!plan) {
        return report(globals, plan.error());
    }
    const InventoryIndex index(*inventory);
    if (globals.json) {
        printJson(planToJson(
            index, [&](const std::filesystem::path& path) { return (*library)->guard().display(path); },
            *plan));
    } else {
        for (const std::string& line : planToText(index, (*library)->guard(), *plan)) {
            printLine(line);
        }
    }
    for (const Error& refusal : plan->refusals) {
        printErrorLine(refusal);
    }
    return plan->refusals.empty() ? ExitStatus::Done : exitStatusOf(plan->refusals.front());
}

} // namespace

void addPlanCommand(CLI::App& app, const Globals& globals, Action& action) {
    auto options = std::make_shared<PlanOptions>();
    CLI::App* command =
        app.add_subcommand("plan", "Say what destroy would do: what goes and why, disk steps, costs");
    command->add_option("ID", options->ids, "Snapshots and snapshot collections")->required();
    command->add_flag("--only", options->only,
                      "This snapshot only: its children move to the nearest ancestor");
    whenChosen(command, globals, action, true, [&globals, options] { return plan(globals, *options); });
}

} // namespace coppice::ctl
