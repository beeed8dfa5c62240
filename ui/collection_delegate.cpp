// Paints the row, then the count at its right end in the second tone.
#include "ui/collection_delegate.h"

#include "models/roles.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>

namespace coppice::ui {

using models::asInt;
using models::CollectionRole;
using models::CollectionRowKind;

namespace {

QIcon iconOf(CollectionRowKind kind) {
    switch (kind) {
    case CollectionRowKind::Library:
        return icon(QStringLiteral("library"));
    case CollectionRowKind::Collection:
        return icon(QStringLiteral("collection"));
    case CollectionRowKind::VirtualSystem:
        return icon(QStringLiteral("vm"));
    case CollectionRowKind::NotInCollection:
        return icon(QStringLiteral("clear-selection"));
    }
    return {};
}

} // namespace

void CollectionDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto kind = static_cast<CollectionRowKind>(index.data(asInt(CollectionRole::Kind)).toInt());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = iconOf(kind);
    option->decorationSize = {spacing::icon, spacing::icon};
    if (kind == CollectionRowKind::Library) {
        option->font.setWeight(QFont::DemiBold);
    }
}

void CollectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    const QVariant snapshots = index.data(asInt(CollectionRole::Snapshots));
    const QString count =
        snapshots.toULongLong() > 0 ? QLocale().toString(snapshots.toULongLong()) : QString();
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle* const style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    const QRect whole = item.rect;
    const int width = count.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(count) + spacing::normal;
    item.rect.adjust(0, 0, -width, 0);
    item.textElideMode = Qt::ElideMiddle;
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    if (count.isEmpty()) {
        return;
    }
    painter->save();
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
    painter->setFont(option.font);
    painter->drawText(whole.adjusted(0, 0, -spacing::tight, 0), Qt::AlignRight | Qt::AlignVCenter, count);
    painter->restore();
}

} // namespace coppice::ui
