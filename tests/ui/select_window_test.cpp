// The Select menu by hand: subtrees, inverting, queries with a live count, saved searches.
#include "models/selection_sets.h"
#include "ui/actions.h"
#include "ui/saved_searches.h"
#include "ui/saved_searches_dialog.h"
#include "ui/search_field.h"
#include "ui/select_dialog.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTreeWidget>
#include <QWindow>

#include <set>

namespace coppice::test {
namespace {

using models::asInt;
using models::SnapshotRole;
using models::SnapshotRowKind;

class SelectWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (!HasFatalFailure()) {
            ui::setSavedSearches({});
            openLibrary();
        }
    }
    void TearDown() override {
        ui::setSavedSearches({});
        WindowTest::TearDown();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::keyClick(m_window->windowHandle(), key, modifiers);
    }

    void clickRow(const QModelIndex& row, Qt::KeyboardModifiers modifiers = {}) const {
        press(*tree().viewport(), middleOf(row), modifiers);
        release(*tree().viewport(), middleOf(row), modifiers);
    }

    std::set<Guid> selected() const {
        const std::vector<Guid> ids = tree().selectedIds();
        return {ids.begin(), ids.end()};
    }
    std::set<Guid> shown() const {
        const std::vector<Guid> ids = tree().treeModel().selectableIds();
        return {ids.begin(), ids.end()};
    }

    ui::SelectDialog* openQueryDialog() const {
        key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* const dialog = m_window->findChild<ui::SelectDialog*>();
        EXPECT_NE(dialog, nullptr);
        EXPECT_TRUE(dialog == nullptr || QTest::qWaitForWindowActive(dialog, patienceMs));
        return dialog;
    }

    static bool waitForCount(const ui::SelectDialog& dialog, std::size_t matching) {
        return QTest::qWaitFor(
            [&] { return dialog.countText().startsWith(QStringLiteral("%1 of ").arg(matching)); },
            patienceMs);
    }
};

TEST_F(SelectWindow, SubtreeTakesEverythingBelow) {
    const QModelIndex first = rowsOf(SnapshotRowKind::SnapshotCollection).constFirst();
    clickRow(first);
    const std::vector<Guid> wanted = models::subtreeOf(*m_session->view(), tree().selectedIds());
    ASSERT_GT(wanted.size(), 1U);
    key(Qt::Key_T, Qt::ControlModifier);
    EXPECT_EQ(selected(), std::set<Guid>(wanted.begin(), wanted.end()));
}

