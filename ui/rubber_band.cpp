// A rubber band over something that scrolls.
#include "ui/rubber_band.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionRubberBand>
#include <QWidget>

namespace coppice::ui {

namespace {

constexpr int scrollMarginPixels = 20;

int stepAt(int place, int length) {
    if (place < scrollMarginPixels) {
        return place - scrollMarginPixels;
    }
    return qMax(0, place - (length - scrollMarginPixels));
}

} // namespace

RubberBand::Mode RubberBand::modeOf(Qt::KeyboardModifiers modifiers) {
    const bool extends = modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::ShiftModifier);
    return modifiers.testFlag(Qt::AltModifier) ? Mode::Remove : extends ? Mode::Add : Mode::Replace;
}

void RubberBand::press(const QMouseEvent& event, QPoint offset) {
    m_pressInViewport = event.position().toPoint();
    m_pointer = m_pressInViewport;
    m_pressInContents = m_pressInViewport + offset;
    m_pressed = true;
    m_active = false;
    m_mode = modeOf(event.modifiers());
}

bool RubberBand::move(QPoint pointer) {
    m_pointer = pointer;
    m_active = m_active || (m_pressed && (m_pointer - m_pressInViewport).manhattanLength() >=
                                             QApplication::startDragDistance());
    return m_active;
}

void RubberBand::end() {
    m_pressed = false;
    m_active = false;
}

QRect RubberBand::rect(QPoint offset) const {
    return QRect(m_pressInContents - offset, m_pointer).normalized();
}

QPoint RubberBand::scrollStep(QSize viewport) const {
    return {stepAt(m_pointer.x(), viewport.width()), stepAt(m_pointer.y(), viewport.height())};
}

void RubberBand::paint(QPainter& painter, const QWidget& viewport, QPoint offset) const {
    if (!m_active) {
        return;
    }
    QStyleOptionRubberBand option;
    option.initFrom(&viewport);
    option.shape = QRubberBand::Rectangle;
    option.opaque = false;
    option.rect = rect(offset);
    viewport.style()->drawControl(QStyle::CE_RubberBand, &option, &painter, &viewport);
}

} // namespace coppice::ui
