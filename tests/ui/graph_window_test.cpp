// The graph by hand on the window: it selects what the tree selects, and moves under mouse and keyboard.
#include "graph_fixture.h"
#include "ui/actions.h"
#include "ui/graph_minimap.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"

#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

namespace coppice::test {
namespace {

using models::GraphNode;

TEST_F(GraphWindow, ShowsEveryMachineOfTheCollectionAndItsSnapshots) {
    const auto& inventory = m_session->view()->inventory();
    ASSERT_EQ(laidOut().lanes().size(), inventory.collections.front().vms.size());
    EXPECT_EQ(togethers().size(), inventory.collections.front().snapshots.size());
    for (const int together : togethers()) {
        EXPECT_EQ(node(together).members.size(), node(together).together->members.size());
    }
}

TEST_F(GraphWindow, ClickSelectsInTheTreeToo) {
    const int one = snapshots().front();
    clickOn(one);
    EXPECT_EQ(selected(), std::set{one});
    EXPECT_EQ(selectedInTree(), std::set{one});
    EXPECT_EQ(graph().selection().current(), one);
    waitForClosure();
}

TEST_F(GraphWindow, WhatTheTreeSelectsIsSelectedInTheGraph) {
    const int one = snapshots()[2];
    tree().selectionModel()->select(tree().indexesOf(node(one).id).constFirst(),
                                    QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    EXPECT_EQ(selected(), std::set{one});
}

TEST_F(GraphWindow, ClickOnACollectionSnapshotSelectsItAsOneThing) {
    const int together = togethers().front();
    clickOn(together);
    EXPECT_EQ(selected(), std::set{together});
    // The shape through its members is it, too, between them.
    clickOn(snapshots().front());
    const QPointF between(node(together).x, (node(together).y + node(node(together).members.front()).y) / 2);
    const QPoint where =
        (between * graph().zoom() - graph().visibleScene().topLeft() * graph().zoom()).toPoint();
    press(*graph().viewport(), where);
    release(*graph().viewport(), where);
    EXPECT_EQ(selected(), std::set{together});
}

TEST_F(GraphWindow, CtrlTogglesAltTakesAwayAndEmptySpaceClears) {
    const std::vector<int> all = snapshots();
    clickOn(all[0]);
    clickOn(all[1], Qt::ControlModifier);
    EXPECT_EQ(selected(), (std::set{all[0], all[1]}));
    clickOn(all[0], Qt::ControlModifier);
    EXPECT_EQ(selected(), std::set{all[1]});
    clickOn(all[2], Qt::ControlModifier);
    clickOn(all[1], Qt::AltModifier);
    EXPECT_EQ(selected(), std::set{all[2]});
    const QPoint empty(2, 2);
    press(*graph().viewport(), empty);
    release(*graph().viewport(), empty);
    EXPECT_TRUE(selected().empty());
}

TEST_F(GraphWindow, ShiftSelectsAlongTheLaneInTime) {
    const models::GraphRow& row = laidOut().rows()[static_cast<std::size_t>(node(snapshots().front()).row)];
    clickOn(row.nodes[0]);
    clickOn(row.nodes[2], Qt::ShiftModifier);
    const std::set<int> now = selected();
    EXPECT_TRUE(now.contains(row.nodes[1]));
    EXPECT_GE(now.size(), 3U);
    for (const int index : now) {
        EXPECT_EQ(node(index).lane, row.lane);
        EXPECT_LE(node(index).x, node(row.nodes[2]).x);
    }
    EXPECT_EQ(selectedInTree(), now);
}

TEST_F(GraphWindow, BandSelectsCtrlAddsAltTakesAwayEscapeRestores) {
    const std::vector<int> all = snapshots();
    const QPoint first = at(all[0]);
    const QPoint second = graph().rectOf(all[1]).center().toPoint();
    const QPoint beside(20, 12);
    band(first - beside, second + QPoint(12, 12)); // from empty space
    EXPECT_EQ(selected(), (std::set{all[0], all[1]}));
    band(first, first + QPoint(12, 10)); // from a node
    EXPECT_EQ(selected(), std::set{all[0]});
    band(second - beside, second + beside, Qt::ControlModifier);
    EXPECT_EQ(selected(), (std::set{all[0], all[1]}));
    band(first - beside, first + beside, Qt::AltModifier);
    EXPECT_EQ(selected(), std::set{all[1]});

    press(*graph().viewport(), first - beside);
    move(*graph().viewport(), first);
    move(*graph().viewport(), first + beside);
    EXPECT_EQ(selected(), std::set{all[0]});
    key(Qt::Key_Escape);
    EXPECT_EQ(selected(), std::set{all[1]});
    release(*graph().viewport(), first + beside);
    EXPECT_EQ(selected(), std::set{all[1]});
    EXPECT_EQ(selectedInTree(), std::set{all[1]});
}

TEST_F(GraphWindow, BandScrollsTheViewAtItsEdge) {
    graph().setZoom(ui::SnapshotGraphView::largestZoom, {});
    QScrollBar& bar = *graph().horizontalScrollBar();
    bar.setValue(0);
    ASSERT_GT(bar.maximum(), 0);
    QWidget& viewport = *graph().viewport();
    const int height = at(snapshots().front()).y();
    bar.setValue(0);
    const QPoint from(4, height - 8);
    const QPoint edge(viewport.width() - 2, height + 10);
    press(viewport, from);
    move(viewport, from + QPoint(60, 4));
    move(viewport, edge);
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar.value() == bar.maximum(); }, patienceMs));
    release(viewport, edge);
    EXPECT_FALSE(selected().empty());
}

