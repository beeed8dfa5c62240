// The rate chart with its switch between time and bytes, and the key to its curves.
#pragma once

#include "models/rate_figure.h"

#include <QWidget>

class QToolButton;

namespace coppice::ui {

class RateChart;

class RatePane final : public QWidget {
    Q_OBJECT
public:
    explicit RatePane(QWidget* parent = nullptr);

    RateChart& chart() { return *m_chart; }
    void setAxis(models::RateAxis axis);

signals:
    /// The histories are wanted once more.
    void axisChanged();

private:
    class Key;
    QToolButton* addSwitch(const QString& text, const QString& tip, const char* name, models::RateAxis axis);

    RateChart* m_chart;
    Key* m_key;
    QToolButton* m_overTime;
    QToolButton* m_overBytes;
};

} // namespace coppice::ui
