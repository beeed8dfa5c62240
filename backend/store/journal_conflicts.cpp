// Whether a plan may be journalled beside what the library holds and what other jobs have begun.
#include "store/job_repository.h"
#include "store/journal_repository.h"
#include "store/rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

namespace coppice::journal_repository {

namespace {

constexpr const char* beginning = "beginning to delete snapshots";

using Ids = std::unordered_set<Guid>;
/// Path form → whether the layer may change; otherwise it is only derived from.
using Touched = std::unordered_map<std::string, bool>;

Ids destroyedBy(const Closure& closure) {
    Ids ids;
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        ids.insert(snapshot.id);
    }
    return ids;
}

Result<void> checkSnapshots(Database& database, const Closure& closure) {
    COPPICE_TRY(auto row, database.prepare("SELECT h.reason FROM snapshots s LEFT JOIN holds h "
                                           "ON h.snapshot = s.id WHERE s.id = ? AND s.vm = ?"));
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        COPPICE_TRY(const bool known, row.bind(1, snapshot.id).bind(2, snapshot.vm).step());
        if (!known) {
            return fail(ErrorCode::ChainChanged, beginning, snapshot.id.toString(),
                        "the snapshot is not there any more");
        }
        if (!row.isNull(0)) {
            return fail(ErrorCode::SnapshotHeld, beginning, snapshot.id.toString(), row.text(0));
        }
        COPPICE_CHECK(row.run());
    }
    return {};
}

/// Everything that hangs on what goes must go too or move, else finish() would leave it on nothing.
Result<void> checkDependents(Database& database, const Closure& closure, const Ids& destroyed) {
    Ids moved;
    for (const Closure::Reparented& reparented : closure.reparented) {
        moved.insert(reparented.snapshot);
    }
    Ids movedVms;
    for (const Closure::MovedNow& now : closure.movedNow) {
        movedVms.insert(now.vm);
    }
    COPPICE_TRY(auto child, database.prepare("SELECT id FROM snapshots WHERE parent = ?"));
    COPPICE_TRY(auto now, database.prepare("SELECT id FROM vms WHERE current = ?"));
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        for (auto& [row, followed, what] :
             {std::tuple(&child, &moved, "snapshot"), std::tuple(&now, &movedVms, "virtual system")}) {
            row->bind(1, snapshot.id);
            for (;;) {
                COPPICE_TRY(const bool more, row->step());
                if (!more) {
                    break;
                }
                COPPICE_TRY(const Guid id, row->guid(0));
                if (!followed->contains(id) && !destroyed.contains(id)) {
                    return fail(
                        ErrorCode::ChainChanged, beginning, id.toString(),
                        fmt::format("this {} derives from a snapshot that goes since the plan was made",
                                    what));
                }
            }
        }
    }
    return {};
}

/// What survivors are moved to must stay.
Result<void> checkNewParents(Database& database, const Closure& closure) {
    std::vector<Guid> parents;
    for (const Closure::Reparented& moved : closure.reparented) {
        if (moved.newParent) {
            parents.push_back(*moved.newParent);
        }
    }
    for (const Closure::MovedNow& moved : closure.movedNow) {
        if (moved.newCurrent) {
            parents.push_back(*moved.newCurrent);
        }
    }
    COPPICE_TRY(auto row, database.prepare("SELECT destroying_job FROM snapshots WHERE id = ?"));
    for (const Guid& parent : parents) {
        COPPICE_TRY(const bool known, row.bind(1, parent).step());
        if (!known) {
            return fail(ErrorCode::ChainChanged, beginning, parent.toString(),
                        "the snapshot that survivors would derive from is not there any more");
        }
        if (!row.isNull(0)) {
            return fail(
                ErrorCode::InUseByJob, beginning, parent.toString(),
                fmt::format("job {} destroys it, and survivors would derive from it", row.integer(0)));
        }
        COPPICE_CHECK(row.run());
    }
    return {};
}

Touched touchedBy(const PathGuard& guard, const merge::DiskPlan& plan) {
    Touched touched;
    for (const merge::DiskStep& step : plan.steps) {
        if (step.kind == merge::StepKind::Keep) {
            continue;
        }
        for (const merge::LayerPrint& layer : step.layers) {
            touched[guard.display(layer.path)] = true;
        }
        for (const merge::LayerPrint& child : step.children) {
            touched[guard.display(child.path)] = true; // its locator may change
        }
        if (!step.result.empty()) {
            touched[guard.display(step.result)] = true;
        }
        if (step.parent) {
            touched.try_emplace(guard.display(step.parent->path), false);
        }
    }
    return touched;
}

/// A layer that both jobs touch and one may change; empty if there is none.
Result<std::string> sharedLayer(Database& database, JobId other, const Touched& touched) {
    COPPICE_TRY(auto row, database.prepare(
                              "SELECT l.path, l.role != ?3 FROM journal_layers l JOIN journal_steps s "
                              "ON s.job = l.job AND s.position = l.step WHERE l.job = ?1 AND s.kind != ?2 "
                              "UNION ALL SELECT result, 1 FROM journal_steps WHERE job = ?1 AND kind != ?2"));
    row.bind(1, other).bind(2, rows::number(merge::StepKind::Keep)).bind(3, rows::number(LayerRole::Parent));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return std::string();
        }
        const auto found = touched.find(row.text(0));
        if (found != touched.end() && (found->second || row.boolean(1))) {
            return found->first;
        }
    }
}

