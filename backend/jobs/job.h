// A job as the operator sees it, and the thing that runs.
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "domain/cim.h"
#include "jobs/job_context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coppice {

using JobId = std::uint64_t; ///< unique within a library, ascending, never reused

enum class StepState : std::uint8_t { Pending, Running, Done, Skipped, Failed };
const char* nameOf(StepState state); // "pending", …

struct JobStep {
    std::string title; ///< "Merge 3 layers into web1_0002.avhdx"; English, made by the service
    /// The title's facts, to say it in other languages: how many layers a merge makes one (0 otherwise), and
    /// the name of the file that it ends in, or that is deleted. Empty in records of programs before
    /// schema 2.
    std::uint64_t layers = 0;
    std::string file = {};
    std::string kind; ///< "merge" or "delete"
    std::string vm;   ///< VM's name
    std::string slot;
    std::uint64_t totalBytes = 0;
    std::uint64_t doneBytes = 0;
    StepState state = StepState::Pending;
    std::string note; ///< why it was skipped or failed
    bool operator==(const JobStep&) const = default;
};

/// What a destroy is about, to say its title in other languages.
struct DestroyFacts {
    std::uint64_t selected = 0; ///< snapshots
    std::uint64_t dependents = 0;
    bool verify = false;
    bool operator==(const DestroyFacts&) const = default;
};

/// Immutable snapshots of this travel from the worker to whoever watches.
struct JobRecord {
    JobId id = 0;
    std::string kind;                                    ///< "destroySnapshot"
    std::string title;                                   ///< "Delete 3 snapshots and 9 dependents"; English
    std::optional<DestroyFacts> destroys = std::nullopt; ///< none in records of programs before schema 3
    JobState state = JobState::New;
    std::uint64_t totalBytes = 0;
    std::uint64_t doneBytes = 0;       ///< never less than before
    std::uint16_t percentComplete = 0; ///< 100 only once committed
    bool cancellable = true;           ///< Cancel takes everything back; false: only Stop
    bool resumable = false;            ///< stopped, interrupted or failed half-way: resume or retry goes on
    /// Confirmed, but still to be undone: no later process begins it unasked.
    bool inGrace = false;
    /// Of a job that waits for its grace period's end in this process's queue. Not stored.
    std::optional<SteadyTime> notBefore = std::nullopt;
    /// 1 starts next. None unless it is queued; in the store it tells the order a dead process had.
    std::optional<std::uint64_t> queuePosition = std::nullopt;
    std::optional<Error> error; ///< of a job that failed, was stopped or cancelled
    std::string user;
    Timestamp submitted;
    std::optional<Timestamp> started;
    std::optional<Timestamp> ended;
    std::vector<JobStep> steps;
    std::vector<std::string> log; ///< bounded: the newest 1,000 lines
    bool operator==(const JobRecord& other) const {
        return id == other.id && state == other.state && doneBytes == other.doneBytes && steps == other.steps;
    }
};

/// Work for a queue. Must be able to run again after Stopped or an error: it goes on where it was.
class Job {
public:
    virtual ~Job() = default;
    /// On a worker thread. Success, or the one error that ended it; Cancelled and Stopped only as JobContext
    /// said.
    virtual Result<void> run(JobContext& context) = 0;
    /// After run() returned Cancelled: takes back what is left to take back. On the worker thread.
    virtual Result<void> takeBack() = 0;
};

} // namespace coppice
