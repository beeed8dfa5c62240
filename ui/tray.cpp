// Icon, menu and messages.
#include "ui/tray.h"

#include "ui/icons.h"

#include <QGuiApplication>
#include <QMenu>
#include <QSystemTrayIcon>

namespace coppice::ui {

SystemTray::SystemTray()
    : m_menu(std::make_unique<QMenu>())
    , m_icon(new QSystemTrayIcon(applicationIcon(), this)) {
    connect(m_menu->addAction(tr("&Show Coppice")), &QAction::triggered, this, &Tray::showRequested);
    m_menu->addSeparator();
    connect(m_menu->addAction(icon(QStringLiteral("quit")), tr("&Quit")), &QAction::triggered, this,
            &Tray::quitRequested);
    m_icon->setContextMenu(m_menu.get());
    setStatus({});
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick) {
            emit showRequested();
        }
    });
    connect(m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::messageClicked);
    m_icon->show(); // appears as soon as there is a tray
}

SystemTray::~SystemTray() = default;

bool SystemTray::isAvailable() const {
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void SystemTray::setStatus(const QString& text) {
    const QString name = QGuiApplication::applicationDisplayName();
    m_icon->setToolTip(text.isEmpty() ? name : name + QStringLiteral(" – ") + text);
}

void SystemTray::showMessage(const QString& title, const QString& text, bool failed) {
    m_icon->showMessage(title, text, failed ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace coppice::ui
