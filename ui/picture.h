// Something that can be drawn on paper or as one picture, piece by piece.
#pragma once

#include <QSizeF>
#include <QString>

class QPainter;

namespace coppice::ui {

/// Measures are pixels of 1/96 inch. Colours are the light palette's whatever the screen has.
class Picture {
public:
    virtual ~Picture() = default;

    /// Does a part of what must be done before layOut(); false once nothing is left.
    virtual bool prepareSome() = 0;
    /// Divides itself into pieces and returns how many there are, at least one: pages of `page`, or, if it is
    /// empty, parts of one picture of size().
    virtual int layOut(const QSizeF& page) = 0;
    /// Of the one picture.
    virtual QSizeF size() const = 0;
    virtual void paint(QPainter& painter, int piece) = 0;
};

} // namespace coppice::ui
