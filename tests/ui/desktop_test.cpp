// The desktop's services on a private bus with a service of the test's own; and what they are asked when jobs
// run.
#include "fake_tray.h"
#include "models/job_actions.h"
#include "ui/desktop_notifier.h"
#include "ui/desktop_sleep_inhibitor.h"
#include "ui/job_attendant.h"
#include "ui/preferences.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QWidget>

#include <array>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

namespace coppice::test {
namespace {

constexpr int patienceMs = 60'000;

/// Answers as a desktop and as logind do, and remembers what it was asked.
class FakeDesktop final : public QDBusVirtualObject {
public:
    ~FakeDesktop() override { closeReadEnd(); }

    QString introspect(const QString&) const override { return {}; }

    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override {
        calls.append(message);
        if (refuse) {
            connection.send(message.createErrorReply(QDBusError::NotSupported, QStringLiteral("refused")));
        } else if (message.interface() == QStringLiteral("org.freedesktop.login1.Manager")) {
            std::array<int, 2> ends{};
            EXPECT_EQ(::pipe(ends.data()), 0);
            closeReadEnd();
            m_readEnd = ends[0];
            {
                const QDBusUnixFileDescriptor given(ends[1]); // a copy
                connection.send(message.createReply(QVariant::fromValue(given)));
            }
            ::close(ends[1]);
        } else {
            connection.send(message.createReply(QVariant::fromValue(number)));
        }
        return true;
    }

    /// False once nobody has the descriptor any more that Inhibit gave.
    bool inhibited() const {
        pollfd end{.fd = m_readEnd, .events = POLLIN, .revents = 0};
        return m_readEnd >= 0 && ::poll(&end, 1, 0) == 0;
    }

    int count(const QString& member) const {
        return static_cast<int>(std::ranges::count(calls, member, &QDBusMessage::member));
    }

    bool refuse = false;
    uint number = 77; ///< of a notification, or a cookie
    QList<QDBusMessage> calls;

private:
    void closeReadEnd() {
        if (m_readEnd >= 0) {
            ::close(m_readEnd);
            m_readEnd = -1;
        }
    }
    int m_readEnd = -1;
};

class Desktop : public ::testing::Test {
protected:
    void SetUp() override {
        const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        ASSERT_FALSE(daemon.isEmpty()) << "the package dbus-daemon is missing";
        m_daemon.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                QStringLiteral("--nopidfile"), QStringLiteral("--print-address=1")});
        ASSERT_TRUE(m_daemon.waitForReadyRead(patienceMs));
        const QString address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_service = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(address, QStringLiteral("service")));
        m_client = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(address, QStringLiteral("client")));
        ASSERT_TRUE(m_service->isConnected());
        ASSERT_TRUE(m_client->isConnected());
        ASSERT_TRUE(m_service->registerVirtualObject(QStringLiteral("/org/freedesktop"), &m_desktop,
                                                     QDBusConnection::SubPath));
        for (const char* const name :
             {"org.freedesktop.Notifications", "org.freedesktop.login1", "org.freedesktop.PowerManagement"}) {
            ASSERT_TRUE(m_service->registerService(QString::fromLatin1(name)));
        }
    }

    void TearDown() override {
        m_service.reset();
        m_client.reset();
        QDBusConnection::disconnectFromBus(QStringLiteral("service"));
        QDBusConnection::disconnectFromBus(QStringLiteral("client"));
        m_daemon.kill();
        m_daemon.waitForFinished(patienceMs);
    }

    template <class Condition>
    static bool comes(Condition condition) {
        return QTest::qWaitFor(condition, patienceMs);
    }

    /// As a desktop tells of a click.
    void sendSignal(const char* name, const QVariantList& arguments) {
        QDBusMessage message = QDBusMessage::createSignal(QStringLiteral("/org/freedesktop/Notifications"),
                                                          QStringLiteral("org.freedesktop.Notifications"),
                                                          QString::fromLatin1(name));
        message.setArguments(arguments);
        m_service->send(message);
    }

    QProcess m_daemon;
    FakeDesktop m_desktop;
    FakeTray m_tray;
    std::unique_ptr<QDBusConnection> m_service;
    std::unique_ptr<QDBusConnection> m_client;
};

