// The local library: its database, its lock, its files.
#include "providers/local/local_library.h"

#include "jobs/job_rules.h"
#include "providers/local/destroy_job.h"
#include "providers/local/destroy_planner.h"
#include "providers/local/forest_reader.h"
#include "providers/local/layer_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <pwd.h>
#include <set>
#include <unistd.h>
#include <utility>

namespace coppice {
namespace fs = std::filesystem;
namespace {

std::string userName() {
    constexpr std::size_t bufferBytes = 4096;
    std::array<char, bufferBytes> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    const uid_t user = getuid();
    if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
        return found->pw_name;
    }
    return std::to_string(user);
}

std::string plural(std::uint64_t count, const char* one) {
    return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

DestroyFacts factsOf(const Closure& closure, bool verify) {
    const auto selected = static_cast<std::size_t>(
        std::ranges::count_if(closure.snapshots, [](const DestroyedSnapshot& s) { return s.selected; }));
    return {.selected = selected, .dependents = closure.snapshots.size() - selected, .verify = verify};
}

std::string jobTitle(const DestroyFacts& facts) {
    std::string title = "Delete " + plural(facts.selected, "snapshot");
    if (facts.dependents > 0) {
        title += " and " + plural(facts.dependents, "dependent");
    }
    return title;
}

/// A layer that another program uses is a refusal, before anything is marked. The executor locks again.
Result<void> seeThatNoneIsLocked(FileSystem& fileSystem, const merge::DiskPlan& plan) {
    for (const merge::DiskStep& step : plan.steps) {
        if (step.kind == merge::StepKind::Keep) {
            continue;
        }
        for (const merge::LayerPrint& layer : step.layers) {
            COPPICE_CHECK(fileSystem.lock(layer.path, LockKind::Exclusive));
        }
    }
    return {};
}

/// Every layer path that the inventory names.
std::set<std::string> pathsOf(const Inventory& inventory) {
    std::set<std::string> paths;
    for (const VirtualSystem& vm : inventory.vms) {
        for (const Disk& disk : vm.disks) {
            paths.insert(disk.active);
        }
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, path] : snapshot.disks) {
                paths.insert(path);
            }
        }
    }
    return paths;
}

/// Adds the facts of `paths` and of every parent that is not known yet.
void readFacts(const PathGuard& guard, const std::set<std::string>& paths,
               std::map<std::string, LayerFacts>& facts) {
    std::vector<std::string> open(paths.begin(), paths.end());
    while (!open.empty()) {
        const std::string path = std::move(open.back());
        open.pop_back();
        LayerFacts read = readLayerFacts(guard, path);
        if (!read.parent.empty() && !facts.contains(read.parent) && !paths.contains(read.parent)) {
            open.push_back(read.parent);
        }
        facts.insert_or_assign(path, std::move(read));
    }
}

} // namespace

struct LocalLibrary::State {
    fs::path folder; ///< canonical
    LibraryStore::Access access = LibraryStore::Access::ReadOnly;
    const Clock* clock = nullptr;
    std::unique_ptr<LibraryLock> lock; ///< null when read-only; given up after the store is closed
    std::unique_ptr<LibraryStore> store;
    PathGuard guard;
    ExtentCache cache;

    Result<void> refuseIfReadOnly(const std::string& action) const {
        return access == LibraryStore::Access::ReadWrite
                   ? Result<void>{}
                   : fail(ErrorCode::NotSupported, action, folder.string(), "it is open for reading only");
    }

    /// At the end of a job: what changed is read anew, what is used no more is forgotten.
    void refreshAfterJob(const std::vector<fs::path>& changed);
};

