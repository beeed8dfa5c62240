// Details by hand: notes and holds edited in place, the chain walked by keyboard, several selected summed up.
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/chain_view.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QWindow>

namespace coppice::test {
namespace {

using models::asInt;
using models::SnapshotRole;
using models::SnapshotRowKind;

class DetailsWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (HasFatalFailure()) {
            return;
        }
        openLibrary();
        chooseFreeMember();
        m_notes = child<QPlainTextEdit>(*m_window, "notesText");
        m_reason = child<QLineEdit>(*m_window, "holdReason");
    }

    /// Clicks a member that is not held.
    void chooseFreeMember() {
        for (const QModelIndex& row : rowsOf(SnapshotRowKind::Member)) {
            if (!row.data(asInt(SnapshotRole::Held)).toBool()) {
                m_id = row.data(asInt(SnapshotRole::Id)).value<Guid>();
                press(*tree().viewport(), middleOf(row));
                release(*tree().viewport(), middleOf(row));
                waitForClosure();
                return;
            }
        }
        FAIL() << "every member is held";
    }

    void focusByMouse(QWidget& widget) const {
        QWidget* target = &widget;
        if (auto* const area = qobject_cast<QAbstractScrollArea*>(target)) {
            target = area->viewport();
        }
        const QPoint where(target->width() / 2, qMin(8, target->height() / 2));
        press(*target, where);
        release(*target, where);
        ASSERT_TRUE(widget.hasFocus());
    }

    const Snapshot& snapshot() const { return *m_session->view()->index().snapshot(m_id)->snapshot; }
    bool waitForNotes(const std::string& notes) const {
        return QTest::qWaitFor([&] { return snapshot().notes == notes; }, patienceMs);
    }

    Guid m_id;
    QPlainTextEdit* m_notes = nullptr;
    QLineEdit* m_reason = nullptr;
};

TEST_F(DetailsWindow, CtrlEnterSavesNotes) {
    focusByMouse(*m_notes);
    m_notes->selectAll();
    QTest::keyClicks(m_notes, QStringLiteral("for the audit"));
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return, Qt::ControlModifier);
    ASSERT_TRUE(waitForNotes("for the audit"));
    EXPECT_EQ(m_notes->toPlainText(), QStringLiteral("for the audit"));
    EXPECT_TRUE(m_notes->hasFocus()) << "typing goes on";
}

TEST_F(DetailsWindow, LeavingTheFieldSavesNotesAndEnterIsALineOfThem) {
    focusByMouse(*m_notes);
    m_notes->selectAll();
    QTest::keyClicks(m_notes, QStringLiteral("one"));
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    QTest::keyClicks(m_notes, QStringLiteral("two"));
    const QModelIndex other = rowsOf(SnapshotRowKind::Member).constLast();
    press(*tree().viewport(), middleOf(other));
    release(*tree().viewport(), middleOf(other));
    ASSERT_TRUE(waitForNotes("one\ntwo"));
}

TEST_F(DetailsWindow, EscapeBringsTheSavedNotesBack) {
    const QString before = m_notes->toPlainText();
    focusByMouse(*m_notes);
    QTest::keyClicks(m_notes, QStringLiteral("mistake"));
    ASSERT_NE(m_notes->toPlainText(), before);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Escape);
    EXPECT_EQ(m_notes->toPlainText(), before);
    tree().setFocus();
    EXPECT_EQ(models::fromUtf8(snapshot().notes), before);
}

TEST_F(DetailsWindow, SaveButtonStandsWhileNotesAreUnsavedAndSavesThem) {
    auto* const save = child<QPushButton>(*m_window, "saveNotes");
    EXPECT_FALSE(save->isVisible());
    focusByMouse(*m_notes);
    m_notes->selectAll();
    QTest::keyClicks(m_notes, QStringLiteral("by button"));
    ASSERT_TRUE(save->isVisible());
    QCoreApplication::processEvents();
    click(*save);
    ASSERT_TRUE(waitForNotes("by button"));
    EXPECT_FALSE(save->isVisible());
}

