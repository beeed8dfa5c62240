// Axis and headings. Texts keep their size whatever the zoom; those that find no room are left out.
#include "ui/graph_rulers.h"

#include "models/texts.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

using models::GraphGroup;
using models::GraphLane;
using models::SnapshotGraph;
namespace graph = models::graph;

namespace {

constexpr int narrowest = 104;
constexpr int widest = 190;
constexpr int padding = 8;
constexpr int tickHeight = 5;
constexpr double stationGap = 14; ///< between the texts of two times

QFont smaller(QFont font) {
    if (font.pixelSize() > 0) {
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * 0.9)));
    } else {
        font.setPointSizeF(font.pointSizeF() * 0.9);
    }
    return font;
}

QFont bold(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

QString laneName(const GraphLane& lane) {
    return models::fromUtf8(lane.vm != nullptr ? lane.vm->name : lane.collection->name);
}

QString groupName(const GraphGroup& group) {
    return group.collection != nullptr ? models::fromUtf8(group.collection->name)
                                       : GraphRuler::tr("Not in a collection");
}

void paintHeading(QPainter& painter, const QRectF& where, const QString& iconName, const QString& text,
                  const QFont& font, const QColor& ink) {
    const QRectF sign(where.left(), where.center().y() - spacing::icon / 2.0, spacing::icon, spacing::icon);
    paintIcon(painter, iconName, sign, ink);
    painter.setFont(font);
    painter.setPen(ink);
    const QRectF words = where.adjusted(spacing::icon + 6, 0, 0, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(text, Qt::ElideRight, words.width()));
}

} // namespace

int timeAxisHeight(const QFont& font) {
    return static_cast<int>(std::ceil(2 * QFontMetricsF(smaller(font)).height())) + tickHeight + 4;
}

void paintTimeAxis(QPainter& painter, const QRectF& area, const SnapshotGraph& graph, double originX,
                   double zoom, const QPalette& palette, const QFont& font) {
    painter.save();
    painter.setClipRect(area);
    painter.fillRect(area, palette.color(QPalette::Window));
    const QFont dayFont = bold(smaller(font));
    const QFont clockFont = smaller(font);
    const QFontMetricsF metrics(dayFont);
    const double lineHeight = metrics.height();
    const auto& stations = graph.stations();
    const auto pixel = [&](const models::GraphStation& station) { return station.x * zoom + originX; };

    // At most one time a stretch, the stretches fixed to the graph: scrolling changes none of them.
    double room = 0;
    if (!stations.empty()) {
        room = metrics.horizontalAdvance(models::dayText(stations.back().time));
        room = std::max(room, metrics.horizontalAdvance(models::clockText(stations.back().time)));
        room += stationGap;
    }
    const double stretch = room / zoom;
    const double right = (area.right() - originX) / zoom;
    const double start = std::floor(((area.left() - originX) / zoom) / std::max(1.0, stretch) - 2) * stretch;
    double lastPixel = -1e9;
    QString lastDay;
    auto station = std::ranges::lower_bound(stations, start, {}, &models::GraphStation::x);
    while (station != stations.end() && station->x <= right) {
        const double x = pixel(*station);
        if (x >= lastPixel + room * 0.96 && x + room / 2 < graph.nowX() * zoom + originX - stationGap) {
            const QString day = models::dayText(station->time);
            painter.setPen(palette.color(QPalette::Mid));
            painter.drawLine(QPointF(x, area.bottom() - tickHeight), QPointF(x, area.bottom()));
            const QRectF line(x - room / 2, area.top() + 1, room, lineHeight);
            if (day != lastDay) {
                painter.setFont(dayFont);
                painter.setPen(palette.color(QPalette::WindowText));
                painter.drawText(line, Qt::AlignCenter, day);
            }
            painter.setFont(clockFont);
            painter.setPen(palette.color(QPalette::PlaceholderText));
            painter.drawText(line.translated(0, lineHeight), Qt::AlignCenter,
                             models::clockText(station->time));
            lastDay = day;
            lastPixel = x;
        }
        const double next = std::max(station->x, (std::floor(station->x / stretch) + 1) * stretch);
        station = std::ranges::lower_bound(station + 1, stations.end(), next, {}, &models::GraphStation::x);
    }
    const QColor accent = toneColor(Tone::Accent, palette);
    const double now = graph.nowX() * zoom + originX;
    painter.setFont(bold(font));
    painter.setPen(accent);
    painter.drawText(QRectF(now - 60, area.top(), 120, area.height() - tickHeight), Qt::AlignCenter,
                     GraphRuler::tr("Now"));
    painter.drawLine(QPointF(now, area.bottom() - tickHeight), QPointF(now, area.bottom()));
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawLine(QPointF(area.left(), area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5));
    painter.restore();
}

