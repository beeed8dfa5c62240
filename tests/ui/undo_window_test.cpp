// Between the click and the merge, by hand: undo, start now, the queue's order, interrupted jobs.
#include "models/job_actions.h"
#include "ui/actions.h"
#include "ui/job_notices.h"
#include "ui/job_panel.h"
#include "ui/notice_bar.h"
#include "ui/preferences.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QTreeView>
#include <QWindow>

namespace coppice::test {
namespace {

using namespace std::chrono_literals;
using models::SnapshotRowKind;

class UndoWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (!HasFatalFailure()) {
            ui::preferences::setGracePeriod(ui::preferences::longestGracePeriod); // no test waits for its end
        }
    }

    /// Confirms the deletion of the newest snapshot that nothing stops; returns when its job stands as New.
    void deleteNewest() {
        const QModelIndexList rows = rowsOf(SnapshotRowKind::Member) + rowsOf(SnapshotRowKind::Snapshot);
        for (auto row = rows.crbegin(); row != rows.crend(); ++row) {
            const QPoint middle = middleOf(*row);
            press(*tree().viewport(), middle);
            release(*tree().viewport(), middle);
            waitForClosure();
            const auto closure = m_window->selectionStatus().closure();
            if (closure != nullptr && closure->refusals.empty()) {
                break;
            }
        }
        ui::DestroyDialog* const dialog = openConfirmation();
        ASSERT_NE(dialog, nullptr);
        auto* const button = child<QPushButton>(*dialog, "confirmDelete");
        ASSERT_TRUE(button->isEnabled());
        click(*button);
        ASSERT_TRUE(QTest::qWaitFor([&] { return bar().isVisible(); }, patienceMs));
        ASSERT_TRUE(QTest::qWaitFor([&] { return marked() > 0; }, patienceMs));
    }

    ui::NoticeBar& bar() const { return m_window->notices().pendingBar(); }
    std::ptrdiff_t marked() const {
        std::ptrdiff_t count = 0;
        for (const VirtualSystem& vm : m_session->view()->inventory().vms) {
            count += std::ranges::count_if(vm.snapshots, &Snapshot::destroying);
        }
        return count;
    }
    std::shared_ptr<const JobRecord> newestJob() const { return m_session->jobs().front(); }

    void expectUndone(const Inventory& inventory, const std::map<std::string, std::string>& filesBefore) {
        const auto job = waitForJobEnd();
        ASSERT_NE(job, nullptr);
        EXPECT_EQ(job->state, JobState::Terminated);
        ASSERT_TRUE(QTest::qWaitFor([&] { return marked() == 0; }, patienceMs));
        EXPECT_EQ(m_session->view()->inventory(), inventory);
        EXPECT_EQ(files(), filesBefore);
        EXPECT_TRUE(bar().isVisible());
        EXPECT_EQ(bar().text(), QStringLiteral("Undone: nothing was changed."));
        EXPECT_FALSE(m_window->actions().undoDelete->isEnabled());
    }
};

TEST_F(UndoWindow, UndoButtonTakesADeletionBackAndNothingHasChanged) {
    openLibrary();
    const Inventory inventory = m_session->view()->inventory();
    const auto filesBefore = files();
    deleteNewest();
    EXPECT_EQ(newestJob()->state, JobState::New);
    EXPECT_TRUE(bar().text().contains(QStringLiteral("Delete 1 snapshot"))) << bar().text().toStdString();
    EXPECT_TRUE(bar().text().contains(QStringLiteral("starts in"))) << bar().text().toStdString();
    auto* const undo = child<QAbstractButton>(bar(), "undoDeleteNotice");
    ASSERT_TRUE(undo->isVisible());
    click(*undo);
    expectUndone(inventory, filesBefore);
    EXPECT_FALSE(undo->isVisible());
    click(*child<QAbstractButton>(bar(), "closeNotice"));
    EXPECT_FALSE(bar().isVisible());
}

TEST_F(UndoWindow, CtrlZTakesADeletionBack) {
    openLibrary();
    const Inventory inventory = m_session->view()->inventory();
    const auto filesBefore = files();
    deleteNewest();
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Z, Qt::ControlModifier);
    expectUndone(inventory, filesBefore);
}

