// What mouse and keyboard do in the graph.
#include "ui/snapshot_graph_view.h"
#include "ui/snapshot_tree_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

using models::GraphNode;
using models::GraphRow;
using Mode = RubberBand::Mode;
namespace graph = models::graph;

namespace {
constexpr double zoomPerDegree = 1.0016; ///< of the wheel, in its eighths
} // namespace

// --- selecting

int SnapshotGraphView::anchorNode() const {
    const int anchor = m_anchor ? m_shapes->graph().indexOf(*m_anchor) : graph::none;
    return anchor != graph::none ? anchor : m_selection.current();
}

/// What stands between two nodes in time and from the branch of one to that of the other. Between two
/// snapshot collections those alone.
std::vector<int> SnapshotGraphView::between(int first, int last) const {
    const models::SnapshotGraph& shown = m_shapes->graph();
    const GraphNode& a = shown.node(first);
    const GraphNode& b = shown.node(last);
    // Within a lane all its branches count: what lies between was made between.
    const auto span = [&](const GraphNode& node) {
        if (node.lane == graph::none) {
            return std::pair(node.y, node.y);
        }
        const models::GraphLane& lane = shown.lanes()[static_cast<std::size_t>(node.lane)];
        return std::pair(lane.top, lane.bottom);
    };
    const auto [aTop, aBottom] = span(a);
    const auto [bTop, bBottom] = span(b);
    const bool inStrips = a.lane == graph::none && b.lane == graph::none;
    std::vector<int> result{first, last};
    for (const GraphRow& row : shown.rowsBetween(std::min(aTop, bTop), std::max(aBottom, bBottom))) {
        if ((row.lane == graph::none) != inStrips) {
            continue;
        }
        for (const int node : shown.nodesBetween(row, std::min(a.x, b.x), std::max(a.x, b.x))) {
            if (m_selection.isSelectable(node)) {
                result.push_back(node);
            }
        }
    }
    return result;
}

void SnapshotGraphView::toggle(int node) {
    m_selection.select({node}, m_selection.isSelected(node) ? Mode::Remove : Mode::Add);
}

void SnapshotGraphView::clickNode(int node, Qt::KeyboardModifiers modifiers) {
    const Guid id = m_shapes->graph().node(node).id;
    const int anchor = anchorNode();
    m_selection.setCurrent(node);
    if (modifiers.testFlag(Qt::AltModifier)) {
        m_selection.select({node}, Mode::Remove);
    } else if (modifiers.testFlag(Qt::ShiftModifier) && anchor != graph::none) {
        m_selection.select(between(anchor, node),
                           modifiers.testFlag(Qt::ControlModifier) ? Mode::Add : Mode::Replace);
        return; // the anchor stays
    } else if (modifiers.testFlag(Qt::ControlModifier)) {
        toggle(node);
    } else {
        m_selection.select({node}, Mode::Replace);
    }
    m_anchor = id;
}

void SnapshotGraphView::goTo(int node, Qt::KeyboardModifiers modifiers) {
    if (node == graph::none) {
        return;
    }
    const int anchor = anchorNode();
    m_selection.setCurrent(node);
    ensureVisible(node);
    if (modifiers.testFlag(Qt::ShiftModifier) && anchor != graph::none) {
        m_anchor = m_shapes->graph().node(anchor).id;
        m_selection.select(between(anchor, node),
                           modifiers.testFlag(Qt::ControlModifier) ? Mode::Add : Mode::Replace);
    } else if (!modifiers.testFlag(Qt::ControlModifier)) {
        m_anchor = m_shapes->graph().node(node).id;
        m_selection.select({node}, Mode::Replace);
    }
}

// --- the mouse

void SnapshotGraphView::mousePressEvent(QMouseEvent* event) {
    event->accept();
    if (!m_shapes) {
        return;
    }
    const QPoint where = event->position().toPoint();
    const bool pans =
        event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceDown);
    if (pans) {
        m_panFrom = where;
        m_spacePanned = true;
        updateCursor();
        return;
    }
    const int hit = m_shapes->nodeAt(toScene(where));
    const int node = hit != graph::none && m_selection.isSelectable(hit) ? hit : graph::none;
    if (event->button() == Qt::RightButton) {
        // The menu is about what is pointed at.
        if (node != graph::none && !m_selection.isSelected(node)) {
            clickNode(node, {});
        }
        return;
    }
    if (event->button() != Qt::LeftButton) {
        return;
    }
    m_before = m_selection.state();
    m_currentBefore = m_tree.currentIndex();
    m_touched.clear();
    m_band.press(*event, scrollOffset());
    if (node != graph::none) {
        clickNode(node, event->modifiers());
    } else if (m_band.mode() == Mode::Replace && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_selection.select({}, Mode::Replace);
    }
}

