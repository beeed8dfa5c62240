// Paints one heading a disk and one row a layer.
#include "ui/chain_view.h"

#include "ui/icons.h"
#include "ui/style.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace coppice::ui {

namespace {

constexpr int gap = 2;          ///< between two layers
constexpr int barHeight = 3;    ///< of a layer's share
constexpr int diskSpacing = 10; ///< between two disks

QString sizeText(quint64 bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeIecFormat);
}

} // namespace

ChainView::ChainView(QWidget* parent)
    : QWidget(parent) {
    setObjectName(QStringLiteral("chainView"));
    setAccessibleName(tr("Disk chain"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChainView::setDisks(QList<DiskChain> disks) {
    m_disks = std::move(disks);
    QStringList lines;
    for (const DiskChain& disk : std::as_const(m_disks)) {
        lines.append(tr("%1, %2:").arg(disk.slot, sizeText(disk.virtualSizeBytes)));
        for (const ChainLayer& layer : disk.layers) {
            lines.append(tr("%1, %2, %3").arg(layer.name, layer.type, sizeText(layer.allocatedBytes)));
        }
    }
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    setVisible(!m_disks.isEmpty());
    updateGeometry();
    update();
}

int ChainView::rowHeight() const {
    return fontMetrics().height() + barHeight + 3 * spacing::tight;
}

QSize ChainView::sizeHint() const {
    int height = 0;
    for (const DiskChain& disk : m_disks) {
        height += fontMetrics().height() + spacing::tight +
                  static_cast<int>(disk.layers.size()) * (rowHeight() + gap) + diskSpacing;
    }
    return {fontMetrics().averageCharWidth() * 30, height};
}

QSize ChainView::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

void ChainView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& colors = palette();
    const QFontMetrics metrics = fontMetrics();
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    int y = 0;
    for (const DiskChain& disk : std::as_const(m_disks)) {
        const int headHeight = metrics.height();
        const QString size = tr("%1 virtual").arg(sizeText(disk.virtualSizeBytes));
        const int sizeWidth = metrics.horizontalAdvance(size);
        painter.setFont(bold);
        painter.setPen(colors.color(QPalette::WindowText));
        painter.drawText(QRect(0, y, width() - sizeWidth - spacing::normal, headHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, disk.slot);
        painter.setFont(font());
        painter.setPen(colors.color(QPalette::PlaceholderText));
        painter.drawText(QRect(0, y, width(), headHeight), Qt::AlignRight | Qt::AlignVCenter, size);
        y += headHeight + spacing::tight;

        quint64 total = 0;
        for (const ChainLayer& layer : disk.layers) {
            total += layer.allocatedBytes;
        }
        for (const ChainLayer& layer : disk.layers) {
            const QRect row(0, y, width(), rowHeight());
            painter.setPen(QPen(colors.color(QPalette::Mid), 1));
            painter.setBrush(colors.brush(QPalette::Base));
            painter.drawRoundedRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);

            const QRect inner = row.adjusted(spacing::normal, spacing::tight, -spacing::normal, 0);
            const QString own = sizeText(layer.allocatedBytes);
            const int ownWidth = metrics.horizontalAdvance(own);
            const bool broken = !layer.problem.isEmpty();
            painter.setPen(broken ? toneColor(Tone::Danger, colors) : colors.color(QPalette::Text));
            const QRect nameRect(inner.left(), inner.top(), inner.width() - ownWidth - spacing::normal,
                                 metrics.height());
            const QString label = broken ? tr("%1 – %2").arg(layer.name, layer.problem) : layer.name;
            painter.drawText(nameRect, Qt::AlignLeft | Qt::AlignVCenter,
                             metrics.elidedText(label, Qt::ElideMiddle, nameRect.width()));
            painter.setPen(colors.color(QPalette::PlaceholderText));
            painter.drawText(QRect(inner.left(), inner.top(), inner.width(), metrics.height()),
                             Qt::AlignRight | Qt::AlignVCenter, own);

            QRectF bar(inner.left(), inner.top() + metrics.height() + spacing::tight, inner.width(),
                       barHeight);
            QColor groove = colors.color(QPalette::Text);
            groove.setAlphaF(0.12F);
            painter.setPen(Qt::NoPen);
            painter.setBrush(groove);
            painter.drawRoundedRect(bar, 1.5, 1.5);
            if (total > 0 && layer.allocatedBytes > 0) {
                bar.setWidth(std::max(3.0, bar.width() * static_cast<double>(layer.allocatedBytes) /
                                               static_cast<double>(total)));
                painter.setBrush(toneColor(Tone::Accent, colors));
                painter.drawRoundedRect(bar, 1.5, 1.5);
            }
            y += rowHeight() + gap;
        }
        y += diskSpacing;
    }
}

QString ChainView::toolTipOf(const ChainLayer& layer) const {
    QString text = tr("%1\n%2, %3 on the volume").arg(layer.path, layer.type, sizeText(layer.allocatedBytes));
    if (!layer.problem.isEmpty()) {
        text += QLatin1Char('\n') + layer.problem;
    }
    return text;
}

bool ChainView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto* const help = static_cast<QHelpEvent*>(event);
    int y = 0;
    for (const DiskChain& disk : std::as_const(m_disks)) {
        y += fontMetrics().height() + spacing::tight;
        for (const ChainLayer& layer : disk.layers) {
            if (QRect(0, y, width(), rowHeight()).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), toolTipOf(layer), this);
                return true;
            }
            y += rowHeight() + gap;
        }
        y += diskSpacing;
    }
    QToolTip::hideText();
    event->ignore();
    return true;
}

} // namespace coppice::ui
