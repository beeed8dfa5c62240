// Series are kept and refilled; only their number changes with the figure.
#include "ui/rate_chart.h"

#include "ui/icons.h"
#include "ui/rate_chart_accessible.h"
#include "ui/style.h"

#include <QAccessible>
#include <QAreaSeries>
#include <QChart>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <utility>

namespace coppice::ui {

using models::RateCurve;
using models::RateFigure;
using models::RatePoint;

namespace {

constexpr qreal lineWidth = 1.6;
constexpr int markerRadius = 4;
constexpr int page = 20; ///< points that PgUp and PgDn go

struct Look {
    QRgb light; ///< each at least 3:1 against its background
    QRgb dark;
    Qt::PenStyle dash;
};

constexpr std::array<Look, RateFigure::maxCurves> looks{{{0x247044, 0x7cc993, Qt::SolidLine},
                                                         {0x1f5fa8, 0x86b6f2, Qt::DashLine},
                                                         {0x965900, 0xf0b85c, Qt::DotLine},
                                                         {0x7a3fa0, 0xcfa2f0, Qt::DashDotLine},
                                                         {0xb3261e, 0xff8d80, Qt::DashDotDotLine},
                                                         {0x20696d, 0x8fd3d6, Qt::SolidLine}}};

QList<QPointF> pointsOf(const std::vector<RatePoint>& piece) {
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(piece.size()));
    for (const RatePoint& point : piece) {
        points.append({point.x, point.y});
    }
    return points;
}

} // namespace

/// Lies over the plot: the cursor's line, its mark and what it stands on, and the focus.
class RateChart::Cursor final : public QWidget {
public:
    explicit Cursor(QWidget* parent)
        : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
    }

    void set(const QRectF& plot, std::optional<QPointF> position, const QString& text, const QColor& color) {
        m_plot = plot;
        m_position = position;
        m_text = text;
        m_color = color;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (parentWidget()->hasFocus()) {
            painter.setPen(QPen(toneColor(Tone::Accent, palette()), 1.5));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 2, 2);
        }
        if (!m_position) {
            return;
        }
        QColor line = palette().color(QPalette::Text);
        line.setAlphaF(0.5F);
        painter.setPen(QPen(line, 1));
        painter.drawLine(QPointF(m_position->x(), m_plot.top()), QPointF(m_position->x(), m_plot.bottom()));
        painter.setPen(QPen(palette().color(QPalette::Base), 1.5));
        painter.setBrush(m_color);
        painter.drawEllipse(*m_position, markerRadius, markerRadius);
        const int padding = spacing::tight;
        QRectF box(QPointF(0, 0), QSizeF(fontMetrics().horizontalAdvance(m_text) + 2 * padding,
                                         fontMetrics().height() + padding));
        // Beside the point where it hides the least of the curve, and inside in any case.
        box.moveTop(m_position->y() > m_plot.center().y() ? m_plot.top() : m_plot.bottom() - box.height());
        box.moveLeft(
            std::clamp(m_position->x() - box.width() / 2, 0.0, std::max(0.0, width() - box.width())));
        painter.setPen(QPen(palette().color(QPalette::Mid), 1));
        painter.setBrush(palette().color(QPalette::ToolTipBase));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(palette().color(QPalette::ToolTipText));
        painter.drawText(box, Qt::AlignCenter, m_text);
    }

private:
    QRectF m_plot;
    std::optional<QPointF> m_position;
    QString m_text;
    QColor m_color;
};

