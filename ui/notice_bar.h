// A strip that says one thing the operator may act on, and goes away again.
#pragma once

#include "ui/icons.h"

#include <QFrame>

class QAbstractButton;
class QAction;
class QHBoxLayout;
class QLabel;

namespace coppice::ui {

/// Hidden until showNotice().
class NoticeBar final : public QFrame {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// A button of a command; shown while the command is visible. Left to right in the order they are added.
    QAbstractButton* addButton(QAction* action);
    /// A button of this bar alone; `name` is its object name.
    QAbstractButton* addButton(const QString& name, const QString& text, const QString& tip);
    /// The cross at the end; its click hides the bar. Bars without it have a button that does.
    void addCloseButton();

    /// Shows the bar, and tells assistive technology if it was hidden. The text may change while it is shown.
    void showNotice(const QString& iconName, Tone tone, const QString& text);
    QString text() const;

signals:
    void closed(); ///< by its cross

private:
    void place(QAbstractButton* button);

    QHBoxLayout* m_layout;
    QLabel* m_icon;
    QLabel* m_text;
    QString m_iconName;
};

} // namespace coppice::ui
