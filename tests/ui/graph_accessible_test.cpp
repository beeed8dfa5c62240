// What a screen reader is told of the graph.
#include "graph_fixture.h"
#include "ui/selection_status.h"

#include <QAccessible>

namespace coppice::test {
namespace {

using GraphAccessibility = GraphWindow;

QAccessibleInterface* interfaceOf(ui::SnapshotGraphView& view) {
    return QAccessible::queryAccessibleInterface(&view);
}

TEST_F(GraphAccessibility, EveryNodeIsAnItemWithNameRoleAndPlace) {
    QAccessibleInterface* const list = interfaceOf(graph());
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->role(), QAccessible::List);
    EXPECT_FALSE(list->text(QAccessible::Name).isEmpty());
    ASSERT_EQ(list->childCount(), static_cast<int>(laidOut().nodes().size()));
    for (int index = 0; index < list->childCount(); ++index) {
        QAccessibleInterface* const item = list->child(index);
        ASSERT_NE(item, nullptr);
        EXPECT_TRUE(item->isValid());
        EXPECT_EQ(item->role(), QAccessible::ListItem);
        EXPECT_FALSE(item->text(QAccessible::Name).isEmpty());
        EXPECT_EQ(item->parent(), list);
        EXPECT_EQ(list->indexOfChild(item), index);
        EXPECT_EQ(list->child(index), item) << "one item, one interface";
    }
    const int one = snapshots().front();
    const QPoint where = graph().viewport()->mapToGlobal(at(one));
    EXPECT_TRUE(list->child(one)->rect().contains(where));
    EXPECT_EQ(list->childAt(where.x(), where.y()), list->child(one));
}

TEST_F(GraphAccessibility, NamesSayWhatItIsWhereWhenAndWhatHappensToIt) {
    const int one = snapshots().front();
    clickOn(one);
    waitForClosure();
    QAccessibleInterface* const item = interfaceOf(graph())->child(one);
    const models::GraphNode& shown = node(one);
    const QString name = item->text(QAccessible::Name);
    EXPECT_TRUE(name.startsWith(QString::fromStdString(shown.snapshot->name + " on " + shown.vm->name)))
        << name.toStdString();
    EXPECT_TRUE(name.contains(QStringLiteral(", selected, "))) << name.toStdString();
    EXPECT_TRUE(name.contains(QStringLiteral("dependent"))) << name.toStdString();
    const QAccessible::State state = item->state();
    EXPECT_TRUE(state.selected && state.selectable && state.focusable && state.focused);
    const auto closure = m_window->selectionStatus().closure();
    for (const int other : snapshots()) {
        if (closure->dependentIds.contains(node(other).id)) {
            EXPECT_TRUE(interfaceOf(graph())
                            ->child(other)
                            ->text(QAccessible::Name)
                            .contains(QStringLiteral("goes too")));
        }
    }
}

TEST_F(GraphAccessibility, ActionsFocusSelectAndToggle) {
    const std::vector<int> all = snapshots();
    QAccessibleInterface* const list = interfaceOf(graph());
    const auto act = [list](int index, const QString& action) {
        QAccessibleActionInterface* const actions = list->child(index)->actionInterface();
        ASSERT_NE(actions, nullptr);
        ASSERT_TRUE(actions->actionNames().contains(action));
        actions->doAction(action);
    };
    act(all[0], QAccessibleActionInterface::setFocusAction());
    EXPECT_EQ(graph().selection().current(), all[0]);
    EXPECT_TRUE(selected().empty());
    EXPECT_EQ(list->focusChild(), list->child(all[0]));
    act(all[1], QAccessibleActionInterface::pressAction());
    EXPECT_EQ(selected(), std::set{all[1]});
    act(all[0], QAccessibleActionInterface::toggleAction());
    EXPECT_EQ(selected(), (std::set{all[0], all[1]}));
    act(all[1], QAccessibleActionInterface::toggleAction());
    EXPECT_EQ(selected(), std::set{all[0]});
}

TEST_F(GraphAccessibility, TheFocusedItemFollowsTheKeys) {
    QAccessibleInterface* const list = interfaceOf(graph());
    const int first = snapshots().front();
    clickOn(first);
    EXPECT_EQ(list->focusChild(), list->child(first));
    key(Qt::Key_Right);
    EXPECT_EQ(list->focusChild(), list->child(graph().selection().current()));
    EXPECT_NE(list->focusChild(), list->child(first));
    EXPECT_FALSE(list->child(first)->state().focused);
}

TEST_F(GraphAccessibility, ItemsOfAnOlderLayoutAreGone) {
    QAccessibleInterface* const list = interfaceOf(graph());
    ASSERT_NE(list->child(0), nullptr);
    andLayout([this] { graph().setLaneMode(models::GraphLanes::PerCollection); });
    EXPECT_EQ(list->childCount(), static_cast<int>(laidOut().nodes().size()));
    for (int index = 0; index < list->childCount(); ++index) {
        EXPECT_TRUE(list->child(index)->isValid());
    }
}

} // namespace
} // namespace coppice::test
