// Paints the row as the style does, then a bar and the locale's percentage in its free space.
#include "ui/progress_delegate.h"

#include "models/progress.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QtMath>

namespace coppice::ui {

namespace {
constexpr int whole = 1000;
constexpr int barHeight = 6;
constexpr int minimumBarWidth = 60;
constexpr qreal stripeSpacing = 7;

/// Stripes over the whole groove: it runs, but nobody can say how far it is.
void paintUnknown(QPainter& painter, const QRectF& bar, const QColor& ink) {
    QPainterPath groove;
    groove.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.save();
    painter.setClipPath(groove);
    painter.setPen(QPen(ink, 2.5));
    const int stripes = qCeil((bar.width() + bar.height()) / stripeSpacing);
    for (int stripe = 0; stripe < stripes; ++stripe) {
        const qreal x = bar.left() - bar.height() + stripe * stripeSpacing;
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
    }
    painter.restore();
}
} // namespace

ProgressDelegate::ProgressDelegate(int permilleRole, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_permilleRole(permilleRole) {}

void ProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const QVariant value = index.data(m_permilleRole);
    if (!value.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    item.icon = QIcon();
    const QStyle* const style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const bool unknown = value.toInt() < 0;
    const int permille = qBound(0, value.toInt(), whole);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QPalette& palette = item.palette;
    const QColor ink = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const int textWidth = item.fontMetrics.horizontalAdvance(models::progressText(whole)) + spacing::normal;
    const QRect inner = item.rect.adjusted(spacing::normal, 0, -spacing::normal, 0);
    const QRect textRect(inner.right() - textWidth + 1, inner.top(), textWidth, inner.height());
    const QRectF bar(inner.left(), inner.center().y() - barHeight / 2.0 + 0.5, inner.width() - textWidth,
                     barHeight);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QColor groove = ink;
    groove.setAlphaF(0.18F);
    painter->setBrush(groove);
    const qreal radius = barHeight / 2.0;
    if (bar.width() > barHeight) {
        painter->drawRoundedRect(bar, radius, radius);
        const QColor done = selected ? ink : toneColor(Tone::Accent, palette);
        if (unknown) {
            paintUnknown(*painter, bar, done);
        } else if (permille > 0) {
            QRectF filled = bar;
            filled.setWidth(qMax<qreal>(barHeight, bar.width() * permille / whole));
            painter->setBrush(done);
            painter->drawRoundedRect(filled, radius, radius);
        }
    }
    painter->setPen(ink);
    painter->setFont(item.font);
    painter->drawText(textRect, Qt::AlignRight | Qt::AlignVCenter,
                      models::progressText(unknown ? models::kUnknownPermille : permille));
    painter->restore();
}

QSize ProgressDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int width = minimumBarWidth + option.fontMetrics.horizontalAdvance(models::progressText(whole)) +
                      3 * spacing::normal;
    return size.expandedTo({width, 0});
}

} // namespace coppice::ui
