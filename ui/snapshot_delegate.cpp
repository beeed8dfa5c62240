// Marks are told by shape as well as by colour: a dashed bar, hatching, italics and an arrow for dependents.
#include "ui/snapshot_delegate.h"

#include "models/roles.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace coppice::ui {

using models::asInt;
using models::Mark;
using models::SnapshotColumn;
using models::SnapshotRole;
using models::SnapshotRowKind;

namespace {

constexpr int barWidth = 3;
constexpr int badgeGap = 4;

SnapshotRowKind kindOf(const QModelIndex& index) {
    return static_cast<SnapshotRowKind>(index.data(asInt(SnapshotRole::Kind)).toInt());
}

Mark markOf(const QModelIndex& index) {
    return static_cast<Mark>(index.data(asInt(SnapshotRole::Mark)).toInt());
}

bool flag(const QModelIndex& index, SnapshotRole role) {
    return index.data(asInt(role)).toBool();
}

QIcon kindIcon(SnapshotRowKind kind) {
    switch (kind) {
    case SnapshotRowKind::CollectionGroup:
        return icon(QStringLiteral("collection"));
    case SnapshotRowKind::VmGroup:
    case SnapshotRowKind::OwnGroup:
        return icon(QStringLiteral("vm"));
    case SnapshotRowKind::SnapshotCollection:
        return icon(QStringLiteral("snapshot-collection"));
    case SnapshotRowKind::Member:
    case SnapshotRowKind::Snapshot:
        return icon(QStringLiteral("snapshot"));
    case SnapshotRowKind::Now:
        return icon(QStringLiteral("now"), Tone::Accent);
    }
    return {};
}

/// Small signs at the right end of the name, from right to left.
QList<QIcon> badges(const QModelIndex& index) {
    QList<QIcon> result;
    if (!index.data(asInt(SnapshotRole::Problem)).toString().isEmpty()) {
        result.append(icon(QStringLiteral("warning"), Tone::Danger));
    }
    if (flag(index, SnapshotRole::Destroying)) {
        result.append(icon(QStringLiteral("delete"), Tone::Danger));
    }
    if (flag(index, SnapshotRole::Held)) {
        result.append(icon(QStringLiteral("hold"), Tone::Accent));
    }
    if (markOf(index) == Mark::Dependent) {
        result.append(icon(QStringLiteral("dependent"), Tone::Warning));
    }
    return result;
}

bool isNumber(int column) {
    switch (static_cast<SnapshotColumn>(column)) {
    case SnapshotColumn::OwnData:
    case SnapshotColumn::Frees:
    case SnapshotColumn::Dependents:
        return true;
    default:
        return false;
    }
}

} // namespace

void SnapshotDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const SnapshotRowKind kind = kindOf(index.siblingAtColumn(0));
    const bool dependent = markOf(index) == Mark::Dependent;
    if (dependent) {
        option->font.setItalic(true);
    }
    if (kind == SnapshotRowKind::Now || kind == SnapshotRowKind::CollectionGroup ||
        kind == SnapshotRowKind::SnapshotCollection) {
        option->font.setWeight(index.column() == 0 ? QFont::DemiBold : option->font.weight());
    }
    if (index.data(asInt(SnapshotRole::SearchMatch)).toInt() == asInt(models::SearchMatch::Context)) {
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
    if (flag(index, SnapshotRole::Destroying)) {
        option->font.setStrikeOut(index.column() == 0);
        option->palette.setColor(QPalette::Text, option->palette.color(QPalette::PlaceholderText));
    }
    if (isNumber(index.column())) {
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }
    option->textElideMode = Qt::ElideRight;
    if (index.column() == 0) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = kindIcon(kind);
        option->decorationSize = {spacing::icon, spacing::icon};
    }
}

void SnapshotDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const QList<QIcon> signs = index.column() == 0 ? badges(index) : QList<QIcon>();
    if (signs.isEmpty()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle* const style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const QRect whole = item.rect;
    const int width = static_cast<int>(signs.size()) * (spacing::icon + badgeGap);
    item.rect.adjust(0, 0, -width, 0);
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    QRect place(whole.right() - width + 1, whole.top(), spacing::icon, whole.height());
    for (const QIcon& sign : signs) {
        sign.paint(painter, place, Qt::AlignCenter, selected ? QIcon::Selected : QIcon::Normal);
        place.translate(spacing::icon + badgeGap, 0);
    }
}

void SnapshotDelegate::paintRowMark(QPainter& painter, const QRect& row, const QPalette& palette,
                                    const QModelIndex& index, bool selected) {
    const Mark mark = markOf(index);
    if (mark == Mark::None) {
        return;
    }
    const QColor color = toneColor(mark == Mark::Dependent ? Tone::Warning : Tone::Accent, palette);
    painter.save();
    if (!selected) {
        QColor tint = color;
        tint.setAlphaF(0.10F);
        painter.fillRect(row, tint);
        if (mark == Mark::Dependent) {
            QColor lines = color;
            lines.setAlphaF(0.16F);
            painter.setBrushOrigin(row.topLeft());
            painter.fillRect(row, QBrush(lines, Qt::BDiagPattern));
        }
    }
    const QRect bar(row.left(), row.top(), barWidth, row.height());
    if (mark == Mark::Dependent) {
        const int dash = 5;
        for (int y = bar.top() + 1; y < bar.bottom(); y += dash + 3) {
            painter.fillRect(bar.left(), y, barWidth, qMin(dash, bar.bottom() - y), color);
        }
    } else {
        painter.fillRect(bar, selected ? palette.color(QPalette::HighlightedText) : color);
    }
    painter.restore();
}

bool SnapshotDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                                 const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip || !index.isValid()) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QStringList lines;
    const QString own = index.data(Qt::ToolTipRole).toString();
    if (!own.isEmpty()) {
        lines.append(own);
    } else if (sizeHint(option, index).width() > view->visualRect(index).width()) {
        lines.append(index.data(Qt::DisplayRole).toString());
    }
    for (const SnapshotRole role : {SnapshotRole::Reason, SnapshotRole::Problem}) {
        const QString text = index.siblingAtColumn(0).data(asInt(role)).toString();
        if (!text.isEmpty() && !lines.contains(text)) {
            lines.append(text);
        }
    }
    if (lines.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(event->globalPos(), lines.join(QLatin1Char('\n')), view);
    }
    return true;
}

} // namespace coppice::ui
