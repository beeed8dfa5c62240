// What the window shows while no library is open: what to do next, or what is being waited for.
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QPushButton;

namespace coppice::ui {

class EmptyPage final : public QWidget {
    Q_OBJECT
public:
    EmptyPage(QAction* openLibrary, QAction* openDemo, QWidget* parent = nullptr);

    /// Nothing is open, and nothing is being opened.
    void showWelcome();
    /// Opening takes time: `text` says what is being done.
    void showBusy(const QString& text);
    /// Opening failed: what, on which library, why and what to do. The buttons stay.
    void showError(const QString& text);

private:
    void fitTexts();

    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_error;
    QProgressBar* m_busy;
    QPushButton* m_open;
    QPushButton* m_demo;
};

} // namespace coppice::ui
