// A window on a real library that shows the graph.
#include "graph_fixture.h"

#include "ui/snapshot_tree_view.h"

#include <QSettings>
#include <QTest>
#include <QWindow>

namespace coppice::test {

namespace {

void forgetWhatIsShown() {
    QSettings settings;
    settings.remove(QStringLiteral("window/graphShown"));
    settings.remove(QStringLiteral("window/graphLanesPerCollection"));
}

} // namespace

void GraphWindow::SetUp() {
    forgetWhatIsShown();
    WindowTest::SetUp();
    if (HasFatalFailure()) {
        return;
    }
    openLibrary();
    andLayout([this] { QTest::keyClick(m_window->windowHandle(), Qt::Key_2, Qt::ControlModifier); });
    tree().selectionModel()->clear();
    QCoreApplication::processEvents();
}

void GraphWindow::TearDown() {
    WindowTest::TearDown();
    forgetWhatIsShown();
}

ui::SnapshotGraphView& GraphWindow::graph() const {
    return m_window->pane().graph();
}

std::vector<int> GraphWindow::nodesOf(models::GraphNode::Kind kind) const {
    std::vector<int> result;
    for (const models::GraphRow& row : laidOut().rows()) {
        for (const int index : row.nodes) {
            if (node(index).kind == kind) {
                result.push_back(index);
            }
        }
    }
    return result;
}

QPoint GraphWindow::at(int index) const {
    graph().ensureVisible(index);
    return graph().rectOf(index).center().toPoint();
}

std::set<int> GraphWindow::selected() const {
    std::set<int> result;
    for (int index = 0; index < static_cast<int>(laidOut().nodes().size()); ++index) {
        if (graph().selection().isSelected(index)) {
            result.insert(index);
        }
    }
    return result;
}

std::set<int> GraphWindow::selectedInTree() const {
    std::set<int> result;
    for (const Guid& id : tree().selectedIds()) {
        result.insert(laidOut().indexOf(id));
    }
    return result;
}

void GraphWindow::clickOn(int index, Qt::KeyboardModifiers modifiers) {
    const QPoint where = at(index);
    press(*graph().viewport(), where, modifiers);
    release(*graph().viewport(), where, modifiers);
}

void GraphWindow::band(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers) {
    QWidget& viewport = *graph().viewport();
    press(viewport, from, modifiers);
    move(viewport, (from + to) / 2);
    move(viewport, to);
    release(viewport, to, modifiers);
}

void GraphWindow::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(m_window->windowHandle(), key, modifiers);
}

} // namespace coppice::test
