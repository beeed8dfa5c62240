// The shapes in which a graph's nodes are drawn and hit. Scene coordinates: those of models/snapshot_graph.
#pragma once

#include "models/snapshot_graph.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainterPath>
#include <QString>

namespace coppice::ui {

class GraphShapes {
public:
    static constexpr double radius = 8;       ///< of a snapshot's circle
    static constexpr double capsuleHalf = 14; ///< half the width of the shape through the members
    static constexpr double pillHeight = 24;
    static constexpr double pillIcon = 16;

    GraphShapes(std::shared_ptr<const models::SnapshotGraph> graph, const QFont& font);

    const models::SnapshotGraph& graph() const { return *m_graph; }
    const std::shared_ptr<const models::SnapshotGraph>& shared() const { return m_graph; }
    const QFont& font() const { return m_font; }
    /// Of snapshot collections and Now.
    const QFont& boldFont() const { return m_boldFont; }

    QString name(int node) const;
    /// The circle, or the pill with the name.
    QRectF nodeRect(int node) const;
    /// Room for the name; null where the pill has it, or the snapshot collection says it all.
    QRectF labelRect(int node) const;
    /// Elided to its room.
    QString label(int node) const;
    /// Of a snapshot collection: the pill with the shape that hangs from it through its members.
    QPainterPath capsule(int node) const;
    QRectF capsuleBody(int node) const;
    /// Everything that is drawn for it.
    QRectF extent(int node) const;

    /// What a click there means: a node, its name, or the shape through its members; none.
    int nodeAt(QPointF where) const;
    /// Snapshots whose circle and snapshot collections whose pill it touches, in no particular order.
    std::vector<int> nodesIn(const QRectF& where) const;

private:
    bool hasCapsule(const models::GraphNode& node) const;

    std::shared_ptr<const models::SnapshotGraph> m_graph;
    QFont m_font;
    QFont m_boldFont;
    QFontMetricsF m_metrics;
    QFontMetricsF m_boldMetrics;
};

} // namespace coppice::ui
