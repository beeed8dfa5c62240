// The graph as it looks from afar: dots and strokes in few calls, nothing drawn twice on the same pixel.
#include "ui/graph_painter.h"
#include "ui/icons.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace coppice::ui {

using models::GraphNode;
using models::GraphRow;
using models::Mark;
namespace graph = models::graph;

namespace {

enum Kind { Dimmed, Plain, Now, Dependent, Selected, KindCount };

/// As long as no search hides it.
Kind kindOf(const GraphNode& node, int index, const GraphLooks* looks) {
    if (node.kind == GraphNode::Kind::Now) {
        return Now;
    }
    if (looks == nullptr) {
        return Plain;
    }
    const Mark mark = looks->markOf(index);
    if (mark == Mark::Selected || looks->isSelected(index)) {
        return Selected;
    }
    return mark == Mark::Dependent ? Dependent : Plain;
}

} // namespace

void GraphPainter::paintDots(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const {
    const models::SnapshotGraph& shown = m_shapes.graph();
    const auto sceneX = [&](double x) { return (x - origin.x()) / zoom; };
    const auto pixelX = [&](double x) { return x * zoom + origin.x(); };
    const auto pixelY = [&](double y) { return y * zoom + origin.y(); };
    const double size = std::clamp(std::round(2 * GraphShapes::radius * zoom), 2.0, 9.0);
    const double left = sceneX(exposed.left() - size);
    const double right = sceneX(exposed.right() + size);
    const double top = (exposed.top() - origin.y()) / zoom;
    const double bottom = (exposed.bottom() - origin.y()) / zoom;

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);

    QList<QRectF> capsules;
    for (const models::GraphGroup& group : shown.groups()) {
        if (group.reachTop > bottom || group.reachBottom < top) {
            continue;
        }
        const auto x = [&shown](int node) { return shown.node(node).x; };
        const double half = GraphShapes::capsuleHalf;
        const auto first = std::ranges::lower_bound(group.togethers, left - half, {}, x);
        const auto last = std::ranges::upper_bound(group.togethers, right + half, {}, x);
        for (auto node = first; node != last; ++node) {
            const QRectF body = m_shapes.capsuleBody(*node);
            capsules.append(QRectF(pixelX(body.left()), pixelY(body.top()),
                                   std::max(1.0, body.width() * zoom), body.height() * zoom));
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(0.2));
    painter.drawRects(capsules);

    QList<QLineF> edges;
    QList<QLineF> toNow;
    std::array<QList<QRectF>, KindCount> dots;
    for (const models::GraphLane& lane : shown.lanesBetween(top, bottom)) {
        for (const GraphRow& row : shown.rowsOf(lane)) {
            const double y = std::round(pixelY(row.y));
            double runEnd = exposed.left() - 2; // of the last stroke of this row
            for (const int child : shown.edgesBetween(row, left, right)) {
                const GraphNode& to = shown.node(child);
                if (to.parent == graph::none) {
                    continue;
                }
                const GraphNode& from = shown.node(to.parent);
                QList<QLineF>& lines = to.toNow ? toNow : edges;
                const double start = std::max(pixelX(from.x), exposed.left());
                const double end = std::min(pixelX(to.x), exposed.right());
                if (from.row != to.row && std::abs(from.y - to.y) * zoom > 1.5) {
                    lines.append(QLineF(start, pixelY(from.y), start, y));
                }
                if (!lines.isEmpty() && start <= runEnd + 1 && lines.last().y2() == y &&
                    lines.last().y1() == y) {
                    lines.last().setP2(QPointF(end, y));
                } else {
                    lines.append(QLineF(start, y, end, y));
                }
                runEnd = end;
            }
        }
    }
    for (const GraphRow& row : shown.rowsBetween(top - graph::rowHeight, bottom + graph::rowHeight)) {
        const double y = std::round(pixelY(row.y) - size / 2);
        std::array<double, KindCount> last;
        last.fill(exposed.left() - 2 * size);
        for (const int index : shown.nodesBetween(row, left, right)) {
            const GraphNode& node = shown.node(index);
            const double x = std::round(pixelX(node.x) - size / 2);
            Kind kind = kindOf(node, index, m_looks);
            if (x <= last[kind]) {
                continue;
            }
            if (kind == Plain && m_looks != nullptr && !m_looks->isFound(index)) {
                kind = Dimmed;
            }
            last[kind] = x;
            dots[kind].append(QRectF(x, y, size, size));
        }
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(mixed(0.4), 0));
    painter.drawLines(edges);
    painter.setPen(QPen(m_accent, 0));
    painter.drawLines(toNow);
    painter.setPen(Qt::NoPen);
    const std::array<QColor, KindCount> colors{mixed(0.22), mixed(0.62), m_accent, m_warning,
                                               m_palette.color(QPalette::Highlight)};
    for (std::size_t kind = 0; kind < KindCount; ++kind) {
        painter.setBrush(colors[kind]);
        painter.drawRects(dots[kind]);
    }
    // Not by colour alone: what is selected stands out by a frame, what goes along is notched.
    if (size >= 5) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_text, 0));
        for (const QRectF& dot : dots[Selected]) {
            painter.drawRect(dot.adjusted(-1, -1, 0, 0));
        }
        painter.setPen(QPen(m_base, 0));
        for (const QRectF& dot : dots[Dependent]) {
            painter.drawLine(dot.bottomLeft(), dot.topRight());
        }
    }
    painter.restore();
}

} // namespace coppice::ui
