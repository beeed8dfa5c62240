// The rates of jobs as curves, read with the mouse or the arrow keys. The only class that knows Qt Charts.
#pragma once

#include "models/rate_figure.h"

#include <QPen>
#include <QWidget>

#include <optional>
#include <vector>

class QAreaSeries;
class QChart;
class QChartView;
class QLabel;
class QLineSeries;
class QValueAxis;
class QXYSeries;

namespace coppice::ui {

/// Curves are told apart by colour and by dash; a pause is a gap. The pointer, or Left, Right, Home and End
/// with the focus here, move a cursor along the curve, Up and Down to the next one, Esc removes it; what it
/// stands on is shown beside it and is the accessible value. The accessible description is the figure in
/// words. GUI thread.
class RateChart final : public QWidget {
    Q_OBJECT
public:
    explicit RateChart(QWidget* parent = nullptr);
    ~RateChart() override;

    /// Histories are read at once. Drawn at most a few times a second.
    void setJobs(const std::vector<models::RateInput>& jobs);
    models::RateAxis axis() const { return m_axis; }
    void setAxis(models::RateAxis axis);

    const models::RateFigure& figure() const { return m_figure; }
    /// How the curve at `index` is drawn.
    QPen penOf(std::size_t index) const;
    /// What the cursor stands on; empty without one.
    QString readout() const;

signals:
    void figureChanged();
    void readoutChanged(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Cursor;
    struct Place {
        std::size_t curve = 0;
        std::size_t point = 0;
        bool operator==(const Place&) const = default;
    };
    struct Piece {
        QLineSeries* line = nullptr;
        QLineSeries* top = nullptr; ///< of the area, which is drawn for a single curve
        QLineSeries* floor = nullptr;
        QAreaSeries* area = nullptr;
    };

    void showFigure(models::RateFigure figure);
    void fitPieces(std::size_t count);
    void fill();
    void applyPalette();
    void setPlace(std::optional<Place> place);
    void moveBy(qint64 points);
    void follow(QPoint inView);
    void placeCursor();
    QPointF positionOf(const Place& place) const; ///< in this widget

    models::RateAxis m_axis = models::RateAxis::Time;
    models::RateFigure m_figure;
    std::vector<Piece> m_pieces; ///< of all curves, in their order
    std::optional<Place> m_place;
    bool m_hovered = false; ///< the cursor is the pointer's

    QChart* m_chart;
    QChartView* m_view;
    QValueAxis* m_x;
    QValueAxis* m_y;
    QLabel* m_hint; ///< in place of an empty chart
    Cursor* m_cursor;
};

} // namespace coppice::ui
