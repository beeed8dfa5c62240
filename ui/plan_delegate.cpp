// Icons and weights by PlanRole.
#include "ui/plan_delegate.h"

#include "models/roles.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace coppice::ui {

using models::asInt;
using models::Mark;
using models::PlanColumn;
using models::PlanRole;
using models::PlanRowKind;

namespace {

QIcon iconOf(PlanRowKind kind, Mark mark) {
    switch (kind) {
    case PlanRowKind::StopperGroup:
        return icon(QStringLiteral("error"), Tone::Danger);
    case PlanRowKind::Stopper:
        return icon(QStringLiteral("warning"), Tone::Danger);
    case PlanRowKind::Collection:
        return icon(QStringLiteral("collection"));
    case PlanRowKind::VirtualSystem:
        return icon(QStringLiteral("vm"));
    case PlanRowKind::Snapshot:
        return mark == Mark::Dependent ? icon(QStringLiteral("dependent"), Tone::Warning)
                                       : icon(QStringLiteral("selected"), Tone::Accent);
    }
    return {};
}

} // namespace

void PlanDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const QModelIndex first = index.siblingAtColumn(0);
    const auto kind = static_cast<PlanRowKind>(first.data(asInt(PlanRole::Kind)).toInt());
    const auto mark = static_cast<Mark>(first.data(asInt(PlanRole::Mark)).toInt());
    if (kind == PlanRowKind::Snapshot && mark == Mark::Dependent) {
        option->font.setItalic(true);
    }
    if (kind == PlanRowKind::StopperGroup || kind == PlanRowKind::Collection) {
        option->font.setWeight(QFont::DemiBold);
    }
    if (kind == PlanRowKind::StopperGroup || kind == PlanRowKind::Stopper) {
        option->palette.setColor(QPalette::Text, toneColor(Tone::Danger, option->palette));
    }
    if (index.column() == asInt(PlanColumn::Name)) {
        QIcon sign = iconOf(kind, mark);
        if (kind == PlanRowKind::Snapshot && first.data(asInt(PlanRole::Held)).toBool()) {
            sign = icon(QStringLiteral("hold"), Tone::Danger);
        }
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = sign;
        option->decorationSize = {spacing::icon, spacing::icon};
    }
}

bool PlanDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index) {
    if (event->type() == QEvent::ToolTip && index.isValid() &&
        sizeHint(option, index).width() > view->visualRect(index).width()) {
        QToolTip::showText(event->globalPos(), index.data(Qt::DisplayRole).toString(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

} // namespace coppice::ui
