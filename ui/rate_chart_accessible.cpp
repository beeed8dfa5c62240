// An accessible interface that reads the cursor.
#include "ui/rate_chart_accessible.h"

#include "ui/rate_chart.h"

#include <QAccessibleWidget>

namespace coppice::ui {

namespace {

class RateChartAccessible final : public QAccessibleWidget {
public:
    explicit RateChartAccessible(RateChart* chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
        , m_chart(chart) {}

    QString text(QAccessible::Text kind) const override {
        if (kind == QAccessible::Value) {
            return m_chart->readout();
        }
        if (kind == QAccessible::Help) {
            return RateChart::tr("Left and Right move along a curve, Up and Down from curve to curve");
        }
        return QAccessibleWidget::text(kind);
    }

    /// One thing to read, not the parts it is made of.
    int childCount() const override { return 0; }

private:
    RateChart* m_chart;
};

QAccessibleInterface* make(const QString&, QObject* object) {
    auto* const chart = qobject_cast<RateChart*>(object);
    return chart != nullptr ? new RateChartAccessible(chart) : nullptr;
}

} // namespace

void installRateChartAccessibility() {
    QAccessible::installFactory(make); // the same function is not installed twice
}

} // namespace coppice::ui
