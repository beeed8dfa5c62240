// The monitor by hand: filter, several jobs, the chart by mouse and keyboard, menus, export, narrow windows.
#include "models/file_writer.h"
#include "ui/actions.h"
#include "ui/job_panel.h"
#include "ui/rate_chart.h"
#include "window_fixture.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QWindow>

namespace coppice::test {
namespace {

using models::asInt;
using models::JobColumn;

constexpr std::uint64_t kMiB = 1ULL << 20;

/// The panel of a session without a library, fed as the session feeds it.
class Monitor : public ::testing::Test {
protected:
    void SetUp() override {
        m_panel.resize(1240, 260);
        m_panel.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&m_panel, patienceMs));
        QApplication::setActiveWindow(&m_panel);
    }

    static std::shared_ptr<JobRecord> record(JobId id, JobState state, std::uint64_t doneMiB = 0) {
        auto job = std::make_shared<JobRecord>();
        job->id = id;
        job->title = "Delete " + std::to_string(id) + " snapshots of a machine with quite a long name";
        job->state = state;
        job->totalBytes = 1000 * kMiB;
        job->doneBytes = doneMiB * kMiB;
        job->user = "anna";
        job->submitted = systemClock().now();
        if (state == JobState::Exception) {
            job->error = Error{.code = ErrorCode::NoSpace, .action = "merging", .object = "/lab/web1.avhdx"};
            job->resumable = true;
        }
        return job;
    }

    void send(const std::shared_ptr<JobRecord>& job) { emit m_session.jobChanged(job); }

    /// So that it has a curve. The panel's clock is real: two moments differ by a millisecond at least.
    void run(JobId id) {
        for (std::uint64_t step = 0; step < 5; ++step) {
            send(record(id, JobState::Running, step * 10));
            const QDeadlineTimer next(2);
            while (!next.hasExpired()) {
                QCoreApplication::processEvents();
            }
        }
        EXPECT_TRUE(QTest::qWaitFor(
            [&] { // drawn a few times a second
                const auto& curves = chart().figure().curves;
                return std::ranges::any_of(curves, [id](const auto& curve) {
                    return curve.id == id &&
                           curve.pointAt(curve.pointCount() - 1).sample.doneBytes == 40 * kMiB;
                });
            },
            patienceMs));
    }

    QTreeView& table() { return m_panel.jobView(); }
    ui::RateChart& chart() { return m_panel.rateChart(); }

    void clickRow(int row, Qt::KeyboardModifiers modifiers = {}) {
        const QPoint middle = table().visualRect(table().model()->index(row, 0)).center();
        QTest::mouseClick(m_panel.windowHandle(), Qt::LeftButton, modifiers,
                          table().viewport()->mapTo(&m_panel, middle));
    }

    template <class Widget>
    Widget* child(const char* name) {
        auto* const found = m_panel.findChild<Widget*>(QString::fromLatin1(name));
        EXPECT_NE(found, nullptr) << name;
        return found;
    }

    models::LibrarySession m_session{[](const QString&) -> Result<models::OpenedLibrary> {
        return fail(ErrorCode::NotALibrary, "opening", "nothing");
    }};
    ui::Actions m_actions{nullptr};
    ui::JobPanel m_panel{m_session, m_actions};
};

TEST_F(Monitor, FiltersByStateAndTextAndFindsAJobThatTheFilterHides) {
    send(record(1, JobState::Completed));
    send(record(2, JobState::Exception));
    send(record(3, JobState::Running));
    ASSERT_EQ(table().model()->rowCount(), 3);
    child<QComboBox>("jobStates")->setFocus();
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_Down);
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_Down); // Failed
    EXPECT_EQ(table().model()->rowCount(), 1);
    auto* const search = child<QLineEdit>("jobFilter");
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("delete 7"));
    EXPECT_EQ(table().model()->rowCount(), 0);
    m_panel.selectJob(3);
    EXPECT_EQ(m_panel.selectedJob(), 3U);
    EXPECT_EQ(table().model()->rowCount(), 3);
}

