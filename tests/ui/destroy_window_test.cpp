// The main job, by hand on the window: select, read, confirm, watch; or change one's mind.
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>
#include <QTreeView>
#include <QWindow>

namespace coppice::test {
namespace {

using models::asInt;
using models::Mark;
using models::SnapshotRole;
using models::SnapshotRowKind;

class DestroyWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (!HasFatalFailure()) {
            openLibrary();
        }
    }

    /// Three neighbouring rows of snapshots none of which is held or protects a held one.
    void selectThreeByBand() {
        const QModelIndexList members = rowsOf(SnapshotRowKind::Snapshot);
        ASSERT_GE(members.size(), 3);
        drag(members[0], members[2]);
        waitForClosure();
    }

    bool nothingStops() const {
        const auto closure = m_window->selectionStatus().closure();
        return closure != nullptr && closure->refusals.empty();
    }

    /// Shows one VM, whose snapshots are a plain tree.
    void chooseVm(int collection, int vm) {
        QTreeView& left = m_window->collections();
        const QAbstractItemModel& model = *left.model();
        const QModelIndex row = model.index(vm, 0, model.index(collection, 0, model.index(0, 0)));
        ASSERT_TRUE(row.isValid());
        left.scrollTo(row);
        press(*left.viewport(), left.visualRect(row).center());
        release(*left.viewport(), left.visualRect(row).center());
    }

    /// The VM whose first three snapshots nothing stops.
    void chooseFreeVm() {
        for (int collection = 0; collection < 2; ++collection) {
            for (int vm = 0; vm < 2; ++vm) {
                chooseVm(collection, vm);
                const QModelIndexList rows = rowsOf(SnapshotRowKind::Snapshot);
                if (rows.size() < 3) {
                    continue;
                }
                selectThreeByBand();
                if (nothingStops()) {
                    return;
                }
            }
        }
        FAIL() << "every VM of the demo has a held snapshot in the way";
    }

    std::set<Guid> closureIds() const {
        std::set<Guid> ids;
        for (const DestroyedSnapshot& snapshot : m_window->selectionStatus().closure()->closure.snapshots) {
            ids.insert(snapshot.id);
        }
        return ids;
    }
};

TEST_F(DestroyWindow, RubberBandThenConfirmationByMouseDeletesAndKeepsEverySurvivorsBytes) {
    chooseFreeVm();
    const auto closure = m_window->selectionStatus().closure();
    ASSERT_NE(closure, nullptr);
    EXPECT_EQ(tree().selectedIds().size(), 3U);
    EXPECT_EQ(closure->selectedSnapshots, 3U);
    EXPECT_TRUE(m_window->selectionStatus().text().startsWith(QStringLiteral("3 selected · ")))
        << m_window->selectionStatus().text().toStdString();
    const std::set<Guid> goes = closureIds();
    for (const Guid& id : closure->dependentIds) {
        for (const QModelIndex& row : tree().indexesOf(id)) {
            EXPECT_EQ(row.data(asInt(SnapshotRole::Mark)).toInt(), asInt(Mark::Dependent));
        }
    }
    const auto before = contents();
    const auto filesBefore = files();
    const auto viewBefore = m_session->view();

    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    auto* const button = child<QPushButton>(*dialog, "confirmDelete");
    auto* const cancel = child<QPushButton>(*dialog, "cancelDelete");
    EXPECT_TRUE(cancel->isDefault());
    EXPECT_TRUE(cancel->hasFocus());
    EXPECT_TRUE(child<QLabel>(*dialog, "destroyTitle")->text().contains(QStringLiteral("3 snapshots")));
    EXPECT_TRUE(button->text().contains(QString::number(goes.size()))) << button->text().toStdString();
    ASSERT_TRUE(button->isEnabled());
    click(*button);

    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed) << (job->error ? job->error->detail : "");
    EXPECT_EQ(job->percentComplete, 100);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            return m_session->view() != viewBefore && !m_session->view()->index().snapshot(*goes.begin());
        },
        patienceMs));
    for (const Guid& id : goes) {
        EXPECT_TRUE(tree().indexesOf(id).isEmpty()) << id.toString();
        EXPECT_FALSE(m_session->view()->index().snapshot(id));
    }
    EXPECT_LT(files().size(), filesBefore.size());
    const auto after = contents();
    EXPECT_LT(after.size(), before.size());
    for (const auto& [what, hash] : after) {
        ASSERT_TRUE(before.contains(what)) << what;
        EXPECT_EQ(before.at(what), hash) << what;
    }
}

TEST_F(DestroyWindow, CancelButtonChangesNothing) {
    chooseFreeVm();
    const auto inventory = m_session->view()->inventory();
    const auto filesBefore = files();
    const auto before = contents();
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    QSignalSpy finished(dialog, &QDialog::finished);
    click(*child<QPushButton>(*dialog, "cancelDelete"));
    ASSERT_FALSE(finished.isEmpty());
    EXPECT_EQ(finished[0][0].toInt(), QDialog::Rejected);
    EXPECT_TRUE(m_session->jobs().empty());
    EXPECT_EQ(m_session->view()->inventory(), inventory);
    EXPECT_EQ(files(), filesBefore);
    EXPECT_EQ(contents(), before);
}

TEST_F(DestroyWindow, EscapeChangesNothing) {
    chooseFreeVm();
    const auto inventory = m_session->view()->inventory();
    const auto filesBefore = files();
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    QSignalSpy finished(dialog, &QDialog::finished);
    QTest::keyClick(dialog->windowHandle(), Qt::Key_Escape);
    ASSERT_FALSE(finished.isEmpty());
    EXPECT_EQ(finished[0][0].toInt(), QDialog::Rejected);
    EXPECT_TRUE(m_session->jobs().empty());
    EXPECT_EQ(m_session->view()->inventory(), inventory);
    EXPECT_EQ(files(), filesBefore);
}

