// The middle of the window: the snapshots as a tree or as a graph, and what switches between the two.
#pragma once

#include <QStackedWidget>

namespace coppice::ui {

class Actions;
class SelectionStatus;
class SnapshotGraphView;
class SnapshotTreeView;

/// Selection and current row are one for both views. What is shown, and with which lanes, is remembered.
class SnapshotPane final : public QStackedWidget {
    Q_OBJECT
public:
    /// All outlive the pane but `tree`, which it takes.
    SnapshotPane(SnapshotTreeView* tree, Actions& actions, QWidget* parent = nullptr);

    SnapshotTreeView& tree() { return *m_tree; }
    SnapshotGraphView& graph() { return *m_graph; }
    bool showsGraph() const;
    void showGraph(bool graph);
    /// To the view that is shown.
    void focusView();
    /// Every snapshot that is shown.
    void selectAll();
    /// A library is open: what the commands of the views depend on, besides the view itself.
    void setOpen(bool open);

    /// Lanes and zoom, for a place beside the heading; shown with the graph. Once.
    QWidget* makeGraphBar();

private:
    void updateActions();
    void updateZoom();

    SnapshotTreeView* m_tree;
    SnapshotGraphView* m_graph;
    Actions& m_actions;
    QWidget* m_graphBar = nullptr;
    bool m_open = false;
};

} // namespace coppice::ui
