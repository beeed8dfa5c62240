// A disk's chain: whose its layers are and what deleting one snapshot alone would do; and selection
// summaries.
#include "models/disk_chain.h"
#include "models/layer_uses_maker.h"
#include "models/selection_summary.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

constexpr int kPatienceMs = 60'000;

/// base ← one ← two ← now, of VM "web"; other VM "clone" writes to a second child of `one`.
std::shared_ptr<const ViewData> branchedLibrary() {
    LibraryView library{.name = "L", .location = "/l", .inventory = {}, .layers = {}};
    const auto layer = [&library](const std::string& path, const std::string& parent, std::uint64_t bytes) {
        library.layers[path] = LayerFacts{.parent = parent,
                                          .type = parent.empty() ? "dynamic" : "differencing",
                                          .virtualSizeBytes = 1 << 30,
                                          .allocatedBytes = bytes,
                                          .problem = {}};
    };
    layer("d/base.vhdx", "", 4000);
    layer("d/one.avhdx", "d/base.vhdx", 1000);
    layer("d/two.avhdx", "d/one.avhdx", 3000);
    layer("d/now.avhdx", "d/two.avhdx", 500);
    layer("d/clone.avhdx", "d/one.avhdx", 700);
    VirtualSystem web;
    web.id = idOf("web");
    web.name = "web";
    web.disks = {{.slot = "S", .active = "d/now.avhdx"}};
    const char* const names[][2] = {
        {"first", "d/base.vhdx"}, {"second", "d/one.avhdx"}, {"third", "d/two.avhdx"}};
    for (const auto& [name, path] : names) {
        Snapshot snapshot;
        snapshot.id = idOf(name);
        snapshot.name = name;
        snapshot.disks["S"] = path;
        web.snapshots.push_back(snapshot);
    }
    VirtualSystem clone;
    clone.id = idOf("clone");
    clone.name = "clone";
    clone.disks = {{.slot = "S", .active = "d/clone.avhdx"}};
    library.inventory.vms = {web, clone};
    return ViewData::make(std::make_shared<const LibraryView>(library));
}

class Chain : public ::testing::Test {
protected:
    DiskChain chain() const { return chainOf(*m_view, m_uses.get(), idOf("web"), "S", "d/now.avhdx"); }

    std::shared_ptr<const ViewData> m_view = branchedLibrary();
    std::shared_ptr<const LayerUses> m_uses = LayerUses::make(m_view);
};

TEST_F(Chain, GoesFromNowToTheBaseAndKnowsItsScale) {
    const DiskChain disk = chain();
    ASSERT_EQ(disk.layers.size(), 4U);
    EXPECT_EQ(disk.layers[0].name.toStdString(), "now.avhdx");
    EXPECT_EQ(disk.layers[3].path.toStdString(), "d/base.vhdx");
    EXPECT_EQ(disk.largestBytes, 4000U);
    EXPECT_EQ(disk.virtualSizeBytes, std::uint64_t{1} << 30);
}

TEST_F(Chain, SaysWhoseEachLayerIs) {
    const DiskChain disk = chain();
    EXPECT_TRUE(disk.layers[0].now);
    EXPECT_TRUE(disk.layers[0].owner.isNull());
    EXPECT_FALSE(disk.layers[1].now);
    EXPECT_EQ(disk.layers[1].owner, idOf("third"));
    EXPECT_EQ(disk.layers[1].ownerName.toStdString(), "third");
}

TEST_F(Chain, EstimatesTheSmallerOfALayerAndItsOnlyChild) {
    const DiskChain disk = chain();
    ASSERT_TRUE(disk.layers[1].estimate);
    EXPECT_EQ(disk.layers[1].estimate->mergedBytes, 500U) << "two into now";
    EXPECT_EQ(disk.layers[1].estimate->freedBytes, 500U);
    ASSERT_TRUE(disk.layers[3].estimate);
    EXPECT_EQ(disk.layers[3].estimate->mergedBytes, 1000U) << "one into base";
    EXPECT_FALSE(disk.layers[0].estimate) << "no snapshot owns it";
}

TEST_F(Chain, KeepsALayerThatSeveralDeriveFrom) {
    const DiskChain disk = chain();
    ASSERT_TRUE(disk.layers[2].estimate);
    EXPECT_TRUE(disk.layers[2].estimate->kept);
    EXPECT_EQ(estimateText(disk.layers[2]).toStdString(), "stays: several disks derive from it");
}

TEST_F(Chain, NamesTheVmOfALayerThatBelongsToAnother) {
    const DiskChain disk = chainOf(*m_view, m_uses.get(), idOf("clone"), "S", "d/clone.avhdx");
    ASSERT_EQ(disk.layers.size(), 3U);
    EXPECT_EQ(disk.layers[1].ownerName.toStdString(), "web: second");
}

TEST_F(Chain, WithoutUsesHasSizesAlone) {
    const DiskChain disk = chainOf(*m_view, nullptr, idOf("web"), "S", "d/now.avhdx");
    ASSERT_EQ(disk.layers.size(), 4U);
    EXPECT_EQ(disk.layers[1].ownBytes, 3000U);
    EXPECT_FALSE(disk.layers[1].estimate);
    EXPECT_TRUE(disk.layers[1].ownerName.isEmpty());
}

TEST_F(Chain, TellsALayerThatIsNotThere) {
    const DiskChain disk = chainOf(*m_view, m_uses.get(), idOf("web"), "S", "d/gone.avhdx");
    ASSERT_EQ(disk.layers.size(), 1U);
    EXPECT_FALSE(disk.layers[0].problem.isEmpty());
    EXPECT_TRUE(layerText(disk.layers[0]).contains(disk.layers[0].problem));
}

TEST(LayerUsesMaker, MakesThoseOfTheNewestView) {
    LayerUsesMaker maker;
    QSignalSpy made(&maker, &LayerUsesMaker::made);
    maker.setView(sampleLibrary().view());
    const auto newest = branchedLibrary();
    maker.setView(newest);
    EXPECT_EQ(maker.uses(), nullptr);
    ASSERT_TRUE(made.wait(kPatienceMs));
    ASSERT_NE(maker.uses(), nullptr);
    EXPECT_EQ(&maker.uses()->view(), newest.get());
    EXPECT_EQ(made.count(), 1);
}

TEST(SelectionSummary, CountsEachSnapshotOnceHoweverItWasSelected) {
    LibraryMaker maker = sampleLibrary();
    maker.hold("A.db");
    const auto view = maker.view();
    const SelectionSummary summary =
        summaryOf(*view, std::vector{idOf("A"), idOf("A.web"), idOf("L"), idOf("gone")});
    EXPECT_EQ(summary.snapshots, 3U);
    EXPECT_EQ(summary.collections, 1U);
    EXPECT_EQ(summary.held, 1U);
    EXPECT_EQ(summary.ownBytes, std::uint64_t{3} << 20);
    EXPECT_EQ(summary.vms.join(QStringLiteral("|")).toStdString(), "db: 1|loose: 1|web: 1");
    EXPECT_EQ(summary.oldest, view->index().snapshot(idOf("A.web"))->snapshot->created);
    EXPECT_EQ(summary.newest, view->index().snapshot(idOf("L"))->snapshot->created);
}

} // namespace
} // namespace coppice::models::test
