// The layout of the graph, on a small library and on random ones.
#include "models/graph_layouter.h"
#include "models/snapshot_graph_layout.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace coppice::models::test {
namespace {

constexpr int kRounds = 300;

ViewScope payroll() {
    return {CollectionRowKind::Collection, idOf("Payroll")};
}

const GraphNode& nodeOf(const SnapshotGraph& graph, const std::string& name) {
    const int index = graph.indexOf(idOf(name));
    EXPECT_NE(index, graph::none) << name;
    return graph.node(std::max(0, index));
}

const GraphNode& nowOf(const SnapshotGraph& graph, const std::string& name) {
    const auto found = std::ranges::find_if(graph.nodes(), [&](const GraphNode& node) {
        return node.kind == GraphNode::Kind::Now && node.id == idOf(name);
    });
    EXPECT_NE(found, graph.nodes().end()) << name;
    return *found;
}

/// Every scope of a random library, in both modes.
template <class Check>
void onRandomGraphs(Check check) {
    std::mt19937 random(4711);
    for (int round = 0; round < kRounds; ++round) {
        SCOPED_TRACE(round);
        const auto view = ViewData::make(randomLibrary(random));
        std::vector<ViewScope> scopes{{}, {CollectionRowKind::NotInCollection, {}}};
        for (const Collection& collection : view->inventory().collections) {
            scopes.push_back({CollectionRowKind::Collection, collection.id});
        }
        for (const VirtualSystem& vm : view->inventory().vms) {
            scopes.push_back({CollectionRowKind::VirtualSystem, vm.id});
        }
        for (const ViewScope& scope : scopes) {
            for (const GraphLanes lanes : {GraphLanes::PerVm, GraphLanes::PerCollection}) {
                check(*layOutGraph(view, scope, lanes), scope);
                if (::testing::Test::HasFailure()) {
                    return;
                }
            }
        }
    }
}

TEST(SnapshotGraph, StandsInLanesOfVmsWithTimeToTheRight) {
    const auto graph = layOutGraph(sampleLibrary().view(), payroll(), GraphLanes::PerVm);
    ASSERT_EQ(graph->lanes().size(), 2U);
    const GraphNode& first = nodeOf(*graph, "A.web");
    const GraphNode& own = nodeOf(*graph, "own");
    const GraphNode& last = nodeOf(*graph, "B.web");
    EXPECT_LT(first.x, own.x);
    EXPECT_LT(own.x, last.x);
    EXPECT_EQ(first.row, own.row);
    EXPECT_LT(first.y, nodeOf(*graph, "A.db").y);
    EXPECT_EQ(graph->indexOf(idOf("L")), graph::none);
}

TEST(SnapshotGraph, DrawsACollectionSnapshotAsOneThingThroughItsMembers) {
    const auto graph = layOutGraph(sampleLibrary().view(), payroll(), GraphLanes::PerVm);
    const GraphNode& together = nodeOf(*graph, "B");
    const GraphNode& web = nodeOf(*graph, "B.web");
    const GraphNode& db = nodeOf(*graph, "B.db");
    EXPECT_EQ(together.x, web.x);
    EXPECT_EQ(together.x, db.x);
    EXPECT_LT(together.y, web.y);
    EXPECT_EQ(together.spanBottom, db.y);
    EXPECT_EQ(together.members, (std::vector{graph->indexOf(idOf("B.web")), graph->indexOf(idOf("B.db"))}));
}

TEST(SnapshotGraph, EndsEveryLaneWithItsNow) {
    const auto graph = layOutGraph(sampleLibrary().view(), {}, GraphLanes::PerVm);
    for (const char* vm : {"web", "db", "loose"}) {
        const GraphNode& now = nowOf(*graph, vm);
        EXPECT_EQ(now.x, graph->nowX());
        ASSERT_NE(now.parent, graph::none);
        EXPECT_EQ(now.row, graph->node(now.parent).row);
    }
    EXPECT_EQ(graph->node(nowOf(*graph, "web").parent).id, idOf("B.web"));
}

TEST(SnapshotGraph, GivesABranchARowOfItsOwn) {
    LibraryMaker maker;
    maker.vm("web").snapshot("root", "").snapshot("left", "root").snapshot("right", "root").now("right");
    const auto graph = layOutGraph(maker.view(), {}, GraphLanes::PerVm);
    EXPECT_EQ(nodeOf(*graph, "root").row, nodeOf(*graph, "right").row) << "the way to Now goes straight";
    EXPECT_GT(nodeOf(*graph, "left").y, nodeOf(*graph, "right").y);
    EXPECT_EQ(graph->node(nodeOf(*graph, "left").parent).id, idOf("root"));
}

TEST(SnapshotGraph, ShowsACollectionSnapshotAsOneNodeInTheCollectionsLane) {
    const auto graph = layOutGraph(sampleLibrary().view(), payroll(), GraphLanes::PerCollection);
    ASSERT_EQ(graph->lanes().size(), 1U);
    EXPECT_EQ(graph->indexOf(idOf("B.web")), graph::none);
    const int own = graph->indexOf(idOf("own"));
    const GraphNode& last = nodeOf(*graph, "B");
    EXPECT_EQ(last.parent, own) << "the newest of what it depends on";
    ASSERT_EQ(graph->links().size(), 1U) << "db's part depends on A alone";
    EXPECT_EQ(graph->links().front().from, graph->indexOf(idOf("A")));
    EXPECT_EQ(graph->links().front().to, graph->indexOf(idOf("B")));
    EXPECT_EQ(nowOf(*graph, "Payroll").parent, graph->indexOf(idOf("B")));
}

TEST(SnapshotGraph, NeitherLetsBurstsOverlapNorQuietYearsWasteTheScreen) {
    using namespace std::chrono_literals;
    LibraryView library{.name = "Times", .location = "/", .inventory = {}, .layers = {}};
    VirtualSystem vm{.id = idOf("web"), .name = "web"};
    const std::vector<std::chrono::milliseconds> ages{0h, 24h, 48h, 48h + 1s, 48h + 2s, 72h, 24h * 900};
    std::vector<double> xs;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        Snapshot snapshot{.id = idOf(std::to_string(i)), .name = std::to_string(i)};
        snapshot.created = Timestamp{} + ages[i];
        if (i > 0) {
            snapshot.parent = idOf(std::to_string(i - 1));
        }
        vm.snapshots.push_back(snapshot);
    }
    library.inventory.vms.push_back(vm);
    const auto graph =
        layOutGraph(ViewData::make(std::make_shared<const LibraryView>(library)), {}, GraphLanes::PerVm);
    for (std::size_t i = 1; i < ages.size(); ++i) {
        const double gap = nodeOf(*graph, std::to_string(i)).x - nodeOf(*graph, std::to_string(i - 1)).x;
        EXPECT_GE(gap, graph::minGap) << i;
        EXPECT_LE(gap, graph::maxGap) << i;
    }
    EXPECT_EQ(nodeOf(*graph, "6").x - nodeOf(*graph, "5").x, graph::maxGap);
}

