// Searching by hand: typing finds everywhere as one types, Esc brings everything back.
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/search_field.h"
#include "ui/search_strip.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QLabel>
#include <QTest>
#include <QTreeView>
#include <QWindow>

namespace coppice::test {
namespace {

using models::asInt;
using models::CollectionRowKind;
using models::SearchMatch;
using models::SnapshotRole;

class SearchWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (HasFatalFailure()) {
            return;
        }
        openLibrary();
        m_field = child<ui::SearchField>(*m_window, "snapshotSearch");
        m_strip = child<ui::SearchStrip>(*m_window, "searchStrip");
        m_window->actions().searchEverywhere->setChecked(true);
    }

    void TearDown() override {
        if (m_window) {
            m_window->actions().searchEverywhere->setChecked(true);
        }
        WindowTest::TearDown();
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QTest::keyClick(m_window->windowHandle(), key, modifiers);
    }

    /// Ctrl+F, then letter by letter.
    void type(const QString& text) const {
        key(Qt::Key_F, Qt::ControlModifier);
        ASSERT_TRUE(m_field->hasFocus());
        for (const QChar letter : text) {
            QTest::keyClick(m_field, letter.toLatin1());
            m_field->completer()->popup()->hide();
        }
        ASSERT_EQ(m_field->text(), text);
    }

    /// Rows that the search found, as far as they are expanded.
    QModelIndexList foundRows() const {
        QModelIndexList rows;
        const ui::SnapshotTreeView& view = tree();
        for (QModelIndex index = view.model()->index(0, 0); index.isValid(); index = view.indexBelow(index)) {
            if (index.data(asInt(SnapshotRole::SearchMatch)).toInt() == asInt(SearchMatch::Found)) {
                rows.append(index);
            }
        }
        return rows;
    }

    bool waitForMatches(const QString& text) const {
        return QTest::qWaitFor([&] { return m_strip->text().startsWith(text); }, patienceMs);
    }

    /// A VM of the second collection, which is not the one that is chosen.
    QString vmElsewhere() const {
        const Inventory& inventory = m_session->view()->inventory();
        return models::fromUtf8(m_session->view()->index().vm(inventory.collections[1].vms[0])->name);
    }

    ui::SearchField* m_field = nullptr;
    ui::SearchStrip* m_strip = nullptr;
};

TEST_F(SearchWindow, FindsInCollectionsThatAreNotChosenAndRestoresTheScopeOnEsc) {
    const models::ViewScope before = tree().treeModel().scope();
    ASSERT_EQ(before.kind, CollectionRowKind::Collection);
    type(QStringLiteral("vm:") + vmElsewhere());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
    EXPECT_EQ(tree().treeModel().scope().kind, CollectionRowKind::Library);
    for (const QModelIndex& row : foundRows()) {
        const QString shown =
            row.data().toString() + row.siblingAtColumn(asInt(models::SnapshotColumn::Vms)).data().toString();
        EXPECT_TRUE(shown.contains(vmElsewhere())) << shown.toStdString();
    }
    EXPECT_TRUE(m_strip->isVisible());
    EXPECT_TRUE(m_strip->text().contains(QString::number(foundRows().size())))
        << m_strip->text().toStdString();

    key(Qt::Key_Escape);
    EXPECT_TRUE(m_field->text().isEmpty());
    EXPECT_TRUE(m_field->hasFocus());
    EXPECT_EQ(tree().treeModel().scope(), before);
    EXPECT_FALSE(m_strip->isVisible());
    EXPECT_TRUE(foundRows().isEmpty());
    key(Qt::Key_Escape);
    EXPECT_TRUE(tree().hasFocus());
}

TEST_F(SearchWindow, StaysInTheChosenCollectionWhenEverywhereIsOff) {
    key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(m_window->actions().searchEverywhere->isChecked());
    const models::ViewScope before = tree().treeModel().scope();
    type(QStringLiteral("vm:") + vmElsewhere());
    ASSERT_TRUE(waitForMatches(QStringLiteral("0 match")));
    EXPECT_EQ(tree().treeModel().scope(), before);
    EXPECT_TRUE(foundRows().isEmpty());
    key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
}

TEST_F(SearchWindow, ChoosingACollectionWhileSearchingEverywhereNarrowsTheSearchToIt) {
    type(QStringLiteral("vm:") + vmElsewhere());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
    QTreeView& left = m_window->collections();
    const QModelIndex second = left.model()->index(1, 0, left.model()->index(0, 0));
    press(*left.viewport(), left.visualRect(second).center());
    release(*left.viewport(), left.visualRect(second).center());
    EXPECT_FALSE(m_window->actions().searchEverywhere->isChecked());
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return tree().treeModel().scope().kind == CollectionRowKind::Collection; }, patienceMs));
    EXPECT_FALSE(foundRows().isEmpty());
}

TEST_F(SearchWindow, DownLeadsToTheFirstResult) {
    type(QStringLiteral("vm:") + vmElsewhere());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
    key(Qt::Key_Down);
    EXPECT_TRUE(tree().hasFocus());
    EXPECT_EQ(tree().currentRow(), foundRows().constFirst());
    EXPECT_EQ(tree().selectedIds().size(), 1U);
}

TEST_F(SearchWindow, AWordThatMakesNoSenseIsSaidAndTheResultsStay) {
    type(QStringLiteral("vm:") + vmElsewhere());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
    const QModelIndexList before = foundRows();
    for (const QChar letter : QStringLiteral(" size>lots")) {
        QTest::keyClick(m_field, letter.toLatin1());
    }
    EXPECT_EQ(m_strip->text(), QStringLiteral("“lots” is not a size. Sizes look like 500MB or 1.5GiB."));
    EXPECT_EQ(foundRows(), before);
}

TEST_F(SearchWindow, SuggestsFieldsForTheWordBeingTyped) {
    type(QStringLiteral("web"));
    QTest::keyClick(m_field, ' ');
    QTest::keyClick(m_field, 'u');
    m_field->completer()->popup()->hide();
    QTest::keyClick(m_field, Qt::Key_Backspace);
    QTest::keyClick(m_field, 'k');
    QTest::keyClick(m_field, 'i');
    QAbstractItemView* const popup = m_field->completer()->popup();
    ASSERT_TRUE(QTest::qWaitFor([&] { return popup->isVisible(); }, patienceMs));
    EXPECT_EQ(popup->model()->rowCount(), 3) << "the three kinds";
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    EXPECT_EQ(m_field->text(), QStringLiteral("web kind:standard"));
}

TEST_F(SearchWindow, SelectAllTakesWhatWasFoundAndNothingElse) {
    type(QStringLiteral("vm:") + vmElsewhere() + QStringLiteral(" -kind:collection"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !foundRows().isEmpty(); }, patienceMs));
    const std::size_t found = tree().treeModel().foundCount();
    m_window->actions().selectAll->trigger();
    EXPECT_EQ(tree().selectedIds().size(), found);
    key(Qt::Key_Escape);
    EXPECT_TRUE(tree().selectedIds().empty()) << "they are not in the scope that is shown again";
}

} // namespace
} // namespace coppice::test