TEST_F(Monitor, BringsTheDetailsOfAJobThatFailsToTheFront) {
    run(1);
    send(record(1, JobState::Exception, 50));
    EXPECT_TRUE(child<QLabel>("jobError")->isVisible());
    EXPECT_TRUE(child<QLabel>("jobNextStep")->isVisible());
    const QString shown = child<QLabel>("jobError")->text() + child<QLabel>("jobErrorObject")->text();
    EXPECT_TRUE(shown.contains(QStringLiteral("/lab/web1.avhdx"))) << shown.toStdString();
    EXPECT_TRUE(child<QToolButton>("detailsRetry")->isVisible());
    EXPECT_EQ(child<QLabel>("jobUser")->text(), QStringLiteral("anna"));
}

TEST_F(Monitor, CopiesTheErrorByShortcut) {
    send(record(1, JobState::Exception));
    table().setFocus();
    m_panel.addAction(m_actions.copyJobError); // as the menu bar does
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString copied = QApplication::clipboard()->text();
    EXPECT_TRUE(copied.contains(QStringLiteral("/lab/web1.avhdx"))) << copied.toStdString();
    EXPECT_TRUE(copied.contains(QStringLiteral("NoSpace"))) << copied.toStdString();
}

TEST_F(Monitor, ShowsTheCurvesOfTheSelectedJobsAndOfAllThatRun) {
    run(1);
    send(record(1, JobState::Completed, 1000));
    run(2);
    run(3);
    clickRow(2); // job 1, which is over
    EXPECT_EQ(chart().figure().curves.size(), 1U);
    clickRow(1, Qt::ControlModifier);
    clickRow(0, Qt::ControlModifier);
    ASSERT_EQ(chart().figure().curves.size(), 3U);
    for (std::size_t i = 1; i < 3; ++i) {
        EXPECT_NE(chart().penOf(i).color(), chart().penOf(0).color());
        EXPECT_NE(chart().penOf(i).style(), chart().penOf(0).style()) << "by colour alone";
    }
}

TEST_F(Monitor, ChartIsReadWithTheArrowKeysAndTellsScreenReaders) {
    run(1);
    clickRow(0);
    chart().setFocus();
    EXPECT_TRUE(chart().readout().isEmpty());
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_Right); // appears at the newest point
    const QString newest = chart().readout();
    EXPECT_TRUE(newest.contains(QStringLiteral("40.0 MiB"))) << newest.toStdString();
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_Left);
    const QString before = chart().readout();
    EXPECT_TRUE(before.contains(QStringLiteral("30.0 MiB"))) << before.toStdString();
    QAccessibleInterface* const accessible = QAccessible::queryAccessibleInterface(&chart());
    ASSERT_NE(accessible, nullptr);
    EXPECT_EQ(accessible->role(), QAccessible::Chart);
    EXPECT_EQ(accessible->text(QAccessible::Value), before);
    EXPECT_TRUE(accessible->text(QAccessible::Description).contains(QStringLiteral("Job 1")));
    QTest::keyClick(m_panel.windowHandle(), Qt::Key_Escape);
    EXPECT_TRUE(chart().readout().isEmpty());
}

TEST_F(Monitor, ChartIsReadWithThePointer) {
    run(1);
    clickRow(0);
    ASSERT_TRUE(chart().isVisible());
    QCoreApplication::processEvents();
    const QPoint middle = chart().mapTo(&m_panel, chart().rect().center());
    QTest::mouseMove(m_panel.windowHandle(), middle);
    QTest::mouseMove(m_panel.windowHandle(), middle + QPoint(3, 0));
    EXPECT_TRUE(QTest::qWaitFor([&] { return !chart().readout().isEmpty(); }, patienceMs));
    QTest::mouseMove(m_panel.windowHandle(), QPoint(5, 5));
    EXPECT_TRUE(QTest::qWaitFor([&] { return chart().readout().isEmpty(); }, patienceMs));
}

TEST_F(Monitor, ChartSwitchesToBytesDone) {
    run(1);
    clickRow(0);
    auto* const bytes = child<QToolButton>("rateOverBytes");
    QTest::mouseClick(bytes, Qt::LeftButton);
    EXPECT_EQ(chart().figure().axis, models::RateAxis::Bytes);
    EXPECT_EQ(chart().figure().xTitle, QStringLiteral("MiB done"));
}

