// Asynchronous calls; an answer that comes too late is given back at once.
#include "ui/desktop_sleep_inhibitor.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QLoggingCategory>

#include <utility>

namespace coppice::ui {

Q_LOGGING_CATEGORY(sleepLog, "coppice.sleep", QtInfoMsg)

namespace {

QDBusMessage loginCall() {
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
}

QDBusMessage desktopCall(const QString& method) {
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.PowerManagement"),
                                          QStringLiteral("/org/freedesktop/PowerManagement/Inhibit"),
                                          QStringLiteral("org.freedesktop.PowerManagement.Inhibit"), method);
}

} // namespace

DesktopSleepInhibitor::DesktopSleepInhibitor(const QDBusConnection& systemBus,
                                             const QDBusConnection& sessionBus)
    : m_systemBus(systemBus)
    , m_sessionBus(sessionBus) {}

DesktopSleepInhibitor::~DesktopSleepInhibitor() {
    DesktopSleepInhibitor::release();
}

void DesktopSleepInhibitor::inhibit(const QString& why) {
    const bool wanted = m_request % 2 == 1;
    if (wanted) {
        return;
    }
    ++m_request;
    askLogin(why);
}

void DesktopSleepInhibitor::release() {
    const bool wanted = m_request % 2 == 1;
    if (!wanted) {
        return;
    }
    ++m_request;
    m_login = QDBusUnixFileDescriptor();
    if (const auto cookie = std::exchange(m_cookie, std::nullopt)) {
        giveBack(*cookie);
    }
}

void DesktopSleepInhibitor::askLogin(const QString& why) {
    if (!m_systemBus.isConnected()) {
        qCDebug(sleepLog) << "no system bus; asking the desktop";
        askDesktop(why);
        return;
    }
    QDBusMessage call = loginCall();
    call << QStringLiteral("sleep:shutdown") << QGuiApplication::applicationDisplayName() << why
         << QStringLiteral("block");
    auto* const answer = new QDBusPendingCallWatcher(m_systemBus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, why, request = m_request] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *answer;
        if (request != m_request) {
            return; // the descriptor is closed with the answer
        }
        if (reply.isError()) {
            qCDebug(sleepLog) << "logind cannot hold off sleep:" << reply.error().message();
            askDesktop(why);
        } else {
            m_login = reply.value();
        }
    });
}

void DesktopSleepInhibitor::askDesktop(const QString& why) {
    if (!m_sessionBus.isConnected()) {
        qCDebug(sleepLog) << "no session bus; the machine may sleep";
        return;
    }
    QDBusMessage call = desktopCall(QStringLiteral("Inhibit"));
    call << QGuiApplication::applicationDisplayName() << why;
    auto* const answer = new QDBusPendingCallWatcher(m_sessionBus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, request = m_request] {
        answer->deleteLater();
        const QDBusPendingReply<uint> reply = *answer;
        if (reply.isError()) {
            qCDebug(sleepLog) << "the desktop cannot hold off sleep:" << reply.error().message();
        } else if (request == m_request) {
            m_cookie = reply.value();
        } else {
            giveBack(reply.value());
        }
    });
}

void DesktopSleepInhibitor::giveBack(uint cookie) {
    QDBusMessage call = desktopCall(QStringLiteral("UnInhibit"));
    call << cookie;
    m_sessionBus.asyncCall(call);
}

} // namespace coppice::ui
