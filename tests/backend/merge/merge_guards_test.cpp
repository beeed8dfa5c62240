// A chain that is no longer what the plan was made from: the step is not begun, and says which file it is.

#include "io/file_system.h"
#include "merge_scene.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <fstream>

namespace coppice::test {
namespace {

class MergeGuards : public testing::Test {
protected:
    /// root ← 1 ← 2 ← now, and a snapshot beside them; 1, 2 and the one beside go.
    MergeGuards() {
        m_scene.add({.name = "root.vhdx"}, [](SceneEditor& e) { e.write(0, 1 << 20); });
        m_scene.add({.name = "1.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 4096); });
        m_scene.add({.name = "2.avhdx", .parent = 1}, [](SceneEditor& e) { e.write(4096, 512); });
        m_scene.add({.name = "now.avhdx", .parent = 2}, [](SceneEditor& e) { e.write(0, 512); });
        m_scene.add({.name = "beside.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(0, 8192); });
    }

    void plan(const std::unordered_set<std::size_t>& destroyed) {
        m_scene.plan(destroyed, {4});
        m_scene.forceTarget(0);
    }
    std::filesystem::path copyOf(std::size_t layer) {
        const auto copy = m_folder / "copy.vhdx";
        std::filesystem::copy_file(m_scene.path(layer), copy);
        return copy;
    }
    void replaceByCopy(std::size_t layer) { std::filesystem::rename(copyOf(layer), m_scene.path(layer)); }
    void point(std::size_t child, const std::filesystem::path& parent, const Guid& guid) {
        const auto image = m_scene.open(m_scene.path(child), OpenMode::ReadWrite);
        vhdx::MetadataChange change;
        change.parent = vhdx::makeParentLocator(m_scene.path(child), parent, guid);
        ASSERT_TRUE(image->changeMetadata(change));
        ASSERT_TRUE(image->close());
    }
    void expectNotBegun(std::size_t layer) {
        const auto result = m_scene.run();
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::ChainChanged) << result.error().detail;
        EXPECT_EQ(result.error().object, m_scene.path(layer));
        EXPECT_EQ(m_scene.notes().steps[0].phase, merge::StepPhase::Pending);
        EXPECT_FALSE(m_scene.context().pastPointOfNoReturn());
    }
    Guid guidOf(std::size_t layer) { return m_scene.layers().at(layer).dataWriteGuid; }

    TempFolder m_folder;
    Scene m_scene{nativeFileSystem(), m_folder.path()};
};

TEST_F(MergeGuards, ALayerReplacedByACopyOfItself) {
    plan({1, 2});
    replaceByCopy(2);
    expectNotBegun(2);
    EXPECT_TRUE(m_scene.survivorsReadRight());
}

TEST_F(MergeGuards, ALayerResized) {
    plan({1, 2});
    {
        const auto image = m_scene.open(m_scene.path(2), OpenMode::ReadWrite);
        ASSERT_TRUE(image->resize(5 << 20, true));
        ASSERT_TRUE(image->close());
    }
    expectNotBegun(2);
}

TEST_F(MergeGuards, ALayerWhoseParentIsACopyNow) {
    plan({1, 2});
    point(2, copyOf(1), guidOf(1));
    expectNotBegun(2);
    EXPECT_TRUE(m_scene.survivorsReadRight());
}

TEST_F(MergeGuards, ALayerThatExpectsAnotherParent) {
    plan({1, 2});
    point(2, m_scene.path(1), Guid::random());
    expectNotBegun(2);
}

TEST_F(MergeGuards, ARunWhoseParentIsACopyNow) {
    plan({1, 2});
    point(1, copyOf(0), guidOf(0));
    expectNotBegun(1);
    EXPECT_TRUE(m_scene.survivorsReadRight());
}

TEST_F(MergeGuards, ARunThatExpectsAnotherParent) {
    plan({1, 2});
    point(1, m_scene.path(0), Guid::random());
    expectNotBegun(1);
}

TEST_F(MergeGuards, AChildThatWouldBePointedAwayFromItsNewParent) {
    // root and 1 become a base disk under root's name; 2 leads to a copy of 1 by now.
    const TempFolder folder;
    Scene scene(nativeFileSystem(), folder.path());
    scene.add({.name = "root.vhdx"}, [](SceneEditor& e) { e.write(0, 1 << 20); });
    scene.add({.name = "1.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 4096); });
    scene.add({.name = "now.avhdx", .parent = 1});
    scene.plan({0});
    const auto copy = folder / "copy.avhdx";
    std::filesystem::copy_file(scene.path(1), copy);
    {
        const auto image = scene.open(scene.path(2), OpenMode::ReadWrite);
        vhdx::MetadataChange change;
        change.parent = vhdx::makeParentLocator(scene.path(2), copy, scene.layers()[1].dataWriteGuid);
        ASSERT_TRUE(image->changeMetadata(change));
        ASSERT_TRUE(image->close());
    }
    const auto result = scene.run();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
    EXPECT_EQ(result.error().object, scene.path(2));
    EXPECT_EQ(scene.notes().steps[0].phase, merge::StepPhase::Pending);
}

TEST_F(MergeGuards, ADiskWrittenToIsNotDeleted) {
    plan({4});
    m_scene.writeLater(4, m_scene.path(4), [](SceneEditor& e) { e.write(8192, 512); });
    expectNotBegun(4);
    EXPECT_TRUE(std::filesystem::exists(m_scene.path(4)));
}

TEST_F(MergeGuards, AnotherFileUnderItsNameIsNotDeleted) {
    plan({4});
    replaceByCopy(4);
    expectNotBegun(4);
    EXPECT_TRUE(std::filesystem::exists(m_scene.path(4)));
}

TEST_F(MergeGuards, ADiskInUseIsNotDeleted) {
    plan({4});
    const auto lock = nativeFileSystem().lock(m_scene.path(4), LockKind::Shared);
    ASSERT_TRUE(lock);
    const auto result = m_scene.run();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::LayerInUse);
    EXPECT_TRUE(std::filesystem::exists(m_scene.path(4)));
}

/// A base that is called .avhdx: its merge takes a name that no layer of the run has.
class NewBaseName : public testing::Test {
protected:
    NewBaseName() {
        m_scene.add({.name = "disk.avhdx"}, [](SceneEditor& e) { e.write(0, 1 << 20); });
        m_scene.add({.name = "now.avhdx", .parent = 0}, [](SceneEditor& e) { e.write(512, 512); });
        m_scene.plan({0});
    }

    void expectLeftAlone(merge::StepPhase phase) {
        std::ofstream(m_foreign) << "foreign";
        const auto result = m_scene.run();
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::ChainChanged);
        EXPECT_EQ(result.error().object, m_foreign);
        EXPECT_EQ(m_scene.notes().steps[0].phase, phase);
        EXPECT_EQ(std::filesystem::file_size(m_foreign), 7U);
        EXPECT_TRUE(m_scene.survivorsReadRight());
    }

    TempFolder m_folder;
    Scene m_scene{nativeFileSystem(), m_folder.path()};
    std::filesystem::path m_foreign = m_folder / "disk.vhdx";
};

TEST_F(NewBaseName, TakenByAForeignFileBeforeTheStepBegan) {
    ASSERT_EQ(m_scene.step().result, m_foreign);
    expectLeftAlone(merge::StepPhase::Pending);
}

TEST_F(NewBaseName, TakenByAForeignFileBeforeTheSwitch) {
    ASSERT_FALSE(m_scene.run({.atCall = 2, .afterEffect = true}));
    expectLeftAlone(merge::StepPhase::Switching);
}

} // namespace
} // namespace coppice::test
