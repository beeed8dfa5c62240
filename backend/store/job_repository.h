// Job records, their steps, and what other processes ask of them. In the caller's transaction.
#pragma once

#include "jobs/job_queue.h"
#include "store/database.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coppice::job_repository {

/// How a job's journal ended.
enum class Outcome {
    Finished = 1,
    Abandoned = 2,
    Superseded = 3, ///< a later destroy took over what a failed one had begun
};

/// A new row; `record.id` is not looked at.
Result<JobId> insert(Database& database, const JobRecord& record);
/// UnknownReference if there is no such job.
Result<void> save(Database& database, const JobRecord& record);
/// By id. A job whose journal ended is Completed or Terminated, and not resumable, even if its last save()
/// never happened.
Result<std::vector<JobRecord>> load(Database& database);
Result<void> setOutcome(Database& database, JobId job, Outcome outcome);

/// UnknownReference if there is no such job.
Result<void> addRequest(Database& database, JobId job, JobAction action);
Result<bool> hasRequests(Database& database);
/// Oldest first; forgets them.
Result<std::vector<std::pair<JobId, JobAction>>> takeRequests(Database& database);

/// UnknownReference if there is no such job.
Result<void> replaceVerification(Database& database, JobId job,
                                 const std::map<std::string, std::string>& sha256ByUse);
Result<std::map<std::string, std::string>> verification(Database& database, JobId job);

} // namespace coppice::job_repository