void SnapshotGraphView::mouseMoveEvent(QMouseEvent* event) {
    event->accept();
    const QPoint where = event->position().toPoint();
    if (m_panFrom) {
        scrollTo(scrollOffset() + *m_panFrom - where);
        m_panFrom = where;
        return;
    }
    if (!m_shapes) {
        return;
    }
    if (!m_band.pressed()) {
        setHover(m_shapes->nodeAt(toScene(where)));
        return;
    }
    if (m_band.move(where)) {
        setHover(graph::none);
        updateBand();
        if (m_band.scrollStep(viewport()->size()).isNull()) {
            m_scrollTimer.stop();
        } else if (!m_scrollTimer.isActive()) {
            m_scrollTimer.start(RubberBand::scrollIntervalMs, this);
        }
    }
}

void SnapshotGraphView::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
    if (m_panFrom) {
        m_panFrom.reset();
        updateCursor();
        return;
    }
    if (event->button() == Qt::LeftButton && m_band.pressed()) {
        if (m_band.active()) {
            m_band.move(event->position().toPoint());
            updateBand();
        }
        endBand();
    }
}

void SnapshotGraphView::updateBand() {
    const QRectF band = m_band.rect(scrollOffset());
    std::vector<int> touched =
        m_shapes->nodesIn(QRectF(toScene(band.topLeft()), toScene(band.bottomRight())));
    std::erase_if(touched, [this](int node) { return !m_selection.isSelectable(node); });
    // Before the first node is touched the click of the press is taken back all the same.
    if (touched != m_touched || touched.empty()) {
        m_selection.select(touched, m_band.mode(), m_before);
        m_touched = std::move(touched);
    }
    const int under = m_shapes->nodeAt(toScene(m_band.pointer()));
    if (under != graph::none && m_selection.isSelectable(under)) {
        m_selection.setCurrent(under);
        m_anchor = m_shapes->graph().node(under).id;
    }
    viewport()->update();
}

void SnapshotGraphView::endBand() {
    m_scrollTimer.stop();
    m_band.end();
    viewport()->update();
}

void SnapshotGraphView::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_scrollTimer.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QPoint before = scrollOffset();
    scrollTo(before + m_band.scrollStep(viewport()->size()));
    if (scrollOffset() == before) {
        m_scrollTimer.stop();
        return;
    }
    updateBand();
}

void SnapshotGraphView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        setZoom(m_zoom * std::pow(zoomPerDegree, event->angleDelta().y()), event->position());
        event->accept();
        return;
    }
    const QPoint delta = event->pixelDelta().isNull() ? event->angleDelta() : event->pixelDelta();
    const bool sideways =
        event->modifiers().testFlag(Qt::ShiftModifier) || verticalScrollBar()->maximum() == 0;
    if (sideways && delta.x() == 0) {
        scrollTo(scrollOffset() - QPoint(delta.y(), 0));
    } else {
        scrollTo(scrollOffset() - delta);
    }
    event->accept();
}

void SnapshotGraphView::updateCursor() {
    if (m_panFrom) {
        viewport()->setCursor(Qt::ClosedHandCursor);
    } else if (m_spaceDown) {
        viewport()->setCursor(Qt::OpenHandCursor);
    } else {
        viewport()->unsetCursor();
    }
}

void SnapshotGraphView::contextMenuEvent(QContextMenuEvent* event) {
    QMenu* const menu = m_tree.contextMenu();
    if (menu == nullptr || !m_shapes) {
        return;
    }
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const int current = m_selection.current();
        const QPointF place =
            current == graph::none ? QPointF(viewport()->rect().center()) : rectOf(current).center();
        where = viewport()->mapToGlobal(place.toPoint());
    }
    menu->popup(where);
}

// --- the keyboard

/// The nearest that can be selected, along the branch.
int SnapshotGraphView::beside(int node, int direction) const {
    const models::SnapshotGraph& shown = m_shapes->graph();
    const auto& row = shown.rows()[static_cast<std::size_t>(shown.node(node).row)].nodes;
    auto place = std::ranges::find(row, node) - row.begin();
    for (place += direction; place >= 0 && place < static_cast<std::ptrdiff_t>(row.size());
         place += direction) {
        if (const int next = row[static_cast<std::size_t>(place)]; m_selection.isSelectable(next)) {
            return next;
        }
    }
    return graph::none;
}