TEST_F(DetailsWindow, ARefreshKeepsWhatIsBeingTyped) {
    focusByMouse(*m_notes);
    m_notes->selectAll();
    QTest::keyClicks(m_notes, QStringLiteral("half a wo"));
    QSignalSpy refreshed(m_session.get(), &models::LibrarySession::viewChanged);
    m_window->actions().refresh->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !refreshed.isEmpty(); }, patienceMs));
    EXPECT_EQ(m_notes->toPlainText(), QStringLiteral("half a wo"));
    EXPECT_TRUE(m_notes->hasFocus());
}

TEST_F(DetailsWindow, TypedReasonHoldsAndIsChangedInPlace) {
    focusByMouse(*m_reason);
    QTest::keyClicks(m_reason, QStringLiteral("audit"));
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return snapshot().hold.has_value(); }, patienceMs));
    EXPECT_EQ(snapshot().hold->reason, "audit");
    auto* const owner = child<QLabel>(*m_window, "holdOwner");
    EXPECT_TRUE(owner->isVisible());
    EXPECT_TRUE(owner->text().contains(models::fromUtf8(snapshot().hold->by)));
    const Timestamp since = snapshot().hold->since;

    focusByMouse(*m_reason);
    m_reason->selectAll();
    QTest::keyClicks(m_reason, QStringLiteral("until May"));
    tree().setFocus();
    ASSERT_TRUE(QTest::qWaitFor([&] { return snapshot().hold->reason == "until May"; }, patienceMs));
    EXPECT_EQ(snapshot().hold->since, since);
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            return m_window->selectionStatus().closure() != nullptr &&
                   m_window->selectionStatus().text().contains(QStringLiteral("until May"));
        },
        patienceMs))
        << m_window->selectionStatus().text().toStdString();
}

TEST_F(DetailsWindow, ReasonThatIsEmptiedStays) {
    focusByMouse(*m_reason);
    QTest::keyClicks(m_reason, QStringLiteral("audit"));
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return snapshot().hold.has_value(); }, patienceMs));
    m_reason->selectAll();
    QTest::keyClick(m_reason, Qt::Key_Delete);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    EXPECT_EQ(m_reason->text(), QStringLiteral("audit"));
}

TEST_F(DetailsWindow, LeavingATypedReasonDoesNotHold) {
    focusByMouse(*m_reason);
    QTest::keyClicks(m_reason, QStringLiteral("not sure"));
    QSignalSpy refreshed(m_session.get(), &models::LibrarySession::viewChanged);
    tree().setFocus();
    m_window->actions().refresh->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !refreshed.isEmpty(); }, patienceMs));
    EXPECT_FALSE(snapshot().hold.has_value());
}

TEST_F(DetailsWindow, ChainIsWalkedByKeyboardAndLeadsToTheSnapshotOfALayer) {
    auto* const chain = child<ui::ChainView>(*m_window, "chainView");
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            // The base is the last row; who owns it is found out on another thread.
            const QModelIndex base = chain->model()->index(chain->model()->rowCount() - 1, 0);
            return base.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Belongs to"));
        },
        patienceMs));
    chain->setFocus(Qt::TabFocusReason);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_End);
    ASSERT_EQ(chain->currentIndex().row(), chain->model()->rowCount() - 1);
    EXPECT_TRUE(
        chain->currentIndex().data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("estimate")));
    QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(chain);
    ASSERT_NE(accessible, nullptr);
    EXPECT_GE(accessible->childCount(), chain->model()->rowCount());
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Return);
    const std::vector<Guid> selected = tree().selectedIds();
    ASSERT_EQ(selected.size(), 1U);
    const auto owner = m_session->view()->index().snapshot(selected[0]);
    ASSERT_TRUE(owner);
    EXPECT_FALSE(owner->snapshot->parent) << "the base belongs to the oldest";
}

TEST_F(DetailsWindow, SeveralSelectedAreSummedUp) {
    const QModelIndexList members = rowsOf(SnapshotRowKind::Member);
    drag(members[0], members[1]);
    EXPECT_EQ(child<QLabel>(*m_window, "detailsTitle")->text(), QStringLiteral("2 selected"));
    EXPECT_FALSE(m_notes->isVisible());
    EXPECT_FALSE(child<ui::ChainView>(*m_window, "chainView")->isVisible());
}

} // namespace
} // namespace coppice::test
