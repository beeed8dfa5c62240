// A rubber band over something that scrolls: its geometry, what the keys mean, and its look.
#pragma once

#include <QPoint>
#include <QRect>

class QMouseEvent;
class QPainter;
class QWidget;

namespace coppice::ui {

/// Points are in the viewport; an offset is how far its contents are scrolled. The end where the button went
/// down stays where it is in the contents, so that the band grows while the view scrolls under it.
class RubberBand {
public:
    /// Replace: what it touches is the selection. Add (Ctrl, Shift): besides what was selected before. Remove
    /// (Alt): taken away from that.
    enum class Mode { Replace, Add, Remove };

    static Mode modeOf(Qt::KeyboardModifiers modifiers);

    void press(const QMouseEvent& event, QPoint offset);
    /// True if the pointer has moved far enough for a band, now or before.
    bool move(QPoint pointer);
    /// Keeps the place of the pointer, ends the band.
    void end();

    bool pressed() const { return m_pressed; }
    bool active() const { return m_active; }
    Mode mode() const { return m_mode; }
    QPoint pointer() const { return m_pointer; }
    QRect rect(QPoint offset) const;

    /// By how much to scroll, many times a second, while the pointer is at an edge or beyond: the further
    /// out, the faster. Null in the middle.
    QPoint scrollStep(QSize viewport) const;
    static constexpr int scrollIntervalMs = 30;

    void paint(QPainter& painter, const QWidget& viewport, QPoint offset) const;

private:
    QPoint m_pressInContents;
    QPoint m_pressInViewport;
    QPoint m_pointer;
    bool m_pressed = false;
    bool m_active = false;
    Mode m_mode = Mode::Replace;
};

} // namespace coppice::ui
