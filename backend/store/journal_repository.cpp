// Plans to journal rows and back, and how a destroy ends.
#include "store/journal_repository.h"

#include "store/job_repository.h"
#include "store/plan_codec.h"
#include "store/rows.h"

#include <fmt/format.h>

namespace coppice::journal_repository {

namespace {

std::string storedPath(const PathGuard& guard, const std::filesystem::path& path) {
    return path.empty() ? std::string() : guard.display(path);
}

std::filesystem::path absolutePath(const PathGuard& guard, const std::string& stored) {
    return stored.empty() ? std::filesystem::path() : guard.absolute(stored);
}

Result<void> insertLayers(Database& database, const PathGuard& guard, JobId job, std::size_t step,
                          LayerRole role, std::span<const merge::LayerPrint> layers) {
    COPPICE_TRY(
        auto insert,
        database.prepare("INSERT INTO journal_layers (job, step, role, position, path, device, inode, "
                         "data_write_guid, virtual_size_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    for (std::size_t position = 0; position < layers.size(); ++position) {
        const merge::LayerPrint& layer = layers[position];
        COPPICE_CHECK(insert.bind(1, job)
                          .bind(2, step)
                          .bind(3, rows::number(role))
                          .bind(4, position)
                          .bind(5, storedPath(guard, layer.path))
                          .bind(6, layer.file.device)
                          .bind(7, layer.file.inode)
                          .bind(8, layer.dataWriteGuid)
                          .bind(9, layer.virtualSizeBytes)
                          .run());
    }
    return {};
}

Result<void> insertSteps(Database& database, const PathGuard& guard, JobId job,
                         const std::vector<merge::DiskStep>& steps) {
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO journal_steps (job, position, kind, vm, slot, keep_reason, "
                                 "target, fixed_result, result, bytes_to_read, bytes_to_write, bytes_freed, "
                                 "reversible, phase) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    for (std::size_t position = 0; position < steps.size(); ++position) {
        const merge::DiskStep& step = steps[position];
        const auto reason = step.keepReason ? std::optional(rows::number(*step.keepReason)) : std::nullopt;
        COPPICE_CHECK(insert.bind(1, job)
                          .bind(2, position)
                          .bind(3, rows::number(step.kind))
                          .bind(4, step.vm)
                          .bind(5, step.slot)
                          .bind(6, reason)
                          .bind(7, step.target)
                          .bind(8, step.fixedResult)
                          .bind(9, storedPath(guard, step.result))
                          .bind(10, step.bytesToRead)
                          .bind(11, step.bytesToWrite)
                          .bind(12, step.bytesFreed)
                          .bind(13, step.reversible)
                          .bind(14, rows::number(merge::StepPhase::Pending))
                          .run());
        COPPICE_CHECK(insertLayers(database, guard, job, position, LayerRole::Run, step.layers));
        COPPICE_CHECK(insertLayers(database, guard, job, position, LayerRole::Child, step.children));
        if (step.parent) {
            COPPICE_CHECK(
                insertLayers(database, guard, job, position, LayerRole::Parent, std::span(&*step.parent, 1)));
        }
    }
    return {};
}

Result<void> insertVolumes(Database& database, const PathGuard& guard, JobId job,
                           const std::vector<merge::VolumeCost>& volumes) {
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO journal_volumes (job, position, device, some_path, "
                                 "bytes_to_write, bytes_freed, peak_extra_bytes, free_bytes) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    for (std::size_t position = 0; position < volumes.size(); ++position) {
        const merge::VolumeCost& volume = volumes[position];
        COPPICE_CHECK(insert.bind(1, job)
                          .bind(2, position)
                          .bind(3, volume.device)
                          .bind(4, storedPath(guard, volume.somePath))
                          .bind(5, volume.bytesToWrite)
                          .bind(6, volume.bytesFreed)
                          .bind(7, volume.peakExtraBytes)
                          .bind(8, volume.freeBytes)
                          .run());
    }
    return {};
}

Result<std::vector<merge::DiskStep>> loadSteps(Database& database, const PathGuard& guard, JobId job) {
    COPPICE_TRY(auto row,
                database.prepare("SELECT kind, vm, slot, keep_reason, target, fixed_result, result, "
                                 "bytes_to_read, bytes_to_write, bytes_freed, reversible "
                                 "FROM journal_steps WHERE job = ? ORDER BY position"));
    row.bind(1, job);
    std::vector<merge::DiskStep> steps;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return steps;
        }
        merge::DiskStep step;
        COPPICE_TRY(step.kind, rows::enumeration(row, 0, merge::StepKind::Merge, merge::StepKind::Keep));
        COPPICE_TRY(step.vm, row.guid(1));
        step.slot = row.text(2);
        if (!row.isNull(3)) {
            COPPICE_TRY(step.keepReason,
                        rows::enumeration(row, 3, merge::KeepReason::Referenced, merge::KeepReason::Branch));
        }
        step.target = row.unsignedInteger(4);
        step.fixedResult = row.boolean(5);
        step.result = absolutePath(guard, row.text(6));
        step.bytesToRead = row.unsignedInteger(7);
        step.bytesToWrite = row.unsignedInteger(8);
        step.bytesFreed = row.integer(9);
        step.reversible = row.boolean(10);
        steps.push_back(std::move(step));
    }
}

Result<void> loadLayers(Database& database, const PathGuard& guard, JobId job,
                        std::vector<merge::DiskStep>& steps) {
    COPPICE_TRY(auto row, database.prepare("SELECT step, role, path, device, inode, data_write_guid, "
                                           "virtual_size_bytes FROM journal_layers WHERE job = ? "
                                           "ORDER BY step, role, position"));
    row.bind(1, job);
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        merge::DiskStep& step = steps.at(row.unsignedInteger(0)); // a foreign key says that it is there
        COPPICE_TRY(const LayerRole role, rows::enumeration(row, 1, LayerRole::Run, LayerRole::Child));
        COPPICE_TRY(const Guid dataWriteGuid, row.guid(5));
        merge::LayerPrint print{.path = absolutePath(guard, row.text(2)),
                                .file = {.device = row.unsignedInteger(3), .inode = row.unsignedInteger(4)},
                                .dataWriteGuid = dataWriteGuid,
                                .virtualSizeBytes = row.unsignedInteger(6)};
        switch (role) {
        case LayerRole::Run:
            step.layers.push_back(std::move(print));
            break;
        case LayerRole::Parent:
            step.parent = std::move(print);
            break;
        case LayerRole::Child:
            step.children.push_back(std::move(print));
            break;
        }
    }
}