TEST_F(UndoWindow, ClosedStripStaysAwayAndCtrlZStillWorks) {
    openLibrary();
    deleteNewest();
    click(*child<QAbstractButton>(bar(), "closeNotice"));
    for (auto* const timer : m_window->notices().findChildren<QTimer*>()) {
        if (timer->isActive()) {
            QSignalSpy ticked(timer, &QTimer::timeout);
            ASSERT_TRUE(ticked.wait(patienceMs));
        }
    }
    EXPECT_FALSE(bar().isVisible());
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Z, Qt::ControlModifier);
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Terminated);
}

TEST_F(UndoWindow, StartNowBegins) {
    openLibrary();
    deleteNewest();
    click(*child<QAbstractButton>(bar(), "startPending"));
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
    EXPECT_FALSE(bar().isVisible());
}

TEST_F(UndoWindow, ClosingInTheGracePeriodAsksAndTheNextStartOffersTheJob) {
    openLibrary();
    const auto filesBefore = files();
    deleteNewest();
    m_window->close();
    EXPECT_TRUE(m_window->isVisible());
    auto* const question = m_window->findChild<QMessageBox*>(QStringLiteral("closeQuestion"));
    ASSERT_NE(question, nullptr);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(question, patienceMs));
    click(*child<QAbstractButton>(*question, "stopAndQuit"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, patienceMs));
    m_window->show();
    openLibrary();
    ui::NoticeBar& offer = m_window->notices().interruptedBar();
    ASSERT_TRUE(QTest::qWaitFor([&] { return offer.isVisible(); }, patienceMs));
    EXPECT_FALSE(bar().isVisible());
    EXPECT_FALSE(m_session->hasActiveJobs());
    EXPECT_EQ(files(), filesBefore);
}

class QueueWindow : public UndoWindow {
protected:
    /// Through the session: job `1` runs, as far as its gate; the others wait behind it.
    void startThree() {
        m_gate->closed = true;
        openLibrary();
        QSignalSpy planned(m_session.get(), &models::LibrarySession::planReady);
        QSignalSpy started(m_session.get(), &models::LibrarySession::destroyStarted);
        const auto view = m_session->view();
        for (const VirtualSystem& vm : view->inventory().vms) {
            for (auto snapshot = vm.snapshots.rbegin(); snapshot != vm.snapshots.rend(); ++snapshot) {
                planned.clear();
                m_session->requestPlan({.refs = {snapshot->id}});
                ASSERT_TRUE(planned.wait(patienceMs));
                const auto plan = planned.front().at(1).value<std::shared_ptr<const DestroyPlan>>();
                if (!plan->refusals.empty()) {
                    continue;
                }
                m_session->destroySnapshots(plan);
                ASSERT_TRUE(started.wait(patienceMs));
                if (started.count() == 3) {
                    ASSERT_TRUE(
                        QTest::qWaitFor([&] { return order() == std::vector<JobId>{2, 3}; }, patienceMs));
                    return;
                }
                break;
            }
        }
        FAIL() << "the demo has no three deletions that go well together";
    }
    std::vector<JobId> order() const {
        std::map<std::uint64_t, JobId> queued;
        for (const auto& job : m_session->jobs()) {
            if (job->queuePosition) {
                queued[*job->queuePosition] = job->id;
            }
        }
        std::vector<JobId> ids;
        for (const auto& [position, id] : queued) {
            ids.push_back(id);
        }
        return ids;
    }
    bool waitForOrder(const std::vector<JobId>& wanted) {
        return QTest::qWaitFor([&] { return order() == wanted; }, patienceMs);
    }
    void clickJob(JobId id) {
        QTreeView& view = m_window->jobs().jobView();
        for (int row = 0; row < view.model()->rowCount(); ++row) {
            const QModelIndex index = view.model()->index(row, 1);
            if (index.data(models::asInt(models::JobRole::Id)).toULongLong() == id) {
                view.scrollTo(index);
                press(*view.viewport(), view.visualRect(index).center());
                release(*view.viewport(), view.visualRect(index).center());
            }
        }
        ASSERT_EQ(m_window->jobs().selectedJob(), id);
    }
    /// By number, once `count` jobs have completed.
    std::map<JobId, std::shared_ptr<const JobRecord>> completed(std::size_t count) {
        std::map<JobId, std::shared_ptr<const JobRecord>> jobs;
        while (jobs.size() < count) {
            const auto job = waitForJobEnd();
            if (job == nullptr) {
                break;
            }
            EXPECT_EQ(job->state, JobState::Completed);
            jobs[job->id] = job;
        }
        return jobs;
    }
};