TEST_F(GraphWindow, ArrowKeysWalkAlongEdgesAndLanes) {
    const int first = snapshots().front();
    clickOn(first);
    key(Qt::Key_Right);
    const int child = graph().selection().current();
    EXPECT_EQ(node(child).parent, first);
    EXPECT_EQ(selected(), std::set{child});
    key(Qt::Key_Left);
    EXPECT_EQ(graph().selection().current(), first);
    key(Qt::Key_Up);
    EXPECT_EQ(node(graph().selection().current()).kind, GraphNode::Kind::SnapshotCollection);
    key(Qt::Key_Down);
    EXPECT_EQ(node(graph().selection().current()).row, node(first).row);
    key(Qt::Key_Down);
    EXPECT_GT(node(graph().selection().current()).y, node(first).y);
    key(Qt::Key_Up);
    key(Qt::Key_End);
    const int last = graph().selection().current();
    EXPECT_EQ(node(last).row, node(first).row);
    EXPECT_NE(node(last).kind, GraphNode::Kind::Now);
    EXPECT_TRUE(graph().viewport()->rect().contains(graph().rectOf(last).center().toPoint()));
    key(Qt::Key_Home, Qt::ShiftModifier);
    EXPECT_TRUE(selected().contains(first));
    EXPECT_TRUE(selected().contains(last));
    EXPECT_GE(selected().size(), 3U);
}

TEST_F(GraphWindow, CtrlArrowMovesAndSpaceToggles) {
    const int first = snapshots().front();
    clickOn(first);
    key(Qt::Key_Right, Qt::ControlModifier);
    const int second = graph().selection().current();
    EXPECT_NE(second, first);
    EXPECT_EQ(selected(), std::set{first});
    key(Qt::Key_Space, Qt::ControlModifier);
    EXPECT_EQ(selected(), (std::set{first, second}));
    key(Qt::Key_Space);
    EXPECT_EQ(selected(), std::set{first});
}

TEST_F(GraphWindow, SelectAllSelectsEverySnapshotShown) {
    graph().setFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(selected().size(), snapshots().size() + togethers().size());
    key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(selected().empty());
}

