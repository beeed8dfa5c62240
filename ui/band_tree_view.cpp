// The rubber band: geometry in contents coordinates, so that it grows while the view scrolls under it.
#include "ui/band_tree_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace coppice::ui {

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
    m_band.press(*event, scrollOffset());
    if (m_band.mode() == RubberBand::Mode::Remove) {
        // A plain view would select the row; with Alt a click takes it away, as the band does.
        const QModelIndex index = indexAt(m_band.pointer());
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
    if (!m_band.pressed() || !event->buttons().testFlag(Qt::LeftButton)) {
        QTreeView::mouseMoveEvent(event);
        return;
    }
    const bool wasActive = m_band.active();
    if (!m_band.move(event->position().toPoint())) {
        return;
    }
    if (!wasActive) {
        // The press has already changed the selection as a click does; the band starts from what was there
        // before.
        setState(NoState);
    }
    updateBand();
    scrollAtEdge();
    event->accept();
}

void BandTreeView::mouseReleaseEvent(QMouseEvent* event) {
    const bool wasActive = m_band.active();
    if (event->button() == Qt::LeftButton) {
        if (wasActive) {
            m_band.move(event->position().toPoint());
            updateBand();
        }
        end();
    }
    if (wasActive) {
        event->accept();
        return;
    }
    if (m_band.mode() == RubberBand::Mode::Remove && event->modifiers().testFlag(Qt::AltModifier)) {
        event->accept();
        return;
    }
    QTreeView::mouseReleaseEvent(event);
}

void BandTreeView::mouseDoubleClickEvent(QMouseEvent* event) {
    m_band.end();
    QTreeView::mouseDoubleClickEvent(event);
}

void BandTreeView::keyPressEvent(QKeyEvent* event) {
    if (m_band.active() && event->key() == Qt::Key_Escape) {
        end();
        selectionModel()->select(m_before, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void BandTreeView::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) {
        end();
    }
    QTreeView::focusOutEvent(event);
}

void BandTreeView::end() {
    m_scrollTimer.stop();
    const bool wasActive = m_band.active();
    m_band.end();
    if (wasActive) {
        viewport()->update();
    }
}

QItemSelection BandTreeView::rowsTouched() const {
    QItemSelection rows;
    const QRect band = m_band.rect(scrollOffset());
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
    const RubberBand::Mode mode = m_band.mode();
    QItemSelection wanted = mode == RubberBand::Mode::Replace ? QItemSelection() : m_before;
    wanted.merge(rowsTouched(), mode == RubberBand::Mode::Remove ? QItemSelectionModel::Deselect
                                                                 : QItemSelectionModel::Select);
    selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    const QModelIndex under = indexAt(m_band.pointer());
    if (under.isValid()) {
        selectionModel()->setCurrentIndex(under, QItemSelectionModel::NoUpdate);
    }
    viewport()->update();
}

void BandTreeView::scrollAtEdge() {
    const bool near = m_band.scrollStep(viewport()->size()).y() != 0;
    if (near && !m_scrollTimer.isActive()) {
        m_scrollTimer.start(RubberBand::scrollIntervalMs, this);
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
    bar->setValue(before + m_band.scrollStep(viewport()->size()).y());
    if (bar->value() == before) {
        m_scrollTimer.stop();
        return;
    }
    updateBand();
}

void BandTreeView::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    QPainter painter(viewport());
    m_band.paint(painter, *viewport(), scrollOffset());
}

} // namespace coppice::ui
