#include "collapse_world.h"

#include "io/path_guard.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <array>
#include <random>
#include <set>

namespace coppice::test {
namespace {

namespace fs = std::filesystem;

Guid snapshotIdOf(std::size_t layer) {
    Guid id;
    id.bytes[0] = 0x51;
    id.bytes[1] = static_cast<std::uint8_t>(layer);
    return id;
}

PathGuard guardOf(FileSystem& fileSystem, const fs::path& folder) {
    const std::array roots{folder};
    auto guard = PathGuard::make(fileSystem, roots);
    EXPECT_TRUE(guard) << guard.error().detail;
    return std::move(*guard);
}

void applyTo(merge::DiskStep& step, const merge::PathChange& change) {
    for (merge::LayerPrint& print : step.layers) {
        print.path = print.path == change.from ? change.to : print.path;
    }
    if (step.parent && step.parent->path == change.from) {
        step.parent->path = change.to;
    }
    for (merge::LayerPrint& print : step.children) {
        print.path = print.path == change.from ? change.to : print.path;
    }
}

/// Counts calls over all steps, and dies at one.
class Journal final : public merge::StepJournal {
public:
    Journal(Notes& notes, std::size_t step, const JournalCrash& crash, std::size_t& calls)
        : m_notes(notes)
        , m_step(step)
        , m_crash(crash)
        , m_calls(calls) {}

    merge::StepPhase phase() const override { return m_notes.steps[m_step].phase; }
    std::uint64_t checkpointOffsetBytes() const override { return m_notes.steps[m_step].checkpointBytes; }

    Result<void> setPhase(merge::StepPhase phase) override {
        EXPECT_GE(static_cast<int>(phase), static_cast<int>(this->phase()));
        return note([&] { m_notes.steps[m_step].phase = phase; });
    }
    Result<void> checkpoint(std::uint64_t offsetBytes, std::uint64_t) override {
        EXPECT_GE(offsetBytes, checkpointOffsetBytes());
        return note([&] { m_notes.steps[m_step].checkpointBytes = offsetBytes; });
    }
    Result<void> commitLayers(const std::vector<merge::PathChange>& changes) override {
        return note([&] {
            for (const merge::PathChange& change : changes) {
                for (auto& [layer, path] : m_notes.survivors) {
                    path = path == change.from ? change.to : path;
                }
                for (std::size_t later = m_step + 1; later < m_notes.plan.size(); ++later) {
                    applyTo(m_notes.plan[later], change);
                }
            }
            m_notes.steps[m_step].phase = merge::StepPhase::Removing;
        });
    }

private:
    template <class Effect>
    Result<void> note(Effect effect) {
        const std::size_t call = ++m_calls;
        const bool dying = m_crash.atCall != 0 && call >= m_crash.atCall;
        if (!dying || (call == m_crash.atCall && m_crash.afterEffect)) {
            effect();
        }
        if (dying) {
            return fail(ErrorCode::DatabaseFailed, "writing the journal", "coppice.db", "crash in a test");
        }
        return {};
    }

    Notes& m_notes;
    std::size_t m_step;
    const JournalCrash& m_crash;
    std::size_t& m_calls;
};

} // namespace

void CollapseWorld::build(const RandomChainOptions& options) {
    std::mt19937_64 engine(options.seed * 7919 + 1);
    std::unordered_set<std::size_t> destroyed{engine() % (options.layers - 1)}; // there is something to do
    for (std::size_t layer = 0; layer < options.layers; ++layer) {
        if (engine() % 3 != 0) {
            destroyed.insert(layer);
        }
    }
    build(options, destroyed);
}

void CollapseWorld::build(const RandomChainOptions& options,
                          const std::unordered_set<std::size_t>& destroyedLayers) {
    auto layers = buildRandomChain(m_fileSystem, m_folder, options);
    ASSERT_TRUE(layers) << layers.error().action << " " << layers.error().object << ": "
                        << layers.error().detail;
    m_layers = std::move(*layers);
    spreadOverFolders();

    merge::LayerForest forest = readForest();
    const auto children = forest.children();
    std::unordered_set<Guid> destroyed;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const auto index = static_cast<merge::LayerIndex>(i);
        const bool isLeaf = children[i].empty();
        Guid vm;
        vm.bytes[0] = 0x77;
        if (isLeaf) {
            forest.uses.push_back({.layer = index, .vm = vm, .slot = "SCSI 0:0", .snapshot = std::nullopt});
            m_notes.survivors[i] = m_layers[i].path;
            continue;
        }
        forest.uses.push_back({.layer = index, .vm = vm, .slot = "SCSI 0:0", .snapshot = snapshotIdOf(i)});
        if (destroyedLayers.contains(i)) {
            destroyed.insert(snapshotIdOf(i));
        } else {
            m_notes.survivors[i] = m_layers[i].path;
        }
    }
    auto plan = merge::planDisks(forest, destroyed, {});
    ASSERT_TRUE(plan) << nameOf(plan.error().code) << " " << plan.error().object << " "
                      << plan.error().detail;
    m_notes.plan = std::move(plan->steps);
    m_notes.steps.resize(m_notes.plan.size());
}

void CollapseWorld::forceTarget(std::size_t target) {
    for (merge::DiskStep& step : m_notes.plan) {
        if (step.kind == merge::StepKind::Merge) {
            step.target = std::min(target, step.layers.size() - 1);
            step.reversible = step.target + 1 == step.layers.size();
        }
    }
}

