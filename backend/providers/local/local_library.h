// The local library as a provider: a folder with coppice.db and the disks below it.
#pragma once

#include "core/clock.h"
#include "io/path_guard.h"
#include "providers/provider.h"
#include "store/library_lock.h"
#include "store/library_store.h"

#include <filesystem>
#include <memory>
#include <string>

namespace coppice {

class LocalLibrary final : public Provider {
public:
    static Result<void> create(const std::filesystem::path& folder);

    struct Options {
        LibraryStore::Access access = LibraryStore::Access::ReadWrite;
        std::string program = "coppicectl"; ///< named to whoever finds the library locked
    };
    /// ReadWrite takes the writer lock: LibraryInUse names who has it.
    static Result<std::unique_ptr<LocalLibrary>> open(const std::filesystem::path& folder, Options options,
                                                      FileSystem& fileSystem = nativeFileSystem(),
                                                      const Clock& clock = systemClock());
    ~LocalLibrary() override;

    ProviderCapabilities capabilities() const override;
    Result<std::shared_ptr<const LibraryView>> view() override;
    Result<DestroyPlan> planDestroy(const DestroyRequest& request, std::stop_token stop) override;
    Result<JobRecord> beginDestroy(const DestroyPlan& plan, const DestroyOptions& options) override;
    Result<std::unique_ptr<Job>> jobFor(const JobRecord& record) override;
    Result<void> hold(const Guid& snapshot, const std::string& reason) override;
    Result<void> release(const Guid& snapshot) override;
    Result<void> setNotes(const Guid& snapshot, const std::string& notes) override;
    JobStore& jobStore() override;
    Result<std::vector<JobRecord>> interruptedJobs() override;
    Result<void> finishCommits(JobRecord& record) override;

    LibraryStore& store();
    /// Roots that are not there (an unmounted volume) are left out. Stays while the library is open.
    const PathGuard& guard() const;
    /// Adds what import, adopt or demo made, then reads the facts. See LibraryStore::merge.
    Result<void> add(const Inventory& addition);
    /// From the next opening on, layers may lie in `root` too.
    Result<void> addRoot(const std::filesystem::path& root);
    /// Reads every layer's facts anew (import, adopt, demo).
    Result<void> refreshFacts();

private:
    struct State;
    explicit LocalLibrary(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace coppice
