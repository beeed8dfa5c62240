// The program's icon in the desktop's tray, where there is one.
#pragma once

#include <QObject>
#include <QString>

#include <memory>

class QMenu;
class QSystemTrayIcon;

namespace coppice::ui {

class Tray : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual bool isAvailable() const = 0;
    /// Beside the program's name when the pointer rests on the icon.
    virtual void setStatus(const QString& text) = 0;
    virtual void showMessage(const QString& title, const QString& text, bool failed) = 0;

signals:
    void showRequested();
    void quitRequested();
    void messageClicked();
};

class SystemTray final : public Tray {
    Q_OBJECT
public:
    SystemTray();
    ~SystemTray() override;

    bool isAvailable() const override;
    void setStatus(const QString& text) override;
    void showMessage(const QString& title, const QString& text, bool failed) override;

private:
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_icon;
};

} // namespace coppice::ui
