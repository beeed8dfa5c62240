// Sleep and shutdown held off through systemd-logind, else through the desktop's power management.
#pragma once

#include "ui/sleep_inhibitor.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <optional>

namespace coppice::ui {

/// logind gives a file descriptor that holds as long as it is open, so that nothing stays held off when the
/// program dies; the desktop gives a number.
class DesktopSleepInhibitor final : public QObject, public SleepInhibitor {
    Q_OBJECT
public:
    DesktopSleepInhibitor(const QDBusConnection& systemBus, const QDBusConnection& sessionBus);
    ~DesktopSleepInhibitor() override;

    void inhibit(const QString& why) override;
    void release() override;
    /// Somebody has agreed.
    bool isHeld() const { return m_login.isValid() || m_cookie.has_value(); }

private:
    void askLogin(const QString& why);
    void askDesktop(const QString& why);
    void giveBack(uint cookie);

    QDBusConnection m_systemBus;
    QDBusConnection m_sessionBus;
    quint64 m_request = 0; ///< answers to earlier ones are given back; even: nothing is wanted
    QDBusUnixFileDescriptor m_login;
    std::optional<uint> m_cookie;
};

} // namespace coppice::ui
