// Whole on one page if that can be read, otherwise as a grid of pages, row by row.
#include "ui/graph_picture.h"

#include "ui/graph_rulers.h"
#include "ui/paper.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

GraphPicture::Looks::Looks(const models::SnapshotGraph& graph, const GraphLooks& now) {
    for (std::size_t i = 0; i < graph.nodes().size(); ++i) {
        const int node = static_cast<int>(i);
        const bool isNow = graph.node(node).kind == models::GraphNode::Kind::Now;
        m_selected.push_back(now.isSelected(node));
        m_marks.push_back(now.markOf(node));
        m_found.push_back(isNow || now.isFound(node));
    }
}

GraphPicture::GraphPicture(std::shared_ptr<const models::SnapshotGraph> graph, const GraphLooks& looks,
                           QString title)
    : m_shapes(std::move(graph), paper::font())
    , m_looks(m_shapes.graph(), looks)
    , m_title(std::move(title)) {}

QRectF GraphPicture::graphArea(const QSizeF& page) const {
    const double left = laneHeadingWidth(m_shapes.graph(), paper::font());
    const double top = paper::titleHeight() + timeAxisHeight(paper::font());
    return {left, top, page.width() - left, page.height() - top};
}

QSizeF GraphPicture::size() const {
    const QRectF frame = graphArea({});
    return {frame.left() + m_shapes.graph().width(), frame.top() + m_shapes.graph().height()};
}

int GraphPicture::layOut(const QSizeF& page) {
    m_page = page;
    if (page.isEmpty()) {
        m_zoom = 1;
        m_columns = m_rows = 1;
        return 1;
    }
    const QSizeF room = graphArea(page).size();
    const double fitting =
        std::min(room.width() / m_shapes.graph().width(), room.height() / m_shapes.graph().height());
    m_zoom = std::clamp(fitting, GraphPainter::namelessBelow, 1.0);
    m_columns = std::max(1, static_cast<int>(std::ceil(m_shapes.graph().width() * m_zoom / room.width())));
    m_rows = std::max(1, static_cast<int>(std::ceil(m_shapes.graph().height() * m_zoom / room.height())));
    return m_columns * m_rows;
}

void GraphPicture::paint(QPainter& painter, int piece) {
    const QPalette& palette = paper::palette();
    const QFont font = paper::font();
    const QSizeF sheet = m_page.isEmpty() ? size() : m_page;
    const QRectF area = graphArea(sheet);
    const QPointF shift((piece % m_columns) * area.width(), (piece / m_columns) * area.height());
    const QPointF origin = area.topLeft() - shift;
    paper::paintTitle(painter, sheet.width(), m_title, m_page.isEmpty() ? 0 : piece + 1, m_columns * m_rows);
    painter.save();
    painter.setClipRect(area);
    GraphPainter(m_shapes, palette, &m_looks).paint(painter, area, origin, m_zoom);
    painter.restore();
    const double axisHeight = timeAxisHeight(font);
    paintTimeAxis(painter, {area.left(), area.top() - axisHeight, area.width(), axisHeight}, m_shapes.graph(),
                  origin.x(), m_zoom, palette, font);
    paintLaneHeadings(painter, {0, area.top(), area.left(), area.height()}, m_shapes.graph(), origin.y(),
                      m_zoom, palette, font);
}

} // namespace coppice::ui
