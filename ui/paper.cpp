// What everything on paper shares.
#include "ui/paper.h"

#include "models/texts.h"
#include "ui/style.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

namespace coppice::ui::paper {

namespace {

constexpr int textPixels = 12;
constexpr int titlePixels = 16;
constexpr double titleGap = 10; ///< below the title

QFont titleFont() {
    QFont result = QGuiApplication::font();
    result.setPixelSize(titlePixels);
    result.setWeight(QFont::DemiBold);
    return result;
}

} // namespace

const QPalette& palette() {
    static const QPalette light = [] {
        QPalette result = lightPalette();
        result.setColor(QPalette::Window, Qt::white);
        return result;
    }();
    return light;
}

QFont font() {
    QFont result = QGuiApplication::font();
    result.setPixelSize(textPixels);
    return result;
}

double titleHeight() {
    return QFontMetricsF(titleFont()).height() + titleGap;
}

void paintTitle(QPainter& painter, double width, const QString& title, int page, int pages) {
    const QRectF line(0, 0, width, titleHeight() - titleGap);
    QString side = models::timeText(systemClock().now());
    if (page > 0) {
        side = QCoreApplication::translate("coppice::ui::paper", "%1 · page %2 of %3")
                   .arg(side, models::numberText(static_cast<std::uint64_t>(page)),
                        models::numberText(static_cast<std::uint64_t>(pages)));
    }
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, side);
    const double room = width - QFontMetricsF(font()).horizontalAdvance(side) - 2 * titleGap;
    painter.setFont(titleFont());
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(titleFont()).elidedText(title, Qt::ElideRight, room));
}

} // namespace coppice::ui::paper