TEST_F(QueueWindow, KeyboardMovesAQueuedJobUpAndDownAndThatIsTheOrderTheyRunIn) {
    startThree();
    const auto before = contents();
    clickJob(3);
    EXPECT_TRUE(m_window->actions().moveJobUp->isEnabled());
    EXPECT_FALSE(m_window->actions().moveJobDown->isEnabled()) << "it is the last";
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitForOrder({3, 2}));
    EXPECT_FALSE(m_window->actions().moveJobUp->isEnabled());
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitForOrder({2, 3}));
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(waitForOrder({3, 2}));
    clickJob(1);
    EXPECT_FALSE(m_window->actions().moveJobUp->isEnabled()) << "it runs";
    m_gate->closed = false;
    const auto jobs = completed(3);
    ASSERT_EQ(jobs.size(), 3U);
    EXPECT_LE(*jobs.at(1)->ended, *jobs.at(3)->started);
    EXPECT_LE(*jobs.at(3)->ended, *jobs.at(2)->started);
    ASSERT_TRUE(QTest::qWaitFor([&] { return marked() == 0; }, patienceMs)); // the view without what went
    for (const auto& [what, hash] : contents()) {
        EXPECT_EQ(before.at(what), hash) << what;
    }
}

class InterruptedWindow : public UndoWindow {
protected:
    /// A job that a process journalled and never came to; the library is not open in the window yet.
    void leaveJobBehind() {
        auto library = LocalLibrary::open(m_folder.path(),
                                          {.access = LibraryStore::Access::ReadWrite, .program = "other"});
        ASSERT_TRUE(library);
        const auto inventory = (*library)->store().inventory();
        ASSERT_TRUE(inventory);
        for (const VirtualSystem& vm : inventory->vms) {
            const auto plan = (*library)->planDestroy({.refs = {vm.snapshots.back().id}}, {});
            ASSERT_TRUE(plan);
            if (plan->refusals.empty()) {
                const auto begun = (*library)->beginDestroy(*plan, {});
                ASSERT_TRUE(begun);
                return;
            }
        }
        FAIL() << "every VM's newest snapshot is in the way of something";
    }
    ui::NoticeBar& offer() const { return m_window->notices().interruptedBar(); }
};

TEST_F(InterruptedWindow, IsOfferedRunsOnlyWhenResumedAndThenCompletes) {
    leaveJobBehind();
    const auto filesBefore = files();
    openLibrary();
    ASSERT_TRUE(QTest::qWaitFor([&] { return offer().isVisible(); }, patienceMs));
    EXPECT_TRUE(offer().text().startsWith(QStringLiteral("1 interrupted job: Delete 1 snapshot")))
        << offer().text().toStdString();
    EXPECT_TRUE(models::isInterrupted(*newestJob()));
    EXPECT_FALSE(m_session->hasActiveJobs());
    EXPECT_EQ(files(), filesBefore);
    click(*child<QAbstractButton>(offer(), "resumeInterruptedNotice"));
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
    EXPECT_FALSE(offer().isVisible());
    EXPECT_LT(files().size(), filesBefore.size());
}

TEST_F(InterruptedWindow, LaterHidesTheOfferAndTheJobMenuStillHasIt) {
    leaveJobBehind();
    openLibrary();
    ASSERT_TRUE(QTest::qWaitFor([&] { return offer().isVisible(); }, patienceMs));
    click(*child<QAbstractButton>(offer(), "showInterrupted"));
    EXPECT_EQ(m_window->jobs().selectedJob(), newestJob()->id);
    click(*child<QAbstractButton>(offer(), "resumeLater"));
    EXPECT_FALSE(offer().isVisible());
    EXPECT_FALSE(m_session->hasActiveJobs());
    EXPECT_TRUE(m_window->actions().resumeInterrupted->isEnabled());
    EXPECT_TRUE(m_window->actions().resumeJob->isEnabled());
    EXPECT_TRUE(m_window->actions().cancelJob->isEnabled()) << "it had not begun";
}

} // namespace
} // namespace coppice::test
