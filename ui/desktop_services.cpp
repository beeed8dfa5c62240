// Finds the buses without starting any.
#include "ui/desktop_services.h"

#include "ui/desktop_notifier.h"
#include "ui/desktop_sleep_inhibitor.h"

#include <QDBusConnection>
#include <QFileInfo>

namespace coppice::ui {

namespace {

/// Asking for a session bus where there is none would start one, and wait for it.
QDBusConnection sessionBus() {
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool exists = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS") ||
                        (!runtime.isEmpty() && QFileInfo::exists(runtime + QStringLiteral("/bus")));
    return exists ? QDBusConnection::sessionBus() : QDBusConnection(QString());
}

} // namespace

std::unique_ptr<Notifier> desktopNotifier(Tray* tray) {
    return std::make_unique<DesktopNotifier>(sessionBus(), tray);
}

std::unique_ptr<SleepInhibitor> desktopSleepInhibitor() {
    return std::make_unique<DesktopSleepInhibitor>(QDBusConnection::systemBus(), sessionBus());
}

} // namespace coppice::ui
