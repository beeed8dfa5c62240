// A row of two switches and the key, above the chart.
#include "ui/rate_pane.h"

#include "ui/rate_chart.h"
#include "ui/style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace coppice::ui {

/// A piece of each curve's line and its name; as many as there is room for.
class RatePane::Key final : public QWidget {
public:
    explicit Key(const RateChart& chart)
        : m_chart(chart) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        setMinimumHeight(fontMetrics().height());
    }

protected:
    void paintEvent(QPaintEvent*) override {
        constexpr int lineLength = 22;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto& figure = m_chart.figure();
        int x = width();
        // From the right, so that the names stay at the edge whatever their number.
        for (std::size_t i = figure.curves.size(); i-- > 0;) {
            const QString name = figure.curves[i].name;
            const int wide = fontMetrics().horizontalAdvance(name);
            x -= wide + lineLength + spacing::tight;
            if (x < 0) {
                return;
            }
            QPen pen = m_chart.penOf(i);
            pen.setWidthF(2);
            painter.setPen(pen);
            painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + lineLength, height() / 2.0));
            painter.setPen(palette().color(QPalette::WindowText));
            painter.drawText(QRect(x + lineLength + spacing::tight, 0, wide, height()), Qt::AlignVCenter,
                             name);
            x -= spacing::normal;
        }
    }

private:
    const RateChart& m_chart;
};

RatePane::RatePane(QWidget* parent)
    : QWidget(parent)
    , m_chart(new RateChart)
    , m_key(new Key(*m_chart)) {
    m_overTime = addSwitch(tr("Over &time"), tr("Show the rate over the time since each job’s start"),
                           "rateOverTime", models::RateAxis::Time);
    m_overBytes = addSwitch(tr("Over &bytes"), tr("Show the rate over the bytes done"), "rateOverBytes",
                            models::RateAxis::Bytes);
    auto* const group = new QButtonGroup(this);
    group->addButton(m_overTime);
    group->addButton(m_overBytes);
    m_overTime->setChecked(true);

    auto* const head = new QHBoxLayout;
    head->setContentsMargins(0, 0, spacing::tight, 0);
    head->setSpacing(2);
    head->addWidget(m_overTime);
    head->addWidget(m_overBytes);
    head->addSpacing(spacing::normal);
    head->addWidget(m_key, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addLayout(head);
    layout->addWidget(m_chart, 1);
    connect(m_chart, &RateChart::figureChanged, m_key, [this] { m_key->update(); });
}

QToolButton* RatePane::addSwitch(const QString& text, const QString& tip, const char* name,
                                 models::RateAxis axis) {
    auto* const button = new QToolButton;
    button->setObjectName(QString::fromLatin1(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::toggled, this, [this, axis](bool on) {
        if (on && m_chart->axis() != axis) {
            m_chart->setAxis(axis);
            emit axisChanged();
        }
    });
    return button;
}

void RatePane::setAxis(models::RateAxis axis) {
    (axis == models::RateAxis::Time ? m_overTime : m_overBytes)->setChecked(true);
}

} // namespace coppice::ui
