// Keeps what is selected in a snapshot tree over resets.
#include "models/selection_keeper.h"

#include "models/roles.h"

#include <QAbstractItemModel>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coppice::models {

SelectionKeeper::SelectionKeeper(QItemSelectionModel* selection, Find find)
    : QObject(selection)
    , m_selection(selection)
    , m_find(std::move(find)) {
    const QAbstractItemModel* model = selection->model();
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
}

std::vector<Guid> SelectionKeeper::selectedIds(const QItemSelectionModel& selection) {
    // Not selectedRows(): it asks every range about every row.
    std::vector<Guid> ids;
    std::unordered_set<Guid> listed;
    const QAbstractItemModel* model = selection.model();
    for (const QItemSelectionRange& range : selection.selection()) {
        if (range.left() > 0) {
            continue;
        }
        const QModelIndex parent = range.parent();
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (index.data(asInt(SnapshotRole::Selectable)).toBool()) {
                const Guid id = index.data(asInt(SnapshotRole::Id)).value<Guid>();
                if (listed.insert(id).second) {
                    ids.push_back(id);
                }
            }
        }
    }
    return ids;
}

QItemSelection SelectionKeeper::rowsOf(const QModelIndexList& rows) {
    std::vector<std::pair<QModelIndex, int>> places; // parent and row
    places.reserve(static_cast<std::size_t>(rows.size()));
    for (const QModelIndex& row : rows) {
        places.emplace_back(row.parent(), row.row());
    }
    std::ranges::sort(places);
    QItemSelection selection;
    for (auto first = places.begin(); first != places.end();) {
        auto next = std::next(first);
        int last = first->second;
        while (next != places.end() && next->first == first->first && next->second <= last + 1) {
            last = next->second;
            ++next;
        }
        const QAbstractItemModel* model = rows.front().model();
        const QModelIndex& parent = first->first;
        selection.append(QItemSelectionRange(model->index(first->second, 0, parent),
                                             model->index(last, model->columnCount(parent) - 1, parent)));
        first = next;
    }
    return selection;
}

void SelectionKeeper::remember() {
    if (m_selection->model()->rowCount() == 0) {
        return; // rows are on their way; what was remembered before is for them
    }
    m_ids = selectedIds(*m_selection);
    const QVariant current = m_selection->currentIndex().siblingAtColumn(0).data(asInt(SnapshotRole::Id));
    m_current = current.isValid() ? current.value<Guid>() : Guid();
}

void SelectionKeeper::restore() {
    if (m_selection->model()->rowCount() == 0) {
        emit restored();
        return;
    }
    QModelIndexList rows;
    for (const Guid& id : std::exchange(m_ids, {})) {
        rows.append(m_find(id));
    }
    if (const QModelIndexList current = m_find(std::exchange(m_current, {})); !current.isEmpty()) {
        m_selection->setCurrentIndex(current.front(), QItemSelectionModel::NoUpdate);
    }
    if (!rows.isEmpty()) {
        m_selection->select(rowsOf(rows), QItemSelectionModel::ClearAndSelect);
    }
    emit restored();
}

} // namespace coppice::models