Result<std::vector<merge::VolumeCost>> loadVolumes(Database& database, const PathGuard& guard, JobId job) {
    COPPICE_TRY(auto row, database.prepare("SELECT device, some_path, bytes_to_write, bytes_freed, "
                                           "peak_extra_bytes, free_bytes FROM journal_volumes "
                                           "WHERE job = ? ORDER BY position"));
    row.bind(1, job);
    std::vector<merge::VolumeCost> volumes;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return volumes;
        }
        volumes.push_back({.device = row.unsignedInteger(0),
                           .somePath = absolutePath(guard, row.text(1)),
                           .bytesToWrite = row.unsignedInteger(2),
                           .bytesFreed = row.integer(3),
                           .peakExtraBytes = row.unsignedInteger(4),
                           .freeBytes = row.unsignedInteger(5)});
    }
}

std::unexpected<Error> noJournal(JobId job) {
    return fail(ErrorCode::UnknownReference, "reading the journal", std::to_string(job),
                "no job with this number has a journal");
}

/// The first step, if any, that is a merge or delete and in none of the phases that `allowed` lists.
Result<void> checkPhases(Database& database, JobId job, const char* allowed, const char* action) {
    COPPICE_TRY(auto row, database.prepare(fmt::format("SELECT position, phase FROM journal_steps WHERE "
                                                       "job = ? AND kind != ? AND phase NOT IN ({}) "
                                                       "ORDER BY position LIMIT 1",
                                                       allowed)));
    COPPICE_TRY(const bool found, row.bind(1, job).bind(2, rows::number(merge::StepKind::Keep)).step());
    if (found) {
        COPPICE_TRY(const auto phase,
                    rows::enumeration(row, 1, merge::StepPhase::Pending, merge::StepPhase::Skipped));
        return fail(ErrorCode::InvalidJobState, action, std::to_string(job),
                    fmt::format("step {} is {}", row.integer(0) + 1, nameOf(phase)));
    }
    return {};
}

struct JobFacts {
    std::string user;
    std::string title;
};

Result<JobFacts> jobFacts(Database& database, JobId job) {
    COPPICE_TRY(auto row,
                database.prepare("SELECT j.user, j.title FROM jobs j JOIN journal n ON n.job = j.id "
                                 "WHERE j.id = ?"));
    COPPICE_TRY(const bool known, row.bind(1, job).step());
    if (!known) {
        return noJournal(job);
    }
    return JobFacts{.user = row.text(0), .title = row.text(1)};
}

} // namespace

