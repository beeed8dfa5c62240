// jobs, job show|pause|resume|stop|retry.
//
// A job runs in the process that holds the library's writer lock. Where that is another one, it is asked
// through the database, and its answer is waited for.
#include "core/units.h"
#include "foreground.h"
#include "output.h"
#include "session.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <memory>
#include <thread>

namespace coppice::ctl {
namespace {

constexpr const char* steering = "steering a job";

std::string jobLine(const JobRecord& record) {
    std::string line = fmt::format("{:>4}  {:<12} {:>3} %  {}  {}", record.id, nameOf(record.state),
                                   record.percentComplete, shortTime(record.submitted), record.title);
    if (record.resumable && record.state == JobState::Suspended) {
        line += "  (can be resumed)";
    }
    return line;
}

void printJob(const JobRecord& record) {
    printLine(jobLine(record));
    printLine(fmt::format("      {} of {}, by {}", formatBytes(record.doneBytes),
                          formatBytes(record.totalBytes), record.user));
    for (const JobStep& step : record.steps) {
        printLine(fmt::format("      {}, {}: {}: {}{}", step.vm, step.slot, step.title, nameOf(step.state),
                              step.note.empty() ? "" : " (" + step.note + ")"));
    }
    if (record.error) {
        printErrorLine(*record.error);
    }
}

Result<JobRecord> findJob(LibraryStore& store, JobId id) {
    COPPICE_TRY(const std::vector<JobRecord> jobs, store.loadJobs());
    const auto found = std::ranges::find(jobs, id, &JobRecord::id);
    if (found == jobs.end()) {
        return fail(ErrorCode::UnknownReference, steering, fmt::format("job {}", id));
    }
    return *found;
}

ExitStatus listJobs(const Globals& globals) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto jobs = (*library)->store().loadJobs();
    if (!jobs) {
        return report(globals, jobs.error());
    }
    if (globals.json) {
        Json list = Json::array();
        for (const JobRecord& record : *jobs) {
            list.push_back(jobToJson(record));
        }
        printJson({{"jobs", std::move(list)}});
        return ExitStatus::Done;
    }
    for (const JobRecord& record : *jobs) {
        printLine(jobLine(record));
    }
    return ExitStatus::Done;
}

ExitStatus printResult(const Globals& globals, const JobRecord& record, ExitStatus status) {
    if (globals.json) {
        Json json = jobToJson(record);
        json["log"] = record.log;
        printJson(json);
    } else {
        printJob(record);
    }
    return status;
}

ExitStatus showJob(const Globals& globals, JobId id) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto record = findJob((*library)->store(), id);
    return record ? printResult(globals, *record, ExitStatus::Done) : report(globals, record.error());
}

bool showsEffect(const JobRecord& record, JobAction action) {
    switch (action) {
    case JobAction::Pause:
        return record.state == JobState::Suspended || isFinal(record.state);
    case JobAction::Stop:
        return (record.state == JobState::Suspended && record.resumable) || isFinal(record.state);
    case JobAction::Cancel:
        return isFinal(record.state);
    case JobAction::Resume:
    case JobAction::Retry:
        return record.state == JobState::Starting || record.state == JobState::Running ||
               record.state == JobState::Completed;
    }
    return false;
}

/// Asks the process that holds the library, and waits until the job shows it.
Result<JobRecord> askOther(const Globals& globals, JobId id, JobAction action) {
    constexpr std::chrono::seconds patience{60};
    constexpr std::chrono::milliseconds glance{100};
    COPPICE_TRY(const std::unique_ptr<LibraryStore> store,
                LibraryStore::open(globals.library, LibraryStore::Access::ReadWrite));
    COPPICE_TRY(const JobRecord before, findJob(*store, id));
    const bool mayRunAgain = action == JobAction::Retry && before.state == JobState::Exception;
    if (isFinal(before.state) && !mayRunAgain) {
        return fail(ErrorCode::InvalidJobState, steering, std::to_string(id),
                    std::string("it is ") + nameOf(before.state));
    }
    COPPICE_CHECK(store->requestAction(id, action));
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        COPPICE_TRY(JobRecord record, findJob(*store, id));
        if (showsEffect(record, action)) {
            return record;
        }
        std::this_thread::sleep_for(glance);
    }
    return fail(ErrorCode::LibraryInUse, steering, globals.library.string(),
                fmt::format("the process that runs job {} has not answered yet", id));
}

