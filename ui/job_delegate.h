// Rows of the job and the step table: an icon for the state, numbers to the right.
#pragma once

#include <QStyledItemDelegate>

namespace coppice::ui {

/// For a JobModel (through any proxy) and for a StepModel.
class JobDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace coppice::ui
