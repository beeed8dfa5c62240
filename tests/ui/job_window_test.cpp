// A running job, steered with the panel's buttons; and closing the window meanwhile.
#include "fake_tray.h"
#include "ui/actions.h"
#include "ui/job_panel.h"
#include "ui/preferences.h"
#include "ui/selection_status.h"
#include "ui/snapshot_tree_view.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QToolButton>

namespace coppice::test {
namespace {

using models::SnapshotRowKind;

class JobWindow : public WindowTest {
protected:
    void SetUp() override {
        WindowTest::SetUp();
        if (!HasFatalFailure()) {
            openLibrary();
        }
    }

    /// Confirms the deletion of the newest snapshot that nothing stops; returns when its job is running.
    void startJob() {
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
    }

    bool waitForState(JobState state) {
        return QTest::qWaitFor(
            [&] {
                const auto jobs = m_session->jobs();
                return !jobs.empty() && jobs.front()->state == state;
            },
            patienceMs);
    }

    void clickWhenEnabled(const char* name) {
        auto* const button = child<QToolButton>(*m_window, name);
        ASSERT_NE(button, nullptr);
        ASSERT_TRUE(QTest::qWaitFor([&] { return button->isEnabled(); }, patienceMs)) << name;
        click(*button);
    }
};

TEST_F(JobWindow, PauseHoldsAndResumeLetsItEnd) {
    m_gate->closed = true;
    startJob();
    ASSERT_TRUE(waitForState(JobState::Running));
    clickWhenEnabled("pauseJobButton");
    ASSERT_TRUE(waitForState(JobState::Suspended));
    m_gate->closed = false;
    clickWhenEnabled("resumeJobButton");
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
}

TEST_F(JobWindow, StopFreesTheWorkerAndResumeGoesOn) {
    m_gate->closed = true;
    startJob();
    ASSERT_TRUE(waitForState(JobState::Running));
    clickWhenEnabled("stopJobButton");
    const auto stopped = waitForJobEnd();
    ASSERT_NE(stopped, nullptr);
    EXPECT_EQ(stopped->state, JobState::Suspended);
    EXPECT_TRUE(stopped->resumable);
    m_gate->closed = false;
    clickWhenEnabled("resumeJobButton");
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
}

TEST_F(JobWindow, FailureIsToldInFullAndRetryGoesOn) {
    m_gate->failOnce = true;
    startJob();
    const auto failed = waitForJobEnd();
    ASSERT_NE(failed, nullptr);
    ASSERT_EQ(failed->state, JobState::Exception);
    auto* const label = child<QLabel>(*m_window, "jobError");
    ASSERT_TRUE(QTest::qWaitFor([&] { return label->isVisible(); }, patienceMs));
    EXPECT_TRUE(label->text().contains(QStringLiteral("web1.avhdx"))) << label->text().toStdString();
    EXPECT_TRUE(label->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    clickWhenEnabled("retryJobButton");
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
}

TEST_F(JobWindow, ClosingAsksWhileAJobRunsAndStopsItSafely) {
    m_gate->closed = true;
    startJob();
    ASSERT_TRUE(waitForState(JobState::Running));
    m_window->close();
    EXPECT_TRUE(m_window->isVisible());
    auto* const question = m_window->findChild<QMessageBox*>(QStringLiteral("closeQuestion"));
    ASSERT_NE(question, nullptr);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(question, patienceMs));
    QAbstractButton* quit = nullptr;
    for (QAbstractButton* const button : question->buttons()) {
        if (button->objectName() == QStringLiteral("stopAndQuit")) {
            quit = button;
        }
    }
    ASSERT_NE(quit, nullptr);
    click(*quit);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, patienceMs));
    EXPECT_EQ(m_session->state(), models::LibrarySession::State::Closed);
}

class ClosingWindow : public JobWindow {
protected:
    void SetUp() override {
        JobWindow::SetUp();
        m_window->setTray(&m_tray);
        m_gate->closed = true;
        startJob();
        ASSERT_TRUE(waitForState(JobState::Running));
    }

    void TearDown() override {
        JobWindow::TearDown();
        QSettings().clear();
        QApplication::setQuitOnLastWindowClosed(true);
    }

    QAbstractButton* answer(const char* name) {
        auto* const question = m_window->findChild<QMessageBox*>(QStringLiteral("closeQuestion"));
        if (question == nullptr) {
            return nullptr;
        }
        EXPECT_TRUE(QTest::qWaitForWindowExposed(question, patienceMs));
        return question->findChild<QAbstractButton*>(QString::fromLatin1(name));
    }

    FakeTray m_tray;
};

TEST_F(ClosingWindow, GoesIntoTheTrayWhereTheJobGoesOn) {
    m_window->close();
    QAbstractButton* const tray = answer("keepInTray");
    ASSERT_NE(tray, nullptr);
    click(*tray);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, patienceMs));
    EXPECT_TRUE(m_session->hasActiveJobs());
    m_gate->closed = false;
    const auto job = waitForJobEnd();
    ASSERT_NE(job, nullptr);
    EXPECT_EQ(job->state, JobState::Completed);
    m_window->showJob(job->id);
    EXPECT_TRUE(m_window->isVisible());
    EXPECT_EQ(m_window->jobs().selectedJob(), job->id);
}

TEST_F(ClosingWindow, OffersNoTrayWhereThereIsNone) {
    m_tray.available = false;
    ui::preferences::setClosing(ui::preferences::Closing::KeepInTray);
    m_window->close();
    EXPECT_TRUE(m_window->isVisible());
    EXPECT_EQ(answer("keepInTray"), nullptr);
    EXPECT_NE(answer("stopAndQuit"), nullptr);
}

TEST_F(ClosingWindow, DoesWithoutAskingWhatTheOperatorPrefers) {
    ui::preferences::setClosing(ui::preferences::Closing::KeepInTray);
    m_window->close();
    EXPECT_FALSE(m_window->isVisible());
    EXPECT_TRUE(m_session->hasActiveJobs());
    emit m_tray.quitRequested(); // that asks: the job is not to be forgotten
    EXPECT_TRUE(m_window->isVisible());
    QAbstractButton* const keep = answer("keepOpen");
    ASSERT_NE(keep, nullptr);
    click(*keep);
    ui::preferences::setClosing(ui::preferences::Closing::StopSafely);
    m_window->close();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, patienceMs));
    EXPECT_EQ(m_session->state(), models::LibrarySession::State::Closed);
}

} // namespace
} // namespace coppice::test