TEST_F(Desktop, ShowsANotificationAndTellsOfTheClickOnIt) {
    ui::DesktopNotifier notifier(*m_client, &m_tray);
    const QSignalSpy activated(&notifier, &ui::Notifier::activated);
    notifier.notify(
        {.job = 5, .title = QStringLiteral("Job failed"), .text = QStringLiteral("a < b"), .failed = true});
    ASSERT_TRUE(comes([&] { return m_desktop.count(QStringLiteral("Notify")) == 1; }));
    const QVariantList arguments = m_desktop.calls.constFirst().arguments();
    ASSERT_EQ(m_desktop.calls.constFirst().signature(), QStringLiteral("susssasa{sv}i"));
    EXPECT_EQ(arguments[3].toString(), QStringLiteral("Job failed"));
    EXPECT_EQ(arguments[4].toString(), QStringLiteral("a &lt; b"));
    // Until its own notification's number has arrived, a click cannot come; another one's is not ours.
    EXPECT_TRUE(comes([&] {
        sendSignal("ActionInvoked", {uint(76), QStringLiteral("default")});
        sendSignal("ActionInvoked", {uint(77), QStringLiteral("default")});
        return activated.count() > 0;
    }));
    EXPECT_EQ(activated.constFirst().constFirst().toULongLong(), 5U);
    EXPECT_TRUE(m_tray.titles.isEmpty());
}

