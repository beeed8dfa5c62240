// The graph of the snapshots that the tree shows: lanes, time to the right, branches, one shared selection.
#pragma once

#include "models/graph_layouter.h"
#include "models/live_closure.h"
#include "ui/graph_selection.h"
#include "ui/graph_shapes.h"
#include "ui/rubber_band.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QPersistentModelIndex>

#include <memory>
#include <optional>

namespace coppice::ui {

class GraphMinimap;
class GraphRuler;
class SnapshotTreeView;

/// Shows the view and scope of a SnapshotTreeView, and selects its rows. Lays out only while it is visible.
///
/// Mouse: click, Ctrl (toggle), Shift (from the last click, along lanes and time), Alt (take away); dragging
/// draws a rubber band as in the tree; middle button, or Space and the left one, moves the picture; wheel
/// scrolls, with Shift sideways, with Ctrl zooms. Keys: Left to the parent, Right to the child, Up and Down
/// to the next branch or lane, Home and End along the lane, each with Shift to extend and with Ctrl to move
/// without selecting; Space and Ctrl+Space toggle; + - zoom, F fits.
class SnapshotGraphView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// `tree` outlives it.
    explicit SnapshotGraphView(SnapshotTreeView& tree, QWidget* parent = nullptr);
    ~SnapshotGraphView() override;

    void setClosure(std::shared_ptr<const models::LiveClosure> closure);
    models::GraphLanes laneMode() const { return m_laneMode; }
    void setLaneMode(models::GraphLanes lanes);

    static constexpr double largestZoom = 2;
    double zoom() const { return m_zoom; }
    /// Within what makes sense; the point of the viewport keeps showing what it shows.
    void setZoom(double zoom, QPointF anchor);
    void zoomIn();
    void zoomOut();
    void resetZoom();
    void fit();
    void selectAll();

    /// Null until the first layout is there.
    const GraphShapes* shapes() const { return m_shapes ? &*m_shapes : nullptr; }
    GraphSelection& selection() { return m_selection; }
    /// Of a node in the viewport.
    QRectF rectOf(int node) const;
    /// The part of the scene that is shown.
    QRectF visibleScene() const;
    void centerOn(QPointF scene);
    void ensureVisible(int node);
    /// What a person hears of a node, and reads when pointing at it.
    QString spokenText(int node) const;
    QString toolTipText(int node) const;

signals:
    /// A layout has come and is shown.
    void graphShown();
    void zoomChanged();
    /// The part of the scene that is shown is another.
    void placeChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void contentsChanged();
    void takeGraph(const std::shared_ptr<const models::SnapshotGraph>& graph);
    void showInitialPart();
    void currentChanged();
    /// To those who do not see it: which node has the keyboard.
    void tellFocus();
    void updateScrollBars();
    void placeChildren();
    void updatePlace();
    QPoint scrollOffset() const;
    QPointF origin() const { return -QPointF(scrollOffset()); }
    QPointF toScene(QPointF inViewport) const { return (inViewport - origin()) / m_zoom; }
    double smallestZoom() const;
    double fittingZoom() const;
    void scrollTo(QPoint offset);
    void setHover(int node);

    // snapshot_graph_input.cpp
    void clickNode(int node, Qt::KeyboardModifiers modifiers);
    void goTo(int node, Qt::KeyboardModifiers modifiers);
    void toggle(int node);
    std::vector<int> between(int first, int last) const;
    int anchorNode() const;
    int neighbour(int node, int key) const;
    int beside(int node, int direction) const;
    int acrossRows(int node, int direction) const;
    int firstNode() const;
    void updateBand();
    void endBand();
    void updateCursor();

    SnapshotTreeView& m_tree;
    GraphSelection m_selection;
    models::GraphLayouter m_layouter;
    models::GraphLanes m_laneMode = models::GraphLanes::PerVm;
    std::optional<GraphShapes> m_shapes;
    models::ViewScope m_shownScope;
    models::GraphLanes m_shownLanes = models::GraphLanes::PerVm;
    bool m_outdated = true; ///< what the tree shows has changed since the layout was asked for
    double m_zoom = 1;

    GraphRuler* m_axis;
    GraphRuler* m_headings;
    QWidget* m_corner;
    GraphMinimap* m_minimap;

    int m_hover = models::graph::none;
    std::optional<Guid> m_anchor; ///< where Shift extends from
    RubberBand m_band;
    QBasicTimer m_scrollTimer;
    QItemSelection m_before; ///< selected when the button went down
    QPersistentModelIndex m_currentBefore;
    std::vector<int> m_touched; ///< by the band, last
    std::optional<QPoint> m_panFrom;
    bool m_spaceDown = false;
    bool m_spacePanned = false; ///< since Space went down
};

} // namespace coppice::ui