TEST(SnapshotGraph, StandsWhatWasMadeAtTheSameTimeBelowEachOther) {
    LibraryView library{.name = "Nights", .location = "/", .inventory = {}, .layers = {}};
    using namespace std::chrono_literals;
    for (int v = 0; v < 3; ++v) {
        VirtualSystem vm{.id = idOf("vm" + std::to_string(v)), .name = "vm"};
        for (int night = 0; night < 4; ++night) {
            Snapshot snapshot{.id = idOf(std::to_string(v) + "/" + std::to_string(night))};
            snapshot.created = Timestamp{} + 24h * night + 30s * v;
            if (night > 0) {
                snapshot.parent = vm.snapshots.back().id;
            }
            vm.snapshots.push_back(snapshot);
        }
        library.inventory.vms.push_back(vm);
    }
    const auto graph =
        layOutGraph(ViewData::make(std::make_shared<const LibraryView>(library)), {}, GraphLanes::PerVm);
    for (int night = 0; night < 4; ++night) {
        const std::string name = "/" + std::to_string(night);
        EXPECT_NEAR(nodeOf(*graph, "0" + name).x, nodeOf(*graph, "2" + name).x, 1.0);
    }
}

TEST(SnapshotGraph, ShowsEverySnapshotOnceAndNoTwoOverlap) {
    onRandomGraphs([](const SnapshotGraph& graph, const ViewScope& scope) {
        std::size_t inRows = 0;
        double lastY = -1;
        for (const GraphRow& row : graph.rows()) {
            EXPECT_GT(row.y, lastY);
            lastY = row.y;
            for (std::size_t i = 0; i < row.nodes.size(); ++i) {
                const GraphNode& node = graph.node(row.nodes[i]);
                EXPECT_EQ(node.y, row.y);
                EXPECT_EQ(node.lane, row.lane);
                EXPECT_TRUE(i == 0 || node.x >= graph.node(row.nodes[i - 1]).x + graph::minGap);
                EXPECT_TRUE(node.x <= graph.width() && node.y <= graph.height());
            }
            inRows += row.nodes.size();
        }
        EXPECT_EQ(inRows, graph.nodes().size());
        if (scope == ViewScope{} && graph.laneMode() == GraphLanes::PerVm) {
            for (const VirtualSystem& vm : graph.view().inventory().vms) {
                for (const Snapshot& snapshot : vm.snapshots) {
                    const int index = graph.indexOf(snapshot.id);
                    ASSERT_NE(index, graph::none);
                    const GraphNode& node = graph.node(index);
                    EXPECT_EQ(graph.lanes()[static_cast<std::size_t>(node.lane)].vm->id, vm.id);
                    EXPECT_EQ(node.parent == graph::none ? Guid{} : graph.node(node.parent).id,
                              snapshot.parent.value_or(Guid{}));
                }
            }
        }
    });
}

