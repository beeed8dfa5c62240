// Two views of one selection.
#include "ui/snapshot_pane.h"

#include "models/texts.h"
#include "ui/actions.h"
#include "ui/snapshot_graph_view.h"
#include "ui/snapshot_tree_view.h"

#include <QAction>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>

#include <cmath>

namespace coppice::ui {

namespace {

const QString graphKey = QStringLiteral("window/graphShown");
const QString lanesKey = QStringLiteral("window/graphLanesPerCollection");
constexpr int expandUpToRows = 2000; ///< selected rows that are made visible when the tree is shown again

} // namespace

SnapshotPane::SnapshotPane(SnapshotTreeView* tree, Actions& actions, QWidget* parent)
    : QStackedWidget(parent)
    , m_tree(tree)
    , m_graph(new SnapshotGraphView(*tree))
    , m_actions(actions) {
    addWidget(m_tree);
    addWidget(m_graph);
    connect(actions.showTree, &QAction::triggered, this, [this] { showGraph(false); });
    connect(actions.showGraph, &QAction::triggered, this, [this] { showGraph(true); });
    const auto setLanes = [this](models::GraphLanes lanes) {
        m_graph->setLaneMode(lanes);
        QSettings().setValue(lanesKey, lanes == models::GraphLanes::PerCollection);
    };
    connect(actions.lanesPerVm, &QAction::triggered, this,
            [setLanes] { setLanes(models::GraphLanes::PerVm); });
    connect(actions.lanesPerCollection, &QAction::triggered, this,
            [setLanes] { setLanes(models::GraphLanes::PerCollection); });
    connect(actions.zoomIn, &QAction::triggered, m_graph, &SnapshotGraphView::zoomIn);
    connect(actions.zoomOut, &QAction::triggered, m_graph, &SnapshotGraphView::zoomOut);
    connect(actions.zoomReset, &QAction::triggered, m_graph, &SnapshotGraphView::resetZoom);
    connect(actions.zoomFit, &QAction::triggered, m_graph, &SnapshotGraphView::fit);
    connect(m_graph, &SnapshotGraphView::zoomChanged, this, &SnapshotPane::updateZoom);

    const QSettings settings;
    if (settings.value(lanesKey).toBool()) {
        actions.lanesPerCollection->setChecked(true);
        m_graph->setLaneMode(models::GraphLanes::PerCollection);
    }
    if (settings.value(graphKey).toBool()) {
        setCurrentWidget(m_graph);
        m_tree->setFocusProxy(m_graph);
    }
    updateActions();
}

bool SnapshotPane::showsGraph() const {
    return currentWidget() == m_graph;
}

void SnapshotPane::showGraph(bool graph) {
    if (graph == showsGraph()) {
        return;
    }
    const bool hadFocus = isAncestorOf(focusWidget()) || currentWidget()->hasFocus();
    setCurrentWidget(graph ? static_cast<QWidget*>(m_graph) : m_tree);
    m_tree->setFocusProxy(graph ? m_graph
                                : nullptr); // whoever wants the focus in the tree means the snapshots
    QSettings().setValue(graphKey, graph);
    if (!graph) {
        // What is selected is to be seen, and what the graph made current too.
        const QModelIndexList rows = m_tree->selectionModel()->selectedRows();
        for (const QModelIndex& row : rows.size() <= expandUpToRows ? rows : QModelIndexList()) {
            for (QModelIndex parent = row.parent(); parent.isValid(); parent = parent.parent()) {
                m_tree->expand(parent);
            }
        }
        m_tree->scrollTo(m_tree->currentIndex());
    }
    if (hadFocus) {
        focusView();
    }
    updateActions();
}

void SnapshotPane::focusView() {
    currentWidget()->setFocus(Qt::OtherFocusReason);
}

void SnapshotPane::selectAll() {
    if (showsGraph()) {
        m_graph->selectAll();
    } else {
        m_tree->selectAll();
    }
}

void SnapshotPane::setOpen(bool open) {
    m_open = open;
    updateActions();
}

void SnapshotPane::updateActions() {
    const bool graph = showsGraph();
    (graph ? m_actions.showGraph : m_actions.showTree)->setChecked(true);
    for (QAction* const action : {m_actions.showTree, m_actions.showGraph}) {
        action->setEnabled(m_open);
    }
    for (QAction* const action : {m_actions.expandAll, m_actions.collapseAll}) {
        action->setEnabled(m_open && !graph);
    }
    for (QAction* const action : {m_actions.lanesPerVm, m_actions.lanesPerCollection, m_actions.zoomIn,
                                  m_actions.zoomOut, m_actions.zoomReset, m_actions.zoomFit}) {
        action->setEnabled(m_open && graph);
    }
    if (m_graphBar != nullptr) {
        m_graphBar->setVisible(graph);
    }
}

void SnapshotPane::updateZoom() {
    // The button shows it; menus keep the command's name.
    m_actions.zoomReset->setIconText(
        models::percentText(static_cast<int>(std::lround(m_graph->zoom() * 100))));
}

QWidget* SnapshotPane::makeGraphBar() {
    m_graphBar = new QWidget;
    m_graphBar->setObjectName(QStringLiteral("graphBar"));
    auto* const layout = new QHBoxLayout(m_graphBar);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->setSpacing(0);
    const auto add = [layout](QAction* action) {
        auto* const button = new QToolButton;
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setAccessibleName(QString(action->text()).remove(u'&'));
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
        return button;
    };
    add(m_actions.lanesPerVm);
    add(m_actions.lanesPerCollection);
    layout->addSpacing(8);
    add(m_actions.zoomOut);
    add(m_actions.zoomReset)->setMinimumWidth(fontMetrics().horizontalAdvance(models::percentText(200)) + 12);
    add(m_actions.zoomIn);
    add(m_actions.zoomFit);
    updateZoom();
    updateActions();
    return m_graphBar;
}

} // namespace coppice::ui
