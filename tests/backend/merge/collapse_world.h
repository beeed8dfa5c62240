// A small world for the collapse: random real chains on any file system, a plan for a random set of destroyed
// snapshots, a journal that survives crashes, and an oracle that knows what every survivor must read.
#pragma once

#include "merge/executor.h"
#include "support/flat_disk.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace coppice::test {

/// What is durable apart from the files: copied freely, as a database survives the process.
struct Notes {
    struct Step {
        merge::StepPhase phase = merge::StepPhase::Pending;
        std::uint64_t checkpointBytes = 0;
    };
    std::vector<Step> steps;
    std::vector<merge::DiskStep> plan;                      ///< paths follow what was committed
    std::map<std::size_t, std::filesystem::path> survivors; ///< layer index → path it is reached by
};

/// Draws the whole situation from one seed.
class CollapseWorld {
public:
    CollapseWorld(FileSystem& fileSystem, std::filesystem::path folder)
        : m_fileSystem(fileSystem)
        , m_folder(std::move(folder)) {}

    /// Builds the files; every inner layer is a snapshot's, every leaf a Now. Destroys a random subset of the
    /// snapshots, planned by planDisks.
    void build(const RandomChainOptions& options);
    /// The same with the destroyed layers named.
    void build(const RandomChainOptions& options, const std::unordered_set<std::size_t>& destroyedLayers);
    /// Makes every merge use the given target (an index into its run, cut to the run's length).
    void forceTarget(std::size_t target);
    /// Spreads the layers over these folders, below the world's, instead of one.
    void useFolders(std::vector<std::string> folders) { m_folders = std::move(folders); }

    const Notes& notes() const { return m_notes; }
    const std::vector<RandomLayer>& layers() const { return m_layers; }

private:
    merge::LayerForest readForest();
    void spreadOverFolders();

    FileSystem& m_fileSystem;
    std::filesystem::path m_folder;
    std::vector<std::string> m_folders;
    std::vector<RandomLayer> m_layers;
    Notes m_notes;
};

/// Steers a run: counts checkpoints and stops at one; watches that progress is monotonic.
class TestContext final : public JobContext {
public:
    /// At this call of checkpoint() and all later ones the answer is `code`. 0: never.
    void stopAt(std::size_t call, ErrorCode code = ErrorCode::Stopped) {
        m_stopAt = call;
        m_code = code;
    }
    std::size_t checkpoints() const { return m_checkpoints; }
    std::uint64_t doneBytes() const { return m_doneBytes; }
    bool pastPointOfNoReturn() const { return m_pastPointOfNoReturn; }

    Result<void> checkpoint() override;
    void passPointOfNoReturn() override { m_pastPointOfNoReturn = true; }
    void enterCommitPhase() override { m_inCommit = true; }
    void leaveCommitPhase() override { m_inCommit = false; }
    void setTotalBytes(std::uint64_t) override {}
    void addDoneBytes(std::uint64_t bytes) override { m_doneBytes += bytes; }
    void stepStarted(std::size_t) override {}
    void stepProgress(std::size_t step, std::uint64_t doneBytes) override;
    void stepFinished(std::size_t) override {}
    void stepSkipped(std::size_t, const Error&) override {}
    void log(std::string) override {}

private:
    std::size_t m_checkpoints = 0;
    std::size_t m_stopAt = 0;
    ErrorCode m_code = ErrorCode::Stopped;
    std::uint64_t m_doneBytes = 0;
    bool m_pastPointOfNoReturn = false;
    bool m_inCommit = false;
    std::map<std::size_t, std::uint64_t> m_stepBytes;
};

/// Dies (fails from then on) at one of its calls, before or after the note took effect.
struct JournalCrash {
    std::size_t atCall = 0; ///< counted from 1 over all steps; 0: never
    bool afterEffect = false;
};

/// Runs every step from where `notes` say, as the job does. `notes` are what would be in the database
/// afterwards.
Result<void> runSteps(FileSystem& fileSystem, const std::filesystem::path& folder, Notes& notes,
                      TestContext& context, const merge::ExecutorOptions& options = {},
                      JournalCrash crash = {}, std::size_t* journalCalls = nullptr);

/// Every survivor reads as its oracle says, by the path the notes give.
testing::AssertionResult survivorsReadRight(FileSystem& fileSystem, const std::filesystem::path& folder,
                                            const Notes& notes, const std::vector<RandomLayer>& layers);

/// Only files that survivors need are left, and no base is called .avhdx.
testing::AssertionResult onlyNeededFilesLeft(FileSystem& fileSystem, const std::filesystem::path& folder,
                                             const Notes& notes);

} // namespace coppice::test
