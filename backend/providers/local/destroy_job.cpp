// The work of a destroy.
#include "providers/local/destroy_job.h"

#include "core/error_text.h"
#include "providers/local/forest_reader.h"
#include "providers/local/survivors.h"
#include "providers/local/unpaused_time.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>
#include <unordered_set>
#include <utility>

namespace coppice {
namespace {

/// The step touched nothing, and others need not wait for it.
bool leavesOthersFree(ErrorCode code) {
    const ReturnValue value = returnValueOf(code);
    return value == ReturnValue::InvalidState || value == ReturnValue::Timeout ||
           code == ErrorCode::FileNotFound;
}

std::unordered_set<Guid> destroyedBy(const DestroyPlan& plan) {
    std::unordered_set<Guid> destroyed;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        destroyed.insert(snapshot.id);
    }
    return destroyed;
}

/// Files that are not what they were once the step is done.
void addTouched(const merge::DiskStep& step, std::vector<std::filesystem::path>& touched) {
    for (const merge::LayerPrint& layer : step.layers) {
        touched.push_back(layer.path);
    }
    for (const merge::LayerPrint& child : step.children) {
        touched.push_back(child.path);
    }
    if (step.kind == merge::StepKind::Merge) {
        touched.push_back(step.result);
    }
}

/// Nobody watches a commit that is finished before the queue starts, and nobody can stop one.
class Unwatched final : public JobContext {
public:
    Result<void> checkpoint() override { return {}; }
    void passPointOfNoReturn() override {}
    void enterCommitPhase() override {}
    void leaveCommitPhase() override {}
    void setTotalBytes(std::uint64_t) override {}
    void addDoneBytes(std::uint64_t) override {}
    void stepStarted(std::size_t) override {}
    void stepProgress(std::size_t, std::uint64_t) override {}
    void stepFinished(std::size_t) override {}
    void stepSkipped(std::size_t, const Error&) override {}
    void log(std::string) override {}
};

} // namespace

std::string stepTitle(const merge::DiskStep& step) {
    if (step.kind == merge::StepKind::Delete) {
        return "Delete " + step.layers.front().path.filename().string();
    }
    return fmt::format("Merge {} layers into {}", step.layers.size(), step.result.filename().string());
}

DestroyJob::DestroyJob(LibraryStore& store, PathGuard guard, JobId id, Changed changed)
    : m_store(store)
    , m_guard(std::move(guard))
    , m_id(id)
    , m_changed(std::move(changed)) {}

Result<std::vector<Survivor>> DestroyJob::survivors() {
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    COPPICE_TRY(const Inventory inventory, m_store.inventory());
    COPPICE_TRY(const merge::LayerForest forest,
                readForest(m_guard, inventory, destroyedBy(destroy.plan), nullptr, {}));
    return survivorsOf(inventory, destroy.plan.closure, forest);
}

Result<void> DestroyJob::rememberSurvivors(JobContext& context) {
    COPPICE_TRY(const auto known, m_store.verification(m_id));
    if (!known.empty()) {
        return {}; // an earlier run did, before its first step
    }
    COPPICE_TRY(const std::vector<Survivor> all, survivors());
    context.log(fmt::format("Reading {} disks, to compare them afterwards", all.size()));
    COPPICE_TRY(const auto hashes, hashSurvivors(m_guard, all, context));
    return m_store.saveVerification(m_id, hashes);
}

Result<void> DestroyJob::compareSurvivors(JobContext& context) {
    COPPICE_TRY(const auto before, m_store.verification(m_id));
    // By key, not anew: a VM that shares the trees no more after the merge is compared all the same.
    COPPICE_TRY(const Inventory inventory, m_store.inventory());
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    merge::LayerForest everyVm;
    for (const VirtualSystem& vm : inventory.vms) {
        everyVm.uses.push_back({.layer = 0, .vm = vm.id, .slot = {}, .snapshot = std::nullopt});
    }
    std::vector<Survivor> all = survivorsOf(inventory, destroy.plan.closure, everyVm);
    std::erase_if(all, [&](const Survivor& survivor) { return !before.contains(survivor.key); });
    context.log(fmt::format("Comparing {} disks with what they were", all.size()));
    COPPICE_TRY(const auto after, hashSurvivors(m_guard, all, context));
    for (const Survivor& survivor : all) {
        if (after.at(survivor.key) != before.at(survivor.key)) {
            return fail(ErrorCode::ContentMismatch, "comparing what survives with what it was", survivor.name,
                        survivor.storedPath);
        }
    }
    if (all.size() != before.size()) {
        return fail(ErrorCode::ContentMismatch, "comparing what survives with what it was",
                    fmt::format("job {}", m_id),
                    "a disk that was read before the work is not there any more");
    }
    context.log(fmt::format("{} disks read as before", all.size()));
    return {};
}

/// The plan's own layers are read again by each step. This looks for what the plan could not know: a child
/// made since, which would lose its parent. Steps that are in their commit are finished whatever has come.
Result<void> DestroyJob::refuseNewChildren(const DestroyPlan& plan) {
    std::set<std::filesystem::path> planned;
    std::set<std::filesystem::path> stillToChange;
    for (std::size_t i = 0; i < plan.disks.steps.size(); ++i) {
        const merge::DiskStep& step = plan.disks.steps[i];
        COPPICE_TRY(const std::unique_ptr<merge::StepJournal> journal, m_store.stepJournal(m_id, i));
        const bool begun = journal->phase() > merge::StepPhase::Copying;
        for (const merge::LayerPrint& layer : step.layers) {
            planned.insert(layer.path);
            if (step.kind != merge::StepKind::Keep && !begun) {
                stillToChange.insert(layer.path);
            }
        }
        for (const merge::LayerPrint& child : step.children) {
            planned.insert(child.path);
        }
    }
    if (stillToChange.empty()) {
        return {};
    }
    COPPICE_TRY(const Inventory inventory, m_store.inventory());
    COPPICE_TRY(const merge::LayerForest forest,
                readForest(m_guard, inventory, destroyedBy(plan), nullptr, {}));
    for (const merge::Layer& layer : forest.layers) {
        if (layer.parent && stillToChange.contains(forest.layers[*layer.parent].path) &&
            !planned.contains(layer.path)) {
            return fail(ErrorCode::UnownedChild, "destroying snapshots", layer.path.string(),
                        "it was made since the plan, over " + forest.layers[*layer.parent].path.string());
        }
    }
    return {};
}

