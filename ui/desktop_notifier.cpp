// Asynchronous calls of the notification service.
#include "ui/desktop_notifier.h"

#include "ui/tray.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QLoggingCategory>

namespace coppice::ui {

Q_LOGGING_CATEGORY(notifierLog, "coppice.notifier", QtInfoMsg)

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");
const QString defaultAction = QStringLiteral("default"); ///< a click on the notification itself
constexpr uchar normalUrgency = 1;
constexpr uchar criticalUrgency = 2; ///< stays until it is seen
constexpr int desktopDecides = -1;
constexpr uint newOne = 0;

} // namespace

DesktopNotifier::DesktopNotifier(const QDBusConnection& bus, Tray* tray, QObject* parent)
    : Notifier(parent)
    , m_bus(bus)
    , m_tray(tray) {
    if (m_bus.isConnected()) {
        // From whoever sends it: naming the service would ask the bus for its owner, and wait.
        m_bus.connect({}, path, service, QStringLiteral("ActionInvoked"), this,
                      SLOT(actionInvoked(uint, QString)));
        m_bus.connect({}, path, service, QStringLiteral("NotificationClosed"), this,
                      SLOT(notificationClosed(uint, uint)));
    }
    if (m_tray != nullptr) {
        connect(m_tray, &Tray::messageClicked, this, [this] { emit activated(m_inTray); });
    }
}

void DesktopNotifier::notify(const Notification& notification) {
    if (!m_bus.isConnected()) {
        qCDebug(notifierLog) << "no session bus; asking the tray";
        showInTray(notification);
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QGuiApplication::desktopFileName()},
                            {QStringLiteral("urgency"),
                             QVariant::fromValue(notification.failed ? criticalUrgency : normalUrgency)},
                            {QStringLiteral("category"), notification.failed
                                                             ? QStringLiteral("transfer.error")
                                                             : QStringLiteral("transfer.complete")}};
    call << QGuiApplication::applicationDisplayName() << newOne << QGuiApplication::desktopFileName()
         << notification.title << notification.text.toHtmlEscaped() << QStringList{defaultAction, tr("Show")}
         << hints << desktopDecides;
    auto* const answer = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, notification] {
        answer->deleteLater();
        const QDBusPendingReply<uint> reply = *answer;
        if (reply.isError()) {
            qCDebug(notifierLog) << "no notification service:" << reply.error().message();
            showInTray(notification);
        } else {
            m_jobs.insert(reply.value(), notification.job);
        }
    });
}

void DesktopNotifier::showInTray(const Notification& notification) {
    if (m_tray != nullptr && m_tray->isAvailable()) {
        m_inTray = notification.job;
        m_tray->showMessage(notification.title, notification.text, notification.failed);
    }
}

void DesktopNotifier::actionInvoked(uint id, const QString& action) {
    if (const auto job = m_jobs.constFind(id); job != m_jobs.cend() && action == defaultAction) {
        emit activated(*job);
    }
}

void DesktopNotifier::notificationClosed(uint id, uint) {
    m_jobs.remove(id);
}

} // namespace coppice::ui
