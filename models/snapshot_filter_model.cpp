// Sorting and searching the snapshot tree.
#include "models/snapshot_filter_model.h"

#include "models/roles.h"

#include <QRegularExpression>

#include <algorithm>

namespace coppice::models {

SnapshotFilterModel::SnapshotFilterModel(QObject* parent)
    : QSortFilterProxyModel(parent) {
    setSortRole(asInt(SnapshotRole::SortValue));
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setRecursiveFilteringEnabled(true);
    setAutoAcceptChildRows(true); // the members of a snapshot collection that is found
}

void SnapshotFilterModel::setSearch(const QString& text) {
    static const QRegularExpression kSpace(QStringLiteral("\\s+"));
    const QStringList words = text.split(kSpace, Qt::SkipEmptyParts);
    m_search = text;
    if (words == m_words) {
        return;
    }
    m_words = words;
    invalidateFilter();
}

bool SnapshotFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    if (m_words.isEmpty()) {
        return true;
    }
    const QString text =
        sourceModel()->index(sourceRow, 0, sourceParent).data(asInt(SnapshotRole::FilterText)).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
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
