// The snapshot tree's selection, seen as nodes of a graph. Keeps no selection of its own.
#pragma once

#include "models/live_closure.h"
#include "models/snapshot_graph.h"
#include "ui/graph_painter.h"
#include "ui/rubber_band.h"

#include <QItemSelection>
#include <QObject>

#include <memory>
#include <vector>

namespace coppice::ui {

class SnapshotTreeView;

/// Nodes are indexes into the graph set last. Of a snapshot that the tree shows in several rows, all are
/// selected together.
class GraphSelection final : public QObject, public GraphLooks {
    Q_OBJECT
public:
    /// `tree` outlives it.
    explicit GraphSelection(SnapshotTreeView& tree, QObject* parent = nullptr);

    /// Null: no nodes.
    void setGraph(std::shared_ptr<const models::SnapshotGraph> graph);
    /// Where the marks come from; null: none.
    void setClosure(std::shared_ptr<const models::LiveClosure> closure);

    bool isSelected(int node) const override;
    models::Mark markOf(int node) const override { return m_marks[static_cast<std::size_t>(node)]; }
    bool isFound(int node) const override;
    /// Found, and something a request can name: not Now.
    bool isSelectable(int node) const;
    /// Of the tree's current row; of the snapshot collection it stands below where that is the node.
    int current() const;
    /// The first of the tree's rows for it; invalid if it has none.
    QModelIndex rowOf(int node) const;

    /// Makes it current and nothing else.
    void setCurrent(int node);
    void select(const std::vector<int>& nodes, RubberBand::Mode mode);
    /// The same, beginning with `before` in place of what is selected.
    void select(const std::vector<int>& nodes, RubberBand::Mode mode, const QItemSelection& before);
    void selectAll();
    QItemSelection state() const;
    void restore(const QItemSelection& before);

signals:
    /// Selection, marks, or what the search finds.
    void changed();
    void currentChanged();

private:
    void refresh() const;
    void forgetFound();
    void mark(const std::unordered_set<Guid>& ids, models::Mark mark);
    QItemSelection rowsOf(const std::vector<int>& nodes) const;

    SnapshotTreeView& m_tree;
    std::shared_ptr<const models::SnapshotGraph> m_graph;
    std::shared_ptr<const models::LiveClosure> m_closure;
    std::vector<models::Mark> m_marks; ///< by node
    std::vector<int> m_marked;
    // Worked out when asked for.
    mutable std::vector<bool> m_selected;   ///< by node
    mutable std::vector<int> m_selectedNow; ///< those nodes
    mutable bool m_stale = true;
    mutable std::vector<quint32> m_foundWhen; ///< by node: 2 * round, + 1 if found
    quint32 m_round = 1;
};

} // namespace coppice::ui
