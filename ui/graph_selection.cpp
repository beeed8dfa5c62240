// Translates between rows of the tree and nodes of the graph, by id.
#include "ui/graph_selection.h"

#include "models/selection_keeper.h"
#include "ui/snapshot_tree_view.h"

#include <QItemSelectionModel>

namespace coppice::ui {

using models::asInt;
using models::GraphNode;
using models::Mark;
using models::SnapshotRole;
namespace graph = models::graph;

namespace {

std::size_t at(int node) {
    return static_cast<std::size_t>(node);
}

} // namespace

GraphSelection::GraphSelection(SnapshotTreeView& tree, QObject* parent)
    : QObject(parent)
    , m_tree(tree) {
    const auto becameStale = [this] {
        m_stale = true;
        emit changed();
    };
    connect(&tree, &SnapshotTreeView::selectedIdsChanged, this, becameStale);
    connect(tree.selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &GraphSelection::currentChanged);
    const QAbstractItemModel* const rows = tree.model();
    connect(rows, &QAbstractItemModel::modelReset, this, &GraphSelection::forgetFound);
    connect(rows, &QAbstractItemModel::layoutChanged, this, &GraphSelection::forgetFound);
    connect(rows, &QAbstractItemModel::rowsInserted, this, &GraphSelection::forgetFound);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, &GraphSelection::forgetFound);
}

void GraphSelection::setGraph(std::shared_ptr<const models::SnapshotGraph> graph) {
    m_graph = std::move(graph);
    const std::size_t count = m_graph ? m_graph->nodes().size() : 0;
    m_marks.assign(count, Mark::None);
    m_marked.clear();
    m_selected.assign(count, false);
    m_selectedNow.clear();
    m_foundWhen.assign(count, 0);
    setClosure(m_closure);
    forgetFound();
}

void GraphSelection::forgetFound() {
    ++m_round;
    m_stale = true;
    emit changed();
}

void GraphSelection::setClosure(std::shared_ptr<const models::LiveClosure> closure) {
    for (const int node : m_marked) {
        m_marks[at(node)] = Mark::None;
    }
    m_marked.clear();
    m_closure = std::move(closure);
    if (m_graph && m_closure) {
        mark(m_closure->dependentIds, Mark::Dependent);
        mark(m_closure->selectedIds, Mark::Selected);
    }
    emit changed();
}

void GraphSelection::mark(const std::unordered_set<Guid>& ids, Mark mark) {
    for (const Guid& id : ids) {
        if (const int node = m_graph->indexOf(id); node != graph::none) {
            m_marks[at(node)] = mark;
            m_marked.push_back(node);
        }
    }
}

void GraphSelection::refresh() const {
    if (!m_stale) {
        return;
    }
    m_stale = false;
    for (const int node : m_selectedNow) {
        m_selected[at(node)] = false;
    }
    m_selectedNow.clear();
    if (!m_graph) {
        return;
    }
    for (const QItemSelectionRange& range : m_tree.selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = range.model()->index(row, 0, range.parent());
            const int node = m_graph->indexOf(index.data(asInt(SnapshotRole::Id)).value<Guid>());
            if (node != graph::none && !m_selected[at(node)]) {
                m_selected[at(node)] = true;
                m_selectedNow.push_back(node);
            }
        }
    }
}

bool GraphSelection::isSelected(int node) const {
    refresh();
    return m_selected[at(node)];
}

bool GraphSelection::isSelectable(int node) const {
    return m_graph->node(node).kind != GraphNode::Kind::Now && isFound(node);
}

bool GraphSelection::isFound(int node) const {
    quint32& when = m_foundWhen[at(node)];
    if (when / 2 != m_round) {
        when = 2 * m_round + (rowOf(node).isValid() ? 1 : 0);
    }
    return when % 2 == 1;
}

QModelIndex GraphSelection::rowOf(int node) const {
    const QModelIndexList rows = m_tree.indexesOf(m_graph->node(node).id);
    const QModelIndex current = m_tree.currentRow();
    return rows.contains(current) ? current : rows.value(0);
}

int GraphSelection::current() const {
    if (!m_graph) {
        return graph::none;
    }
    for (QModelIndex row = m_tree.currentRow(); row.isValid(); row = row.parent()) {
        const int node = m_graph->indexOf(row.data(asInt(SnapshotRole::Id)).value<Guid>());
        if (node != graph::none) {
            return node;
        }
    }
    return graph::none;
}

void GraphSelection::setCurrent(int node) {
    if (const QModelIndex row = rowOf(node); row.isValid()) {
        m_tree.selectionModel()->setCurrentIndex(row, QItemSelectionModel::NoUpdate);
    }
}

QItemSelection GraphSelection::rowsOf(const std::vector<int>& nodes) const {
    QModelIndexList rows;
    for (const int node : nodes) {
        rows += m_tree.indexesOf(m_graph->node(node).id);
    }
    return models::SelectionKeeper::rowsOf(rows);
}

void GraphSelection::select(const std::vector<int>& nodes, RubberBand::Mode mode) {
    select(nodes, mode, state());
}

void GraphSelection::select(const std::vector<int>& nodes, RubberBand::Mode mode,
                            const QItemSelection& before) {
    if (!m_graph) {
        return;
    }
    QItemSelection wanted = mode == RubberBand::Mode::Replace ? QItemSelection() : before;
    const QItemSelection touched = rowsOf(nodes);
    if (wanted.isEmpty() && mode != RubberBand::Mode::Remove) {
        wanted = touched;
    } else {
        wanted.merge(touched, mode == RubberBand::Mode::Remove ? QItemSelectionModel::Deselect
                                                               : QItemSelectionModel::Select);
    }
    m_tree.selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
}

void GraphSelection::selectAll() {
    if (!m_graph) {
        return;
    }
    std::vector<int> all;
    for (const Guid& id : m_tree.treeModel().selectableIds()) {
        if (const int node = m_graph->indexOf(id); node != graph::none) {
            all.push_back(node);
        }
    }
    select(all, RubberBand::Mode::Replace);
}

QItemSelection GraphSelection::state() const {
    return m_tree.selectionModel()->selection();
}

void GraphSelection::restore(const QItemSelection& before) {
    m_tree.selectionModel()->select(before, QItemSelectionModel::ClearAndSelect);
}

} // namespace coppice::ui
