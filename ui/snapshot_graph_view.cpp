// The graph's place on screen: layout, scrolling, zoom, painting. What hands do is in
// snapshot_graph_input.cpp.
#include "ui/snapshot_graph_view.h"

#include "models/retire.h"
#include "models/texts.h"
#include "ui/graph_accessible.h"
#include "ui/graph_minimap.h"
#include "ui/graph_rulers.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

using models::asInt;
using models::GraphNode;
using models::SnapshotColumn;
using models::SnapshotRole;
namespace graph = models::graph;

namespace {

constexpr double zoomStep = 1.25;
constexpr double fitsReadably = 0.7; ///< a graph that fits at this zoom is shown whole at first
constexpr int visibleMargin = 24;
constexpr int minimapGap = 10;

} // namespace

SnapshotGraphView::SnapshotGraphView(SnapshotTreeView& tree, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_tree(tree)
    , m_selection(tree)
    , m_axis(new GraphRuler(Qt::Horizontal, this))
    , m_headings(new GraphRuler(Qt::Vertical, this))
    , m_corner(new QWidget(this))
    , m_minimap(new GraphMinimap(*this)) {
    installGraphAccessibility();
    setObjectName(QStringLiteral("snapshotGraph"));
    setAccessibleName(tr("Snapshot graph"));
    setAccessibleDescription(tr("Lanes with time to the right. Drag to select; Ctrl adds, Alt takes away"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_corner->setAutoFillBackground(true);
    connect(&m_layouter, &models::GraphLayouter::made, this, &SnapshotGraphView::takeGraph);
    connect(&tree.treeModel(), &models::SnapshotTreeModel::contentsChanged, this,
            &SnapshotGraphView::contentsChanged);
    connect(&m_selection, &GraphSelection::changed, viewport(), QOverload<>::of(&QWidget::update));
    connect(&m_selection, &GraphSelection::currentChanged, this, &SnapshotGraphView::currentChanged);
    placeChildren();
}

SnapshotGraphView::~SnapshotGraphView() = default;

void SnapshotGraphView::contentsChanged() {
    m_outdated = true;
    if (isVisible()) {
        m_outdated = false;
        m_layouter.request(m_tree.treeModel().view(), m_tree.treeModel().scope(), m_laneMode);
        if (m_tree.treeModel().view() == nullptr) {
            takeGraph(nullptr);
        }
    }
}

void SnapshotGraphView::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    if (m_outdated) {
        contentsChanged();
    }
    currentChanged();
}

void SnapshotGraphView::setLaneMode(models::GraphLanes lanes) {
    if (lanes != m_laneMode) {
        m_laneMode = lanes;
        contentsChanged();
    }
}

void SnapshotGraphView::setClosure(std::shared_ptr<const models::LiveClosure> closure) {
    m_selection.setClosure(std::move(closure));
}

void SnapshotGraphView::takeGraph(const std::shared_ptr<const models::SnapshotGraph>& graph) {
    endBand();
    m_hover = graph::none;
    const bool another =
        !m_shapes || m_shownScope != m_tree.treeModel().scope() || m_shownLanes != m_laneMode;
    if (m_shapes) {
        models::retire(m_shapes->shared());
        m_shapes.reset();
    }
    if (graph) {
        m_shapes.emplace(graph, font());
    }
    m_shownScope = m_tree.treeModel().scope();
    m_shownLanes = m_laneMode;
    m_selection.setGraph(graph);
    m_axis->setGraph(graph);
    m_headings->setGraph(graph);
    m_minimap->setGraph(graph);
    placeChildren();
    if (another) {
        showInitialPart();
    } else {
        updateScrollBars();
    }
    viewport()->update();
    QAccessibleEvent reordered(this, QAccessible::ObjectReorder);
    QAccessible::updateAccessibility(&reordered);
    emit graphShown();
}

void SnapshotGraphView::showInitialPart() {
    m_zoom = fittingZoom() >= fitsReadably ? std::min(1.0, fittingZoom()) : 1.0;
    updateScrollBars();
    const int current = m_selection.current();
    if (current != graph::none) {
        ensureVisible(current);
    } else {
        scrollTo({horizontalScrollBar()->maximum(), 0}); // what is newest
    }
    emit zoomChanged();
}

void SnapshotGraphView::currentChanged() {
    const int current = m_selection.current();
    if (isVisible() && current != graph::none && !m_band.pressed()) {
        ensureVisible(current);
    }
    tellFocus();
    viewport()->update();
}

void SnapshotGraphView::tellFocus() {
    const int current = m_selection.current();
    if (hasFocus() && current != graph::none) {
        QAccessibleEvent focus(this, QAccessible::Focus);
        focus.setChild(current);
        QAccessible::updateAccessibility(&focus);
    }
}

double SnapshotGraphView::fittingZoom() const {
    if (!m_shapes || m_shapes->graph().lanes().empty()) {
        return 1;
    }
    return std::min(viewport()->width() / m_shapes->graph().width(),
                    viewport()->height() / m_shapes->graph().height());
}

double SnapshotGraphView::smallestZoom() const {
    return std::min(0.25, fittingZoom());
}

void SnapshotGraphView::setZoom(double zoom, QPointF anchor) {
    const double wanted = std::clamp(zoom, smallestZoom(), largestZoom);
    if (wanted == m_zoom) {
        return;
    }
    const QPointF kept = toScene(anchor);
    m_zoom = wanted;
    updateScrollBars();
    scrollTo((kept * m_zoom - anchor).toPoint());
    updatePlace();
    viewport()->update();
    emit zoomChanged();
}

void SnapshotGraphView::zoomIn() {
    setZoom(m_zoom * zoomStep, viewport()->rect().center());
}

void SnapshotGraphView::zoomOut() {
    setZoom(m_zoom / zoomStep, viewport()->rect().center());
}

void SnapshotGraphView::resetZoom() {
    setZoom(1, viewport()->rect().center());
}

void SnapshotGraphView::fit() {
    setZoom(std::min(1.0, fittingZoom()), {});
    scrollTo({});
}

void SnapshotGraphView::selectAll() {
    m_selection.selectAll();
}

QPoint SnapshotGraphView::scrollOffset() const {
    return {horizontalScrollBar()->value(), verticalScrollBar()->value()};
}

void SnapshotGraphView::scrollTo(QPoint offset) {
    horizontalScrollBar()->setValue(offset.x());
    verticalScrollBar()->setValue(offset.y());
}

void SnapshotGraphView::updateScrollBars() {
    const QSizeF content =
        m_shapes ? QSizeF(m_shapes->graph().width(), m_shapes->graph().height()) * m_zoom : QSizeF();
    const auto set = [](QScrollBar& bar, double length, int page) {
        bar.setPageStep(page);
        bar.setSingleStep(static_cast<int>(graph::rowHeight));
        bar.setRange(0, std::max(0, static_cast<int>(std::floor(length)) - page));
    };
    set(*horizontalScrollBar(), content.width(), viewport()->width());
    set(*verticalScrollBar(), content.height(), viewport()->height());
    updatePlace();
}

void SnapshotGraphView::placeChildren() {
    const int top = timeAxisHeight(font());
    const int left = m_shapes ? laneHeadingWidth(m_shapes->graph(), font()) : 0;
    setViewportMargins(left, top, 0, 0);
    const QRect place = viewport()->geometry();
    m_axis->setGeometry(place.left(), place.top() - top, place.width(), top);
    m_headings->setGeometry(place.left() - left, place.top(), left, place.height());
    m_corner->setGeometry(place.left() - left, place.top() - top, left, top);
    const QSize map = m_minimap->sizeHint();
    m_minimap->setGeometry(viewport()->width() - map.width() - minimapGap,
                           viewport()->height() - map.height() - minimapGap, map.width(), map.height());
}

void SnapshotGraphView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    placeChildren();
    updateScrollBars();
}

void SnapshotGraphView::scrollContentsBy(int dx, int dy) {
    QAbstractScrollArea::scrollContentsBy(dx, dy);
    updatePlace();
    viewport()->update();
}

void SnapshotGraphView::updatePlace() {
    m_axis->setPlace(origin().x(), m_zoom);
    m_headings->setPlace(origin().y(), m_zoom);
    emit placeChanged();
}

QRectF SnapshotGraphView::visibleScene() const {
    return {toScene({0, 0}), QSizeF(viewport()->size()) / m_zoom};
}

QRectF SnapshotGraphView::rectOf(int node) const {
    const QRectF rect = m_shapes->nodeRect(node);
    return {rect.topLeft() * m_zoom + origin(), rect.size() * m_zoom};
}

void SnapshotGraphView::centerOn(QPointF scene) {
    scrollTo((scene * m_zoom - QRectF(viewport()->rect()).center()).toPoint());
}

void SnapshotGraphView::ensureVisible(int node) {
    const QRect rect =
        rectOf(node).toAlignedRect().adjusted(-visibleMargin, -visibleMargin, visibleMargin, visibleMargin);
    QPoint offset = scrollOffset();
    const auto bring = [](int from, int to, int length) {
        return from < 0 ? from : to >= length ? std::min(from, to - length + 1) : 0;
    };
    offset += {bring(rect.left(), rect.right(), viewport()->width()),
               bring(rect.top(), rect.bottom(), viewport()->height())};
    scrollTo(offset);
}

void SnapshotGraphView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    if (!m_shapes || m_shapes->graph().lanes().empty()) {
        painter.fillRect(viewport()->rect(), palette().color(QPalette::Base));
        if (m_shapes) {
            painter.setPen(palette().color(QPalette::PlaceholderText));
            painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("There are no snapshots here."));
        }
        return;
    }
    const GraphPainter paint(*m_shapes, palette(), &m_selection);
    paint.paint(painter, event->rect(), origin(), m_zoom);
    if (m_hover != graph::none) {
        paint.paintHover(painter, m_hover, origin(), m_zoom);
    }
    if (const int current = m_selection.current(); current != graph::none) {
        paint.paintFocus(painter, current, origin(), m_zoom, hasFocus());
    }
    m_band.paint(painter, *viewport(), scrollOffset());
}