TEST_F(GraphWindow, CtrlWheelZoomsAtThePointer) {
    const int one = snapshots()[1];
    const QPoint where = at(one);
    const double before = graph().zoom();
    QWheelEvent wheel(where, graph().viewport()->mapToGlobal(where), {}, QPoint(0, 120), Qt::NoButton,
                      Qt::ControlModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(graph().viewport(), &wheel);
    EXPECT_GT(graph().zoom(), before);
    EXPECT_NEAR(graph().rectOf(one).center().x(), where.x(), 2);
}

TEST_F(GraphWindow, KeysZoomAndFit) {
    graph().setFocus();
    const double before = graph().zoom();
    key(Qt::Key_Plus);
    EXPECT_GT(graph().zoom(), before);
    key(Qt::Key_0, Qt::ControlModifier);
    EXPECT_EQ(graph().zoom(), 1.0);
    key(Qt::Key_Minus);
    EXPECT_LT(graph().zoom(), 1.0);
    graph().setZoom(2, {});
    EXPECT_TRUE(child<QWidget>(*m_window, "graphMinimap")->isVisible());
    key(Qt::Key_F);
    EXPECT_TRUE(graph()
                    .visibleScene()
                    .adjusted(-1, -1, 1, 1)
                    .contains(QRectF(0, 0, laidOut().width(), laidOut().height())));
    EXPECT_FALSE(child<QWidget>(*m_window, "graphMinimap")->isVisible());
}

TEST_F(GraphWindow, MiddleButtonAndSpaceDragMoveThePictureAndSelectNothing) {
    graph().setZoom(2, {});
    QScrollBar& bar = *graph().horizontalScrollBar();
    bar.setValue(bar.maximum());
    QWidget& viewport = *graph().viewport();
    QWindow* const window = m_window->windowHandle();
    const auto inWindow = [&](QPoint point) { return viewport.mapTo(m_window.get(), point); };
    const QPoint from(100, 100);
    int before = bar.value();
    QTest::mousePress(window, Qt::MiddleButton, {}, inWindow(from));
    QTest::mouseMove(window, inWindow(from + QPoint(50, 0)));
    QTest::mouseRelease(window, Qt::MiddleButton, {}, inWindow(from + QPoint(50, 0)));
    EXPECT_EQ(bar.value(), before - 50);

    clickOn(snapshots().front());
    const std::set<int> chosen = selected();
    before = bar.value();
    bar.setValue(before = bar.maximum());
    QTest::keyPress(window, Qt::Key_Space);
    press(viewport, from);
    move(viewport, from + QPoint(40, 0));
    release(viewport, from + QPoint(40, 0));
    QTest::keyRelease(window, Qt::Key_Space);
    EXPECT_EQ(bar.value(), before - 40);
    EXPECT_EQ(selected(), chosen);
}

TEST_F(GraphWindow, MinimapMovesTheView) {
    graph().setZoom(2, {});
    auto* const map = child<ui::GraphMinimap>(*m_window, "graphMinimap");
    ASSERT_TRUE(map->isVisible());
    const QPoint end = map->toMap({laidOut().width() - 2, 2}).toPoint();
    press(*map, map->toMap({2, 2}).toPoint());
    EXPECT_EQ(graph().horizontalScrollBar()->value(), 0);
    move(*map, end);
    release(*map, end);
    EXPECT_EQ(graph().horizontalScrollBar()->value(), graph().horizontalScrollBar()->maximum());
    EXPECT_TRUE(selected().empty());
}

TEST_F(GraphWindow, RightClickSelectsAndShowsTheTreesMenu) {
    const int one = snapshots().front();
    const QPoint where = at(one);
    QTest::mousePress(m_window->windowHandle(), Qt::RightButton, {},
                      graph().viewport()->mapTo(m_window.get(), where));
    QTest::mouseRelease(m_window->windowHandle(), Qt::RightButton, {},
                        graph().viewport()->mapTo(m_window.get(), where));
    auto* const menu = child<QMenu>(*m_window, "snapshotMenu");
    ASSERT_TRUE(QTest::qWaitFor([menu] { return menu->isVisible(); }, patienceMs));
    EXPECT_EQ(selected(), std::set{one});
    menu->close();
}

TEST_F(GraphWindow, SwitchingKeepsSelectionAndCurrent) {
    const int one = snapshots()[1];
    const Guid id = node(one).id;
    clickOn(one);
    key(Qt::Key_1, Qt::ControlModifier);
    EXPECT_TRUE(tree().isVisible());
    EXPECT_FALSE(graph().isVisible());
    EXPECT_TRUE(tree().hasFocus());
    EXPECT_EQ(tree().currentRow().data(models::asInt(models::SnapshotRole::Id)).value<Guid>(), id);
    EXPECT_TRUE(tree().selectionModel()->isSelected(tree().currentRow()));
    EXPECT_FALSE(tree().visualRect(tree().currentRow()).isEmpty());
    key(Qt::Key_2, Qt::ControlModifier);
    EXPECT_TRUE(graph().hasFocus());
    EXPECT_EQ(selected(), std::set{one});
}

TEST_F(GraphWindow, ShowsOneNodeForEachCollectionSnapshotWithLanesForCollections) {
    const std::size_t lanes = laidOut().lanes().size();
    ASSERT_GT(lanes, 1U);
    andLayout([this] { m_window->actions().lanesPerCollection->trigger(); });
    EXPECT_EQ(laidOut().lanes().size(), 1U);
    EXPECT_EQ(node(togethers().front()).lane, 0);
}

TEST_F(GraphWindow, IsShownAgainByTheNextWindow) {
    m_window->actions().lanesPerCollection->trigger();
    const ui::MainWindow next(*m_session, QStringLiteral("/nowhere/demo"));
    EXPECT_TRUE(const_cast<ui::MainWindow&>(next).pane().showsGraph());
    EXPECT_EQ(const_cast<ui::MainWindow&>(next).pane().graph().laneMode(), models::GraphLanes::PerCollection);
}

TEST_F(GraphWindow, TakesWhatASearchHidesOutOfReach) {
    const std::vector<int> all = snapshots();
    const auto ofFirstLane = [&](int index) { return node(index).lane == 0; };
    const Guid keptId = node(*std::ranges::find_if(all, ofFirstLane)).id;
    // Not a member of what is found with the first machine's part.
    const auto ownOfAnother = [&](int index) { return node(index).lane != 0 && !node(index).isMember; };
    const Guid hiddenId = node(*std::ranges::find_if(all, ownOfAnother)).id;
    auto* const search = child<QLineEdit>(*m_window, "snapshotSearch");
    search->setText(QString::fromStdString(laidOut().lanes().front().vm->name));
    // The search may widen what is shown: another layout, other nodes.
    const auto isFound = [&](const Guid& id) {
        const int index = laidOut().indexOf(id);
        return index != models::graph::none && graph().selection().isFound(index);
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return isFound(keptId) && !isFound(hiddenId); }, patienceMs));
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return laidOut().indexOf(hiddenId) != models::graph::none; }, patienceMs));
    tree().clearSelection();
    clickOn(laidOut().indexOf(hiddenId));
    EXPECT_TRUE(selected().empty());
    graph().setFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    EXPECT_TRUE(selected().contains(laidOut().indexOf(keptId)));
    EXPECT_FALSE(selected().contains(laidOut().indexOf(hiddenId)));
}

