// Rows of the left side: an icon by kind, and how many snapshots there are.
#pragma once

#include <QStyledItemDelegate>

namespace coppice::ui {

class CollectionDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coppice::ui