void SnapshotGraphView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_shapes) {
        m_shapes.emplace(m_shapes->shared(), font());
        placeChildren();
        viewport()->update();
    }
}

bool SnapshotGraphView::viewportEvent(QEvent* event) {
    switch (event->type()) {
    case QEvent::ToolTip: {
        auto* const help = static_cast<QHelpEvent*>(event);
        const int node = m_shapes ? m_shapes->nodeAt(toScene(help->pos())) : graph::none;
        if (node == graph::none) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), toolTipText(node), viewport());
        }
        return true;
    }
    case QEvent::Leave:
        setHover(graph::none);
        break;
    case QEvent::NativeGesture: {
        auto* const gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            setZoom(m_zoom * (1 + gesture->value()), gesture->position());
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void SnapshotGraphView::setHover(int node) {
    if (node != m_hover) {
        m_hover = node;
        viewport()->update();
    }
}

QString SnapshotGraphView::toolTipText(int node) const {
    const GraphNode& n = m_shapes->graph().node(node);
    if (n.kind == GraphNode::Kind::Now) {
        return n.vm != nullptr ? tr("Current state of %1").arg(models::fromUtf8(n.vm->name))
                               : tr("Current state of the collection's virtual machines");
    }
    const QModelIndex row = m_selection.rowOf(node);
    QStringList lines{m_shapes->name(node)};
    if (!row.isValid()) {
        return lines.constFirst();
    }
    const auto add = [&](SnapshotColumn column) {
        const QString text = row.siblingAtColumn(asInt(column)).data().toString();
        if (!text.isEmpty()) {
            lines += tr("%1: %2", "column and value")
                         .arg(m_tree.model()->headerData(asInt(column), Qt::Horizontal).toString(), text);
        }
    };
    for (const SnapshotColumn column :
         {SnapshotColumn::Vms, SnapshotColumn::Created, SnapshotColumn::Kind, SnapshotColumn::OwnData,
          SnapshotColumn::Frees, SnapshotColumn::Dependents, SnapshotColumn::Hold}) {
        add(column);
    }
    const QString reason = row.data(asInt(SnapshotRole::Reason)).toString();
    if (!reason.isEmpty()) {
        lines += reason;
    }
    return lines.join(u'\n');
}

QString SnapshotGraphView::spokenText(int node) const {
    const GraphNode& n = m_shapes->graph().node(node);
    if (n.kind == GraphNode::Kind::Now) {
        return toolTipText(node);
    }
    QStringList parts;
    if (n.vm != nullptr) {
        parts += tr("%1 on %2", "snapshot and VM").arg(m_shapes->name(node), models::fromUtf8(n.vm->name));
    } else {
        parts += tr("%1, snapshot of %n VM(s)", nullptr, static_cast<int>(n.together->members.size()))
                     .arg(m_shapes->name(node));
    }
    parts += models::timeText(n.time);
    if (m_selection.isSelected(node)) {
        parts += tr("selected");
    } else if (m_selection.markOf(node) == models::Mark::Selected) {
        parts += tr("goes as a member of what is selected");
    } else if (m_selection.markOf(node) == models::Mark::Dependent) {
        parts += tr("goes too");
    }
    const auto dependents = m_shapes->graph().view().figures(n.id).dependents;
    parts += tr("%n dependent(s)", nullptr, static_cast<int>(dependents));
    if (n.held) {
        parts += tr("held");
    }
    if (n.destroying) {
        parts += tr("being deleted");
    }
    if (n.current) {
        parts += tr("Now derives from it");
    }
    if (n.problem) {
        parts += tr("has a problem");
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace coppice::ui
