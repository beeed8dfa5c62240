// A picture of the graph, scaled each way to fill the map, redrawn when nodes change their look.
#include "ui/graph_minimap.h"

#include "ui/graph_painter.h"
#include "ui/icons.h"
#include "ui/snapshot_graph_view.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

namespace {
constexpr int frame = 4;
constexpr QSizeF largest{190, 110};
constexpr double largestShare = 0.3; ///< of the viewport, each way
constexpr double smallest = 24;
constexpr QSize tooSmall{340, 220}; ///< a viewport that has no corner to spare
constexpr int redrawAfterMs = 60;
constexpr double smallestFrame = 6;
} // namespace

GraphMinimap::GraphMinimap(SnapshotGraphView& view)
    : QWidget(view.viewport())
    , m_view(view) {
    setObjectName(QStringLiteral("graphMinimap"));
    setAccessibleName(tr("Overview of the graph"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    hide();
    m_redraw.setSingleShot(true);
    m_redraw.setInterval(redrawAfterMs);
    connect(&m_redraw, &QTimer::timeout, this, &GraphMinimap::redraw);
    connect(&view, &SnapshotGraphView::placeChanged, this, &GraphMinimap::updatePlace);
    connect(&view.selection(), &GraphSelection::changed, this, [this] {
        if (isVisible() && !m_redraw.isActive()) {
            m_redraw.start();
        }
    });
}

void GraphMinimap::setGraph(std::shared_ptr<const models::SnapshotGraph> graph) {
    m_graph = std::move(graph);
    m_picture = {};
    updatePlace();
}

QSize GraphMinimap::sizeHint() const {
    const QSizeF room = largest.boundedTo(QSizeF(m_view.viewport()->size()) * largestShare);
    if (!m_graph) {
        return room.toSize();
    }
    const QSizeF picture = QSizeF(m_graph->width(), m_graph->height()).scaled(room, Qt::KeepAspectRatio);
    return picture.expandedTo(QSizeF(smallest, smallest)).toSize() + QSize(2 * frame, 2 * frame);
}

QRectF GraphMinimap::mapRect() const {
    const QRectF room = QRectF(rect()).adjusted(frame, frame, -frame, -frame);
    const double zoom = std::min(room.width() / m_graph->width(), room.height() / m_graph->height());
    QRectF map(QPointF(), QSizeF(m_graph->width(), m_graph->height()) * zoom);
    map.moveCenter(room.center());
    return map;
}

QPointF GraphMinimap::toMap(QPointF scene) const {
    const QRectF map = mapRect();
    return map.topLeft() + scene * (map.width() / m_graph->width());
}

void GraphMinimap::updatePlace() {
    const bool all = !m_graph || m_graph->lanes().empty() ||
                     m_view.visibleScene()
                         .adjusted(-1, -1, 1, 1)
                         .contains(QRectF(0, 0, m_graph->width(), m_graph->height()));
    if (!all && m_picture.isNull()) {
        redraw();
    }
    const QSize room = m_view.viewport()->size();
    setVisible(!all && room.width() >= tooSmall.width() && room.height() >= tooSmall.height());
    update();
}

void GraphMinimap::redraw() {
    if (!m_graph || m_view.shapes() == nullptr || m_view.shapes()->shared() != m_graph) {
        return;
    }
    const double ratio = devicePixelRatioF();
    const QRectF map = mapRect();
    m_picture = QPixmap((map.size() * ratio).toSize().expandedTo(QSize(1, 1)));
    m_picture.setDevicePixelRatio(ratio);
    QPainter painter(&m_picture);
    GraphPainter(*m_view.shapes(), palette(), &m_view.selection())
        .paint(painter, QRectF(QPointF(), map.size()), {}, map.width() / m_graph->width());
    painter.end();
    update();
}

void GraphMinimap::paintEvent(QPaintEvent*) {
    if (!m_graph) {
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Dark));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.drawPixmap(mapRect().topLeft(), m_picture);
    const QRectF shown = m_view.visibleScene();
    QRectF view = QRectF(toMap(shown.topLeft()), toMap(shown.bottomRight()))
                      .intersected(QRectF(rect()).adjusted(1, 1, -2, -2));
    if (view.width() < smallestFrame || view.height() < smallestFrame) {
        const QPointF centre = view.center();
        view.setSize(view.size().expandedTo(QSizeF(smallestFrame, smallestFrame)));
        view.moveCenter(centre);
    }
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1.5));
    fill.setAlphaF(0.14F);
    painter.setBrush(fill);
    painter.drawRect(view);
}

void GraphMinimap::moveView(QPointF where) {
    const QRectF map = mapRect();
    m_view.centerOn((where - map.topLeft()) * (m_graph->width() / map.width()));
}

void GraphMinimap::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && m_graph) {
        moveView(event->position());
    }
    event->accept();
}

void GraphMinimap::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton) && m_graph) {
        moveView(event->position());
    }
    event->accept();
}

void GraphMinimap::resizeEvent(QResizeEvent*) {
    m_picture = {}; // of another size
    updatePlace();
}

void GraphMinimap::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible()) {
        m_redraw.start();
    }
}

} // namespace coppice::ui