TEST_F(DestroyWindow, EnterRightAfterOpeningCancels) {
    chooseFreeVm();
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    QSignalSpy finished(dialog, &QDialog::finished);
    QTest::keyClick(dialog->windowHandle(), Qt::Key_Return);
    ASSERT_FALSE(finished.isEmpty());
    EXPECT_EQ(finished[0][0].toInt(), QDialog::Rejected);
    EXPECT_TRUE(m_session->jobs().empty());
}

TEST_F(DestroyWindow, OtherScopePlansAnewAndDisablesDeleteMeanwhile) {
    chooseFreeVm();
    // One snapshot with dependents: the scopes differ.
    const QModelIndex first = rowsOf(SnapshotRowKind::Snapshot).constFirst();
    press(*tree().viewport(), middleOf(first));
    release(*tree().viewport(), middleOf(first));
    waitForClosure();
    ASSERT_GT(m_window->selectionStatus().closure()->dependentSnapshots, 0U);
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    const auto withDependents = dialog->plan();
    ASSERT_NE(withDependents, nullptr);
    QSignalSpy planned(dialog, &ui::DestroyDialog::planned);
    auto* const only = child<QRadioButton>(*dialog, "scopeOnlySelected");
    press(*only, QPoint(8, only->height() / 2));
    release(*only, QPoint(8, only->height() / 2));
    if (planned.isEmpty()) {
        EXPECT_FALSE(child<QPushButton>(*dialog, "confirmDelete")->isEnabled());
        ASSERT_TRUE(planned.wait(patienceMs));
    }
    const auto plan = dialog->plan();
    ASSERT_NE(plan, nullptr);
    EXPECT_EQ(plan->request.scope, DestroyScope::OnlySelected);
    EXPECT_LT(plan->closure.snapshots.size(), withDependents->closure.snapshots.size());
    EXPECT_TRUE(child<QPushButton>(*dialog, "confirmDelete")->isEnabled());
}

TEST_F(DestroyWindow, SavesTheReportTheOperatorNames) {
    chooseFreeVm();
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    click(*child<QPushButton>(*dialog, "saveReport"));
    auto* const files = child<QFileDialog>(*dialog, "reportFile");
    ASSERT_NE(files, nullptr);
    ASSERT_TRUE(QTest::qWaitForWindowActive(files, patienceMs));
    auto* const name = child<QLineEdit>(*files, "fileNameEdit");
    ASSERT_NE(name, nullptr) << "the desktop's own file dialog cannot be typed into";
    const QString path = QString::fromStdString((m_folder / "what goes.json").string());
    name->setFocus();
    name->selectAll();
    QApplication::clipboard()->setText(path);
    QTest::keyClick(name, Qt::Key_V, Qt::ControlModifier);
    QSignalSpy saved(dialog, &ui::DestroyDialog::reportSaved);
    click(*child<QDialogButtonBox>(*files, "buttonBox")->button(QDialogButtonBox::Save));
    ASSERT_TRUE(!saved.isEmpty() || saved.wait(patienceMs));
    EXPECT_TRUE(saved[0][0].toBool());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    EXPECT_EQ(static_cast<std::size_t>(report[QStringLiteral("destroyed")].toArray().size()),
              dialog->plan()->closure.snapshots.size());
    EXPECT_TRUE(dialog->isVisible()) << "saving confirms nothing";
}

TEST_F(DestroyWindow, LibraryThatChangesUnderTheQuestionIsPlannedAnew) {
    chooseFreeVm();
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(child<QPushButton>(*dialog, "confirmDelete")->isEnabled());
    QSignalSpy planned(dialog, &ui::DestroyDialog::planned);
    m_session->hold(dialog->plan()->closure.snapshots.front().id, QStringLiteral("audit"));
    ASSERT_TRUE(planned.wait(patienceMs));
    EXPECT_FALSE(child<QPushButton>(*dialog, "confirmDelete")->isEnabled());
    EXPECT_TRUE(child<QLabel>(*dialog, "destroyMessage")->isVisible());
}

TEST_F(DestroyWindow, KeyboardAloneDeletes) {
    chooseFreeVm();
    tree().setFocus();
    const QModelIndex first = rowsOf(SnapshotRowKind::Snapshot).constFirst();
    QWindow* const window = m_window->windowHandle();
    QTest::keyClick(window, Qt::Key_Home);
    while (tree().currentIndex().siblingAtColumn(0) != first) {
        const QModelIndex before = tree().currentIndex();
        QTest::keyClick(window, Qt::Key_Down);
        ASSERT_NE(tree().currentIndex(), before) << "the row is not reached by the keyboard";
    }
    QTest::keyClick(window, Qt::Key_Down, Qt::ShiftModifier);
    waitForClosure();
    EXPECT_GE(tree().selectedIds().size(), 1U);
    ui::DestroyDialog* const dialog = openConfirmation();
    ASSERT_NE(dialog, nullptr);
    auto* const button = child<QPushButton>(*dialog, "confirmDelete");
    ASSERT_TRUE(button->isEnabled());
    for (int tabs = 0; tabs < 20 && !button->hasFocus(); ++tabs) {
        QTest::keyClick(dialog->windowHandle(), Qt::Key_Tab);
    }
    ASSERT_TRUE(button->hasFocus());
    QTest::keyClick(dialog->windowHandle(), Qt::Key_Space);
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
}

} // namespace
} // namespace coppice::test
