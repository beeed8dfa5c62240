// The rubber band: geometry in contents coordinates, so that it grows while the view scrolls under it.
#include "ui/band_tree_view.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionRubberBand>

namespace coppice::ui {

namespace {
constexpr int scrollMarginPixels = 20;
constexpr int scrollIntervalMs = 30;
} // namespace

BandTreeView::BandTreeView(QWidget* parent)
    : QTreeView(parent) {
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setDragDropMode(NoDragDrop);
    setDragEnabled(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setUniformRowHeights(true);
}

QPoint BandTreeView::scrollOffset() const {
    return {horizontalOffset(), verticalOffset()};
}

void BandTreeView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        QTreeView::mousePressEvent(event);
        return;
    }
    m_before = selectionModel() != nullptr ? selectionModel()->selection() : QItemSelection();
    m_currentBefore = currentIndex();
    m_pressInViewport = event->position().toPoint();
    m_pointer = m_pressInViewport;
    m_pressInContents = m_pressInViewport + scrollOffset();
    m_pressed = true;
    m_active = false;
    const Qt::KeyboardModifiers modifiers = event->modifiers();
    const bool extends = modifiers.testFlag(Qt::ControlModifier) || modifiers.testFlag(Qt::ShiftModifier);
    m_mode = modifiers.testFlag(Qt::AltModifier) ? Mode::Remove : extends ? Mode::Add : Mode::Replace;
    if (m_mode == Mode::Remove) {
        // A plain view would select the row; with Alt a click takes it away, as the band does.
        const QModelIndex index = indexAt(m_pressInViewport);
        if (index.isValid()) {
            selectionModel()->select(index, QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
        }
        setFocus(Qt::MouseFocusReason);
        event->accept();
        return;
    }
    QTreeView::mousePressEvent(event);
}

void BandTreeView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed || !event->buttons().testFlag(Qt::LeftButton)) {
        QTreeView::mouseMoveEvent(event);
        return;
    }
    m_pointer = event->position().toPoint();
    if (!m_active) {
        if ((m_pointer - m_pressInViewport).manhattanLength() < QApplication::startDragDistance()) {
            return;
        }
        begin();
    }
    updateBand();
    scrollAtEdge();
    event->accept();
}

void BandTreeView::mouseReleaseEvent(QMouseEvent* event) {
    const bool wasActive = m_active;
    if (event->button() == Qt::LeftButton) {
        if (wasActive) {
            m_pointer = event->position().toPoint();
            updateBand();
        }
        m_pressed = false;
        end();
    }
    if (wasActive) {
        event->accept();
        return;
    }
    if (m_mode == Mode::Remove && event->modifiers().testFlag(Qt::AltModifier)) {
        event->accept();
        return;
    }
    QTreeView::mouseReleaseEvent(event);
}

void BandTreeView::mouseDoubleClickEvent(QMouseEvent* event) {
    m_pressed = false;
    QTreeView::mouseDoubleClickEvent(event);
}

void BandTreeView::keyPressEvent(QKeyEvent* event) {
    if (m_active && event->key() == Qt::Key_Escape) {
        m_pressed = false;
        end();
        selectionModel()->select(m_before, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void BandTreeView::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) {
        m_pressed = false;
        end();
    }
    QTreeView::focusOutEvent(event);
}

void BandTreeView::begin() {
    m_active = true;
    // The press has already changed the selection as a click does; the band starts from what was there
    // before.
    setState(NoState);
}

void BandTreeView::end() {
    m_scrollTimer.stop();
    if (m_active) {
        m_active = false;
        viewport()->update();
    }
}

QRect BandTreeView::bandInViewport() const {
    const QPoint start = m_pressInContents - scrollOffset();
    return QRect(start, m_pointer).normalized();
}

QItemSelection BandTreeView::rowsTouched() const {
    QItemSelection rows;
    const QRect band = bandInViewport();
    const QAbstractItemModel* const source = model();
    if (source == nullptr) {
        return rows;
    }
    const int lastColumn = source->columnCount() - 1;
    // Rows in the band need not be visible any more: the walk starts at the visible one nearest to the press
    // and goes on over indexAbove() and indexBelow().
    QModelIndex index = indexAt({0, qBound(0, band.top(), viewport()->height() - 1)});
    if (!index.isValid()) {
        // Below the last row.
        const QModelIndex first = indexAt({0, 0});
        if (!first.isValid()) {
            return rows;
        }
        index = first;
        for (QModelIndex next = indexBelow(index); next.isValid(); next = indexBelow(index)) {
            index = next;
        }
    }
    while (visualRect(index).top() > band.top()) {
        const QModelIndex above = indexAbove(index);
        if (!above.isValid()) {
            break;
        }
        index = above;
    }
    for (; index.isValid(); index = indexBelow(index)) {
        const QRect row = visualRect(index);
        if (row.top() > band.bottom()) {
            break;
        }
        if (row.bottom() < band.top() || !index.flags().testFlag(Qt::ItemIsSelectable)) {
            continue;
        }
        // Runs of neighbours become one range: a band over ten thousand rows stays a few ranges.
        if (!rows.isEmpty() && rows.last().parent() == index.parent() &&
            rows.last().bottom() + 1 == index.row()) {
            rows.last() = QItemSelectionRange(rows.last().topLeft(), index.sibling(index.row(), lastColumn));
        } else {
            rows.append(QItemSelectionRange(index.siblingAtColumn(0), index.siblingAtColumn(lastColumn)));
        }
    }
    return rows;
}

void BandTreeView::updateBand() {
    QItemSelection wanted = m_mode == Mode::Replace ? QItemSelection() : m_before;
    wanted.merge(rowsTouched(),
                 m_mode == Mode::Remove ? QItemSelectionModel::Deselect : QItemSelectionModel::Select);
    selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    const QModelIndex under = indexAt(m_pointer);
    if (under.isValid()) {
        selectionModel()->setCurrentIndex(under, QItemSelectionModel::NoUpdate);
    }
    viewport()->update();
}

void BandTreeView::scrollAtEdge() {
    const bool near =
        m_pointer.y() < scrollMarginPixels || m_pointer.y() > viewport()->height() - scrollMarginPixels;
    if (near && !m_scrollTimer.isActive()) {
        m_scrollTimer.start(scrollIntervalMs, this);
    } else if (!near) {
        m_scrollTimer.stop();
    }
}

void BandTreeView::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_scrollTimer.timerId()) {
        QTreeView::timerEvent(event);
        return;
    }
    QScrollBar* const bar = verticalScrollBar();
    const int before = bar->value();
    // The further out the pointer, the faster.
    const int distance = m_pointer.y() < scrollMarginPixels
                             ? m_pointer.y() - scrollMarginPixels
                             : m_pointer.y() - (viewport()->height() - scrollMarginPixels);
    bar->setValue(before + distance);
    if (bar->value() == before) {
        m_scrollTimer.stop();
        return;
    }
    updateBand();
}

void BandTreeView::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    if (!m_active) {
        return;
    }
    QPainter painter(viewport());
    QStyleOptionRubberBand option;
    option.initFrom(viewport());
    option.shape = QRubberBand::Rectangle;
    option.opaque = false;
    option.rect = bandInViewport();
    style()->drawControl(QStyle::CE_RubberBand, &option, &painter, viewport());
}

} // namespace coppice::ui
