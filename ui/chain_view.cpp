// The list's items and how each layer is painted.
#include "ui/chain_view.h"

#include "models/texts.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QToolTip>

#include <algorithm>

namespace coppice::ui {

namespace {

enum Role {
    OwnerRole = Qt::UserRole + 1, ///< Guid; null: nobody's
    SizeRole,                     ///< QString
    OwnerNameRole,                ///< QString
    EstimateRole,                 ///< QString
    ProblemRole,                  ///< QString
    ShareRole,                    ///< double 0…1 of the largest layer; invalid for a disk's heading
    NowRole,                      ///< bool
    MarkedRole,                   ///< bool
};

constexpr int gap = 2; ///< between two layers
constexpr int markWidth = 3;
constexpr int radius = 3;

bool isHeading(const QModelIndex& index) {
    return !index.data(ShareRole).isValid();
}

class LayerDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const int line = option.fontMetrics.height();
        const int lines = linesOf(index);
        return {line * 8,
                isHeading(index) ? line + spacing::normal : lines * line + 2 * spacing::tight + gap};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        if (isHeading(index)) {
            paintHeading(*painter, option, index);
        } else {
            paintLayer(*painter, option, index);
        }
        painter->restore();
    }

private:
    static int linesOf(const QModelIndex& index) {
        int lines = 1;
        for (const int role : {OwnerNameRole, EstimateRole, ProblemRole}) {
            lines += index.data(role).toString().isEmpty() ? 0 : 1;
        }
        return lines;
    }

    /// Left and right on one line; the left gives way.
    static void paintLine(QPainter& painter, const QRect& line, const QString& left, const QString& right,
                          const QColor& leftColor, const QColor& rightColor) {
        const QFontMetrics metrics = painter.fontMetrics();
        const int rightWidth = right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + spacing::normal;
        const QRect room = line.adjusted(0, 0, -rightWidth, 0);
        painter.setPen(leftColor);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(left, Qt::ElideMiddle, room.width()));
        painter.setPen(rightColor);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
    }

    static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
        const QPalette& colors = option.palette;
        paintLine(painter, option.rect.adjusted(0, 0, 0, -spacing::tight), index.data().toString(),
                  index.data(SizeRole).toString(), colors.color(QPalette::WindowText),
                  colors.color(QPalette::PlaceholderText));
    }

    static void paintLayer(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
        const QPalette& colors = option.palette;
        const QColor dim = colors.color(QPalette::PlaceholderText);
        const QColor text = colors.color(QPalette::Text);
        const bool focused = option.state.testFlag(QStyle::State_HasFocus);
        const QRect block = option.rect.adjusted(0, 0, 0, -gap);
        painter.setRenderHint(QPainter::Antialiasing);

        // The block, filled from the left as far as its data reaches beside the largest layer of the disk.
        const QRectF frame = QRectF(block).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.brush(QPalette::Base));
        painter.drawRoundedRect(frame, radius, radius);
        QColor fill = toneColor(Tone::Accent, colors);
        fill.setAlphaF(isDark(colors) ? 0.30F : 0.20F);
        QRectF filled = frame;
        filled.setWidth(frame.width() * index.data(ShareRole).toDouble());
        painter.setBrush(fill);
        painter.drawRoundedRect(filled, radius, radius);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(focused ? QPen(colors.color(QPalette::Highlight), 2)
                               : QPen(colors.color(QPalette::Mid), 1));
        painter.drawRoundedRect(frame, radius, radius);
        const bool marked = index.data(MarkedRole).toBool();
        if (marked) {
            painter.fillRect(QRect(block.left(), block.top(), markWidth, block.height()),
                             toneColor(Tone::Accent, colors));
        }

        QRect line = block.adjusted(spacing::normal, spacing::tight, -spacing::normal, 0);
        line.setHeight(option.fontMetrics.height());
        QFont font = option.font;
        font.setWeight(marked ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        paintLine(painter, line, index.data().toString(), index.data(SizeRole).toString(), text, text);
        painter.setFont(option.font);
        if (const QString owner = index.data(OwnerNameRole).toString(); !owner.isEmpty()) {
            line.translate(0, line.height());
            QRect words = line;
            const bool now = index.data(NowRole).toBool();
            const QRect sign(line.left(), line.top(), line.height(), line.height());
            icon(now ? QStringLiteral("now") : QStringLiteral("snapshot"), now ? Tone::Accent : Tone::Text)
                .paint(&painter, sign.adjusted(0, 1, -2, -1));
            words.setLeft(sign.right() + spacing::tight);
            paintLine(painter, words, owner, {}, text, text);
        }
        if (const QString estimate = index.data(EstimateRole).toString(); !estimate.isEmpty()) {
            line.translate(0, line.height());
            paintLine(painter, line, estimate, {}, dim, dim);
        }
        if (const QString problem = index.data(ProblemRole).toString(); !problem.isEmpty()) {
            line.translate(0, line.height());
            const QRect sign(line.left(), line.top(), line.height(), line.height());
            icon(QStringLiteral("warning"), Tone::Danger).paint(&painter, sign.adjusted(0, 1, -2, -1));
            const QColor danger = toneColor(Tone::Danger, colors);
            paintLine(painter, line.adjusted(line.height() + spacing::tight, 0, 0, 0), problem, {}, danger,
                      danger);
        }
    }
};