RateChart::RateChart(QWidget* parent)
    : QWidget(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_x(new QValueAxis)
    , m_y(new QValueAxis)
    , m_hint(new QLabel(tr("The rate of a job appears here while it runs."), this))
    , m_cursor(new Cursor(this)) {
    installRateChartAccessibility();
    setObjectName(QStringLiteral("rateChart"));
    setAccessibleName(tr("Rate chart"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(200, 100);
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(0, 0, spacing::tight, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setLocalizeNumbers(true);
    for (QValueAxis* const axis : {m_x, m_y}) {
        axis->setLabelFormat(QStringLiteral("%.0f"));
    }
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setMouseTracking(true);
    m_view->viewport()->installEventFilter(this);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setAutoFillBackground(true);
    m_hint->setBackgroundRole(QPalette::Base);
    makeSecondary(*m_hint);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    layout->addWidget(m_hint);
    connect(m_chart, &QChart::plotAreaChanged, this, &RateChart::placeCursor);
    applyPalette();
    showFigure({});
}

RateChart::~RateChart() = default;

void RateChart::setJobs(const std::vector<models::RateInput>& jobs) {
    showFigure(models::rateFigureOf(jobs, m_axis));
}

void RateChart::setAxis(models::RateAxis axis) {
    m_axis = axis; // setJobs() follows: histories are not kept here
}

QPen RateChart::penOf(std::size_t index) const {
    const Look& look = looks[index % looks.size()];
    QPen pen(QColor(isDark(palette()) ? look.dark : look.light), lineWidth, look.dash);
    pen.setCosmetic(true);
    return pen;
}

QString RateChart::readout() const {
    return m_place ? m_figure.readout(m_place->curve, m_place->point) : QString();
}

void RateChart::showFigure(RateFigure figure) {
    // The cursor stays on the same moment of the same job.
    std::optional<Place> place;
    if (m_place) {
        const RateCurve& before = m_figure.curves[m_place->curve];
        const qint64 time = before.pointAt(m_place->point).sample.timeMs;
        for (std::size_t c = 0; c < figure.curves.size(); ++c) {
            const RateCurve& curve = figure.curves[c];
            if (curve.id == before.id) {
                std::size_t point = 0;
                while (point + 1 < curve.pointCount() && curve.pointAt(point).sample.timeMs < time) {
                    ++point;
                }
                place = Place{.curve = c, .point = point};
            }
        }
    }
    m_figure = std::move(figure);
    m_place = place;
    fill();
    m_view->setVisible(!m_figure.isEmpty());
    m_hint->setVisible(m_figure.isEmpty());
    m_cursor->raise();
    setAccessibleDescription(m_figure.isEmpty() ? m_hint->text() : m_figure.summary());
    placeCursor();
    emit figureChanged();
}

void RateChart::fitPieces(std::size_t count) {
    while (m_pieces.size() > count) {
        const Piece& piece = m_pieces.back();
        m_chart->removeSeries(piece.area);
        m_chart->removeSeries(piece.line);
        delete piece.area;
        delete piece.top;
        delete piece.floor;
        delete piece.line;
        m_pieces.pop_back();
    }
    while (m_pieces.size() < count) {
        Piece piece;
        piece.line = new QLineSeries(this);
        piece.top = new QLineSeries(this);
        piece.floor = new QLineSeries(this);
        piece.area = new QAreaSeries(piece.top, piece.floor);
        for (QAbstractSeries* const series :
             std::initializer_list<QAbstractSeries*>{piece.area, piece.line}) {
            m_chart->addSeries(series);
            series->attachAxis(m_x);
            series->attachAxis(m_y);
        }
        m_pieces.push_back(piece);
    }
}

void RateChart::fill() {
    std::size_t count = 0;
    for (const RateCurve& curve : m_figure.curves) {
        count += curve.pieces.size();
    }
    fitPieces(count);
    const bool single = m_figure.curves.size() == 1;
    std::size_t next = 0;
    for (std::size_t c = 0; c < m_figure.curves.size(); ++c) {
        const QPen pen = penOf(c);
        for (const auto& points : m_figure.curves[c].pieces) {
            const Piece& piece = m_pieces[next++];
            const QList<QPointF> line = pointsOf(points);
            piece.line->replace(line);
            piece.line->setPen(pen);
            piece.area->setVisible(single);
            if (single) {
                piece.top->replace(line);
                piece.floor->replace({{line.first().x(), 0}, {line.last().x(), 0}});
                QColor color = pen.color();
                color.setAlphaF(0.2F);
                piece.area->setPen(Qt::NoPen);
                piece.area->setBrush(color);
            }
        }
    }
    m_x->setRange(0, m_figure.xMax);
    m_x->setTickCount(std::max(2, m_figure.xTicks));
    m_x->setTitleText(m_figure.xTitle);
    m_y->setRange(0, m_figure.yMax);
    m_y->setTickCount(std::max(2, m_figure.yTicks));
    m_y->setTitleText(m_figure.yTitle);
}

void RateChart::applyPalette() {
    const QPalette& colors = palette();
    const QColor text = colors.color(QPalette::PlaceholderText);
    QColor grid = colors.color(QPalette::Text);
    grid.setAlphaF(0.14F);
    m_chart->setBackgroundBrush(colors.brush(QPalette::Base));
    m_chart->setBackgroundPen(Qt::NoPen);
    m_view->setBackgroundBrush(colors.brush(QPalette::Base));
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    for (QValueAxis* const axis : {m_x, m_y}) {
        axis->setLabelsColor(text);
        axis->setTitleBrush(text);
        axis->setLabelsFont(small);
        axis->setTitleFont(small);
        axis->setGridLineColor(grid);
        axis->setLinePen(QPen(grid));
    }
    fill();
}

void RateChart::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        applyPalette();
    }
    QWidget::changeEvent(event);
}

void RateChart::resizeEvent(QResizeEvent* event) {
    m_cursor->setGeometry(rect());
    QWidget::resizeEvent(event);
}

void RateChart::setPlace(std::optional<Place> place) {
    if (place == m_place) {
        return;
    }
    m_place = place;
    placeCursor();
    const QString text = readout();
    emit readoutChanged(text);
    QAccessibleValueChangeEvent event(this, text);
    QAccessible::updateAccessibility(&event);
}

void RateChart::moveBy(qint64 points) {
    if (m_figure.isEmpty()) {
        return;
    }
    const std::size_t curve = m_place ? m_place->curve : 0;
    const auto last = static_cast<qint64>(m_figure.curves[curve].pointCount()) - 1;
    // Without a cursor it appears at the newest point.
    const qint64 from = m_place ? static_cast<qint64>(m_place->point) + points : last;
    setPlace(Place{.curve = curve, .point = static_cast<std::size_t>(std::clamp<qint64>(from, 0, last))});
}

void RateChart::keyPressEvent(QKeyEvent* event) {
    constexpr qint64 everything = 1 << 30;
    m_hovered = false;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy(-1);
    case Qt::Key_Right:
        return moveBy(1);
    case Qt::Key_PageUp:
        return moveBy(-page);
    case Qt::Key_PageDown:
        return moveBy(page);
    case Qt::Key_Home:
        moveBy(0);
        return moveBy(-everything);
    case Qt::Key_End:
        moveBy(0);
        return moveBy(everything);
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (m_place && m_figure.curves.size() > 1) {
            const std::size_t count = m_figure.curves.size();
            const std::size_t step = event->key() == Qt::Key_Down ? 1 : count - 1;
            const double x = m_figure.curves[m_place->curve].pointAt(m_place->point).x;
            const std::size_t curve = (m_place->curve + step) % count;
            return setPlace(Place{.curve = curve, .point = m_figure.curves[curve].nearest(x)});
        }
        return moveBy(0);
    case Qt::Key_Escape:
        if (m_place) {
            return setPlace(std::nullopt);
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void RateChart::focusInEvent(QFocusEvent* event) {
    m_cursor->update();
    QWidget::focusInEvent(event);
}

void RateChart::focusOutEvent(QFocusEvent* event) {
    m_cursor->update();
    QWidget::focusOutEvent(event);
}

bool RateChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        follow(static_cast<QMouseEvent*>(event)->position().toPoint());
    } else if (event->type() == QEvent::Leave && m_hovered) {
        m_hovered = false;
        setPlace(std::nullopt);
    } else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
    }
    return QWidget::eventFilter(watched, event);
}

void RateChart::follow(QPoint inView) {
    if (m_figure.isEmpty()) {
        return;
    }
    const QPointF at = m_chart->mapFromScene(m_view->mapToScene(inView));
    const double x = m_chart->mapToValue(at, m_pieces.front().line).x();
    std::optional<Place> best;
    double bestDistance = 0;
    for (std::size_t c = 0; c < m_figure.curves.size(); ++c) {
        const Place place{.curve = c, .point = m_figure.curves[c].nearest(x)};
        const QPointF away = positionOf(place) - QPointF(m_view->viewport()->mapTo(this, inView));
        if (const double distance = QPointF::dotProduct(away, away); !best || distance < bestDistance) {
            best = place;
            bestDistance = distance;
        }
    }
    m_hovered = true;
    setPlace(best);
}

QPointF RateChart::positionOf(const Place& place) const {
    const RatePoint& point = m_figure.curves[place.curve].pointAt(place.point);
    const QPointF inChart = m_chart->mapToPosition({point.x, point.y}, m_pieces.front().line);
    return m_view->viewport()->mapTo(this, m_view->mapFromScene(m_chart->mapToScene(inChart)));
}

void RateChart::placeCursor() {
    const QRectF plot = m_chart->plotArea();
    m_cursor->set(plot, m_place ? std::optional(positionOf(*m_place)) : std::nullopt, readout(),
                  m_place ? penOf(m_place->curve).color() : QColor());
}

} // namespace coppice::ui
