// The graph as it looks near. Every mark is told by shape as well as by colour.
#include "ui/graph_painter.h"

#include "ui/icons.h"
#include "ui/style.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

using models::GraphNode;
using models::GraphRow;
using models::Mark;
namespace graph = models::graph;

namespace {

constexpr double edgeWidth = 1.5;
constexpr double nowWidth = 2.4;
constexpr double bend = 46; ///< within what distance of its parent a branch reaches its row
constexpr double badgeSize = 13;
constexpr double dimmed = 0.28;

QPen pen(const QColor& color, double width, Qt::PenStyle style = Qt::SolidLine) {
    return {QBrush(color), width, style, Qt::FlatCap, Qt::RoundJoin};
}

void dash(QPen& pen) {
    pen.setDashPattern({2.2, 1.6});
}

QColor faint(QColor color, double alpha) {
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

void drawTick(QPainter& painter, QPointF centre, const QColor& color) {
    painter.setPen({QBrush(color), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.drawPolyline(
        QPolygonF({centre + QPointF(-3.4, 0.2), centre + QPointF(-0.9, 2.8), centre + QPointF(3.7, -2.7)}));
}

} // namespace

GraphPainter::GraphPainter(const GraphShapes& shapes, const QPalette& palette, const GraphLooks* looks)
    : m_shapes(shapes)
    , m_palette(palette)
    , m_looks(looks)
    , m_base(palette.color(QPalette::Base))
    , m_text(palette.color(QPalette::Text))
    , m_accent(toneColor(Tone::Accent, palette))
    , m_warning(toneColor(Tone::Warning, palette))
    , m_danger(toneColor(Tone::Danger, palette)) {}

GraphPainter::NodeLook GraphPainter::lookOf(int node) const {
    if (m_looks == nullptr || m_shapes.graph().node(node).kind == GraphNode::Kind::Now) {
        return {};
    }
    return {.selected = m_looks->isSelected(node),
            .mark = m_looks->markOf(node),
            .found = m_looks->isFound(node)};
}

QColor GraphPainter::mixed(double text) const {
    const auto mix = [text](int a, int b) {
        return static_cast<int>(std::lround(a * text + b * (1 - text)));
    };
    return {mix(m_text.red(), m_base.red()), mix(m_text.green(), m_base.green()),
            mix(m_text.blue(), m_base.blue())};
}

void GraphPainter::paint(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const {
    paintLanes(painter, exposed, origin, zoom);
    if (zoom < dotsBelow) {
        paintDots(painter, exposed, origin, zoom);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(origin);
    painter.scale(zoom, zoom);
    Scene scene;
    scene.exposed = QRectF((exposed.topLeft() - origin) / zoom, exposed.size() / zoom);
    scene.names = zoom >= namelessBelow;
    paintScene(painter, scene);
    painter.restore();
}

void GraphPainter::paintLanes(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const {
    painter.fillRect(exposed, m_base);
    const double top = (exposed.top() - origin.y()) / zoom;
    const double bottom = (exposed.bottom() - origin.y()) / zoom;
    const models::SnapshotGraph& shown = m_shapes.graph();
    const auto band = [&](double from, double to, const QColor& color) {
        painter.fillRect(
            QRectF(exposed.left(), from * zoom + origin.y(), exposed.width(), (to - from) * zoom), color);
    };
    const QColor shade = mixed(0.045);
    const auto lanes = shown.lanesBetween(top, bottom);
    for (const models::GraphLane& lane : lanes) {
        if ((&lane - shown.lanes().data()) % 2 == 0) {
            band(lane.top, lane.bottom, shade);
        }
    }
    const QColor strip = mixed(0.09);
    for (const models::GraphGroup& group : shown.groups()) {
        if (group.lanesTop > group.top && group.lanesTop > top && group.top < bottom) {
            band(group.top, group.lanesTop, strip);
        }
    }
}

void GraphPainter::paintScene(QPainter& painter, const Scene& scene) const {
    const models::SnapshotGraph& shown = m_shapes.graph();
    const QRectF& view = scene.exposed;
    const double left = view.left() - graph::maxGap;
    const double right = view.right() + graph::maxGap;

    // Where every Now stands.
    painter.setPen(pen(faint(m_accent, 0.35), 1, Qt::DashLine));
    painter.drawLine(QPointF(shown.nowX(), view.top()), QPointF(shown.nowX(), view.bottom()));

    std::vector<int> togethers;
    for (const models::GraphGroup& group : shown.groups()) {
        if (group.reachTop - GraphShapes::capsuleHalf > view.bottom() ||
            group.reachBottom + GraphShapes::capsuleHalf < view.top()) {
            continue;
        }
        const auto x = [&shown](int node) { return shown.node(node).x; };
        const auto first = std::ranges::lower_bound(group.togethers, left, {}, x);
        const auto last = std::ranges::upper_bound(group.togethers, right, {}, x);
        togethers.insert(togethers.end(), first, last);
    }
    for (const int node : togethers) {
        paintCapsule(painter, node);
    }
    paintLinks(painter, view);
    for (const models::GraphLane& lane : shown.lanesBetween(view.top(), view.bottom())) {
        for (const GraphRow& row : shown.rowsOf(lane)) {
            for (const int child : shown.edgesBetween(row, left, right)) {
                paintEdge(painter, child);
            }
        }
    }
    for (const GraphRow& row :
         shown.rowsBetween(view.top() - graph::rowHeight, view.bottom() + graph::rowHeight)) {
        for (const int node : shown.nodesBetween(row, left, right)) {
            paintNode(painter, node, scene.names);
        }
    }
}

void GraphPainter::paintCapsule(QPainter& painter, int node) const {
    const NodeLook look = lookOf(node);
    const bool goes = look.mark == Mark::Dependent;
    const bool chosen = look.selected || look.mark == Mark::Selected;
    const QColor color = goes ? m_warning : chosen ? m_accent : mixed(0.55);
    const QPainterPath path = m_shapes.capsule(node);
    painter.setOpacity(look.found ? 1 : dimmed);
    QPen line = pen(color, chosen ? 1.8 : 1.2);
    if (goes) {
        dash(line);
    }
    painter.setPen(line);
    painter.setBrush(m_base);
    painter.drawPath(path);
    painter.setBrush(faint(color, goes || chosen ? 0.16 : 0.12));
    painter.drawPath(path);
    if (goes) {
        painter.fillPath(path, QBrush(faint(m_warning, 0.22), Qt::BDiagPattern));
    }
    painter.setOpacity(1);
}

void GraphPainter::paintLinks(QPainter& painter, const QRectF& exposed) const {
    const models::SnapshotGraph& shown = m_shapes.graph();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen(mixed(0.38), 1.1, Qt::DashLine));
    for (const models::GraphLink& link : shown.linksBetween(exposed.left(), exposed.right())) {
        const GraphNode& from = shown.node(link.from);
        const GraphNode& to = shown.node(link.to);
        if (std::max(from.y, to.y) < exposed.top() - graph::rowHeight ||
            std::min(from.y, to.y) > exposed.bottom() + graph::rowHeight) {
            continue;
        }
        // Bowed, so that it does not hide behind what stands between the two.
        QPainterPath path(QPointF(from.x, from.y));
        const double bow = from.y == to.y ? -0.42 * graph::rowHeight : 0;
        const QPointF third((to.x - from.x) / 3, bow);
        path.cubicTo(QPointF(from.x, from.y) + third, QPointF(to.x - third.x(), to.y + bow),
                     QPointF(to.x, to.y));
        painter.drawPath(path);
    }
}

void GraphPainter::paintEdge(QPainter& painter, int child) const {
    const GraphNode& to = m_shapes.graph().node(child);
    if (to.parent == graph::none) {
        return;
    }
    const GraphNode& from = m_shapes.graph().node(to.parent);
    const bool found = lookOf(child).found;
    QPen line = to.toNow ? pen(m_accent, nowWidth) : pen(mixed(0.5), edgeWidth);
    if (to.kind == GraphNode::Kind::Now) {
        line.setStyle(Qt::DotLine);
    }
    painter.setOpacity(found ? 1 : dimmed);
    painter.setPen(line);
    painter.setBrush(Qt::NoBrush);
    if (from.row == to.row || to.x < from.x + bend) {
        painter.drawLine(QPointF(from.x, from.y), QPointF(to.x, to.y));
    } else {
        QPainterPath path(QPointF(from.x, from.y));
        path.cubicTo(from.x + bend * 0.7, from.y, from.x + bend * 0.3, to.y, from.x + bend, to.y);
        path.lineTo(to.x, to.y);
        painter.drawPath(path);
    }
    painter.setOpacity(1);
}

void GraphPainter::paintNode(QPainter& painter, int node, bool names) const {
    const GraphNode& n = m_shapes.graph().node(node);
    const NodeLook look = lookOf(node);
    painter.setOpacity(look.found ? 1 : dimmed);
    if (n.kind == GraphNode::Kind::Snapshot) {
        paintCircle(painter, node, look);
        if (names && n.named) {
            QFont font = m_shapes.font();
            font.setItalic(look.mark == Mark::Dependent);
            font.setStrikeOut(n.destroying);
            painter.setFont(font);
            painter.setPen(n.destroying ? mixed(0.6) : m_text);
            painter.drawText(m_shapes.labelRect(node), Qt::AlignLeft | Qt::AlignVCenter,
                             m_shapes.label(node));
        }
    } else {
        paintPill(painter, node, look, names);
    }
    paintBadges(painter, node, look);
    painter.setOpacity(1);
}

void GraphPainter::paintCircle(QPainter& painter, int node, const NodeLook& look) const {
    const GraphNode& n = m_shapes.graph().node(node);
    const QRectF circle = m_shapes.nodeRect(node);
    painter.setBrush(m_base);
    if (look.selected) {
        const QColor fill = m_palette.color(QPalette::Highlight);
        painter.setPen(pen(fill, 2));
        painter.setBrush(fill);
        painter.drawEllipse(circle);
        drawTick(painter, circle.center(), m_palette.color(QPalette::HighlightedText));
        return;
    }
    if (look.mark == Mark::Dependent) {
        QPen line = pen(m_warning, 2);
        dash(line);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(circle);
        painter.setPen(line);
        painter.setBrush(QBrush(faint(m_warning, 0.75), Qt::BDiagPattern));
        painter.drawEllipse(circle);
        return;
    }
    const bool chosen = look.mark == Mark::Selected; // as a member of what is selected
    painter.setPen(pen(chosen || n.toNow ? m_accent : mixed(0.6), chosen ? 3 : 2));
    painter.drawEllipse(circle);
    if (n.destroying) {
        painter.setPen(pen(m_danger, 2));
        const QPointF c = circle.center();
        painter.drawLine(c - QPointF(4, 4), c + QPointF(4, 4));
        painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4));
    } else if (n.current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_accent);
        painter.drawEllipse(circle.center(), 3.6, 3.6);
    }
}

void GraphPainter::paintPill(QPainter& painter, int node, const NodeLook& look, bool names) const {
    const GraphNode& n = m_shapes.graph().node(node);
    const QRectF pill = m_shapes.nodeRect(node);
    const bool now = n.kind == GraphNode::Kind::Now;
    if (n.lane != graph::none || look.selected) { // otherwise the capsule has drawn it
        const QColor line = look.selected ? m_palette.color(QPalette::Highlight)
                            : now         ? m_accent
                                          : mixed(0.55);
        if (now || look.selected) {
            painter.setPen(pen(line, 1.6));
            painter.setBrush(look.selected ? line : m_base);
            painter.drawRoundedRect(pill, 10, 10);
        } else {
            paintCapsule(painter, node);
            painter.setOpacity(look.found ? 1 : dimmed);
        }
    }
    const QColor ink = look.selected ? m_palette.color(QPalette::HighlightedText) : now ? m_accent : m_text;
    const QRectF sign(pill.left() + 6, pill.center().y() - GraphShapes::pillIcon / 2, GraphShapes::pillIcon,
                      GraphShapes::pillIcon);
    if (!names) {
        return;
    }
    if (look.selected) {
        drawTick(painter, sign.center(), ink);
    } else {
        paintIcon(painter, now ? QStringLiteral("now") : QStringLiteral("snapshot-collection"), sign, ink);
    }
    QFont font = m_shapes.boldFont();
    font.setItalic(look.mark == Mark::Dependent);
    font.setStrikeOut(n.destroying);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(pill.adjusted(GraphShapes::pillIcon + 10, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     m_shapes.label(node));
}

void GraphPainter::paintBadges(QPainter& painter, int node, const NodeLook& look) const {
    const GraphNode& n = m_shapes.graph().node(node);
    const QRectF rect = m_shapes.nodeRect(node);
    QPointF place(rect.right() - (n.kind == GraphNode::Kind::Snapshot ? 3 : 10), rect.top() - 5);
    const auto badge = [&](const QString& name, const QColor& color) {
        const QRectF where(place, QSizeF(badgeSize, badgeSize));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_base);
        painter.drawEllipse(where.adjusted(-1, -1, 1, 1));
        paintIcon(painter, name, where, color);
        place.rx() += badgeSize + 1;
    };
    if (n.problem) {
        badge(QStringLiteral("warning"), m_danger);
    }
    if (n.held) {
        badge(QStringLiteral("hold"), m_accent);
    }
    if (n.destroying) {
        badge(QStringLiteral("delete"), m_danger);
    }
    if (look.mark == Mark::Dependent && !look.selected) {
        badge(QStringLiteral("dependent"), m_warning);
    }
}

void GraphPainter::paintFocus(QPainter& painter, int node, QPointF origin, double zoom, bool strong) const {
    const QRectF rect = m_shapes.nodeRect(node);
    const QRectF ring = QRectF(rect.topLeft() * zoom + origin, rect.size() * zoom).adjusted(-4, -4, 4, 4);
    const double round = std::min(ring.height() / 2, 14.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen(m_base, 4));
    painter.drawRoundedRect(ring, round, round);
    painter.setPen(strong ? pen(m_text, 2) : pen(mixed(0.5), 1, Qt::DotLine));
    painter.drawRoundedRect(ring, round, round);
    painter.restore();
}

void GraphPainter::paintHover(QPainter& painter, int node, QPointF origin, double zoom) const {
    const QRectF rect = m_shapes.nodeRect(node);
    const QRectF ring = QRectF(rect.topLeft() * zoom + origin, rect.size() * zoom).adjusted(-3, -3, 3, 3);
    const double round = std::min(ring.height() / 2, 13.0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen(faint(m_text, 0.45), 1.2));
    painter.drawRoundedRect(ring, round, round);
    painter.restore();
}

} // namespace coppice::ui