Result<JobId> begin(Database& database, const PathGuard& guard, const JobRecord& record,
                    const DestroyPlan& plan, bool verify) {
    COPPICE_TRY(const JobId job, job_repository::insert(database, record));
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO journal (job, verify, request, closure, totals) "
                                              "VALUES (?, ?, ?, ?, ?)"));
    COPPICE_CHECK(insert.bind(1, job)
                      .bind(2, verify)
                      .bind(3, plan_codec::encode(plan.request))
                      .bind(4, plan_codec::encode(plan.closure))
                      .bind(5, plan_codec::encode(plan.disks.totals))
                      .run());
    COPPICE_CHECK(insertSteps(database, guard, job, plan.disks.steps));
    COPPICE_CHECK(insertVolumes(database, guard, job, plan.disks.volumes));
    COPPICE_TRY(auto mark, database.prepare("UPDATE snapshots SET destroying_job = ? WHERE id = ?"));
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        COPPICE_CHECK(mark.bind(1, job).bind(2, snapshot.id).run());
    }
    COPPICE_CHECK(rows::addAudit(database, record.user, "destroy begun", std::to_string(job), record.title));
    return job;
}

Result<Closure> loadClosure(Database& database, JobId job) {
    COPPICE_TRY(auto row, database.prepare("SELECT closure FROM journal WHERE job = ?"));
    COPPICE_TRY(const bool known, row.bind(1, job).step());
    if (!known) {
        return noJournal(job);
    }
    return plan_codec::decodeClosure(row.text(0));
}

Result<Journalled> load(Database& database, const PathGuard& guard, JobId job) {
    COPPICE_TRY(auto row,
                database.prepare("SELECT verify, request, closure, totals FROM journal WHERE job = ?"));
    COPPICE_TRY(const bool known, row.bind(1, job).step());
    if (!known) {
        return noJournal(job);
    }
    Journalled journalled;
    journalled.verify = row.boolean(0);
    COPPICE_TRY(journalled.plan.request, plan_codec::decodeRequest(row.text(1)));
    COPPICE_TRY(journalled.plan.closure, plan_codec::decodeClosure(row.text(2)));
    COPPICE_TRY(journalled.plan.disks.totals, plan_codec::decodeTotals(row.text(3)));
    COPPICE_TRY(journalled.plan.disks.steps, loadSteps(database, guard, job));
    COPPICE_CHECK(loadLayers(database, guard, job, journalled.plan.disks.steps));
    COPPICE_TRY(journalled.plan.disks.volumes, loadVolumes(database, guard, job));
    return journalled;
}

Result<void> forget(Database& database, JobId job) {
    for (const char* sql : {"UPDATE snapshots SET destroying_job = NULL WHERE destroying_job = ?",
                            "DELETE FROM journal WHERE job = ?"}) {
        COPPICE_TRY(auto statement, database.prepare(sql));
        COPPICE_CHECK(statement.bind(1, job).run());
    }
    return {};
}

Result<void> finish(Database& database, JobId job) {
    COPPICE_TRY(const JobFacts facts, jobFacts(database, job));
    COPPICE_CHECK(checkPhases(database, job, "4, 5", "finishing the deletion of snapshots"));
    COPPICE_TRY(const Closure closure, loadClosure(database, job));

    COPPICE_TRY(auto reparent, database.prepare("UPDATE snapshots SET parent = ? WHERE id = ?"));
    for (const Closure::Reparented& moved : closure.reparented) {
        COPPICE_CHECK(reparent.bind(1, moved.newParent).bind(2, moved.snapshot).run());
    }
    COPPICE_TRY(auto moveNow, database.prepare("UPDATE vms SET current = ? WHERE id = ?"));
    for (const Closure::MovedNow& moved : closure.movedNow) {
        COPPICE_CHECK(moveNow.bind(1, moved.newCurrent).bind(2, moved.vm).run());
    }
    COPPICE_TRY(auto removeCollection, database.prepare("DELETE FROM snapshot_collections WHERE id = ?"));
    for (const Guid& collection : closure.snapshotCollections) {
        COPPICE_CHECK(removeCollection.bind(1, collection).run());
    }
    COPPICE_TRY(auto removeSnapshots, database.prepare("DELETE FROM snapshots WHERE destroying_job = ?"));
    COPPICE_CHECK(removeSnapshots.bind(1, job).run());

    COPPICE_CHECK(forget(database, job));
    COPPICE_CHECK(job_repository::setOutcome(database, job, job_repository::Outcome::Finished));
    return rows::addAudit(database, facts.user, "destroy finished", std::to_string(job), facts.title);
}

Result<void> abandon(Database& database, JobId job) {
    COPPICE_TRY(const JobFacts facts, jobFacts(database, job));
    COPPICE_CHECK(checkPhases(database, job, "0, 1, 5", "taking back the deletion of snapshots"));
    COPPICE_CHECK(forget(database, job));
    COPPICE_CHECK(job_repository::setOutcome(database, job, job_repository::Outcome::Abandoned));
    return rows::addAudit(database, facts.user, "destroy taken back", std::to_string(job), facts.title);
}

} // namespace coppice::journal_repository
