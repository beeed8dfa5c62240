// A window on a real library that shows the graph.
#pragma once

#include "ui/snapshot_graph_view.h"
#include "ui/snapshot_pane.h"
#include "window_fixture.h"

#include <set>
#include <vector>

namespace coppice::test {

class GraphWindow : public WindowTest {
protected:
    /// Opens the library and shows its first collection as a graph, nothing selected, nothing current.
    void SetUp() override;
    void TearDown() override;

    ui::SnapshotGraphView& graph() const;
    const models::SnapshotGraph& laidOut() const { return graph().shapes()->graph(); }
    const models::GraphNode& node(int index) const { return laidOut().node(index); }
    /// Does `action` and waits for the layout it brings.
    template <class Action>
    void andLayout(Action action) {
        QSignalSpy shown(&graph(), &ui::SnapshotGraphView::graphShown);
        action();
        ASSERT_TRUE(!shown.isEmpty() || shown.wait(patienceMs));
    }

    /// Nodes of a kind, from the upper left to the lower right, row by row.
    std::vector<int> nodesOf(models::GraphNode::Kind kind) const;
    /// VM snapshots in their rows.
    std::vector<int> snapshots() const { return nodesOf(models::GraphNode::Kind::Snapshot); }
    std::vector<int> togethers() const { return nodesOf(models::GraphNode::Kind::SnapshotCollection); }
    /// The middle of a node in the viewport, after scrolling it there.
    QPoint at(int index) const;
    std::set<int> selected() const;
    /// What the tree says is selected, as nodes.
    std::set<int> selectedInTree() const;

    void clickOn(int index, Qt::KeyboardModifiers modifiers = {});
    /// A rubber band between two points of the viewport.
    void band(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {});
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
};

} // namespace coppice::test
