// How a row of the snapshot tree looks: icon by kind, marks, badges, aligned numbers.
#pragma once

#include <QStyledItemDelegate>

namespace coppice::ui {

class SnapshotDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    /// Behind the whole row, branches included: the bar on the left and the hatching of what goes along.
    static void paintRowMark(QPainter& painter, const QRect& row, const QPalette& palette,
                             const QModelIndex& index, bool selected);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coppice::ui