void LocalLibrary::State::refreshAfterJob(const std::vector<fs::path>& changed) {
    cache.clear();
    // Facts are for show: a failure here must not make the job's end fail; the next refresh mends it.
    const Result<Inventory> inventory = store->inventory();
    Result<std::map<std::string, LayerFacts>> facts = store->layerFacts();
    if (!inventory || !facts) {
        return;
    }
    for (const fs::path& path : changed) {
        facts->erase(guard.display(path));
    }
    const std::set<std::string> used = pathsOf(*inventory);
    std::set<std::string> unknown;
    std::ranges::copy_if(used, std::inserter(unknown, unknown.end()),
                         [&](const std::string& path) { return !facts->contains(path); });
    for (const fs::path& path : changed) {
        // A branch layer that nothing points at is still a parent.
        const std::string stored = guard.display(path);
        const Result<std::optional<FileStatus>> status = guard.fileSystem().status(path);
        if (status && *status) {
            unknown.insert(stored);
        }
    }
    readFacts(guard, unknown, *facts);
    const Result<void> saved = store->saveLayerFacts(*facts);
    static_cast<void>(saved);
}

LocalLibrary::LocalLibrary(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}

LocalLibrary::~LocalLibrary() = default;

Result<void> LocalLibrary::create(const fs::path& folder) {
    return LibraryStore::create(folder);
}

Result<std::unique_ptr<LocalLibrary>> LocalLibrary::open(const fs::path& folder, Options options,
                                                         FileSystem& fileSystem, const Clock& clock) {
    Result<fs::path> canonical = fileSystem.canonical(folder);
    if (!canonical) {
        if (canonical.error().code == ErrorCode::FileNotFound) {
            return fail(ErrorCode::NotALibrary, "opening the library", folder.string(),
                        "there is no such folder");
        }
        return std::unexpected(std::move(canonical).error());
    }
    std::unique_ptr<LibraryLock> lock;
    if (options.access == LibraryStore::Access::ReadWrite) {
        // The lock's file would be made in any folder: first see that there is a library.
        COPPICE_CHECK(LibraryStore::recognise(*canonical));
        COPPICE_TRY(lock, LibraryLock::acquire(*canonical, options.program));
    }
    COPPICE_TRY(std::unique_ptr<LibraryStore> store, LibraryStore::open(*canonical, options.access));
    std::vector<fs::path> roots = {*canonical};
    COPPICE_TRY(const std::vector<fs::path> added, store->roots());
    for (const fs::path& root : added) {
        COPPICE_TRY(const std::optional<FileStatus> status, fileSystem.status(root));
        if (status && status->isDirectory) {
            roots.push_back(root);
        }
    }
    COPPICE_TRY(PathGuard guard, PathGuard::make(fileSystem, roots));
    auto state = std::unique_ptr<State>(new State{.folder = std::move(*canonical),
                                                  .access = options.access,
                                                  .clock = &clock,
                                                  .lock = std::move(lock),
                                                  .store = std::move(store),
                                                  .guard = std::move(guard),
                                                  .cache = {}});
    return std::unique_ptr<LocalLibrary>(new LocalLibrary(std::move(state)));
}

ProviderCapabilities LocalLibrary::capabilities() const {
    return {
        .destroy = true, .mergeLive = false, .writable = m_state->access == LibraryStore::Access::ReadWrite};
}

Result<std::shared_ptr<const LibraryView>> LocalLibrary::view() {
    auto view = std::make_shared<LibraryView>();
    view->name = m_state->folder.filename().string();
    view->location = m_state->folder.string();
    COPPICE_TRY(view->inventory, m_state->store->inventory());
    COPPICE_TRY(view->layers, m_state->store->layerFacts());
    return view;
}

Result<DestroyPlan> LocalLibrary::planDestroy(const DestroyRequest& request, std::stop_token stop) {
    return planLocalDestroy(*m_state->store, m_state->guard, m_state->cache, request, std::move(stop));
}

