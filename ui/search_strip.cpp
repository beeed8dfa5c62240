// A sign, a sentence, buttons.
#include "ui/search_strip.h"

#include "ui/icons.h"
#include "ui/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace coppice::ui {

SearchStrip::SearchStrip(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_sign(new QLabel)
    , m_text(new QLabel) {
    setObjectName(QStringLiteral("searchStrip"));
    m_text->setObjectName(QStringLiteral("searchText"));
    m_text->setWordWrap(true);
    m_layout->setContentsMargins(spacing::normal, 0, spacing::normal, spacing::tight);
    m_layout->setSpacing(spacing::tight);
    m_layout->addWidget(m_sign);
    m_layout->addWidget(m_text, 1);
    hide();
}

void SearchStrip::addButton(QAction* action) {
    auto* const button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    m_layout->addWidget(button);
}

void SearchStrip::showNothing() {
    hide();
    m_text->clear();
}

void SearchStrip::showFound(const QString& text) {
    showText(QStringLiteral("search"), false, text);
}

void SearchStrip::showProblem(const QString& sentence, bool incomplete) {
    showText(incomplete ? QStringLiteral("info") : QStringLiteral("warning"), !incomplete, sentence);
}

QString SearchStrip::text() const {
    return m_text->text();
}

void SearchStrip::showText(const QString& iconName, bool warn, const QString& text) {
    m_sign->setPixmap(icon(iconName, warn ? Tone::Warning : Tone::Text)
                          .pixmap(QSize(spacing::icon, spacing::icon), devicePixelRatioF()));
    m_text->setText(text);
    show();
}

} // namespace coppice::ui
