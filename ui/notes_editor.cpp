// A plain text field that knows what is saved.
#include "ui/notes_editor.h"

#include "ui/style.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>

namespace coppice::ui {

namespace {
constexpr int fewestLines = 2;
constexpr int mostLines = 8;
} // namespace

NotesEditor::NotesEditor(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_save(new QPushButton(tr("Save Notes"))) {
    auto* const title = new QLabel(tr("Notes"));
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    title->setBuddy(m_text);
    m_text->setObjectName(QStringLiteral("notesText"));
    m_text->setAccessibleName(tr("Notes"));
    m_text->setAccessibleDescription(tr("Ctrl+Enter saves, Esc brings the saved notes back"));
    m_text->setTabChangesFocus(true);
    m_text->installEventFilter(this);
    m_save->setObjectName(QStringLiteral("saveNotes"));
    m_save->setToolTip(tr("Save the notes (%1)")
                           .arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    m_save->setFocusPolicy(Qt::TabFocus); // a click must not leave the field, which would save before it
    m_save->setAutoDefault(false);

    auto* const top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(m_save);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addLayout(top);
    layout->addWidget(m_text);
    connect(m_save, &QPushButton::clicked, this, &NotesEditor::save);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        updateButton();
        fitHeight();
    });
    showNothing();
}

void NotesEditor::showNotes(const Guid& snapshot, const QString& notes, bool writable) {
    const bool same = snapshot == m_snapshot;
    if (!same && isChanged()) {
        save();
    }
    if (!same || (m_isPending && notes == m_pending)) {
        m_isPending = false;
    }
    const bool keep = same && (m_isPending || isChanged());
    m_snapshot = snapshot;
    m_saved = notes;
    m_text->setReadOnly(!writable);
    m_text->setPlaceholderText(writable ? tr("What this snapshot is for") : tr("No notes"));
    if (!keep && m_text->toPlainText() != notes) {
        m_text->setPlainText(notes);
    }
    updateButton();
    fitHeight();
    setVisible(writable || !notes.isEmpty());
}

void NotesEditor::showNothing() {
    if (isChanged()) {
        save();
    }
    m_snapshot = {};
    m_saved.clear();
    m_isPending = false;
    m_text->clear();
    hide();
}

void NotesEditor::saveFailed() {
    m_isPending = false;
    updateButton();
}

bool NotesEditor::isChanged() const {
    return !m_snapshot.isNull() && !m_text->isReadOnly() &&
           m_text->toPlainText() != (m_isPending ? m_pending : m_saved);
}

void NotesEditor::save() {
    if (!isChanged()) {
        return;
    }
    m_pending = m_text->toPlainText();
    m_isPending = true;
    updateButton();
    emit edited(m_snapshot, m_pending);
}

void NotesEditor::revert() {
    m_text->setPlainText(m_isPending ? m_pending : m_saved);
    m_text->moveCursor(QTextCursor::End);
}

void NotesEditor::updateButton() {
    m_save->setVisible(isChanged());
}

void NotesEditor::fitHeight() {
    const int lines = std::clamp(m_text->document()->lineCount(), fewestLines, mostLines);
    const int margins = 2 * (m_text->frameWidth() + static_cast<int>(m_text->document()->documentMargin()));
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + margins);
}

bool NotesEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::MenuBarFocusReason) {
            save();
        }
    }
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        auto* const key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        const bool saves = enter && key->modifiers().testFlag(Qt::ControlModifier);
        const bool reverts = key->key() == Qt::Key_Escape && isChanged();
        if (saves || reverts) {
            if (event->type() == QEvent::KeyPress) {
                saves ? save() : revert();
            }
            event->accept();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace coppice::ui
