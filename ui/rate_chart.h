// The rate of a job over time. The only class that knows Qt Charts.
#pragma once

#include "models/rate_history.h"

#include <QWidget>

#include <vector>

class QAreaSeries;
class QChart;
class QChartView;
class QLabel;
class QLineSeries;
class QValueAxis;

namespace coppice::ui {

/// Draws one history, which is bounded by its maker. Colours follow the palette. GUI thread.
class RateChart final : public QWidget {
    Q_OBJECT
public:
    explicit RateChart(QWidget* parent = nullptr);

    /// Empty: no job.
    void setSamples(const std::vector<models::RateSample>& samples);
    int sampleCount() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyPalette();

    QChart* m_chart;
    QChartView* m_view;
    QLineSeries* m_line;
    QLineSeries* m_floor; ///< the lower edge of the area
    QAreaSeries* m_area;
    QValueAxis* m_time;
    QValueAxis* m_rate;
    QLabel* m_hint; ///< in place of an empty chart
};

} // namespace coppice::ui
