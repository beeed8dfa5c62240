// Icon, text, buttons, from left to right.
#include "ui/notice_bar.h"

#include "ui/style.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace coppice::ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_layout(new QHBoxLayout(this))
    , m_icon(new QLabel)
    , m_text(new QLabel) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    setFrameShape(QFrame::StyledPanel);
    m_layout->setContentsMargins(spacing::normal, spacing::tight, spacing::tight, spacing::tight);
    m_layout->setSpacing(spacing::normal);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_layout->addWidget(m_icon);
    m_layout->addWidget(m_text, 1);
    hide();
}

QAbstractButton* NoticeBar::addButton(QAction* action) {
    auto* const button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({spacing::icon, spacing::icon});
    button->setObjectName(action->objectName() + QStringLiteral("Notice"));
    place(button);
    return button;
}

QAbstractButton* NoticeBar::addButton(const QString& name, const QString& text, const QString& tip) {
    auto* const button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setObjectName(name);
    place(button);
    return button;
}

void NoticeBar::addCloseButton() {
    QAbstractButton* const button =
        addButton(QStringLiteral("closeNotice"), tr("Close"), tr("Close this notice"));
    button->setIcon(icon(QStringLiteral("cancel")));
    qobject_cast<QToolButton*>(button)->setToolButtonStyle(Qt::ToolButtonIconOnly);
    qobject_cast<QToolButton*>(button)->setAutoRaise(true);
    connect(button, &QAbstractButton::clicked, this, [this] {
        hide();
        emit closed();
    });
}

void NoticeBar::place(QAbstractButton* button) {
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleDescription(button->toolTip());
    m_layout->addWidget(button);
}

void NoticeBar::showNotice(const QString& iconName, Tone tone, const QString& text) {
    if (iconName != m_iconName) {
        m_iconName = iconName;
        m_icon->setPixmap(
            icon(iconName, tone).pixmap(QSize(spacing::icon, spacing::icon), devicePixelRatioF()));
    }
    if (text != m_text->text()) {
        m_text->setText(text);
        m_text->setToolTip(text);
        setAccessibleName(text);
    }
    if (isHidden()) {
        show();
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString NoticeBar::text() const {
    return m_text->text();
}

} // namespace coppice::ui