/// How far the steps of a job with a journal are.
struct Reach {
    bool changedAnything = false; ///< some step is past Pending
    bool inCommit = false;        ///< some step must be finished forward from its notes
};

Result<Reach> reachOf(Database& database, JobId job) {
    COPPICE_TRY(auto row, database.prepare("SELECT phase FROM journal_steps WHERE job = ?"));
    row.bind(1, job);
    Reach reach;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return reach;
        }
        COPPICE_TRY(const auto phase,
                    rows::enumeration(row, 0, merge::StepPhase::Pending, merge::StepPhase::Skipped));
        reach.changedAnything |= phase != merge::StepPhase::Pending && phase != merge::StepPhase::Skipped;
        reach.inCommit |= phase == merge::StepPhase::Switching || phase == merge::StepPhase::Removing;
    }
}

/// A failed job gives way if nothing is lost by forgetting its notes: either it touched nothing, or all that
/// it may have half merged (snapshots it marked are not whole any more, survivors are) goes now anyway.
Result<bool> mayBeSuperseded(Database& database, JobId other, JobState state, const Ids& otherDestroys,
                             const Ids& destroyed) {
    if (state != JobState::Exception && state != JobState::Terminated && state != JobState::Killed) {
        return false;
    }
    COPPICE_TRY(const Reach reach, reachOf(database, other));
    const bool all =
        std::ranges::all_of(otherDestroys, [&](const Guid& id) { return destroyed.contains(id); });
    return !reach.inCommit && (!reach.changedAnything || all);
}

/// What of `other` this plan gets in the way of; empty if nothing.
Result<std::string> collision(Database& database, JobId other, const Closure& closure,
                              const Ids& otherDestroys, const Ids& destroyed, const Touched& touched) {
    for (const Guid& id : otherDestroys) {
        if (destroyed.contains(id)) {
            return id.toString();
        }
    }
    for (const Closure::Reparented& moved : closure.reparented) {
        if (moved.newParent && destroyed.contains(*moved.newParent)) {
            return moved.newParent->toString();
        }
    }
    for (const Closure::MovedNow& moved : closure.movedNow) {
        if (moved.newCurrent && destroyed.contains(*moved.newCurrent)) {
            return moved.newCurrent->toString();
        }
    }
    return sharedLayer(database, other, touched);
}

Result<void> checkOtherJobs(Database& database, const PathGuard& guard, const DestroyPlan& plan,
                            const Ids& destroyed) {
    const Touched touched = touchedBy(guard, plan.disks);
    struct Other {
        JobId id;
        JobState state;
        std::string title;
    };
    std::vector<Other> others;
    COPPICE_TRY(auto row, database.prepare("SELECT j.id, j.state, j.title FROM journal n "
                                           "JOIN jobs j ON j.id = n.job ORDER BY j.id"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        COPPICE_TRY(const JobState state, rows::enumeration(row, 1, JobState::New, JobState::Exception));
        others.push_back({.id = row.unsignedInteger(0), .state = state, .title = row.text(2)});
    }
    for (const Other& other : others) {
        COPPICE_TRY(const Closure closure, loadClosure(database, other.id));
        const Ids otherDestroys = destroyedBy(closure);
        COPPICE_TRY(const std::string object,
                    collision(database, other.id, closure, otherDestroys, destroyed, touched));
        if (object.empty()) {
            continue;
        }
        COPPICE_TRY(const bool givesWay,
                    mayBeSuperseded(database, other.id, other.state, otherDestroys, destroyed));
        if (!givesWay) {
            return fail(ErrorCode::InUseByJob, beginning, object,
                        fmt::format("job {}, '{}', is not finished with it", other.id, other.title));
        }
        COPPICE_CHECK(forget(database, other.id));
        COPPICE_CHECK(job_repository::setOutcome(database, other.id, job_repository::Outcome::Superseded));
        COPPICE_CHECK(rows::addAudit(database, std::string(), "destroy superseded", std::to_string(other.id),
                                     other.title));
    }
    return {};
}

} // namespace

Result<void> clearTheWay(Database& database, const PathGuard& guard, const DestroyPlan& plan) {
    if (!plan.refusals.empty()) {
        return std::unexpected(plan.refusals.front());
    }
    if (plan.closure.snapshots.empty()) {
        return fail(ErrorCode::InvalidArgument, beginning, {}, "the plan destroys nothing");
    }
    const Ids destroyed = destroyedBy(plan.closure);
    COPPICE_CHECK(checkSnapshots(database, plan.closure));
    COPPICE_CHECK(checkOtherJobs(database, guard, plan, destroyed));
    COPPICE_CHECK(checkNewParents(database, plan.closure));
    return checkDependents(database, plan.closure, destroyed);
}

} // namespace coppice::journal_repository
