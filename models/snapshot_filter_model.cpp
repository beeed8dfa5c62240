// Sorting and filtering the snapshot tree.
#include "models/snapshot_filter_model.h"

#include "models/roles.h"

namespace coppice::models {

SnapshotFilterModel::SnapshotFilterModel(QObject* parent)
    : QSortFilterProxyModel(parent) {
    setSortRole(asInt(SnapshotRole::SortValue));
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
}

bool SnapshotFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    return sourceModel()->index(sourceRow, 0, sourceParent).data(asInt(SnapshotRole::SearchMatch)).toInt() !=
           asInt(SearchMatch::Hidden);
}

bool SnapshotFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    // Now stays behind the snapshots beside it whatever is sorted by, in either direction.
    const int now = asInt(SnapshotRowKind::Now);
    const bool leftNow = left.data(asInt(SnapshotRole::Kind)).toInt() == now;
    const bool rightNow = right.data(asInt(SnapshotRole::Kind)).toInt() == now;
    if (leftNow != rightNow) {
        return (sortOrder() == Qt::AscendingOrder) == rightNow;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace coppice::models