/// No process runs the job: stopping it is a matter of its record.
ExitStatus stopIdle(const Globals& globals, LocalLibrary& library, JobId id, JobAction action) {
    auto record = findJob(library.store(), id);
    if (!record) {
        return report(globals, record.error());
    }
    if (isFinal(record->state) || record->state == JobState::Suspended) {
        return report(globals, Error{.code = ErrorCode::InvalidJobState,
                                     .action = steering,
                                     .object = std::to_string(id),
                                     .detail = std::string(nameOf(action)) + " of a job that is " +
                                               nameOf(record->state)});
    }
    record->state = JobState::Suspended;
    record->resumable = true;
    if (const auto saved = library.store().saveJob(*record); !saved) {
        return report(globals, saved.error());
    }
    return printResult(globals, *record, ExitStatus::Done);
}

/// Runs a stopped or failed job on, here.
ExitStatus runOn(const Globals& globals, JobId id, JobAction action) {
    const auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    for (const auto& record : session->finished) {
        if (record->id == id) { // interrupted, not stopped: opening the library has finished it
            return printResult(globals, *record, exitStatusOf(*record));
        }
    }
    if (const auto controlled = session->service->jobs().control(id, action); !controlled) {
        return report(globals, controlled.error());
    }
    const auto record = runInForeground(*session->service, id);
    return printResult(globals, *record, exitStatusOf(*record));
}

ExitStatus steer(const Globals& globals, JobId id, JobAction action) {
    {
        // Without a service: nothing runs yet, so that an interrupted job can be stopped before it goes on.
        auto library = LocalLibrary::open(globals.library, {.access = LibraryStore::Access::ReadWrite});
        if (!library) {
            if (library.error().code != ErrorCode::LibraryInUse) {
                return report(globals, library.error());
            }
            const auto record = askOther(globals, id, action);
            return record ? printResult(globals, *record, ExitStatus::Done) : report(globals, record.error());
        }
        const auto known = findJob((*library)->store(), id);
        if (!known) {
            return report(globals, known.error());
        }
        if (action == JobAction::Pause || action == JobAction::Stop) {
            return stopIdle(globals, **library, id, action);
        }
    }
    return runOn(globals, id, action);
}

} // namespace

void addJobCommands(CLI::App& app, const Globals& globals, Action& action) {
    CLI::App* jobs = app.add_subcommand("jobs", "List the jobs, their history included");
    whenChosen(jobs, globals, action, true, [&globals] { return listJobs(globals); });

    CLI::App* job = app.add_subcommand("job", "Show or steer one job");
    job->require_subcommand(1);
    auto id = std::make_shared<JobId>(0);
    CLI::App* show = job->add_subcommand("show", "Everything about one job");
    show->add_option("ID", *id, "The job's number")->required();
    whenChosen(show, globals, action, true, [&globals, id] { return showJob(globals, *id); });

    struct Verb {
        const char* name;
        const char* description;
        JobAction action;
    };
    for (const Verb& verb :
         {Verb{.name = "pause", .description = "Let it wait", .action = JobAction::Pause},
          Verb{.name = "resume", .description = "Go on after pause or stop", .action = JobAction::Resume},
          Verb{.name = "stop", .description = "End it for now; it can be resumed", .action = JobAction::Stop},
          Verb{.name = "retry",
               .description = "Try a failed job again, from the failed step",
               .action = JobAction::Retry}}) {
        CLI::App* command = job->add_subcommand(verb.name, verb.description);
        command->add_option("ID", *id, "The job's number")->required();
        whenChosen(command, globals, action, true,
                   [&globals, id, what = verb.action] { return steer(globals, *id, what); });
    }
}

} // namespace coppice::ctl
