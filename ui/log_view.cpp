// Adds lines instead of setting the text anew, so that a selection survives.
#include "ui/log_view.h"

#include <QFontDatabase>
#include <QScrollBar>

#include <algorithm>

namespace coppice::ui {

LogView::LogView(QWidget* parent)
    : QPlainTextEdit(parent) {
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setPlaceholderText(tr("What a job has to say is noted here."));
}

void LogView::setLines(const std::vector<std::string>& lines) {
    if (lines == m_lines) {
        return;
    }
    QScrollBar& bar = *verticalScrollBar();
    const int position = bar.value();
    const bool goesOn =
        m_lines.size() <= lines.size() && std::equal(m_lines.begin(), m_lines.end(), lines.begin());
    const bool follow = !goesOn || position == bar.maximum();
    if (!goesOn) {
        clear();
        m_lines.clear();
    }
    for (auto line = lines.begin() + static_cast<std::ptrdiff_t>(m_lines.size()); line != lines.end();
         ++line) {
        appendPlainText(QString::fromStdString(*line));
    }
    m_lines = lines;
    bar.setValue(follow ? bar.maximum() : position);
}

} // namespace coppice::ui
