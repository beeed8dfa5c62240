// Job records to rows and back.
#include "store/job_repository.h"

#include "store/plan_codec.h"
#include "store/rows.h"

#include <unordered_map>

namespace coppice::job_repository {

namespace {

constexpr std::uint16_t allPercent = 100;

std::unexpected<Error> unknownJob(JobId job, const char* action) {
    return fail(ErrorCode::UnknownReference, action, std::to_string(job), "no job has this number");
}

/// Parameters 1 to 24, in the order both INSERT and UPDATE below name them.
void bindRecord(Statement& statement, const JobRecord& record) {
    statement.bind(1, record.kind)
        .bind(2, record.title)
        .bind(3, rows::number(record.state))
        .bind(4, record.totalBytes)
        .bind(5, record.doneBytes)
        .bind(6, record.percentComplete)
        .bind(7, record.cancellable)
        .bind(8, record.resumable)
        .bind(9, record.user)
        .bind(10, rows::milliseconds(record.submitted))
        .bind(11, rows::milliseconds(record.started))
        .bind(12, rows::milliseconds(record.ended))
        .bind(13, plan_codec::encode(record.log));
    if (record.destroys) {
        statement.bind(20, record.destroys->selected)
            .bind(21, record.destroys->dependents)
            .bind(22, record.destroys->verify);
    } else {
        statement.bindNull(20).bindNull(21).bindNull(22);
    }
    statement.bind(23, record.inGrace).bind(24, record.queuePosition);
    const bool failed = record.error.has_value();
    if (failed) {
        statement.bind(14, coppice::nameOf(record.error->code))
            .bind(15, record.error->action)
            .bind(16, record.error->object)
            .bind(17, record.error->detail)
            .bind(18, record.error->offsetBytes)
            .bind(19, record.error->osError);
    } else {
        for (int parameter = 14; parameter <= 19; ++parameter) {
            statement.bindNull(parameter);
        }
    }
}

Result<void> saveSteps(Database& database, JobId job, const std::vector<JobStep>& steps) {
    COPPICE_TRY(auto trim, database.prepare("DELETE FROM job_steps WHERE job = ? AND position >= ?"));
    COPPICE_CHECK(trim.bind(1, job).bind(2, steps.size()).run());
    COPPICE_TRY(auto upsert,
                database.prepare("INSERT OR REPLACE INTO job_steps (job, position, title, kind, vm, slot, "
                                 "total_bytes, done_bytes, state, note, layers, file) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    for (std::size_t position = 0; position < steps.size(); ++position) {
        const JobStep& step = steps[position];
        COPPICE_CHECK(upsert.bind(1, job)
                          .bind(2, position)
                          .bind(3, step.title)
                          .bind(4, step.kind)
                          .bind(5, step.vm)
                          .bind(6, step.slot)
                          .bind(7, step.totalBytes)
                          .bind(8, step.doneBytes)
                          .bind(9, rows::number(step.state))
                          .bind(10, step.note)
                          .bind(11, step.layers)
                          .bind(12, step.file)
                          .run());
    }
    return {};
}

std::optional<Error> errorOf(const Statement& row, int column) {
    if (row.isNull(column)) {
        return std::nullopt;
    }
    return Error{.code = errorCodeFromName(row.text(column)),
                 .action = row.text(column + 1),
                 .object = row.text(column + 2),
                 .detail = row.text(column + 3),
                 .offsetBytes =
                     row.isNull(column + 4) ? std::nullopt : std::optional(row.unsignedInteger(column + 4)),
                 .osError = static_cast<int>(row.integer(column + 5))};
}

/// What the journal knows better than the last save of the record.
void applyOutcome(JobRecord& record, Outcome outcome, Timestamp at) {
    record.resumable = false; // there is nothing left to go on from
    record.inGrace = false;
    record.queuePosition.reset();
    if (outcome == Outcome::Superseded || record.state == JobState::Completed ||
        record.state == JobState::Terminated) {
        return;
    }
    if (outcome == Outcome::Finished && record.state == JobState::Exception) {
        return; // something after the work failed, and the record says what
    }
    record.cancellable = false;
    record.ended = record.ended ? record.ended : std::optional(at);
    if (outcome == Outcome::Abandoned) {
        record.state = JobState::Terminated;
        return;
    }
    record.state = JobState::Completed;
    record.error.reset();
    record.doneBytes = record.totalBytes;
    record.percentComplete = allPercent;
    for (JobStep& step : record.steps) {
        if (step.state == StepState::Pending || step.state == StepState::Running) {
            step.state = StepState::Done;
            step.doneBytes = step.totalBytes;
        }
    }
}

Result<void> loadSteps(Database& database, std::vector<JobRecord>& records) {
    std::unordered_map<JobId, std::size_t> places;
    for (std::size_t place = 0; place < records.size(); ++place) {
        places.emplace(records[place].id, place);
    }
    COPPICE_TRY(auto row,
                database.prepare("SELECT job, title, kind, vm, slot, total_bytes, done_bytes, "
                                 "state, note, layers, file FROM job_steps ORDER BY job, position"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        const auto place = places.find(row.unsignedInteger(0));
        if (place == places.end()) {
            continue;
        }
        COPPICE_TRY(const StepState state, rows::enumeration(row, 7, StepState::Pending, StepState::Failed));
        records[place->second].steps.push_back({.title = row.text(1),
                                                .layers = row.unsignedInteger(9),
                                                .file = row.text(10),
                                                .kind = row.text(2),
                                                .vm = row.text(3),
                                                .slot = row.text(4),
                                                .totalBytes = row.unsignedInteger(5),
                                                .doneBytes = row.unsignedInteger(6),
                                                .state = state,
                                                .note = row.text(8)});
    }
}

} // namespace

Result<JobId> insert(Database& database, const JobRecord& record) {
    COPPICE_TRY(auto statement,
                database.prepare("INSERT INTO jobs (kind, title, state, total_bytes, done_bytes, "
                                 "percent_complete, cancellable, resumable, user, submitted_ms, started_ms, "
                                 "ended_ms, log, error_code, error_action, error_object, error_detail, "
                                 "error_offset, error_os, selected, dependents, verify, in_grace, "
                                 "queue_position) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                 "?, ?)"));
    bindRecord(statement, record);
    COPPICE_CHECK(statement.run());
    const auto job = static_cast<JobId>(database.lastInsertId());
    COPPICE_CHECK(saveSteps(database, job, record.steps));
    return job;
}

Result<void> save(Database& database, const JobRecord& record) {
    COPPICE_TRY(auto statement,
                database.prepare("UPDATE jobs SET kind = ?, title = ?, state = ?, total_bytes = ?, "
                                 "done_bytes = ?, percent_complete = ?, cancellable = ?, resumable = ?, "
                                 "user = ?, submitted_ms = ?, started_ms = ?, ended_ms = ?, log = ?, "
                                 "error_code = ?, error_action = ?, error_object = ?, error_detail = ?, "
                                 "error_offset = ?, error_os = ?, selected = ?, dependents = ?, "
                                 "verify = ?, in_grace = ?, queue_position = ? WHERE id = ?"));
    bindRecord(statement, record);
    COPPICE_CHECK(statement.bind(25, record.id).run());
    if (database.changedRows() == 0) {
        return unknownJob(record.id, "saving a job");
    }
    return saveSteps(database, record.id, record.steps);
}

Result<std::vector<JobRecord>> load(Database& database) {
    COPPICE_TRY(auto row,
                database.prepare("SELECT id, kind, title, state, total_bytes, done_bytes, percent_complete, "
                                 "cancellable, resumable, user, submitted_ms, started_ms, ended_ms, log, "
                                 "error_code, error_action, error_object, error_detail, error_offset, "
                                 "error_os, outcome, outcome_ms, selected, dependents, verify, in_grace, "
                                 "queue_position FROM jobs ORDER BY id"));
    std::vector<JobRecord> records;
    std::vector<std::pair<std::optional<Outcome>, Timestamp>> outcomes;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        JobRecord record;
        record.id = row.unsignedInteger(0);
        record.kind = row.text(1);
        record.title = row.text(2);
        COPPICE_TRY(record.state, rows::enumeration(row, 3, JobState::New, JobState::Exception));
        record.totalBytes = row.unsignedInteger(4);
        record.doneBytes = row.unsignedInteger(5);
        record.percentComplete = static_cast<std::uint16_t>(row.integer(6));
        record.cancellable = row.boolean(7);
        record.resumable = row.boolean(8);
        record.user = row.text(9);
        record.submitted = rows::timestamp(row, 10);
        record.started = rows::optionalTimestamp(row, 11);
        record.ended = rows::optionalTimestamp(row, 12);
        COPPICE_TRY(record.log, plan_codec::decodeLines(row.text(13)));
        record.error = errorOf(row, 14);
        if (!row.isNull(22)) {
            record.destroys = DestroyFacts{.selected = row.unsignedInteger(22),
                                           .dependents = row.unsignedInteger(23),
                                           .verify = row.boolean(24)};
        }
        record.inGrace = row.boolean(25);
        if (!row.isNull(26)) {
            record.queuePosition = row.unsignedInteger(26);
        }
        std::optional<Outcome> outcome;
        if (!row.isNull(20)) {
            COPPICE_TRY(outcome, rows::enumeration(row, 20, Outcome::Finished, Outcome::Superseded));
        }
        outcomes.emplace_back(outcome, rows::timestamp(row, 21));
        records.push_back(std::move(record));
    }
    COPPICE_CHECK(loadSteps(database, records));
    for (std::size_t place = 0; place < records.size(); ++place) {
        if (outcomes[place].first) {
            applyOutcome(records[place], *outcomes[place].first, outcomes[place].second);
        }
    }
    return records;
}

Result<void> setOutcome(Database& database, JobId job, Outcome outcome) {
    COPPICE_TRY(auto update, database.prepare("UPDATE jobs SET outcome = ?, outcome_ms = ? WHERE id = ?"));
    return update.bind(1, rows::number(outcome))
        .bind(2, rows::milliseconds(systemClock().now()))
        .bind(3, job)
        .run();
}

Result<void> addRequest(Database& database, JobId job, JobAction action) {
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO job_requests (job, action) "
                                              "SELECT id, ? FROM jobs WHERE id = ?"));
    COPPICE_CHECK(insert.bind(1, coppice::nameOf(action)).bind(2, job).run());
    if (database.changedRows() == 0) {
        return unknownJob(job, "asking for a job to be steered");
    }
    return {};
}

Result<bool> hasRequests(Database& database) {
    COPPICE_TRY(const auto any, database.integer("SELECT 1 FROM job_requests LIMIT 1"));
    return any.has_value();
}

Result<std::vector<std::pair<JobId, JobAction>>> takeRequests(Database& database) {
    std::vector<std::pair<JobId, JobAction>> requests;
    COPPICE_TRY(auto row, database.prepare("SELECT job, action FROM job_requests ORDER BY id"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        // A word this program does not know was written by a newer one: nothing it could do.
        if (const auto action = jobActionFromName(row.text(1))) {
            requests.emplace_back(row.unsignedInteger(0), *action);
        }
    }
    COPPICE_CHECK(database.execute("DELETE FROM job_requests"));
    return requests;
}

Result<void> replaceVerification(Database& database, JobId job,
                                 const std::map<std::string, std::string>& sha256ByUse) {
    COPPICE_TRY(auto known, database.prepare("SELECT 1 FROM jobs WHERE id = ?"));
    COPPICE_TRY(const bool found, known.bind(1, job).step());
    if (!found) {
        return unknownJob(job, "saving checksums");
    }
    COPPICE_TRY(auto remove, database.prepare("DELETE FROM verification WHERE job = ?"));
    COPPICE_CHECK(remove.bind(1, job).run());
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO verification (job, use, sha256) VALUES (?, ?, ?)"));
    for (const auto& [use, sha256] : sha256ByUse) {
        COPPICE_CHECK(insert.bind(1, job).bind(2, use).bind(3, sha256).run());
    }
    return {};
}

Result<std::map<std::string, std::string>> verification(Database& database, JobId job) {
    COPPICE_TRY(auto row, database.prepare("SELECT use, sha256 FROM verification WHERE job = ?"));
    row.bind(1, job);
    std::map<std::string, std::string> sha256ByUse;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return sha256ByUse;
        }
        sha256ByUse.emplace(row.text(0), row.text(1));
    }
}

} // namespace coppice::job_repository
