// destroy and recover.
#include "core/units.h"
#include "foreground.h"
#include "plan_text.h"
#include "references.h"
#include "service/plan_json.h"
#include "session.h"

#include <algorithm>
#include <fmt/format.h>
#include <iostream>
#include <memory>
#include <set>
#include <unistd.h>

namespace coppice::ctl {
namespace {

struct DestroyOptions {
    std::vector<std::string> ids;
    bool only = false;
    bool yes = false;
    bool verify = false;
};

/// Space on the volume of every file that the plan's steps name, however many names it has.
std::uint64_t allocatedBytes(const PathGuard& guard, const merge::DiskPlan& plan) {
    std::set<std::filesystem::path> paths;
    for (const merge::DiskStep& step : plan.steps) {
        for (const merge::LayerPrint& layer : step.layers) {
            paths.insert(layer.path);
        }
        if (!step.result.empty()) {
            paths.insert(step.result);
        }
    }
    std::set<FileIdentity> counted;
    std::uint64_t bytes = 0;
    for (const std::filesystem::path& path : paths) {
        const auto status = guard.fileSystem().status(path);
        if (status && *status && counted.insert((*status)->identity).second) {
            bytes += (*status)->allocatedBytes;
        }
    }
    return bytes;
}

/// The plan's totals as they turned out.
merge::PlanTotals measuredTotals(const PathGuard& guard, const DestroyPlan& plan, const JobRecord& record,
                                 std::uint64_t allocatedBefore) {
    merge::PlanTotals totals = plan.disks.totals;
    if (record.state != JobState::Completed) {
        totals.bytesToWrite = std::min(totals.bytesToWrite, record.doneBytes);
        totals.bytesToRead = std::min(totals.bytesToRead, record.doneBytes);
    }
    totals.bytesFreed = static_cast<std::int64_t>(allocatedBefore) -
                        static_cast<std::int64_t>(allocatedBytes(guard, plan.disks));
    if (const auto freeBytes = guard.fileSystem().freeBytes(guard.roots().front())) {
        totals.freeBytes = *freeBytes;
    }
    return totals;
}

bool confirm(const InventoryIndex& index, const PathGuard& guard, const DestroyPlan& plan) {
    for (const std::string& line : planToText(index, guard, plan)) {
        note(line);
    }
    fmt::print(stderr, "{}? Type yes to go on: ", headline(plan.closure));
    std::fflush(stderr);
    std::string answer;
    return std::getline(std::cin, answer) && (answer == "yes" || answer == "y");
}

ExitStatus reportRefusals(const Globals& globals, const InventoryIndex& index, const PathGuard& guard,
                          const DestroyPlan& plan) {
    for (const Error& refusal : plan.refusals) {
        printErrorLine(refusal);
    }
    if (globals.json) {
        printJson(
            planToJson(index, [&](const std::filesystem::path& path) { return guard.display(path); }, plan));
    }
    return exitStatusOf(plan.refusals.front());
}

ExitStatus finish(const Globals& globals, const PathGuard& guard, const DestroyPlan& plan,
                  const JobRecord& record, std::uint64_t allocatedBefore) {
    const merge::PlanTotals totals = measuredTotals(guard, plan, record, allocatedBefore);
    if (record.error) {
        printErrorLine(*record.error);
    }
    if (globals.json) {
        Json destroyed = Json::array();
        for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
            destroyed.push_back(snapshot.id.toString());
        }
        Json json = {{"returnValue", static_cast<std::uint16_t>(returnValueOf(record))},
                     {"job", jobToJson(record)},
                     {"destroyed", std::move(destroyed)},
                     {"totals", totalsToJson(totals)}};
        if (record.error) {
            json["error"] = errorToJson(*record.error);
        }
        printJson(json);
    } else if (record.state == JobState::Completed) {
        printLine(fmt::format("Deleted {}; wrote {}, freed {}",
                              plural(plan.closure.snapshots.size(), "snapshot"),
                              formatBytes(totals.bytesToWrite), signedBytes(totals.bytesFreed)));
    } else {
        printLine(fmt::format("Job {} is {}; its snapshots stay marked. \"coppicectl job {} {}\" goes on.",
                              record.id, nameOf(record.state),
                              record.state == JobState::Suspended ? "resume" : "retry", record.id));
    }
    return exitStatusOf(record);
}

ExitStatus destroy(const Globals& globals, const DestroyOptions& options) {
    auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    LocalLibrary& library = *session->library;
    const PathGuard& guard = library.guard();
    const auto inventory = library.store().inventory();
    if (!inventory) {
        return report(globals, inventory.error());
    }
    const auto refs = resolveReferences(*inventory, options.ids);
    if (!refs) {
        return report(globals, refs.error());
    }
    const DestroyRequest request{
        .refs = *refs, .scope = options.only ? DestroyScope::OnlySelected : DestroyScope::WithDependents};
    const InventoryIndex index(*inventory);
    Result<DestroyPlan> plan = [&] {
        std::stop_source stop;
        const InterruptGuard interrupt([&] { stop.request_stop(); });
        return session->service->plan(request, stop.get_token());
    }();
    if (!plan) {
        return report(globals, plan.error());
    }
    if (!plan->refusals.empty()) {
        return reportRefusals(globals, index, guard, *plan);
    }
    if (plan->disks.totals.peakExtraBytes > plan->disks.totals.freeBytes) {
        note(fmt::format("Warning: this may need {} of extra space, and {} are free.",
                         formatBytes(plan->disks.totals.peakExtraBytes),
                         formatBytes(plan->disks.totals.freeBytes)));
    }
    if (!options.yes && !confirm(index, guard, *plan)) {
        return report(globals, Error{.code = ErrorCode::Cancelled,
                                     .action = "destroying snapshots",
                                     .object = {},
                                     .detail = "it was not confirmed; nothing was changed"});
    }
    const std::uint64_t allocatedBefore = allocatedBytes(guard, plan->disks);
    const auto job = session->service->destroySnapshot(request, &*plan, {.verify = options.verify});
    if (!job) {
        return report(globals, job.error());
    }
    const auto record = runInForeground(*session->service, *job);
    return finish(globals, guard, *plan, *record, allocatedBefore);
}

ExitStatus recover(const Globals& globals) {
    const auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    ExitStatus status = ExitStatus::Done;
    Json jobs = Json::array();
    for (const auto& record : session->finished) {
        jobs.push_back(jobToJson(*record));
        if (record->state != JobState::Completed) {
            status = exitStatusOf(*record);
        }
    }
    if (globals.json) {
        printJson({{"returnValue", status == ExitStatus::Done ? 0 : static_cast<int>(ReturnValue::Failed)},
                   {"jobs", std::move(jobs)}});
    } else if (session->finished.empty()) {
        printLine("Nothing was interrupted.");
    } else {
        for (const auto& record : session->finished) {
            printLine(fmt::format("Job {}: {}: {}", record->id, record->title, nameOf(record->state)));
        }
    }
    return status;
}

} // namespace

void addDestroyCommands(CLI::App& app, const Globals& globals, Action& action) {
    auto options = std::make_shared<DestroyOptions>();
    CLI::App* destroyCommand =
        app.add_subcommand("destroy", "Delete snapshots and what depends on them, and merge their disks");
    destroyCommand->add_option("ID", options->ids, "Snapshots and snapshot collections")->required();
    destroyCommand->add_flag("--only", options->only,
                             "This snapshot only: its children move to the nearest ancestor");
    destroyCommand->add_flag("--yes", options->yes, "Do not ask for confirmation");
    destroyCommand->add_flag("--verify", options->verify,
                             "Read every survivor before and after, and compare");
    whenChosen(destroyCommand, globals, action, true,
               [&globals, options] { return destroy(globals, *options); });
    destroyCommand->parse_complete_callback([options] {
        if (!options->yes && isatty(STDIN_FILENO) == 0) {
            throw CLI::ValidationError("destroy", "there is no terminal to ask on: give --yes");
        }
    });

    CLI::App* recoverCommand =
        app.add_subcommand("recover", "Finish forward every operation that was interrupted");
    whenChosen(recoverCommand, globals, action, true, [&globals] { return recover(globals); });
}

} // namespace coppice::ctl