TEST_F(SelectWindow, ChildrenReplaceTheirParents) {
    clickRow(rowsOf(SnapshotRowKind::SnapshotCollection).constFirst());
    const std::vector<Guid> wanted = models::childrenOf(*m_session->view(), tree().selectedIds());
    key(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(selected(), std::set<Guid>(wanted.begin(), wanted.end()));
}

TEST_F(SelectWindow, InvertTakesTheRest) {
    clickRow(rowsOf(SnapshotRowKind::Member).constFirst());
    std::set<Guid> rest = shown();
    for (const Guid& id : selected()) {
        rest.erase(id);
    }
    key(Qt::Key_I, Qt::ControlModifier);
    EXPECT_EQ(selected(), rest);
}

TEST_F(SelectWindow, AllTakesCollapsedRowsTooAndNoGroups) {
    tree().collapseAll();
    tree().setFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    EXPECT_EQ(selected(), shown());
    for (const QModelIndex& group : rowsOf(SnapshotRowKind::OwnGroup)) {
        EXPECT_FALSE(tree().selectionModel()->isSelected(group));
    }
    key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_TRUE(selected().empty());
}

TEST_F(SelectWindow, BandOverAGroupLeavesItOut) {
    const QModelIndexList groups = rowsOf(SnapshotRowKind::OwnGroup);
    ASSERT_FALSE(groups.isEmpty());
    const QModelIndex group = groups.constFirst();
    drag(tree().indexAbove(group), tree().indexBelow(group));
    EXPECT_EQ(selected().size(), 2U);
    EXPECT_FALSE(tree().selectionModel()->isSelected(group));
}

TEST_F(SelectWindow, QueryIsCountedLiveAndSelectsWhatMatches) {
    ui::SelectDialog* const dialog = openQueryDialog();
    ASSERT_NE(dialog, nullptr);
    auto* const field = child<ui::SearchField>(*dialog, "selectQuery");
    auto* const select = child<QPushButton>(*dialog, "selectMatches");
    EXPECT_FALSE(select->isEnabled());
    QTest::keyClicks(field, QStringLiteral("kind:collection"));
    const std::size_t collections =
        static_cast<std::size_t>(rowsOf(SnapshotRowKind::SnapshotCollection).size());
    ASSERT_TRUE(waitForCount(*dialog, collections)) << dialog->countText().toStdString();
    ASSERT_TRUE(select->isEnabled());
    click(*select);
    EXPECT_EQ(selected().size(), collections);
    for (const Guid& id : selected()) {
        EXPECT_TRUE(m_session->view()->index().snapshotCollection(id));
    }
}

TEST_F(SelectWindow, QueryAddsToAndTakesAwayFromTheSelection) {
    clickRow(rowsOf(SnapshotRowKind::Member).constFirst());
    ui::SelectDialog* dialog = openQueryDialog();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(child<ui::SearchField>(*dialog, "selectQuery"), QStringLiteral("kind:collection"));
    const std::size_t collections =
        static_cast<std::size_t>(rowsOf(SnapshotRowKind::SnapshotCollection).size());
    ASSERT_TRUE(waitForCount(*dialog, collections));
    child<QRadioButton>(*dialog, "selectAdd")->setChecked(true);
    QTest::keyClick(child<ui::SearchField>(*dialog, "selectQuery"), Qt::Key_Return);
    EXPECT_EQ(selected().size(), collections + 1);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    dialog = openQueryDialog();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(child<ui::SearchField>(*dialog, "selectQuery"), QStringLiteral("kind:collection"));
    ASSERT_TRUE(waitForCount(*dialog, collections));
    child<QRadioButton>(*dialog, "selectRemove")->setChecked(true);
    click(*child<QPushButton>(*dialog, "selectMatches"));
    EXPECT_EQ(selected().size(), 1U);
}

TEST_F(SelectWindow, QueryThatMakesNoSenseIsSaidAndSelectsNothing) {
    ui::SelectDialog* const dialog = openQueryDialog();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(child<ui::SearchField>(*dialog, "selectQuery"), QStringLiteral("age>soon"));
    EXPECT_EQ(dialog->countText(), QStringLiteral("“soon” is not an age. Ages look like 2h, 30d or 6mo."));
    EXPECT_FALSE(child<QPushButton>(*dialog, "selectMatches")->isEnabled());
}

TEST_F(SelectWindow, OlderThanAsksWithTheNumberReadyToBeTypedOver) {
    m_window->actions().selectOlder->trigger();
    auto* const dialog = m_window->findChild<ui::SelectDialog*>();
    ASSERT_NE(dialog, nullptr);
    auto* const field = child<ui::SearchField>(*dialog, "selectQuery");
    EXPECT_EQ(field->text(), QStringLiteral("age>30d"));
    EXPECT_EQ(field->selectedText(), QStringLiteral("30d"));
    QTest::keyClicks(field, QStringLiteral("1m"));
    EXPECT_EQ(field->text(), QStringLiteral("age>1m"));
}

TEST_F(SelectWindow, AKindIsSelectedAtOnce) {
    m_window->actions().selectCollections->trigger();
    const std::size_t collections =
        static_cast<std::size_t>(rowsOf(SnapshotRowKind::SnapshotCollection).size());
    EXPECT_TRUE(QTest::qWaitFor([&] { return selected().size() == collections; }, patienceMs));
}

TEST_F(SelectWindow, SearchesAreSavedUsedRenamedAndDeleted) {
    auto* const field = child<ui::SearchField>(*m_window, "snapshotSearch");
    EXPECT_FALSE(m_window->actions().saveSearch->isEnabled());
    field->setText(QStringLiteral("kind:collection"));
    key(Qt::Key_D, Qt::ControlModifier);
    auto* const ask = child<QInputDialog>(*m_window, "saveSearchDialog");
    ASSERT_NE(ask, nullptr);
    ask->setTextValue(QStringLiteral("Together"));
    ask->accept();
    EXPECT_EQ(ui::savedSearches(),
              (QList<ui::SavedSearch>{{QStringLiteral("Together"), QStringLiteral("kind:collection")}}));

    field->clear();
    auto* const menu = child<QMenu>(*m_window, "savedSearchMenu");
    emit menu->aboutToShow();
    QAction* const entry = menu->actions().constLast();
    EXPECT_EQ(entry->text(), QStringLiteral("Together"));
    entry->trigger();
    EXPECT_EQ(field->text(), QStringLiteral("kind:collection"));

    m_window->actions().manageSearches->trigger();
    auto* const dialog = m_window->findChild<ui::SavedSearchesDialog*>();
    ASSERT_NE(dialog, nullptr);
    child<QTreeWidget>(*dialog, "savedSearchList")->topLevelItem(0)->setText(0, QStringLiteral("Renamed"));
    dialog->accept();
    EXPECT_EQ(ui::savedSearches().constFirst().name, QStringLiteral("Renamed"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    m_window->actions().manageSearches->trigger();
    auto* const again = m_window->findChild<ui::SavedSearchesDialog*>();
    ASSERT_NE(again, nullptr);
    click(*child<QPushButton>(*again, "deleteSearch"));
    again->accept();
    EXPECT_TRUE(ui::savedSearches().isEmpty());
}

} // namespace
} // namespace coppice::test
