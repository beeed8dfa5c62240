// How far each journalled step is, and the commit that points the library at a step's result.
#include "store/inventory_repository.h"
#include "store/journal_repository.h"
#include "store/rows.h"

#include <fmt/format.h>
#include <set>
#include <system_error>

namespace coppice::journal_repository {

namespace {

constexpr const char* noting = "noting how far a step is";

std::unexpected<Error> unknownStep(JobId job, std::size_t step) {
    return fail(ErrorCode::UnknownReference, noting, std::to_string(job),
                fmt::format("no step {} is journalled for this job", step));
}

/// Adds the other spellings under which the inventory names a changed file: "./a", or through a linked
/// folder. A survivor must not go on naming a file that is about to be removed.
Result<void> addOtherSpellings(Database& database, const PathGuard& guard,
                               inventory_repository::PathMap& changes) {
    COPPICE_TRY(auto row,
                database.prepare("SELECT active FROM disks UNION SELECT layer FROM snapshot_disks"));
    inventory_repository::PathMap others;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        const std::string stored = row.text(0);
        if (changes.contains(stored)) {
            continue;
        }
        std::error_code error;
        const auto canonical = std::filesystem::canonical(guard.absolute(stored), error);
        const auto change = error ? changes.end() : changes.find(guard.display(canonical));
        if (change != changes.end()) {
            others.emplace(stored, change->second);
        }
    }
    changes.merge(others);
    return {};
}

/// In steps that have not committed, other than this one: what `from` named is named `to`.
Result<void> renamePrints(Database& database, JobId job, std::size_t step,
                          const inventory_repository::PathMap& changes) {
    COPPICE_TRY(auto select,
                database.prepare("SELECT l.job, l.step, l.role, l.position, l.path FROM journal_layers l "
                                 "JOIN journal_steps s ON s.job = l.job AND s.position = l.step "
                                 "WHERE s.phase < ?3 AND NOT (l.job = ?1 AND l.step = ?2)"));
    select.bind(1, job).bind(2, step).bind(3, rows::number(merge::StepPhase::Removing));
    struct Rename {
        std::int64_t job;
        std::int64_t step;
        std::int64_t role;
        std::int64_t position;
        std::string to;
    };
    std::vector<Rename> renames; // collected first: a path may be changed to what another change starts from
    for (;;) {
        COPPICE_TRY(const bool more, select.step());
        if (!more) {
            break;
        }
        if (const auto change = changes.find(select.text(4)); change != changes.end()) {
            renames.push_back({.job = select.integer(0),
                               .step = select.integer(1),
                               .role = select.integer(2),
                               .position = select.integer(3),
                               .to = change->second});
        }
    }
    COPPICE_TRY(auto update, database.prepare("UPDATE journal_layers SET path = ? WHERE job = ? AND step = ? "
                                              "AND role = ? AND position = ?"));
    for (const Rename& rename : renames) {
        COPPICE_CHECK(update.bind(1, rename.to)
                          .bind(2, rename.job)
                          .bind(3, rename.step)
                          .bind(4, rename.role)
                          .bind(5, rename.position)
                          .run());
    }
    return {};
}

/// The result is the target's file under L_j's identity: prints of L_j elsewhere find that file from now on.
Result<void> moveIdentity(Database& database, JobId job, std::size_t step) {
    COPPICE_TRY(auto update,
                database.prepare(
                    "UPDATE journal_layers SET (device, inode) = "
                    "  (SELECT t.device, t.inode FROM journal_steps s JOIN journal_layers t "
                    "   ON t.job = s.job AND t.step = s.position AND t.role = ?3 AND t.position = s.target "
                    "   WHERE s.job = ?1 AND s.position = ?2) "
                    "WHERE NOT (job = ?1 AND step = ?2) "
                    "AND (device, inode) = "
                    "  (SELECT device, inode FROM journal_layers WHERE job = ?1 AND step = ?2 AND role = ?3 "
                    "   ORDER BY position DESC LIMIT 1) "
                    "AND EXISTS (SELECT 1 FROM journal_steps o WHERE o.job = journal_layers.job "
                    "   AND o.position = journal_layers.step AND o.phase < ?4) "
                    "AND EXISTS (SELECT 1 FROM journal_steps m WHERE m.job = ?1 AND m.position = ?2 "
                    "   AND m.kind = ?5)"));
    return update.bind(1, job)
        .bind(2, step)
        .bind(3, rows::number(LayerRole::Run))
        .bind(4, rows::number(merge::StepPhase::Removing))
        .bind(5, rows::number(merge::StepKind::Merge))
        .run();
}

} // namespace

Result<StepProgress> stepProgress(Database& database, JobId job, std::size_t step) {
    COPPICE_TRY(auto row, database.prepare("SELECT phase, checkpoint_offset_bytes FROM journal_steps "
                                           "WHERE job = ? AND position = ?"));
    COPPICE_TRY(const bool known, row.bind(1, job).bind(2, step).step());
    if (!known) {
        return unknownStep(job, step);
    }
    StepProgress progress;
    COPPICE_TRY(progress.phase,
                rows::enumeration(row, 0, merge::StepPhase::Pending, merge::StepPhase::Skipped));
    progress.checkpointOffsetBytes = row.unsignedInteger(1);
    return progress;
}

Result<void> setPhase(Database& database, JobId job, std::size_t step, merge::StepPhase phase) {
    COPPICE_TRY(const StepProgress now, stepProgress(database, job, step));
    const bool ended = now.phase == merge::StepPhase::Done || now.phase == merge::StepPhase::Skipped;
    if (phase < now.phase || (ended && phase != now.phase)) {
        return fail(
            ErrorCode::InvalidArgument, noting, std::to_string(job),
            fmt::format("step {} is {} and cannot become {}", step, nameOf(now.phase), nameOf(phase)));
    }
    COPPICE_TRY(auto update,
                database.prepare("UPDATE journal_steps SET phase = ? WHERE job = ? AND position = ?"));
    return update.bind(1, rows::number(phase)).bind(2, job).bind(3, step).run();
}

Result<void> checkpoint(Database& database, JobId job, std::size_t step, std::uint64_t offsetBytes,
                        std::uint64_t bytesMoved) {
    COPPICE_TRY(auto update, database.prepare("UPDATE journal_steps SET checkpoint_offset_bytes = ?, "
                                              "bytes_moved = ? WHERE job = ? AND position = ?"));
    COPPICE_CHECK(update.bind(1, offsetBytes).bind(2, bytesMoved).bind(3, job).bind(4, step).run());
    if (database.changedRows() == 0) {
        return unknownStep(job, step);
    }
    return {};
}

Result<void> commitLayers(Database& database, const PathGuard& guard, JobId job, std::size_t step,
                          const std::vector<merge::PathChange>& changes) {
    COPPICE_CHECK(setPhase(database, job, step, merge::StepPhase::Removing));
    inventory_repository::PathMap paths;
    for (const merge::PathChange& change : changes) {
        if (change.from != change.to) {
            paths.emplace(guard.display(change.from), guard.display(change.to));
        }
    }
    if (!paths.empty()) {
        COPPICE_CHECK(addOtherSpellings(database, guard, paths));
        COPPICE_CHECK(inventory_repository::replacePaths(database, paths));
        COPPICE_CHECK(renamePrints(database, job, step, paths));
    }
    return moveIdentity(database, job, step);
}

} // namespace coppice::journal_repository