QStandardItem* itemOf(const models::ChainLayer& layer, quint64 largest, const Guid& marked) {
    auto* const item = new QStandardItem(layer.name);
    item->setEditable(false);
    item->setData(QVariant::fromValue(layer.owner), OwnerRole);
    item->setData(models::bytesText(layer.ownBytes), SizeRole);
    const QString owner = layer.now ? ChainView::tr("Now writes here") : layer.ownerName;
    item->setData(owner, OwnerNameRole);
    item->setData(layer.now ? QString() : models::estimateText(layer), EstimateRole);
    item->setData(layer.problem, ProblemRole);
    item->setData(largest == 0 ? 0.0 : static_cast<double>(layer.ownBytes) / static_cast<double>(largest),
                  ShareRole);
    item->setData(layer.now, NowRole);
    item->setData(!marked.isNull() && layer.owner == marked, MarkedRole);
    item->setToolTip(models::layerText(layer));
    item->setData(models::layerText(layer), Qt::AccessibleTextRole);
    return item;
}

} // namespace

ChainView::ChainView(QWidget* parent)
    : QListView(parent)
    , m_items(new QStandardItemModel(this)) {
    setObjectName(QStringLiteral("chainView"));
    setAccessibleName(tr("Disk chain, newest on top"));
    setAccessibleDescription(tr("Enter goes to the snapshot that a layer belongs to"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(NoSelection);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setItemDelegate(new LayerDelegate(this));
    setModel(m_items);
    connect(this, &QListView::activated, this, [this](const QModelIndex& index) {
        const Guid owner = index.data(OwnerRole).value<Guid>();
        if (!owner.isNull()) {
            emit snapshotActivated(owner);
        }
    });
}

void ChainView::setDisks(const std::vector<models::DiskChain>& disks, const Guid& marked) {
    const int current = currentIndex().row();
    m_items->clear();
    for (const models::DiskChain& disk : disks) {
        auto* const heading = new QStandardItem(disk.slot);
        heading->setFlags(Qt::ItemIsEnabled);
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        heading->setFont(bold);
        heading->setData(tr("%1 virtual").arg(models::bytesText(disk.virtualSizeBytes)), SizeRole);
        heading->setData(tr("Disk %1, %2 layers").arg(disk.slot, models::numberText(disk.layers.size())),
                         Qt::AccessibleTextRole);
        m_items->appendRow(heading);
        for (const models::ChainLayer& layer : disk.layers) {
            m_items->appendRow(itemOf(layer, disk.largestBytes, marked));
        }
    }
    if (current >= 0 && hasFocus()) {
        setCurrentIndex(m_items->index(std::min(current, m_items->rowCount() - 1), 0));
    }
    setVisible(!disks.empty());
    fitHeight();
}

void ChainView::fitHeight() {
    setFixedHeight(sizeHint().height());
}

QSize ChainView::sizeHint() const {
    int height = 0;
    for (int row = 0; row < m_items->rowCount(); ++row) {
        height += sizeHintForRow(row);
    }
    return {fontMetrics().averageCharWidth() * 30, height};
}

QSize ChainView::minimumSizeHint() const {
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

bool ChainView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // the panel around it scrolls
        return false;
    }
    return QListView::viewportEvent(event);
}

void ChainView::changeEvent(QEvent* event) {
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitHeight();
    }
}

} // namespace coppice::ui
