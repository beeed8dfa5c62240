// A tree in which rows are selected by dragging a rubber band over them, besides everything QTreeView knows.
#pragma once

#include "ui/rubber_band.h"

#include <QBasicTimer>
#include <QItemSelection>
#include <QTreeView>

namespace coppice::ui {

/// Pressing the left button and moving draws a band, on rows and on empty space alike; dragging never moves
/// anything. The rows the band touches become the selection; with Ctrl or Shift they are added to what was
/// selected before, with Alt taken away from it. Rows that cannot be selected are passed over. Near the upper
/// and the lower edge the view scrolls. Esc during the drag brings the old selection back. A press without
/// movement is a click.
class BandTreeView : public QTreeView {
    Q_OBJECT
public:
    explicit BandTreeView(QWidget* parent = nullptr);

    bool bandActive() const { return m_band.active(); }

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void end();
    void updateBand();
    void scrollAtEdge();
    QPoint scrollOffset() const;
    QItemSelection rowsTouched() const;

    RubberBand m_band;
    QItemSelection m_before; ///< selected when the button went down
    QPersistentModelIndex m_currentBefore;
    QBasicTimer m_scrollTimer;
};

} // namespace coppice::ui
