// Decides by the preference, the tray and the jobs.
#include "ui/window_closer.h"

#include "ui/preferences.h"
#include "ui/questions.h"
#include "ui/tray.h"

#include <QApplication>
#include <QWidget>

namespace coppice::ui {

using preferences::Closing;

WindowCloser::WindowCloser(QWidget& window, models::LibrarySession& session)
    : m_window(window)
    , m_session(session) {
    connect(&session, &models::LibrarySession::closed, this, [this] {
        if (m_stopping) {
            closeForGood();
        }
    });
}

void WindowCloser::setTray(Tray* tray) {
    m_tray = tray;
    if (tray != nullptr) {
        connect(tray, &Tray::showRequested, this, &WindowCloser::showWindow);
        connect(tray, &Tray::quitRequested, this, &WindowCloser::quit);
    }
}

bool WindowCloser::trayAvailable() const {
    return m_tray != nullptr && m_tray->isAvailable();
}

bool WindowCloser::mayClose() {
    if (!m_session.hasActiveJobs()) {
        return true;
    }
    if (m_stopping) {
        return false;
    }
    const Closing preferred = preferences::closing();
    if (preferred == Closing::StopSafely) {
        stopAndClose();
    } else if (preferred == Closing::KeepInTray && !m_quitting && trayAvailable()) {
        hideInTray();
    } else {
        ask();
    }
    return false;
}

void WindowCloser::quit() {
    if (!m_session.hasActiveJobs()) {
        closeForGood();
        return;
    }
    m_quitting = true;
    mayClose();
    m_quitting = false;
}

void WindowCloser::ask() {
    showWindow(); // a question needs its window
    askAboutRunningJobs(
        &m_window,
        {.stop = [this] { stopAndClose(); },
         .keepInTray = trayAvailable() ? std::function<void()>([this] { hideInTray(); }) : nullptr});
}

void WindowCloser::hideInTray() {
    QApplication::setQuitOnLastWindowClosed(false); // a message closed meanwhile would end the program
    m_window.hide();
}

void WindowCloser::showWindow() {
    QApplication::setQuitOnLastWindowClosed(true);
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void WindowCloser::stopAndClose() {
    m_stopping = true;
    m_session.close();
}

void WindowCloser::closeForGood() {
    const bool hidden = !m_window.isVisible();
    m_window.close();
    if (hidden) { // the last window was closed long ago
        QCoreApplication::exit();
    }
}

} // namespace coppice::ui
