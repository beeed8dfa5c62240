// Draws a graph, on screen, in the minimap and on paper.
#pragma once

#include "models/roles.h"
#include "ui/graph_shapes.h"

#include <QPalette>

class QPainter;

namespace coppice::ui {

/// What changes about nodes while the graph stays. Asked for every node that is drawn.
class GraphLooks {
public:
    virtual ~GraphLooks() = default;
    virtual bool isSelected(int node) const = 0;
    /// What the selection means for it.
    virtual models::Mark markOf(int node) const = 0;
    /// False: a search hides it.
    virtual bool isFound(int node) const = 0;
};

class GraphPainter {
public:
    /// All outlive the painter. Without `looks`, nothing is selected, marked or hidden.
    GraphPainter(const GraphShapes& shapes, const QPalette& palette, const GraphLooks* looks = nullptr);

    /// Below this zoom nodes are dots, below the other nothing has a name.
    static constexpr double dotsBelow = 0.5;
    static constexpr double namelessBelow = 0.65;

    /// Everything that shows in `exposed`. A point p of the scene is drawn at p * zoom + origin.
    void paint(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const;
    /// Around a node, on top of everything. `strong`: the view has the keyboard.
    void paintFocus(QPainter& painter, int node, QPointF origin, double zoom, bool strong) const;
    void paintHover(QPainter& painter, int node, QPointF origin, double zoom) const;

private:
    struct NodeLook {
        bool selected = false;
        models::Mark mark = models::Mark::None;
        bool found = true;
    };
    struct Scene { ///< what is shown, in scene coordinates
        QRectF exposed;
        bool names = true;
    };
    void paintLanes(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const;
    void paintScene(QPainter& painter, const Scene& scene) const;
    void paintDots(QPainter& painter, const QRectF& exposed, QPointF origin, double zoom) const;

    void paintCapsule(QPainter& painter, int node) const;
    void paintEdge(QPainter& painter, int child) const;
    void paintLinks(QPainter& painter, const QRectF& exposed) const;
    void paintNode(QPainter& painter, int node, bool names) const;
    void paintCircle(QPainter& painter, int node, const NodeLook& look) const;
    void paintPill(QPainter& painter, int node, const NodeLook& look, bool names) const;
    void paintBadges(QPainter& painter, int node, const NodeLook& look) const;

    NodeLook lookOf(int node) const;
    QColor mixed(double text) const; ///< the text's colour on the background, that much of it

    const GraphShapes& m_shapes;
    const QPalette& m_palette;
    const GraphLooks* m_looks;
    QColor m_base;
    QColor m_text;
    QColor m_accent;
    QColor m_warning;
    QColor m_danger;
};

} // namespace coppice::ui
