// What stays in place beside a graph while it scrolls: when, above it, and whose lane, on the left.
#pragma once

#include "models/snapshot_graph.h"

#include <QWidget>

#include <memory>

namespace coppice::ui {

/// Draws the times of a graph's x into `area`. x is drawn at x * zoom + originX.
void paintTimeAxis(QPainter& painter, const QRectF& area, const models::SnapshotGraph& graph, double originX,
                   double zoom, const QPalette& palette, const QFont& font);
int timeAxisHeight(const QFont& font);

/// Draws the names of lanes and groups into `area`.
void paintLaneHeadings(QPainter& painter, const QRectF& area, const models::SnapshotGraph& graph,
                       double originY, double zoom, const QPalette& palette, const QFont& font);
/// As wide as the names need, within limits.
int laneHeadingWidth(const models::SnapshotGraph& graph, const QFont& font);

/// One of the two as a widget that is told where the graph is.
class GraphRuler final : public QWidget {
    Q_OBJECT
public:
    /// Horizontal: the times. Vertical: the lanes.
    explicit GraphRuler(Qt::Orientation orientation, QWidget* parent = nullptr);

    void setGraph(std::shared_ptr<const models::SnapshotGraph> graph);
    void setPlace(double origin, double zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Qt::Orientation m_orientation;
    std::shared_ptr<const models::SnapshotGraph> m_graph;
    double m_origin = 0;
    double m_zoom = 1;
};

} // namespace coppice::ui
