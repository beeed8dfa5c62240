// A merge was interrupted, and the disks were used before it went on: nothing that was written meanwhile is
// lost, and what is not what it was is left alone.

#include "io/file_system.h"
#include "merge_scene.h"
#include "support/temp_folder.h"

#include <fmt/format.h>

namespace coppice::test {
namespace {

// Notes of a merge in one batch, by number.
constexpr JournalCrash afterCopying{.atCall = 2, .afterEffect = true};   // phase Switching
constexpr JournalCrash beforeCommit{.atCall = 3, .afterEffect = false};  // all switched, not noted
constexpr JournalCrash beforeRemoving{.atCall = 3, .afterEffect = true}; // phase Removing

class ResumedMerge : public testing::Test {
protected:
    /// base ← first ← second ← now, in which `destroyed` goes.
    void build(const std::unordered_set<std::size_t>& destroyed, std::size_t target) {
        m_scene.add({.name = "base.vhdx"}, [](SceneEditor& e) { e.write(0, 3 << 20); });
        m_scene.add({.name = "first.avhdx", .parent = base}, [](SceneEditor& e) { e.write(512, 1 << 20); });
        m_scene.add({.name = "second.avhdx", .parent = first},
                    [](SceneEditor& e) { e.write(2 << 20, 4096); });
        m_scene.add({.name = "now.avhdx", .parent = second}, [](SceneEditor& e) { e.write(4096, 512); });
        m_scene.plan(destroyed);
        m_scene.forceTarget(target);
    }

    void expectChanged(const Result<void>& result) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::ChainChanged)
            << result.error().action << ": " << result.error().detail;
        EXPECT_TRUE(m_scene.survivorsReadRight());
    }

    TempFolder m_folder;
    Scene m_scene{nativeFileSystem(), m_folder.path()};
    static constexpr std::size_t base = 0;
    static constexpr std::size_t first = 1;
    static constexpr std::size_t second = 2;
    static constexpr std::size_t now = 3;
};

TEST_F(ResumedMerge, NowWrittenToBeforeTheSwitchIsNotReplaced) {
    for (const bool toBase : {true, false}) {
        SCOPED_TRACE(toBase);
        const TempFolder folder;
        Scene scene(nativeFileSystem(), folder.path());
        const auto bottom = scene.add({.name = "base.vhdx"}, [](SceneEditor& e) { e.write(0, 3 << 20); });
        const auto middle =
            scene.add({.name = "a.avhdx", .parent = bottom}, [](SceneEditor& e) { e.write(512, 1 << 20); });
        const auto upper = scene.add({.name = "b.avhdx", .parent = middle});
        const auto top = scene.add({.name = "now.avhdx", .parent = upper});
        scene.plan(toBase ? std::unordered_set<std::size_t>{bottom, middle, upper}
                          : std::unordered_set<std::size_t>{middle, upper});
        scene.forceTarget(0);
        ASSERT_FALSE(scene.run(afterCopying));
        ASSERT_EQ(scene.notes().steps[0].phase, merge::StepPhase::Switching);
        scene.writeLater(top, scene.path(top), [](SceneEditor& e) { e.write(8192, 4096); });
        const auto resumed = scene.run();
        ASSERT_FALSE(resumed);
        EXPECT_EQ(resumed.error().code, ErrorCode::ChainChanged);
        EXPECT_EQ(resumed.error().object, scene.path(top));
        EXPECT_TRUE(scene.survivorsReadRight());
    }
}

TEST_F(ResumedMerge, NowWrittenToWhileCopyingWasStoppedIsNotTouched) {
    build({base, first, second}, 0);
    ASSERT_FALSE(m_scene.run({.atCall = 1, .afterEffect = true}));
    m_scene.writeLater(now, m_scene.path(now), [](SceneEditor& e) { e.write(8192, 4096); });
    expectChanged(m_scene.run());
}

TEST_F(ResumedMerge, NowWrittenToAfterTheSwitchKeepsWhatWasWritten) {
    build({base, first, second}, 0);
    ASSERT_FALSE(m_scene.run(beforeCommit));
    m_scene.writeLater(now, m_scene.path(now), [](SceneEditor& e) { e.write(8192, 4096); });
    ASSERT_TRUE(m_scene.survivorsReadRight());
    ASSERT_TRUE(m_scene.run());
    EXPECT_TRUE(m_scene.finished());
}

TEST_F(ResumedMerge, NowWrittenToBeforeTheSourcesWentKeepsWhatWasWritten) {
    build({first, second}, 0);
    ASSERT_FALSE(m_scene.run(beforeRemoving));
    m_scene.writeLater(now, m_scene.notes().survivors.at(now), [](SceneEditor& e) { e.write(8192, 4096); });
    ASSERT_TRUE(m_scene.run());
    EXPECT_TRUE(m_scene.finished());
}

