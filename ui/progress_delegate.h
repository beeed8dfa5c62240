// Progress as a bar with its percentage beside it, not on it.
#pragma once

#include <QStyledItemDelegate>

namespace coppice::ui {

/// Draws the per mille (0…1000, or models::kUnknownPermille) of `permilleRole`; rows without a value show
/// their text alone.
class ProgressDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ProgressDelegate(int permilleRole, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_permilleRole;
};

} // namespace coppice::ui
