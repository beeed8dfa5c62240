// Rows of the confirmation's tree: icon by kind, selected and dependent told apart, stoppers set off.
#pragma once

#include <QStyledItemDelegate>

namespace coppice::ui {

class PlanDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coppice::ui