TEST_F(ResumedMerge, AParentWrittenToBeforeTheSwitchIsNotTakenForTheOldOne) {
    build({first, second}, 0);
    ASSERT_FALSE(m_scene.run(afterCopying));
    const auto parent = m_scene.open(m_scene.path(base), OpenMode::ReadWrite);
    ASSERT_TRUE(parent->setDataWriteGuid(Guid::random()));
    const auto resumed = m_scene.run();
    ASSERT_FALSE(resumed);
    EXPECT_EQ(resumed.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(resumed.error().object, m_scene.path(first));
}

TEST_F(ResumedMerge, ANewFileUnderTheNewestNameIsNotReplaced) {
    build({first, second}, 0);
    ASSERT_FALSE(m_scene.run(afterCopying));
    const auto path = m_scene.path(now);
    std::filesystem::copy_file(path, path.string() + ".copy");
    std::filesystem::rename(path.string() + ".copy", path);
    expectChanged(m_scene.run());
}

TEST_F(ResumedMerge, TheResultMovedAwayKeepsItsLastName) {
    // Between commit and removal J and F lead to one file. If F does not any more, J must stay.
    build({base, first, second}, 0);
    ASSERT_FALSE(m_scene.run(beforeRemoving));
    const auto result = m_scene.notes().survivors.at(now);
    ASSERT_NE(result, m_scene.path(now));
    std::filesystem::remove(result);
    const auto resumed = m_scene.run();
    ASSERT_FALSE(resumed);
    EXPECT_EQ(resumed.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(resumed.error().object, result);
    m_scene.notes().survivors[now] = m_scene.path(now);
    EXPECT_TRUE(m_scene.survivorsReadRight());
}

TEST_F(ResumedMerge, AnOldCopyPutBackUnderTheResultsNameCostsNothing) {
    build({first, second}, 0);
    std::filesystem::copy_file(m_scene.path(now), m_folder / "backup");
    ASSERT_FALSE(m_scene.run(beforeRemoving));
    std::filesystem::rename(m_folder / "backup", m_scene.path(now)); // its chain leads through the sources
    const auto resumed = m_scene.run();
    ASSERT_FALSE(resumed);
    EXPECT_EQ(resumed.error().code, ErrorCode::ChainChanged);
    EXPECT_TRUE(std::filesystem::exists(m_scene.path(second)));
}

TEST_F(ResumedMerge, ASourceReplacedBeforeItWentIsLeftAlone) {
    build({first, second}, 0);
    ASSERT_FALSE(m_scene.run(beforeRemoving));
    const auto path = m_scene.path(second);
    std::filesystem::copy_file(path, path.string() + ".copy");
    std::filesystem::rename(path.string() + ".copy", path);
    expectChanged(m_scene.run());
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(ResumedMerge, AfterARestartThatGaveTheVolumeAnotherDeviceNumberTheWorkGoesOn) {
    for (const std::size_t target : {0U, 1U, 3U}) {
        for (const JournalCrash crash :
             {JournalCrash{.atCall = 1, .afterEffect = true}, afterCopying, beforeCommit, beforeRemoving}) {
            SCOPED_TRACE(fmt::format("target {}, note {}", target, crash.atCall));
            const TempFolder folder;
            Scene scene(nativeFileSystem(), folder.path());
            scene.add({.name = "base.vhdx"}, [](SceneEditor& e) { e.write(0, 3 << 20); });
            scene.add({.name = "1.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 1 << 20); });
            scene.add({.name = "2.avhdx", .parent = 1}, [](SceneEditor& e) { e.write(4096, 512); });
            scene.add({.name = "3.avhdx", .parent = 2});
            scene.plan({0, 1, 2});
            scene.forceTarget(target);
            ASSERT_FALSE(scene.run(crash));
            for (merge::LayerPrint& layer : scene.step().layers) {
                ++layer.file.device;
            }
            const auto resumed = scene.run();
            ASSERT_TRUE(resumed) << resumed.error().object << ": " << resumed.error().detail;
            EXPECT_TRUE(scene.finished());
        }
    }
}

TEST_F(ResumedMerge, AStepWhoseChildIsMergedAlreadyCanStillBeDone) {
    // Two runs in one tree; the first step finds its child in use, the second one is done meanwhile.
    const auto bottom = m_scene.add({.name = "0.vhdx"}, [](SceneEditor& e) { e.write(0, 1 << 20); });
    const auto gone1 =
        m_scene.add({.name = "1.avhdx", .parent = bottom}, [](SceneEditor& e) { e.write(512, 4096); });
    const auto kept =
        m_scene.add({.name = "2.avhdx", .parent = gone1}, [](SceneEditor& e) { e.write(1 << 20, 4096); });
    const auto gone2 =
        m_scene.add({.name = "3.avhdx", .parent = kept}, [](SceneEditor& e) { e.write(2 << 20, 4096); });
    const auto top =
        m_scene.add({.name = "4.avhdx", .parent = gone2}, [](SceneEditor& e) { e.write(3 << 20, 4096); });
    m_scene.plan({gone1, gone2});
    ASSERT_EQ(m_scene.notes().plan.size(), 2U);
    static_cast<void>(top);
    {
        // The job goes on with the other step.
        Notes& notes = m_scene.notes();
        Notes rest = notes;
        rest.plan = {notes.plan[1]};
        rest.steps = {notes.steps[1]};
        TestContext context;
        ASSERT_TRUE(runSteps(nativeFileSystem(), m_folder.path(), rest, context));
        notes.steps[1].phase = merge::StepPhase::Done;
    }
    const auto done = m_scene.run();
    ASSERT_TRUE(done) << nameOf(done.error().code) << " " << done.error().object << ": "
                      << done.error().detail;
    EXPECT_TRUE(m_scene.finished());
}

} // namespace
} // namespace coppice::test