TEST(SnapshotGraph, KeepsARowFreeAlongItsBranches) {
    onRandomGraphs([](const SnapshotGraph& graph, const ViewScope&) {
        for (const GraphRow& row : graph.rows()) {
            double end = -graph::minGap;
            for (const int index : row.nodes) {
                const GraphNode& node = graph.node(index);
                if (node.parent != graph::none && graph.node(node.parent).row != node.row) {
                    EXPECT_GE(std::min(node.x, graph.node(node.parent).x), end) << "a branch runs over it";
                }
                end = node.x;
            }
        }
    });
}

TEST(SnapshotGraph, StandsAChildRightOfItsParent) {
    onRandomGraphs([](const SnapshotGraph& graph, const ViewScope& scope) {
        if (scope.kind != CollectionRowKind::VirtualSystem) {
            return; // collections that cross each other leave no order in which all of them do
        }
        for (const GraphNode& node : graph.nodes()) {
            if (node.parent != graph::none) {
                EXPECT_GE(node.x, graph.node(node.parent).x + graph::minGap);
            }
        }
    });
}

TEST(SnapshotGraph, FindsTheSameAsASearchOfAll) {
    std::mt19937 random(7);
    onRandomGraphs([&random](const SnapshotGraph& graph, const ViewScope& scope) {
        const auto between = [&random](double limit) {
            return std::uniform_real_distribution<double>(-50, limit + 50)(random);
        };
        double left = between(graph.width());
        double right = between(graph.width());
        if (left > right) {
            std::swap(left, right);
        }
        for (const GraphRow& row : graph.rows()) {
            std::set<int> nodes;
            std::set<int> edges;
            for (const int index : row.nodes) {
                const GraphNode& node = graph.node(index);
                if (node.x >= left && node.x <= right) {
                    nodes.insert(index);
                }
                const double start = node.parent == graph::none ? node.x : graph.node(node.parent).x;
                if (node.x >= left && std::min(start, node.x) <= right) {
                    edges.insert(index);
                }
            }
            const auto foundNodes = graph.nodesBetween(row, left, right);
            EXPECT_EQ(std::set(foundNodes.begin(), foundNodes.end()), nodes);
            const auto foundEdges = graph.edgesBetween(row, left, right);
            EXPECT_EQ(std::set(foundEdges.begin(), foundEdges.end()), edges);
        }
        const auto links = graph.linksBetween(left, right);
        for (const GraphLink& link : graph.links()) {
            if (graph.rightOf(link) >= left && graph.leftOf(link) <= right) {
                EXPECT_TRUE(std::ranges::any_of(links, [&link](const GraphLink& found) {
                    return found.from == link.from && found.to == link.to;
                })) << scope.id.toString();
            }
        }
    });
}

TEST(SnapshotGraph, SurvivesParentsThatLeadInCircles) {
    LibraryMaker maker;
    maker.vm("web").snapshot("a", "b").snapshot("b", "a").snapshot("c", "b").now("c");
    const auto graph = layOutGraph(maker.view(), {}, GraphLanes::PerVm);
    EXPECT_EQ(graph->nodes().size(), 4U);
}

TEST(GraphLayouter, AnswersTheNewestRequestAlone) {
    GraphLayouter layouter;
    QSignalSpy made(&layouter, &GraphLayouter::made);
    const auto view = sampleLibrary().view();
    layouter.request(view, {}, GraphLanes::PerVm);
    layouter.request(view, payroll(), GraphLanes::PerCollection);
    ASSERT_TRUE(made.wait());
    ASSERT_EQ(made.count(), 1);
    const auto graph = made.constFirst().constFirst().value<std::shared_ptr<const SnapshotGraph>>();
    EXPECT_EQ(graph->laneMode(), GraphLanes::PerCollection);
    EXPECT_FALSE(layouter.busy());
}

} // namespace
} // namespace coppice::models::test
