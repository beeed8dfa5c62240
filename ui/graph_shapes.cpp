// Circles, pills and the capsules that hang from them.
#include "ui/graph_shapes.h"

#include "models/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace coppice::ui {

using models::GraphNode;
using models::GraphRow;
namespace graph = models::graph;

namespace {

constexpr double pillPadding = 7;
constexpr double pillGap = 10; ///< to the next pill
constexpr double iconGap = 4;  ///< between a pill's icon and its text
constexpr double labelGap = 2; ///< between a circle and its name
constexpr double reach = 24;   ///< how far from its row's y anything of a node is drawn
constexpr double corner = 10;

QFont bold(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

GraphShapes::GraphShapes(std::shared_ptr<const models::SnapshotGraph> graph, const QFont& font)
    : m_graph(std::move(graph))
    , m_font(font)
    , m_boldFont(bold(font))
    , m_metrics(m_font)
    , m_boldMetrics(m_boldFont) {}

QString GraphShapes::name(int node) const {
    const GraphNode& n = m_graph->node(node);
    switch (n.kind) {
    case GraphNode::Kind::Snapshot:
        return models::fromUtf8(n.snapshot->name);
    case GraphNode::Kind::SnapshotCollection:
        return models::fromUtf8(n.together->name);
    case GraphNode::Kind::Now:
        break;
    }
    return QCoreApplication::translate("coppice::ui::GraphShapes", "Now");
}

QRectF GraphShapes::nodeRect(int node) const {
    const GraphNode& n = m_graph->node(node);
    if (n.kind == GraphNode::Kind::Snapshot) {
        return {n.x - radius, n.y - radius, 2 * radius, 2 * radius};
    }
    const double wanted = m_boldMetrics.horizontalAdvance(name(node)) + pillIcon + iconGap + 2 * pillPadding;
    const double width = std::min(wanted, n.room - pillGap);
    // A snapshot collection's pill begins with its capsule; Now stands in the middle of its line.
    const double left = n.kind == GraphNode::Kind::Now ? n.x - width / 2 : n.x - capsuleHalf;
    return {left, n.y - pillHeight / 2, std::max(width, 2 * capsuleHalf + corner), pillHeight};
}

QRectF GraphShapes::labelRect(int node) const {
    const GraphNode& n = m_graph->node(node);
    if (n.kind != GraphNode::Kind::Snapshot || !n.named) {
        return {};
    }
    const double left = n.isMember ? capsuleHalf + labelGap + 1 : -radius;
    return {n.x + left, n.y + radius + labelGap, n.room - left - capsuleHalf - 2 * labelGap,
            m_metrics.height()};
}

QString GraphShapes::label(int node) const {
    const GraphNode& n = m_graph->node(node);
    if (n.kind == GraphNode::Kind::Snapshot) {
        return m_metrics.elidedText(name(node), Qt::ElideRight, labelRect(node).width());
    }
    return m_boldMetrics.elidedText(name(node), Qt::ElideRight,
                                    nodeRect(node).width() - pillIcon - iconGap - 2 * pillPadding + 1);
}

bool GraphShapes::hasCapsule(const GraphNode& node) const {
    return node.kind == GraphNode::Kind::SnapshotCollection && node.lane == graph::none;
}

QRectF GraphShapes::capsuleBody(int node) const {
    const GraphNode& n = m_graph->node(node);
    if (!hasCapsule(n)) {
        return nodeRect(node);
    }
    const double top = std::min(n.y - pillHeight / 2, n.spanTop - capsuleHalf);
    const double bottom = std::max(n.y + pillHeight / 2, n.spanBottom + capsuleHalf);
    return {n.x - capsuleHalf, top, 2 * capsuleHalf, bottom - top};
}

QPainterPath GraphShapes::capsule(int node) const {
    const GraphNode& n = m_graph->node(node);
    const QRectF pill = nodeRect(node);
    QPainterPath path;
    if (!hasCapsule(n) || (n.spanTop == n.y && n.spanBottom == n.y)) {
        path.addRoundedRect(pill, corner, corner);
        return path;
    }
    const QRectF body = capsuleBody(node);
    if (body.top() < pill.top()) { // members above the strip
        path.setFillRule(Qt::WindingFill);
        path.addRoundedRect(pill, corner, corner);
        path.addRoundedRect(body, capsuleHalf, capsuleHalf);
        return path.simplified();
    }
    // A flag on its pole, in one stroke, clockwise from the upper left.
    const double inner = std::min(corner / 2, (pill.right() - body.right()) / 2);
    const double d = 2 * corner;
    const double foot = 2 * capsuleHalf;
    path.moveTo(pill.left(), pill.top() + corner);
    path.arcTo(pill.left(), pill.top(), d, d, 180, -90);
    path.lineTo(pill.right() - corner, pill.top());
    path.arcTo(pill.right() - d, pill.top(), d, d, 90, -90);
    path.arcTo(pill.right() - d, pill.bottom() - d, d, d, 0, -90);
    path.lineTo(body.right() + inner, pill.bottom());
    path.arcTo(body.right(), pill.bottom(), 2 * inner, 2 * inner, 90, 90);
    path.lineTo(body.right(), body.bottom() - capsuleHalf);
    path.arcTo(body.left(), body.bottom() - foot, foot, foot, 0, -180);
    path.closeSubpath();
    return path;
}

QRectF GraphShapes::extent(int node) const {
    return nodeRect(node).united(labelRect(node)).united(capsuleBody(node)).adjusted(-8, -8, 8, 8);
}

int GraphShapes::nodeAt(QPointF where) const {
    for (const GraphRow& row : m_graph->rowsBetween(where.y() - reach, where.y() + reach)) {
        for (const int node :
             m_graph->nodesBetween(row, where.x() - graph::maxGap, where.x() + capsuleHalf)) {
            if (nodeRect(node).adjusted(-3, -3, 3, 3).contains(where) || labelRect(node).contains(where)) {
                return node;
            }
        }
    }
    for (const models::GraphGroup& group : m_graph->groups()) {
        if (where.y() < group.reachTop - capsuleHalf || where.y() > group.reachBottom + capsuleHalf) {
            continue;
        }
        const auto x = [this](int node) { return m_graph->node(node).x; };
        auto found = std::ranges::lower_bound(group.togethers, where.x() - capsuleHalf, {}, x);
        if (found != group.togethers.end() && capsuleBody(*found).contains(where)) {
            return *found;
        }
    }
    return graph::none;
}

std::vector<int> GraphShapes::nodesIn(const QRectF& where) const {
    std::vector<int> result;
    for (const GraphRow& row : m_graph->rowsBetween(where.top() - reach, where.bottom() + reach)) {
        for (const int node :
             m_graph->nodesBetween(row, where.left() - graph::maxGap, where.right() + capsuleHalf)) {
            if (m_graph->node(node).kind != GraphNode::Kind::Now && nodeRect(node).intersects(where)) {
                result.push_back(node);
            }
        }
    }
    return result;
}

} // namespace coppice::ui
