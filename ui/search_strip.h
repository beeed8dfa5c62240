// The line under the heading while a search is on: how much it found, or why it cannot be done.
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace coppice::ui {

class SearchStrip final : public QWidget {
    Q_OBJECT
public:
    explicit SearchStrip(QWidget* parent = nullptr);

    /// A button for what can be done with what was found.
    void addButton(QAction* action);

    void showNothing();
    void showFound(const QString& text);
    /// `incomplete`: nothing is wrong yet, something is still to be typed.
    void showProblem(const QString& sentence, bool incomplete);
    QString text() const;

private:
    void showText(const QString& iconName, bool warn, const QString& text);

    QHBoxLayout* m_layout;
    QLabel* m_sign;
    QLabel* m_text;
};

} // namespace coppice::ui
