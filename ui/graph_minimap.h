// The whole graph in a corner of its view, with a frame around what is shown.
#pragma once

#include "models/snapshot_graph.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace coppice::ui {

class SnapshotGraphView;

/// Lies on the view's viewport. Hidden while everything fits, and where there is no corner to spare. Click
/// and drag move the view; its own keys are the view's: it never has the keyboard.
class GraphMinimap final : public QWidget {
    Q_OBJECT
public:
    explicit GraphMinimap(SnapshotGraphView& view);

    void setGraph(std::shared_ptr<const models::SnapshotGraph> graph);
    /// As large as a picture of the graph with its proportions, within a corner of the viewport.
    QSize sizeHint() const override;
    /// What of the map stands for a point of the scene.
    QPointF toMap(QPointF scene) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QRectF mapRect() const;
    void updatePlace();
    void redraw();
    void moveView(QPointF where);

    SnapshotGraphView& m_view;
    std::shared_ptr<const models::SnapshotGraph> m_graph;
    QPixmap m_picture;
    QTimer m_redraw; ///< of the picture, once for many changes
};

} // namespace coppice::ui
