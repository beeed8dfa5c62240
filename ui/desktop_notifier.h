// Notifications as the desktop shows them (org.freedesktop.Notifications), else as the tray does.
#pragma once

#include "ui/notifier.h"

#include <QDBusConnection>
#include <QHash>

namespace coppice::ui {

class Tray;

class DesktopNotifier final : public Notifier {
    Q_OBJECT
public:
    /// `tray` is asked when nobody answers on `bus`; it may be null and outlives the notifier.
    DesktopNotifier(const QDBusConnection& bus, Tray* tray, QObject* parent = nullptr);

    void notify(const Notification& notification) override;

private slots: // D-Bus connects by name
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);

private:
    void showInTray(const Notification& notification);

    QDBusConnection m_bus;
    Tray* m_tray;
    QHash<uint, quint64> m_jobs; ///< by the desktop's id, as long as the notification is shown
    quint64 m_inTray = 0;        ///< the job whose message the tray showed last
};

} // namespace coppice::ui
