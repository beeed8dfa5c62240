// A line for the reason, words for the owner, buttons for the commands.
#include "ui/hold_editor.h"

#include "models/texts.h"
#include "ui/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace coppice::ui {

HoldEditor::HoldEditor(QAction* hold, QAction* release, QWidget* parent)
    : QWidget(parent)
    , m_owner(new QLabel)
    , m_reason(new QLineEdit)
    , m_buttons(new QWidget) {
    auto* const title = new QLabel(tr("Hold"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    title->setBuddy(m_reason);
    m_owner->setObjectName(QStringLiteral("holdOwner"));
    m_owner->setWordWrap(true);
    m_owner->setTextInteractionFlags(Qt::TextSelectableByMouse);
    makeSecondary(*m_owner);
    m_reason->setObjectName(QStringLiteral("holdReason"));
    m_reason->setAccessibleName(tr("Reason of the hold"));
    m_reason->setAccessibleDescription(tr("Enter saves, Esc brings the saved reason back"));
    m_reason->installEventFilter(this);
    connect(m_reason, &QLineEdit::textEdited, this,
            [this] { m_editing = m_reason->text() != savedReason(); });

    auto* const buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    for (QAction* const action : {hold, release}) {
        auto* const button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setAccessibleName(action->text().remove(QLatin1Char('&')));
        buttons->addWidget(button);
    }
    auto* const top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(m_buttons);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addLayout(top);
    layout->addWidget(m_owner);
    layout->addWidget(m_reason);
    showNothing();
}

QString HoldEditor::savedReason() const {
    return m_hold ? models::fromUtf8(m_hold->reason) : QString();
}

void HoldEditor::showHold(const Guid& snapshot, const std::optional<Hold>& hold, bool writable) {
    if (snapshot != m_snapshot) {
        m_editing = false;
    }
    m_snapshot = snapshot;
    m_hold = hold;
    m_owner->setVisible(hold.has_value());
    if (hold) {
        m_owner->setText(
            hold->by.empty()
                ? tr("Since %1").arg(models::timeText(hold->since))
                : tr("By %1 since %2").arg(models::fromUtf8(hold->by), models::timeText(hold->since)));
    }
    if (!m_editing) {
        m_reason->setText(savedReason());
        m_reason->setCursorPosition(0);
    }
    m_reason->setReadOnly(!writable);
    m_reason->setPlaceholderText(hold ? tr("A hold needs a reason") : tr("Type a reason to hold it"));
    m_buttons->setVisible(writable);
    setVisible(writable || hold.has_value());
}

void HoldEditor::showNothing() {
    m_snapshot = {};
    m_hold.reset();
    m_editing = false;
    m_reason->clear();
    hide();
}

void HoldEditor::save(bool alsoNew) {
    const QString reason = m_reason->text().trimmed();
    if (!m_editing || m_snapshot.isNull() || m_reason->isReadOnly() || (!m_hold && !alsoNew)) {
        return;
    }
    if (reason.isEmpty()) {
        m_reason->setText(savedReason()); // a hold without a reason is refused
        m_editing = false;
        return;
    }
    m_editing = false;
    emit edited(m_snapshot, reason);
}

bool HoldEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason) {
            save(false);
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            save(true);
            return true;
        }
        if (key == Qt::Key_Escape && m_editing) {
            m_reason->setText(savedReason());
            m_editing = false;
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace coppice::ui