TEST_F(Monitor, HasAMenuByTheMenuKey) {
    send(record(1, JobState::Exception));
    table().setFocus();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(table().viewport(), &event);
    auto* const menu = table().findChild<QMenu*>(QStringLiteral("jobMenu"));
    ASSERT_NE(menu, nullptr);
    EXPECT_TRUE(menu->isVisible());
    EXPECT_TRUE(menu->actions().contains(m_actions.copyJobError));
    EXPECT_TRUE(menu->actions().contains(m_actions.pauseJob));
    menu->close();
}

TEST_F(Monitor, NeedsNoSidewaysScrollingWhereItIsNarrow) {
    send(record(1, JobState::Running, 10));
    QWidget host; // in which no window manager has a say about sizes
    m_panel.setParent(&host);
    m_panel.show();
    host.show();
    for (const int width : {1900, 1280, 940, 700}) {
        m_panel.resize(width, 220);
        QCoreApplication::processEvents();
        int columns = 0;
        for (int column = 0; column < asInt(JobColumn::Count); ++column) {
            columns += table().columnWidth(column);
        }
        EXPECT_LE(columns, table().viewport()->width()) << "at " << width;
        EXPECT_GE(table().columnWidth(asInt(JobColumn::Job)), 100) << "at " << width;
        EXPECT_FALSE(table().horizontalScrollBar()->isVisible()) << "at " << width;
    }
    EXPECT_TRUE(table().isColumnHidden(asInt(JobColumn::DoneTotal)));
    EXPECT_TRUE(child<QLabel>("jobMoved")->text().startsWith(QStringLiteral("10.0 MiB of")))
        << "told elsewhere";
    m_panel.resize(1900, 220);
    QCoreApplication::processEvents();
    EXPECT_FALSE(table().isColumnHidden(asInt(JobColumn::DoneTotal))) << "it comes back";
    m_panel.setParent(nullptr);
}

TEST_F(Monitor, RemembersFilterAndChartAxis) {
    child<QComboBox>("jobStates")->setCurrentIndex(2);
    QTest::mouseClick(child<QToolButton>("rateOverBytes"), Qt::LeftButton);
    const QByteArray state = m_panel.saveState();
    ui::JobPanel other(m_session, m_actions);
    other.restoreState(state);
    EXPECT_EQ(other.findChild<QComboBox*>(QStringLiteral("jobStates"))->currentIndex(), 2);
    EXPECT_EQ(other.rateChart().axis(), models::RateAxis::Bytes);
}

TEST_F(Monitor, LogFollowsItsEndAndKeepsWhereOneReads) {
    auto job = record(1, JobState::Running);
    for (int line = 0; line < 200; ++line) {
        job->log.push_back("line " + std::to_string(line));
    }
    send(job);
    auto* const tabs = child<QTabWidget>("jobTabs");
    auto* const log = child<QPlainTextEdit>("jobLog");
    tabs->setCurrentWidget(log);
    QCoreApplication::processEvents();
    QScrollBar& bar = *log->verticalScrollBar();
    bar.setValue(bar.maximum());
    auto next = std::make_shared<JobRecord>(*job);
    next->log.push_back("the newest");
    send(next);
    EXPECT_EQ(bar.value(), bar.maximum());
    EXPECT_TRUE(log->toPlainText().endsWith(QStringLiteral("the newest")));
    bar.setValue(3);
    next = std::make_shared<JobRecord>(*next);
    next->log.push_back("newer");
    send(next);
    EXPECT_EQ(bar.value(), 3);
}

TEST_F(Monitor, ExportsWhatTheFilterShows) {
    const QTemporaryDir folder;
    send(record(1, JobState::Completed));
    send(record(2, JobState::Exception));
    child<QComboBox>("jobStates")->setCurrentIndex(2); // Failed
    QTest::mouseClick(child<QToolButton>("exportJobsButton"), Qt::LeftButton);
    auto* const dialog = m_panel.findChild<QFileDialog*>(QStringLiteral("exportDialog"));
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(dialog, patienceMs));
    const QString path = folder.filePath(QStringLiteral("history.json"));
    auto* const name = dialog->findChild<QLineEdit*>();
    ASSERT_NE(name, nullptr);
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, path);
    QTest::keyClick(name, Qt::Key_Return);
    QFile file(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return file.exists(); }, patienceMs));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    EXPECT_TRUE(written.contains("NoSpace"));
    EXPECT_FALSE(written.contains("\"id\": 1"));
}

} // namespace
} // namespace coppice::test
