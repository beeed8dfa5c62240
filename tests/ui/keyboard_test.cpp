// What the mouse does, done by the keyboard.
#include "ui/actions.h"
#include "ui/job_panel.h"
#include "ui/keys_dialog.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QTreeWidget>
#include <QWindow>

namespace coppice::test {
namespace {

using models::asInt;
using models::SnapshotColumn;
using models::SnapshotRowKind;

class Keyboard : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (!HasFatalFailure()) {
            openLibrary();
        }
    }
    void key(Qt::Key pressed, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(m_window->windowHandle(), pressed, modifiers);
    }
    QMenu* viewMenu() const {
        for (QAction* const action : m_window->menuBar()->actions()) {
            if (action->menu() != nullptr &&
                action->menu()->actions().contains(m_window->actions().expandAll)) {
                return action->menu();
            }
        }
        return nullptr;
    }
};

TEST_F(Keyboard, F6GoesThroughThePanesAndBack) {
    tree().setFocus();
    QWidget* const start = QApplication::focusWidget();
    std::set<QWidget*> visited;
    key(Qt::Key_F6);
    while (QApplication::focusWidget() != start) {
        ASSERT_TRUE(visited.insert(QApplication::focusWidget()).second) << "it never comes round";
        key(Qt::Key_F6);
    }
    EXPECT_TRUE(visited.contains(&m_window->collections()));
    EXPECT_TRUE(visited.contains(&m_window->jobs().jobView()));
    EXPECT_EQ(visited.size(), 3U);
    key(Qt::Key_F6, Qt::ShiftModifier);
    EXPECT_EQ(QApplication::focusWidget(), &m_window->collections());
}

TEST_F(Keyboard, MenuSortsAsTheHeadingDoes) {
    QMenu* const view = viewMenu();
    ASSERT_NE(view, nullptr);
    QMenu* sort = nullptr;
    for (QAction* const action : view->actions()) {
        sort = sort == nullptr ? action->menu() : sort;
    }
    ASSERT_NE(sort, nullptr);
    emit sort->aboutToShow();
    const QString created =
        tree().model()->headerData(asInt(SnapshotColumn::Created), Qt::Horizontal).toString();
    const auto find = [sort](const QString& text) {
        const auto entries = sort->actions();
        const auto found = std::ranges::find_if(
            entries, [&](const QAction* entry) { return entry->text().remove(u'&') == text; });
        return found == entries.end() ? nullptr : *found;
    };
    ASSERT_NE(find(created), nullptr);
    find(created)->trigger();
    EXPECT_EQ(tree().header()->sortIndicatorSection(), asInt(SnapshotColumn::Created));
    emit sort->aboutToShow();
    EXPECT_TRUE(find(created)->isChecked());
    const QString oldestFirst = tree().model()->index(0, 0).data().toString();
    find(QStringLiteral("Descending"))->trigger();
    EXPECT_EQ(tree().header()->sortIndicatorOrder(), Qt::DescendingOrder);
    EXPECT_NE(tree().model()->index(0, 0).data().toString(), oldestFirst);
    emit sort->aboutToShow();
    find(QStringLiteral("As They Derive"))->trigger();
    EXPECT_EQ(tree().header()->sortIndicatorSection(), -1);
}

TEST_F(Keyboard, F1ListsTheKeysOfEveryCommandThatHasSome) {
    tree().setFocus();
    key(Qt::Key_F1);
    auto* const dialog = m_window->findChild<ui::KeysDialog*>();
    ASSERT_NE(dialog, nullptr);
    QStringList listed;
    for (const auto* item : child<QTreeWidget>(*dialog, "keysTable")
                                ->findItems(QStringLiteral("*"), Qt::MatchWildcard | Qt::MatchRecursive, 1)) {
        listed += item->text(1);
    }
    for (const QAction* const action : m_window->actions().findChildren<QAction*>()) {
        if (!action->shortcut().isEmpty()) {
            EXPECT_TRUE(
                listed.contains(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)))
                << action->text().toStdString() << " is in no menu";
        }
    }
}

} // namespace
} // namespace coppice::test
