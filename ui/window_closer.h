// What closing the window means while jobs run: ask, go into the tray, or stop them safely.
#pragma once

#include "models/library_session.h"

#include <QObject>

class QWidget;

namespace coppice::ui {

class Tray;

class WindowCloser final : public QObject {
    Q_OBJECT
public:
    /// Both outlive it.
    WindowCloser(QWidget& window, models::LibrarySession& session);

    /// Null: none. Outlives the closer.
    void setTray(Tray* tray);

    /// For the window's closeEvent(). False: the window stays for now, and what the operator prefers is done
    /// or asked about.
    bool mayClose();
    /// The Quit command: like closing, but never into the tray.
    void quit();
    /// Brings the window back and to the front.
    void showWindow();
    /// The jobs are stopping, and the window closes once they have.
    bool isStopping() const { return m_stopping; }

private:
    bool trayAvailable() const;
    void ask();
    void hideInTray();
    void stopAndClose();
    void closeForGood();

    QWidget& m_window;
    models::LibrarySession& m_session;
    Tray* m_tray = nullptr;
    bool m_quitting = false;
    bool m_stopping = false;
};

} // namespace coppice::ui
