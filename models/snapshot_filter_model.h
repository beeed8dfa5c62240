// Sorts the snapshot tree by raw values and shows what its search leaves.
#pragma once

#include <QSortFilterProxyModel>

namespace coppice::models {

/// The source says by SnapshotRole::SearchMatch what is shown, and resets itself when that changes: filtering
/// costs nothing for rows that nobody looks at.
class SnapshotFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit SnapshotFilterModel(QObject* parent = nullptr);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace coppice::models
