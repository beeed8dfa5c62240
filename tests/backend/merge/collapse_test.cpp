// The collapse on real files, against the flat-array oracle.

#include "collapse_world.h"
#include "io/file_system.h"
#include "io/path_guard.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <array>
#include <fmt/format.h>

namespace coppice::test {
namespace {

RandomChainOptions drawnOptions(std::uint64_t seed) {
    RandomChainOptions options;
    options.seed = seed;
    options.layers = 2 + seed % 6;
    options.branching = seed % 3 == 0;
    options.dirtyLogs = seed % 4 == 1;
    options.varySizes = seed % 2 == 0;
    options.baseTypes =
        seed % 5 == 0 ? std::vector{vhdx::DiskType::Fixed} : std::vector{vhdx::DiskType::Dynamic};
    return options;
}

void collapseAndCompare(CollapseWorld& world, const std::filesystem::path& folder,
                        const merge::ExecutorOptions& options = {}) {
    Notes notes = world.notes();
    ASSERT_TRUE(survivorsReadRight(nativeFileSystem(), folder, notes, world.layers())) << "before";
    TestContext context;
    const auto done = runSteps(nativeFileSystem(), folder, notes, context, options);
    ASSERT_TRUE(done) << nameOf(done.error().code) << " " << done.error().action << " " << done.error().object
                      << ": " << done.error().detail;
    EXPECT_TRUE(survivorsReadRight(nativeFileSystem(), folder, notes, world.layers()));
    EXPECT_TRUE(onlyNeededFilesLeft(nativeFileSystem(), folder, notes));

    std::uint64_t planned = 0;
    for (const merge::DiskStep& step : world.notes().plan) {
        planned += step.bytesToWrite;
    }
    EXPECT_EQ(context.doneBytes(), planned) << "progress must end at what was planned";
}

class RandomCollapse : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCollapse, KeepsEverySurvivor) {
    for (std::uint64_t seed = GetParam() * 20; seed < (GetParam() + 1) * 20; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        const TempFolder folder;
        CollapseWorld world(nativeFileSystem(), folder.path());
        ASSERT_NO_FATAL_FAILURE(world.build(drawnOptions(seed)));
        ASSERT_NO_FATAL_FAILURE(collapseAndCompare(world, folder.path()));
    }
}

TEST_P(RandomCollapse, IntoAnyTargetInSmallBatches) {
    for (std::uint64_t seed = GetParam() * 10; seed < (GetParam() + 1) * 10; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        const TempFolder folder;
        CollapseWorld world(nativeFileSystem(), folder.path());
        ASSERT_NO_FATAL_FAILURE(world.build(drawnOptions(seed)));
        world.forceTarget(seed % 5);
        Notes notes = world.notes();
        TestContext context;
        const auto done = runSteps(nativeFileSystem(), folder.path(), notes, context,
                                   {.batchBytes = 256 << 10, .bufferBytes = 64 << 10});
        ASSERT_TRUE(done) << done.error().action << ": " << done.error().detail;
        ASSERT_TRUE(survivorsReadRight(nativeFileSystem(), folder.path(), notes, world.layers()));
        ASSERT_TRUE(onlyNeededFilesLeft(nativeFileSystem(), folder.path(), notes));
    }
}

TEST_P(RandomCollapse, AcrossFolders) {
    for (std::uint64_t seed = GetParam() * 10; seed < (GetParam() + 1) * 10; ++seed) {
        SCOPED_TRACE(fmt::format("seed {}", seed));
        const TempFolder folder;
        CollapseWorld world(nativeFileSystem(), folder.path());
        world.useFolders({"a", "b/deeper", "b"});
        ASSERT_NO_FATAL_FAILURE(world.build(drawnOptions(seed)));
        world.forceTarget(seed % 4);
        Notes notes = world.notes();
        TestContext context;
        const auto done = runSteps(nativeFileSystem(), folder.path(), notes, context);
        ASSERT_TRUE(done) << done.error().action << " " << done.error().object << ": " << done.error().detail;
        ASSERT_TRUE(survivorsReadRight(nativeFileSystem(), folder.path(), notes, world.layers()));
        ASSERT_TRUE(onlyNeededFilesLeft(nativeFileSystem(), folder.path(), notes));
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCollapse, testing::Range<std::uint64_t>(0, 6));

/// Base, two snapshots and Now; everything but Now goes.
class StraightCollapse : public testing::Test {
protected:
    void build(std::uint64_t seed = 11) {
        RandomChainOptions options;
        options.seed = seed;
        options.layers = 4;
        options.operations = 24;
        m_world.emplace(nativeFileSystem(), m_folder.path());
        ASSERT_NO_FATAL_FAILURE(m_world->build(options, {0, 1, 2}));
        m_notes = m_world->notes();
        ASSERT_EQ(m_notes.plan.size(), 1U);
    }

    merge::DiskStep& step() { return m_notes.plan.front(); }
    Result<void> run(TestContext& context) {
        return runSteps(nativeFileSystem(), m_folder.path(), m_notes, context,
                        {.batchBytes = 64 << 10, .bufferBytes = 16 << 10});
    }
    testing::AssertionResult survivors() {
        return survivorsReadRight(nativeFileSystem(), m_folder.path(), m_notes, m_world->layers());
    }
    std::unique_ptr<vhdx::Image> open(const std::filesystem::path& path, OpenMode mode) {
        auto file = nativeFileSystem().open(path, mode);
        EXPECT_TRUE(file);
        auto image = vhdx::Image::open(std::move(*file), mode);
        EXPECT_TRUE(image);
        return std::move(*image);
    }

    TempFolder m_folder;
    std::optional<CollapseWorld> m_world;
    Notes m_notes;
};

TEST_F(StraightCollapse, ResultWithoutParentBearsTheBaseNameAndNowsIdentity) {
    ASSERT_NO_FATAL_FAILURE(build());
    const auto nowPath = step().layers.back().path;
    const auto nowGuid = step().layers.back().dataWriteGuid;
    const auto diskId = open(nowPath, OpenMode::ReadOnly)->info().virtualDiskId;
    TestContext context;
    ASSERT_TRUE(run(context));
    const auto result = open(m_folder / "layer0.vhdx", OpenMode::ReadOnly);
    EXPECT_EQ(result->info().dataWriteGuid, nowGuid);
    EXPECT_EQ(result->info().virtualDiskId, diskId);
    EXPECT_EQ(result->info().type, vhdx::DiskType::Dynamic);
    EXPECT_FALSE(result->info().parent);
    EXPECT_FALSE(std::filesystem::exists(nowPath));
    EXPECT_EQ(m_notes.survivors.at(3), m_folder / "layer0.vhdx");
}

TEST_F(StraightCollapse, StoppedAtEveryCheckpointAndResumed) {
    ASSERT_NO_FATAL_FAILURE(build());
    for (std::size_t stop = 1;; ++stop) {
        ASSERT_LT(stop, 10000U);
        TestContext context;
        context.stopAt(stop);
        const auto result = run(context);
        ASSERT_TRUE(survivors()) << "after stop " << stop;
        if (result) {
            break;
        }
        ASSERT_EQ(result.error().code, ErrorCode::Stopped);
    }
    EXPECT_TRUE(onlyNeededFilesLeft(nativeFileSystem(), m_folder.path(), m_notes));
}

TEST_F(StraightCollapse, AStoppedMergeLeavesNoDirtyLog) {
    ASSERT_NO_FATAL_FAILURE(build());
    TestContext context;
    context.stopAt(12);
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_FALSE(open(step().layers[step().target].path, OpenMode::ReadOnly)->info().logWasDirty);
}

TEST_F(StraightCollapse, NowWrittenToSinceThePlanIsNotTouched) {
    ASSERT_NO_FATAL_FAILURE(build());
    {
        const auto now = open(step().layers.back().path, OpenMode::ReadWrite);
        ASSERT_TRUE(now->setDataWriteGuid(Guid::random()));
        ASSERT_TRUE(now->close());
    }
    TestContext context;
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(result.error().object, step().layers.back().path);
    EXPECT_EQ(m_notes.steps[0].phase, merge::StepPhase::Pending);
    EXPECT_FALSE(context.pastPointOfNoReturn());
    EXPECT_TRUE(survivors());
}

TEST_F(StraightCollapse, ALayerReplacedByAnotherFileIsNotTouched) {
    ASSERT_NO_FATAL_FAILURE(build());
    const auto path = step().layers[1].path;
    std::filesystem::copy_file(path, path.string() + ".copy");
    std::filesystem::rename(path.string() + ".copy", path);
    TestContext context;
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(result.error().object, path);
    EXPECT_TRUE(survivors());
}

TEST_F(StraightCollapse, ALayerReplacedByASymbolicLinkIsNotFollowed) {
    ASSERT_NO_FATAL_FAILURE(build());
    const auto path = step().layers[1].path;
    std::filesystem::rename(path, path.string() + ".moved");
    std::filesystem::create_symlink(path.string() + ".moved", path);
    TestContext context;
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
}

TEST_F(StraightCollapse, ALockedLayerStopsTheStep) {
    ASSERT_NO_FATAL_FAILURE(build());
    const auto lock = nativeFileSystem().lock(step().layers[2].path, LockKind::Shared);
    ASSERT_TRUE(lock);
    TestContext context;
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::LayerInUse);
    EXPECT_EQ(m_notes.steps[0].phase, merge::StepPhase::Pending);
    EXPECT_TRUE(survivors());
}

TEST_F(StraightCollapse, CancelledWhileFillingInFromBelowEverySnapshotIsWhole) {
    ASSERT_NO_FATAL_FAILURE(build());
    step().target = step().layers.size() - 1;
    step().reversible = true;
    TestContext context;
    context.stopAt(20, ErrorCode::Cancelled);
    const auto result = run(context);
    ASSERT_FALSE(result);
    ASSERT_EQ(result.error().code, ErrorCode::Cancelled);
    ASSERT_EQ(m_notes.steps[0].phase, merge::StepPhase::Copying);
    EXPECT_FALSE(context.pastPointOfNoReturn());
    EXPECT_TRUE(merge::canTakeBack(step(), m_notes.steps[0].phase));
    for (std::size_t layer = 0; layer < m_world->layers().size(); ++layer) {
        m_notes.survivors[layer] = m_world->layers()[layer].path;
    }
    EXPECT_TRUE(survivors());
}

TEST_F(StraightCollapse, AForeignFileUnderTheResultsNameIsNotReplaced) {
    ASSERT_NO_FATAL_FAILURE(build());
    step().result = m_folder / "other.vhdx";
    std::filesystem::copy_file(step().layers.front().path, step().result);
    TestContext context;
    const auto result = run(context);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(result.error().object, step().result);
    EXPECT_TRUE(survivors());
}

} // namespace
} // namespace coppice::test