int laneHeadingWidth(const SnapshotGraph& graph, const QFont& font) {
    const QFontMetricsF plain(font);
    const QFontMetricsF strong(bold(font));
    double longest = 0;
    for (const GraphLane& lane : graph.lanes()) {
        longest = std::max(longest, plain.horizontalAdvance(laneName(lane)));
        if (longest > widest) {
            break;
        }
    }
    for (const GraphGroup& group : graph.groups()) {
        if (group.lanesTop > group.top) {
            longest = std::max(longest, strong.horizontalAdvance(groupName(group)));
        }
    }
    const int wanted = static_cast<int>(std::ceil(longest)) + spacing::icon + 6 + 2 * padding;
    return std::clamp(wanted, narrowest, widest);
}

void paintLaneHeadings(QPainter& painter, const QRectF& area, const SnapshotGraph& graph, double originY,
                       double zoom, const QPalette& palette, const QFont& font) {
    painter.save();
    painter.setClipRect(area);
    painter.fillRect(area, palette.color(QPalette::Window));
    const double top = (area.top() - originY) / zoom;
    const double bottom = (area.bottom() - originY) / zoom;
    const double textHeight = QFontMetricsF(font).height();
    const QColor ink = palette.color(QPalette::WindowText);
    const QColor line = palette.color(QPalette::Mid);
    const double left = area.left() + padding;
    const double width = area.width() - 2 * padding;
    double lastBottom = area.top() - textHeight;
    for (const GraphGroup& group : graph.groups()) {
        if (group.bottom < top || group.top > bottom || group.lanesTop == group.top) {
            continue;
        }
        const double from = std::max(area.top(), group.top * zoom + originY);
        const double to = group.bottom * zoom + originY;
        const double height = std::max(textHeight, (group.lanesTop - group.top) * zoom);
        if (from >= lastBottom && to - from >= textHeight * 0.8) {
            painter.setPen(line);
            painter.drawLine(QPointF(area.left(), from), QPointF(area.right(), from));
            if (group.top * zoom + originY >= area.top() || zoom * graph::rowHeight < textHeight) {
                paintHeading(painter, {left, from, width, height},
                             group.collection != nullptr ? QStringLiteral("collection")
                                                         : QStringLiteral("vm"),
                             groupName(group), bold(font), ink);
                lastBottom = from + height;
            }
        }
    }
    if (zoom * graph::rowHeight >= textHeight) {
        for (const GraphLane& lane : graph.lanesBetween(top, bottom)) {
            const double laneTop = lane.top * zoom + originY;
            const double laneBottom = lane.bottom * zoom + originY;
            // Beside its first branch, or what of the lane is to be seen.
            const double first = (graph::lanePadding + graph::rowHeight / 2 - graph::nodeLift) * zoom;
            const double middle =
                std::clamp(laneTop + first, area.top() + textHeight / 2 + 2,
                           std::max(area.top() + textHeight / 2 + 2, laneBottom - textHeight));
            if (middle > laneBottom - textHeight / 2) {
                continue;
            }
            paintHeading(painter, {left, middle - textHeight / 2, width, textHeight},
                         lane.vm != nullptr ? QStringLiteral("vm") : QStringLiteral("collection"),
                         laneName(lane), font, ink);
        }
    }
    painter.setPen(line);
    painter.drawLine(QPointF(area.right() - 0.5, area.top()), QPointF(area.right() - 0.5, area.bottom()));
    painter.restore();
}

GraphRuler::GraphRuler(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_orientation(orientation) {
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void GraphRuler::setGraph(std::shared_ptr<const SnapshotGraph> graph) {
    m_graph = std::move(graph);
    update();
}

void GraphRuler::setPlace(double origin, double zoom) {
    if (origin != m_origin || zoom != m_zoom) {
        m_origin = origin;
        m_zoom = zoom;
        update();
    }
}

void GraphRuler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!m_graph || m_graph->lanes().empty()) {
        painter.fillRect(rect(), palette().color(QPalette::Base));
    } else if (m_orientation == Qt::Horizontal) {
        paintTimeAxis(painter, rect(), *m_graph, m_origin, m_zoom, palette(), font());
    } else {
        paintLaneHeadings(painter, rect(), *m_graph, m_origin, m_zoom, palette(), font());
    }
}

bool GraphRuler::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || m_orientation != Qt::Vertical || !m_graph) {
        return QWidget::event(event);
    }
    auto* const help = static_cast<QHelpEvent*>(event);
    const double y = (help->pos().y() - m_origin) / m_zoom;
    QString text;
    for (const GraphLane& lane : m_graph->lanesBetween(y, y + 1)) {
        text = laneName(lane);
    }
    for (const GraphGroup& group : m_graph->groups()) {
        if (y >= group.top && y < group.lanesTop) {
            text = groupName(group);
        }
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace coppice::ui