Result<void> DestroyJob::runStep(JobContext& context, std::size_t index) {
    // Anew for each step: a commit changes what later steps are to find.
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    const merge::DiskStep& step = destroy.plan.disks.steps.at(index);
    COPPICE_TRY(const std::unique_ptr<merge::StepJournal> journal, m_store.stepJournal(m_id, index));
    if (step.kind == merge::StepKind::Keep) {
        return {};
    }
    if (journal->phase() == merge::StepPhase::Done) {
        context.stepFinished(index);
        return {};
    }
    context.stepStarted(index);
    const bool fromTheBeginning = journal->phase() == merge::StepPhase::Pending;
    UnpausedTime time(context);
    const Result<void> result = merge::executeStep(m_guard, step, index, *journal, time);
    if (result) {
        context.stepFinished(index);
        if (fromTheBeginning && step.kind == merge::StepKind::Merge) {
            rememberTime(step, time.elapsed(), context);
        }
    } else if (leavesOthersFree(result.error().code)) {
        context.stepSkipped(index, result.error());
        context.log(stepTitle(step) + " was skipped: " + errorText(result.error()));
    }
    return result;
}

void DestroyJob::rememberTime(const merge::DiskStep& step, std::chrono::milliseconds took,
                              JobContext& context) {
    const Result<void> noted = m_store.addMergeSample(step.layers[step.target].file.device,
                                                      {.bytes = step.bytesToWrite, .took = took});
    if (!noted) { // the work itself is done
        context.log("How long it took was not noted: " + errorText(noted.error()));
    }
}

Result<void> DestroyJob::runSteps(JobContext& context, std::size_t stepCount) {
    std::optional<Error> firstSkipped;
    for (std::size_t i = 0; i < stepCount; ++i) {
        if (Result<void> result = runStep(context, i); !result) {
            if (!leavesOthersFree(result.error().code)) {
                return result;
            }
            if (!firstSkipped) {
                firstSkipped = std::move(result).error();
            }
        }
    }
    return firstSkipped ? Result<void>(std::unexpected(std::move(*firstSkipped))) : Result<void>{};
}

Result<void> DestroyJob::run(JobContext& context) {
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    std::uint64_t totalBytes = 0;
    std::vector<std::filesystem::path> touched;
    for (const merge::DiskStep& step : destroy.plan.disks.steps) {
        if (step.kind == merge::StepKind::Keep) {
            continue;
        }
        totalBytes += step.bytesToWrite;
        addTouched(step, touched);
    }
    context.setTotalBytes(totalBytes);
    COPPICE_CHECK(refuseNewChildren(destroy.plan));
    if (destroy.verify) {
        COPPICE_CHECK(rememberSurvivors(context));
    }
    Result<void> result = runSteps(context, destroy.plan.disks.steps.size());
    if (result && destroy.verify) {
        result = compareSurvivors(context);
    }
    if (result) {
        result = m_store.finishDestroy(m_id);
    }
    m_changed(touched);
    return result;
}

Result<void> DestroyJob::finishCommits(JobRecord& record) {
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    const std::size_t stepCount = destroy.plan.disks.steps.size();
    Unwatched context;
    Result<void> result;
    std::vector<std::filesystem::path> touched;
    bool cancellable = true;
    for (std::size_t i = 0; i < stepCount; ++i) {
        // Anew for each step: a commit changes what later steps are to find.
        COPPICE_TRY(const LibraryStore::JournalledDestroy now, m_store.journalledDestroy(m_id));
        const merge::DiskStep& step = now.plan.disks.steps[i];
        COPPICE_TRY(const std::unique_ptr<merge::StepJournal> journal, m_store.stepJournal(m_id, i));
        const bool committing =
            journal->phase() == merge::StepPhase::Switching || journal->phase() == merge::StepPhase::Removing;
        if (committing && result) {
            addTouched(step, touched);
            result = merge::executeStep(m_guard, step, i, *journal, context);
        }
        cancellable &= merge::canTakeBack(step, journal->phase());
        if (i < record.steps.size() && journal->phase() == merge::StepPhase::Done) {
            record.steps[i].state = StepState::Done;
            record.steps[i].doneBytes = record.steps[i].totalBytes;
        }
    }
    record.cancellable = cancellable;
    if (!touched.empty()) {
        m_changed(touched);
    }
    return result;
}

Result<void> DestroyJob::takeBack() {
    COPPICE_TRY(const LibraryStore::JournalledDestroy destroy, m_store.journalledDestroy(m_id));
    const std::vector<merge::DiskStep>& steps = destroy.plan.disks.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        COPPICE_TRY(const std::unique_ptr<merge::StepJournal> journal, m_store.stepJournal(m_id, i));
        if (!merge::canTakeBack(steps[i], journal->phase())) {
            return fail(ErrorCode::InvalidJobState, "taking a job back", std::to_string(m_id),
                        "its commit has begun");
        }
    }
    return m_store.abandonDestroy(m_id);
}

} // namespace coppice
