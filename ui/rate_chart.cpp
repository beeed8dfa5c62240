// One area series over time, in the unit that fits the fastest moment.
#include "ui/rate_chart.h"

#include "ui/icons.h"
#include "ui/style.h"

#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QCoreApplication>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLineSeries>
#include <QLocale>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <array>

namespace coppice::ui {

namespace {

constexpr double msPerSecond = 1000;
constexpr int rateTicks = 3;
constexpr int timeTicks = 5;

struct Unit {
    double bytes;
    const char* label;
};

/// The largest unit in which `bytesPerSecond` is at least one.
Unit unitFor(double bytesPerSecond) {
    static constexpr std::array units{Unit{1024.0 * 1024 * 1024, QT_TRANSLATE_NOOP("RateChart", "GiB/s")},
                                      Unit{1024.0 * 1024, QT_TRANSLATE_NOOP("RateChart", "MiB/s")},
                                      Unit{1024.0, QT_TRANSLATE_NOOP("RateChart", "KiB/s")}};
    for (const Unit& unit : units) {
        if (bytesPerSecond >= unit.bytes) {
            return unit;
        }
    }
    return Unit{1.0, QT_TRANSLATE_NOOP("RateChart", "B/s")};
}

/// The smallest of 2, 4, 6, 8, 10 · 10ⁿ that is at least `value`: half of it is a whole number too.
double niceCeiling(double value) {
    double scale = 1;
    while (scale * 10 <= value) {
        scale *= 10;
    }
    for (const double step : {2.0, 4.0, 6.0, 8.0, 10.0}) {
        if (scale * step >= value) {
            return scale * step;
        }
    }
    return scale * 10;
}

} // namespace

RateChart::RateChart(QWidget* parent)
    : QWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_line(new QLineSeries(this))
    , m_floor(new QLineSeries(this))
    , m_area(new QAreaSeries(m_line, m_floor))
    , m_time(new QValueAxis)
    , m_rate(new QValueAxis)
    , m_hint(new QLabel(tr("The rate of a job appears here while it runs."), this)) {
    m_chart->addSeries(m_area);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    m_area->attachAxis(m_time);
    m_area->attachAxis(m_rate);
    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(0, 0, 4, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_time->setTickCount(timeTicks);
    m_time->setLabelFormat(QStringLiteral("%.0f"));
    m_rate->setTickCount(rateTicks);
    m_rate->setLabelFormat(QStringLiteral("%.0f"));

    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAccessibleName(tr("Rate chart"));
    m_view->setAccessibleDescription(tr("The bytes a second of the selected job, over time"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    layout->addWidget(m_hint);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    makeSecondary(*m_hint);
    setMinimumSize(220, 110);
    setAccessibleName(tr("Rate over time"));
    m_time->setTitleText(tr("Seconds since start"));
    applyPalette();
    setSamples({});
}

void RateChart::setSamples(const std::vector<models::RateSample>& samples) {
    double fastest = 0;
    for (const models::RateSample& sample : samples) {
        fastest = std::max(fastest, sample.bytesPerSecond);
    }
    const Unit unit = unitFor(fastest);
    QList<QPointF> line;
    line.reserve(static_cast<qsizetype>(samples.size()));
    for (const models::RateSample& sample : samples) {
        line.append({static_cast<double>(sample.timeMs - samples.front().timeMs) / msPerSecond,
                     sample.bytesPerSecond / unit.bytes});
    }
    const double end = line.isEmpty() ? 0 : line.last().x();
    m_line->replace(line);
    m_floor->replace(line.isEmpty() ? QList<QPointF>() : QList<QPointF>{{0, 0}, {end, 0}});
    // A whole number of seconds between two ticks.
    constexpr double intervals = timeTicks - 1;
    m_time->setRange(0, niceCeiling(std::max(end, intervals) / intervals) * intervals);
    m_rate->setRange(0, niceCeiling(std::max(fastest / unit.bytes, 1.0)));
    m_rate->setTitleText(QCoreApplication::translate("RateChart", unit.label));
    const bool any = line.size() > 1; // one point is no curve
    m_view->setVisible(any);
    m_hint->setVisible(!any);
}

int RateChart::sampleCount() const {
    return static_cast<int>(m_line->count());
}

void RateChart::applyPalette() {
    const QPalette& colors = palette();
    const QColor text = colors.color(QPalette::PlaceholderText);
    QColor grid = colors.color(QPalette::Text);
    grid.setAlphaF(0.14F);
    const QColor accent = toneColor(Tone::Accent, colors);
    QColor fill = accent;
    fill.setAlphaF(0.22F);
    m_chart->setBackgroundBrush(colors.brush(QPalette::Base));
    m_chart->setBackgroundPen(Qt::NoPen);
    m_view->setBackgroundBrush(colors.brush(QPalette::Base));
    m_area->setPen(QPen(accent, 1.5));
    m_area->setBrush(fill);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    for (QValueAxis* const axis : {m_time, m_rate}) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setGridLineColor(grid);
        axis->setLinePen(QPen(grid));
    }
}

void RateChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyPalette();
    }
    QWidget::changeEvent(event);
}

} // namespace coppice::ui
