// jobs, job show|pause|resume|stop|retry|start|cancel.
//
// A job runs in the process that holds the library's writer lock. Where that is another one, it is asked
// through the database, and its answer is waited for.
#include "core/units.h"
#include "foreground.h"
#include "jobs/job_rules.h"
#include "output.h"
#include "session.h"
#include "store/library_lock.h"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <limits>
#include <memory>
#include <thread>

namespace coppice::ctl {
namespace {

constexpr const char* steering = "steering a job";

/// A record, and what it means: one that no process runs any more is interrupted, whatever was stored last.
class Listed {
public:
    Listed(const JobRecord& record, bool someoneRunsJobs)
        : m_stored(record)
        , m_meant(record) {
        if (!someoneRunsJobs) {
            settleAsLeft(m_meant);
        }
    }

    std::string line() const {
        std::string line = fmt::format("{:>4}  {:<12} {:>3} %  {}  {}", m_meant.id,
                                       isInterrupted(m_meant) ? "Interrupted" : nameOf(m_meant.state),
                                       m_meant.percentComplete, shortTime(m_meant.submitted), m_meant.title);
        if (isStopped(m_meant)) {
            line += "  (can be resumed)";
        }
        return line;
    }
    /// The state as it is stored.
    Json json() const {
        Json json = jobToJson(m_stored);
        json["resumable"] = m_meant.resumable;
        json["interrupted"] = isInterrupted(m_meant);
        return json;
    }
    const JobRecord& stored() const { return m_stored; }

private:
    JobRecord m_stored;
    JobRecord m_meant;
};

bool someoneRunsJobs(const Globals& globals) {
    return LibraryLock::isHeld(globals.library).value_or(true);
}

void printJob(const Listed& listed) {
    const JobRecord& record = listed.stored();
    printLine(listed.line());
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
    const bool run = someoneRunsJobs(globals);
    if (globals.json) {
        Json list = Json::array();
        for (const JobRecord& record : *jobs) {
            list.push_back(Listed(record, run).json());
        }
        printJson({{"jobs", std::move(list)}});
        return ExitStatus::Done;
    }
    for (const JobRecord& record : *jobs) {
        printLine(Listed(record, run).line());
    }
    return ExitStatus::Done;
}

ExitStatus printResult(const Globals& globals, const Listed& listed, ExitStatus status) {
    if (globals.json) {
        Json json = listed.json();
        json["log"] = listed.stored().log;
        printJson(json);
    } else {
        printJob(listed);
    }
    return status;
}

/// Of a job that this process or another one has just answered for.
ExitStatus printResult(const Globals& globals, const JobRecord& record, ExitStatus status) {
    return printResult(globals, Listed(record, true), status);
}

ExitStatus showJob(const Globals& globals, JobId id) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto record = findJob((*library)->store(), id);
    return record ? printResult(globals, Listed(*record, someoneRunsJobs(globals)), ExitStatus::Done)
                  : report(globals, record.error());
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
    case JobAction::StartNow:
        return !record.inGrace; // its turn may still have to come
    }
    return false;
}

/// Resume and retry mean the same to whoever types them: go on.
JobAction fitting(JobAction action, const JobRecord& record) {
    if (action == JobAction::Resume && record.state == JobState::Exception) {
        return JobAction::Retry;
    }
    if (action == JobAction::Retry && record.state == JobState::Suspended) {
        return JobAction::Resume;
    }
    // Its grace period has ended with the process that kept it: it is there to be resumed.
    return action == JobAction::StartNow && isStopped(record) ? JobAction::Resume : action;
}

/// Asks the process that holds the library, and waits until the job shows it.
Result<JobRecord> askOther(const Globals& globals, JobId id, JobAction action) {
    constexpr std::chrono::seconds patience{60};
    constexpr std::chrono::milliseconds glance{100};
    COPPICE_TRY(const std::unique_ptr<LibraryStore> store,
                LibraryStore::open(globals.library, LibraryStore::Access::ReadWrite));
    COPPICE_TRY(const JobRecord before, findJob(*store, id));
    action = fitting(action, before);
    const bool mayRunAgain = action == JobAction::Retry && before.state == JobState::Exception;
    if (isFinal(before.state) && !mayRunAgain) {
        return fail(ErrorCode::InvalidJobState, steering, std::to_string(id),
                    std::string("it is ") + nameOf(before.state));
    }
    if (action == JobAction::StartNow && !before.inGrace) {
        return fail(ErrorCode::InvalidJobState, steering, std::to_string(id),
                    "it does not wait for a grace period's end");
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

/// No process runs the job: it is taken back here, and no other job goes on meanwhile.
ExitStatus cancelIdle(const Globals& globals, LocalLibrary& library, JobId id) {
    CollectionSnapshotService service(library, systemClock());
    if (const auto started = service.start(Unfinished::Offer); !started) {
        return report(globals, started.error());
    }
    if (const auto controlled = service.jobs().control(id, JobAction::Cancel); !controlled) {
        return report(globals, controlled.error());
    }
    const auto record = service.jobs().wait(id);
    const bool takenBack = record->state == JobState::Terminated;
    return printResult(globals, *record, takenBack ? ExitStatus::Done : exitStatusOf(*record));
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
    const auto now = session->service->jobs().job(id);
    if (now) {
        action = fitting(action, *now);
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
        if (action == JobAction::Cancel) {
            return cancelIdle(globals, **library, id);
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
    const auto addId = [id](CLI::App& command) {
        // Checked as it is written: "-1" and what is too large would be read as some very large number.
        command.add_option("ID", *id, "The job's number")
            ->required()
            ->check(CLI::Validator(
                [](const std::string& text) {
                    const bool digits = !text.empty() &&
                                        text.size() <= std::numeric_limits<JobId>::digits10 &&
                                        text.find_first_not_of("0123456789") == std::string::npos;
                    return digits ? std::string() : fmt::format("\"{}\" is not the number of a job", text);
                },
                "NUMBER"));
    };
    CLI::App* show = job->add_subcommand("show", "Everything about one job");
    addId(*show);
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
          Verb{.name = "start",
               .description = "Begin it without waiting for its grace period to end",
               .action = JobAction::StartNow},
          Verb{.name = "cancel",
               .description = "Take it back, as long as that is possible: nothing will have changed",
               .action = JobAction::Cancel},
          Verb{.name = "retry",
               .description = "Try a failed job again, from the failed step",
               .action = JobAction::Retry}}) {
        CLI::App* command = job->add_subcommand(verb.name, verb.description);
        addId(*command);
        whenChosen(command, globals, action, true,
                   [&globals, id, what = verb.action] { return steer(globals, *id, what); });
    }
}

} // namespace coppice::ctl