void CollapseWorld::spreadOverFolders() {
    if (m_folders.empty()) {
        return;
    }
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const fs::path folder = m_folder / m_folders[i % m_folders.size()];
        ASSERT_TRUE(m_fileSystem.createDirectories(folder));
        const fs::path moved = folder / m_layers[i].path.filename();
        ASSERT_TRUE(m_fileSystem.rename(m_layers[i].path, moved));
        ASSERT_TRUE(m_fileSystem.syncDirectory(m_folder));
        ASSERT_TRUE(m_fileSystem.syncDirectory(folder));
        m_layers[i].path = moved;
        if (!m_layers[i].parent) {
            continue;
        }
        const RandomLayer& parent = m_layers[*m_layers[i].parent];
        auto file = m_fileSystem.open(moved, OpenMode::ReadWrite);
        ASSERT_TRUE(file);
        auto image = vhdx::Image::open(std::move(*file), OpenMode::ReadWrite);
        ASSERT_TRUE(image);
        vhdx::MetadataChange change;
        change.parent = vhdx::makeParentLocator(moved, parent.path, parent.dataWriteGuid);
        ASSERT_TRUE((*image)->changeMetadata(change));
        ASSERT_TRUE((*image)->close());
    }
}

merge::LayerForest CollapseWorld::readForest() {
    merge::LayerForest forest;
    for (const RandomLayer& layer : m_layers) {
        auto file = m_fileSystem.open(layer.path, OpenMode::ReadOnly);
        EXPECT_TRUE(file);
        auto image = vhdx::Image::open(std::move(*file), OpenMode::ReadOnly);
        EXPECT_TRUE(image) << layer.path;
        auto map = (*image)->ownExtents();
        EXPECT_TRUE(map);
        const auto status = m_fileSystem.status(layer.path);
        const vhdx::ImageInfo& info = (*image)->info();
        merge::Layer known;
        known.path = layer.path;
        if (layer.parent) {
            known.parent = static_cast<merge::LayerIndex>(*layer.parent);
        }
        known.type = info.type;
        known.virtualSizeBytes = info.virtualSizeBytes;
        known.blockSizeBytes = info.blockSizeBytes;
        known.logicalSectorBytes = info.logicalSectorBytes;
        known.dataWriteGuid = info.dataWriteGuid;
        known.file = (*status)->identity;
        known.fileSizeBytes = (*status)->sizeBytes;
        known.allocatedBytes = (*status)->allocatedBytes;
        known.map = std::make_shared<ExtentMap>(std::move(*map));
        forest.layers.push_back(std::move(known));
    }
    return forest;
}

Result<void> TestContext::checkpoint() {
    EXPECT_FALSE(m_inCommit) << "a commit must not be interruptible";
    ++m_checkpoints;
    if (m_stopAt != 0 && m_checkpoints >= m_stopAt) {
        return fail(m_code, "destroying snapshots", "test job");
    }
    return {};
}

void TestContext::stepProgress(std::size_t step, std::uint64_t doneBytes) {
    EXPECT_GE(doneBytes, m_stepBytes[step]) << "progress of a step went backwards";
    m_stepBytes[step] = doneBytes;
}

Result<void> runSteps(FileSystem& fileSystem, const fs::path& folder, Notes& notes, TestContext& context,
                      const merge::ExecutorOptions& options, JournalCrash crash, std::size_t* journalCalls) {
    const PathGuard guard = guardOf(fileSystem, folder);
    std::size_t calls = 0;
    Result<void> result;
    for (std::size_t i = 0; i < notes.plan.size() && result; ++i) {
        Journal journal(notes, i, crash, calls);
        const merge::DiskStep step = notes.plan[i];
        result = merge::executeStep(guard, step, i, journal, context, options);
    }
    if (journalCalls != nullptr) {
        *journalCalls = calls;
    }
    return result;
}

testing::AssertionResult survivorsReadRight(FileSystem& fileSystem, const fs::path& folder,
                                            const Notes& notes, const std::vector<RandomLayer>& layers) {
    for (const auto& [layer, path] : notes.survivors) {
        if (auto same = readsAs(fileSystem, folder, path, layers[layer].content); !same) {
            return testing::AssertionFailure()
                   << "layer " << layer << " at " << path << ": " << same.message();
        }
    }
    return testing::AssertionSuccess();
}

testing::AssertionResult onlyNeededFilesLeft(FileSystem& fileSystem, const fs::path& folder,
                                             const Notes& notes) {
    const PathGuard guard = guardOf(fileSystem, folder);
    std::set<fs::path> needed;
    for (const auto& [layer, path] : notes.survivors) {
        auto chain = vhdx::Chain::open(guard, path);
        if (!chain) {
            return testing::AssertionFailure() << path << ": " << chain.error().detail;
        }
        for (const auto& image : chain->layers()) {
            needed.insert(image->path());
            if (!image->info().parent && fs::path(image->path()).extension() != ".vhdx") {
                return testing::AssertionFailure() << "a base disk is called " << image->path();
            }
        }
    }
    std::vector<fs::path> folders{folder};
    while (!folders.empty()) {
        const fs::path current = folders.back();
        folders.pop_back();
        const auto names = fileSystem.list(current);
        if (!names) {
            return testing::AssertionFailure() << "cannot list " << current;
        }
        for (const std::string& name : *names) {
            const auto status = fileSystem.status(current / name);
            if (status && *status && (*status)->isDirectory) {
                folders.push_back(current / name);
            } else if (!needed.contains(current / name)) {
                return testing::AssertionFailure() << "nobody needs " << current / name;
            }
        }
    }
    return testing::AssertionSuccess();
}

} // namespace coppice::test
