// A label whose text has a tone; follows the palette.
#pragma once

#include "ui/icons.h"

#include <QLabel>

namespace coppice::ui {

class ToneLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ToneLabel(Tone tone, const QString& text = {}, QWidget* parent = nullptr);

    void setTone(Tone tone);

protected:
    void changeEvent(QEvent* event) override;

private:
    void apply();

    Tone m_tone;
};

} // namespace coppice::ui
