// Sets the text's colour from the application's palette, and again when that changes.
#include "ui/tone_label.h"

#include <QApplication>
#include <QEvent>

namespace coppice::ui {

ToneLabel::ToneLabel(Tone tone, const QString& text, QWidget* parent)
    : QLabel(text, parent)
    , m_tone(tone) {
    apply();
}

void ToneLabel::setTone(Tone tone) {
    m_tone = tone;
    apply();
}

void ToneLabel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ThemeChange) {
        apply();
    }
    QLabel::changeEvent(event);
}

void ToneLabel::apply() {
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, toneColor(m_tone, QApplication::palette()));
    setPalette(colors);
}

} // namespace coppice::ui