TEST_F(Desktop, AsksTheTrayWhenThereIsNoNotificationServiceAndNoBus) {
    m_desktop.refuse = true;
    ui::DesktopNotifier refused(*m_client, &m_tray);
    refused.notify({.job = 5, .title = QStringLiteral("one")});
    ASSERT_TRUE(comes([&] { return m_tray.titles.size() == 1; }));
    const QSignalSpy activated(&refused, &ui::Notifier::activated);
    emit m_tray.messageClicked();
    EXPECT_EQ(activated.constFirst().constFirst().toULongLong(), 5U);
    ui::DesktopNotifier busless(QDBusConnection(QStringLiteral("no such bus")), &m_tray);
    busless.notify({.job = 6, .title = QStringLiteral("two")});
    EXPECT_EQ(m_tray.titles, (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
}

TEST_F(Desktop, HoldsOffSleepUntilItIsReleased) {
    ui::DesktopSleepInhibitor sleep(*m_client, *m_client);
    sleep.inhibit(QStringLiteral("merging"));
    ASSERT_TRUE(comes([&] { return sleep.isHeld(); }));
    EXPECT_TRUE(m_desktop.inhibited());
    ASSERT_EQ(m_desktop.calls.size(), 1);
    const QVariantList arguments = m_desktop.calls.constFirst().arguments();
    EXPECT_EQ(arguments[0].toString(), QStringLiteral("sleep:shutdown"));
    EXPECT_EQ(arguments[2].toString(), QStringLiteral("merging"));
    EXPECT_EQ(arguments[3].toString(), QStringLiteral("block"));
    sleep.inhibit(QStringLiteral("merging more"));
    sleep.release();
    EXPECT_TRUE(comes([&] { return !m_desktop.inhibited(); }));
    EXPECT_EQ(m_desktop.calls.size(), 1);
}

TEST_F(Desktop, GivesBackAnAnswerThatComesAfterTheRelease) {
    {
        ui::DesktopSleepInhibitor sleep(*m_client, *m_client);
        sleep.inhibit(QStringLiteral("merging"));
        sleep.release();
        ASSERT_TRUE(comes([&] { return m_desktop.count(QStringLiteral("Inhibit")) == 1; }));
        EXPECT_TRUE(comes([&] { return !m_desktop.inhibited(); }));
    }
}

TEST_F(Desktop, AsksThePowerManagementWhenLogindRefuses) {
    ui::DesktopSleepInhibitor sleep(QDBusConnection(QStringLiteral("no such bus")), *m_client);
    sleep.inhibit(QStringLiteral("merging"));
    ASSERT_TRUE(comes([&] { return m_desktop.count(QStringLiteral("Inhibit")) == 1; }));
    EXPECT_EQ(m_desktop.calls.constFirst().interface(),
              QStringLiteral("org.freedesktop.PowerManagement.Inhibit"));
    ASSERT_TRUE(comes([&] { return sleep.isHeld(); }));
    sleep.release();
    ASSERT_TRUE(comes([&] { return m_desktop.count(QStringLiteral("UnInhibit")) == 1; }));
    EXPECT_EQ(m_desktop.calls.constLast().arguments().constFirst().toUInt(), 77U);
}

/// What the attendant asks for.
class NotifierSpy final : public ui::Notifier {
public:
    void notify(const ui::Notification& notification) override { shown.push_back(notification); }
    std::vector<ui::Notification> shown;
};

class SleepSpy final : public ui::SleepInhibitor {
public:
    void inhibit(const QString&) override { held = true; }
    void release() override { held = false; }
    bool held = false;
};

class Attendant : public ::testing::Test {
protected:
    static std::shared_ptr<const JobRecord> record(JobId id, JobState state, int seconds = 0) {
        auto job = std::make_shared<JobRecord>();
        job->id = id;
        job->title = "Delete";
        job->state = state;
        job->started = Timestamp(std::chrono::seconds(1000));
        if (models::hasEnded(*job)) {
            job->ended = *job->started + std::chrono::seconds(seconds);
        }
        if (state == JobState::Exception) {
            job->error = Error{.code = ErrorCode::NoSpace, .action = "merging", .object = "web1.avhdx"};
        }
        return job;
    }

    void send(const std::shared_ptr<const JobRecord>& job) {
        emit m_session.jobChanged(job);
        if (models::hasEnded(*job)) {
            emit m_session.jobEnded(job);
        }
    }

    models::LibrarySession m_session{[](const QString&) -> Result<models::OpenedLibrary> {
        return fail(ErrorCode::NotALibrary, "opening", "nothing");
    }};
    NotifierSpy m_notifier;
    SleepSpy m_sleep;
    FakeTray m_tray;
    ui::JobAttendant m_attendant{m_session, m_notifier, m_sleep, m_tray};
};

TEST_F(Attendant, KeepsTheMachineAwakeWhileAnyJobWorks) {
    send(record(1, JobState::New));
    EXPECT_FALSE(m_sleep.held);
    send(record(1, JobState::Running));
    send(record(2, JobState::Running));
    EXPECT_TRUE(m_sleep.held);
    EXPECT_EQ(m_tray.status, QStringLiteral("2 jobs running"));
    send(record(2, JobState::Suspended));
    send(record(1, JobState::Completed));
    EXPECT_FALSE(m_sleep.held);
    send(record(2, JobState::Running));
    EXPECT_TRUE(m_sleep.held);
    emit m_session.closed();
    EXPECT_FALSE(m_sleep.held);
}

TEST_F(Attendant, TellsOfLongJobsWhileAnotherWindowIsInFrontAndOfFailuresAlways) {
    send(record(1, JobState::Completed, 3));
    EXPECT_TRUE(m_notifier.shown.empty()) << "too short to have gone away";
    send(record(2, JobState::Completed, 30));
    ASSERT_EQ(m_notifier.shown.size(), 1U);
    EXPECT_EQ(m_notifier.shown[0].job, 2U);
    EXPECT_FALSE(m_notifier.shown[0].failed);
    send(record(3, JobState::Exception, 1));
    ASSERT_EQ(m_notifier.shown.size(), 2U);
    EXPECT_TRUE(m_notifier.shown[1].failed);
    EXPECT_TRUE(m_notifier.shown[1].text.contains(QStringLiteral("web1.avhdx")));
    send(record(4, JobState::Terminated, 30));
    EXPECT_EQ(m_notifier.shown.size(), 2U) << "the operator knows";
}

TEST_F(Attendant, IsQuietAboutSuccessWhileItsWindowIsInFront) {
    QWidget window;
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window, patienceMs));
    send(record(1, JobState::Completed, 30));
    EXPECT_TRUE(m_notifier.shown.empty());
}

} // namespace
} // namespace coppice::test