Result<JobRecord> LocalLibrary::beginDestroy(const DestroyPlan& plan, const DestroyOptions& options) {
    JobRecord record;
    record.kind = "destroySnapshot";
    record.destroys = factsOf(plan.closure, options.verify);
    record.title = jobTitle(*record.destroys);
    record.inGrace = options.grace > std::chrono::milliseconds::zero();
    record.user = userName();
    record.submitted = m_state->clock->now();
    COPPICE_TRY(const Inventory inventory, m_state->store->inventory());
    const InventoryIndex index(inventory);
    for (const merge::DiskStep& step : plan.disks.steps) {
        if (step.kind == merge::StepKind::Keep) {
            continue; // keeps come last: the others' indices are the plan's
        }
        const VirtualSystem* vm = index.vm(step.vm);
        const bool merges = step.kind == merge::StepKind::Merge;
        const fs::path& file = merges ? step.result : step.layers.front().path;
        record.steps.push_back({.title = stepTitle(step),
                                .layers = merges ? step.layers.size() : 0,
                                .file = file.filename().string(),
                                .kind = merge::nameOf(step.kind),
                                .vm = vm != nullptr ? vm->name : std::string{},
                                .slot = step.slot,
                                .totalBytes = step.bytesToWrite,
                                .note = {}});
        record.totalBytes += step.bytesToWrite;
    }
    COPPICE_CHECK(seeThatNoneIsLocked(m_state->guard.fileSystem(), plan.disks));
    COPPICE_TRY(record.id, m_state->store->beginDestroy(record, plan, options.verify));
    return record;
}

Result<std::unique_ptr<Job>> LocalLibrary::jobFor(const JobRecord& record) {
    return std::make_unique<DestroyJob>(
        *m_state->store, m_state->guard, record.id,
        [state = m_state.get()](const std::vector<fs::path>& changed) { state->refreshAfterJob(changed); });
}

Result<void> LocalLibrary::hold(const Guid& snapshot, const std::string& reason) {
    COPPICE_CHECK(m_state->refuseIfReadOnly("holding a snapshot"));
    return m_state->store->setHold(snapshot,
                                   Hold{.reason = reason, .by = userName(), .since = m_state->clock->now()});
}

Result<void> LocalLibrary::release(const Guid& snapshot) {
    COPPICE_CHECK(m_state->refuseIfReadOnly("releasing a snapshot"));
    return m_state->store->setHold(snapshot, std::nullopt);
}

Result<void> LocalLibrary::setNotes(const Guid& snapshot, const std::string& notes) {
    COPPICE_CHECK(m_state->refuseIfReadOnly("changing a snapshot's notes"));
    return m_state->store->setNotes(snapshot, notes);
}

JobStore& LocalLibrary::jobStore() {
    return *m_state->store;
}

Result<std::vector<JobRecord>> LocalLibrary::interruptedJobs() {
    COPPICE_TRY(std::vector<JobRecord> jobs, m_state->store->loadJobs());
    // Suspended is how the operator left it, unless the program ended first; Exception waits for a retry.
    std::erase_if(jobs, [](const JobRecord& record) {
        return isFinal(record.state) || (record.state == JobState::Suspended && !isInterrupted(record));
    });
    std::ranges::sort(jobs, {}, [](const JobRecord& record) {
        return std::pair(record.queuePosition.value_or(0), record.id);
    });
    return jobs;
}

Result<void> LocalLibrary::finishCommits(JobRecord& record) {
    DestroyJob job(*m_state->store, m_state->guard, record.id,
                   [this](const std::vector<fs::path>& changed) { m_state->refreshAfterJob(changed); });
    return job.finishCommits(record);
}

LibraryStore& LocalLibrary::store() {
    return *m_state->store;
}

const PathGuard& LocalLibrary::guard() const {
    return m_state->guard;
}

Result<void> LocalLibrary::add(const Inventory& addition) {
    COPPICE_CHECK(m_state->store->merge(addition));
    return refreshFacts();
}

Result<void> LocalLibrary::addRoot(const fs::path& root) {
    FileSystem& fileSystem = m_state->guard.fileSystem();
    COPPICE_TRY(const fs::path canonical, fileSystem.canonical(root));
    COPPICE_TRY(const std::optional<FileStatus> status, fileSystem.status(canonical));
    if (!status || !status->isDirectory) {
        return fail(ErrorCode::InvalidArgument, "adding a root", root.string(), "it is not a folder");
    }
    return m_state->store->addRoot(canonical);
}

Result<void> LocalLibrary::refreshFacts() {
    COPPICE_TRY(const Inventory inventory, m_state->store->inventory());
    std::map<std::string, LayerFacts> facts;
    readFacts(m_state->guard, pathsOf(inventory), facts);
    m_state->cache.clear();
    return m_state->store->saveLayerFacts(facts);
}

} // namespace coppice