/// The nearest in time in the next branch, lane or strip that has any.
int SnapshotGraphView::acrossRows(int node, int direction) const {
    const models::SnapshotGraph& shown = m_shapes->graph();
    const auto rows = static_cast<std::ptrdiff_t>(shown.rows().size());
    for (auto row = static_cast<std::ptrdiff_t>(shown.node(node).row) + direction; row >= 0 && row < rows;
         row += direction) {
        int nearest = graph::none;
        double distance = 0;
        for (const int candidate : shown.rows()[static_cast<std::size_t>(row)].nodes) {
            const double away = std::abs(shown.node(candidate).x - shown.node(node).x);
            if ((nearest == graph::none || away < distance) && m_selection.isSelectable(candidate)) {
                nearest = candidate;
                distance = away;
            }
        }
        if (nearest != graph::none) {
            return nearest;
        }
    }
    return graph::none;
}

int SnapshotGraphView::firstNode() const {
    for (const GraphRow& row : m_shapes->graph().rows()) {
        for (const int node : row.nodes) {
            if (m_selection.isSelectable(node)) {
                return node;
            }
        }
    }
    return graph::none;
}

int SnapshotGraphView::neighbour(int node, int key) const {
    const models::SnapshotGraph& shown = m_shapes->graph();
    const GraphNode& from = shown.node(node);
    switch (key) {
    case Qt::Key_Left:
        if (from.parent != graph::none && m_selection.isSelectable(from.parent)) {
            return from.parent;
        }
        return beside(node, -1);
    case Qt::Key_Right: {
        int child = graph::none;
        for (const int candidate : shown.childrenOf(node)) {
            const bool straight = shown.node(candidate).row == from.row;
            if (m_selection.isSelectable(candidate) && (child == graph::none || straight)) {
                child = candidate;
            }
        }
        return child != graph::none ? child : beside(node, 1);
    }
    case Qt::Key_Up:
        return acrossRows(node, -1);
    case Qt::Key_Down:
        return acrossRows(node, 1);
    case Qt::Key_Home:
    case Qt::Key_End: {
        std::vector<int> row = shown.rows()[static_cast<std::size_t>(from.row)].nodes;
        if (key == Qt::Key_End) {
            std::ranges::reverse(row);
        }
        const auto end = std::ranges::find_if(row, [this](int n) { return m_selection.isSelectable(n); });
        return end == row.end() ? graph::none : *end;
    }
    default:
        return graph::none;
    }
}

void SnapshotGraphView::keyPressEvent(QKeyEvent* event) {
    if (!m_shapes) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const int current = m_selection.current();
    switch (event->key()) {
    case Qt::Key_Escape:
        if (!m_band.active()) {
            break;
        }
        endBand();
        m_selection.restore(m_before);
        m_tree.selectionModel()->setCurrentIndex(m_currentBefore, QItemSelectionModel::NoUpdate);
        return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        goTo(current == graph::none ? firstNode() : neighbour(current, event->key()), event->modifiers());
        return;
    case Qt::Key_Space:
        if (event->modifiers().testFlag(Qt::ControlModifier)) {
            if (current != graph::none && m_selection.isSelectable(current)) {
                toggle(current);
                m_anchor = m_shapes->graph().node(current).id;
            }
        } else if (!event->isAutoRepeat()) {
            m_spaceDown = true; // and a drag moves the picture; without one the release toggles
            m_spacePanned = false;
            updateCursor();
        }
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_F:
        if (event->modifiers() == Qt::NoModifier) {
            fit();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void SnapshotGraphView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !m_spaceDown) {
        QAbstractScrollArea::keyReleaseEvent(event);
        return;
    }
    m_spaceDown = false;
    updateCursor();
    const int current = m_shapes ? m_selection.current() : graph::none;
    if (!m_spacePanned && current != graph::none && m_selection.isSelectable(current)) {
        toggle(current);
        m_anchor = m_shapes->graph().node(current).id;
    }
}

void SnapshotGraphView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    tellFocus();
    viewport()->update();
}

void SnapshotGraphView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        endBand();
    }
    m_spaceDown = false;
    m_panFrom.reset();
    updateCursor();
    viewport()->update();
}

} // namespace coppice::ui