/// How a node looks without any colour.
QImage greyPicture(const ui::SnapshotGraphView& view, int node) {
    const QRect where = view.rectOf(node).toAlignedRect().adjusted(-6, -8, 16, 6);
    return view.viewport()->grab(where).toImage().convertToFormat(QImage::Format_Grayscale8);
}

TEST_F(GraphWindow, WhatGoesAlongLooksDifferentWithoutColoursToo) {
    const int first = snapshots().front();
    clickOn(first);
    waitForClosure();
    const auto closure = m_window->selectionStatus().closure();
    ASSERT_FALSE(closure->dependentIds.empty());
    int dependent = models::graph::none;
    for (const int index : snapshots()) {
        if (closure->dependentIds.contains(node(index).id)) {
            dependent = index;
        }
    }
    ASSERT_NE(dependent, models::graph::none);
    graph().ensureVisible(dependent);
    graph().clearFocus();
    const QImage marked = greyPicture(graph(), dependent);
    tree().clearSelection();
    const QImage plain = greyPicture(graph(), dependent);
    ASSERT_EQ(marked.size(), plain.size());
    int different = 0;
    for (int y = 0; y < marked.height(); ++y) {
        for (int x = 0; x < marked.width(); ++x) {
            different += std::abs(qGray(marked.pixel(x, y)) - qGray(plain.pixel(x, y))) > 60 ? 1 : 0;
        }
    }
    EXPECT_GT(different, 40) << "pixels that anyone can tell apart";
}

TEST_F(GraphWindow, TellsWhatANodeIsWhenPointedAt) {
    const int one = snapshots().front();
    const QString text = graph().toolTipText(one);
    const GraphNode& shown = node(one);
    EXPECT_TRUE(text.startsWith(QString::fromStdString(shown.snapshot->name)));
    EXPECT_TRUE(text.contains(QString::fromStdString(shown.vm->name)));
    EXPECT_TRUE(text.contains(QStringLiteral("Dependents")));
}

} // namespace
} // namespace coppice::test
