// Keeps what is selected in a snapshot tree over resets.
#include "models/selection_keeper.h"

#include "models/roles.h"

#include <QAbstractItemModel>

namespace coppice::models {

SelectionKeeper::SelectionKeeper(QItemSelectionModel* selection)
    : QObject(selection)
    , m_selection(selection) {
    const QAbstractItemModel* model = selection->model();
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &SelectionKeeper::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &SelectionKeeper::restore);
}

std::vector<Guid> SelectionKeeper::selectedIds(const QItemSelectionModel& selection) {
    std::vector<Guid> ids;
    std::unordered_set<Guid> listed;
    for (const QModelIndex& index : selection.selectedRows()) {
        const Guid id = index.data(asInt(SnapshotRole::Id)).value<Guid>();
        if (index.data(asInt(SnapshotRole::Selectable)).toBool() && listed.insert(id).second) {
            ids.push_back(id);
        }
    }
    return ids;
}

void SelectionKeeper::remember() {
    const std::vector<Guid> ids = selectedIds(*m_selection);
    m_ids = {ids.begin(), ids.end()};
}

void SelectionKeeper::restore() {
    if (m_ids.empty()) {
        return;
    }
    const QAbstractItemModel* model = m_selection->model();
    QItemSelection found;
    std::vector<QModelIndex> waiting{QModelIndex()};
    while (!waiting.empty()) {
        const QModelIndex parent = waiting.back();
        waiting.pop_back();
        for (int row = 0; row < model->rowCount(parent); ++row) {
            const QModelIndex index = model->index(row, 0, parent);
            if (index.data(asInt(SnapshotRole::Selectable)).toBool() &&
                m_ids.contains(index.data(asInt(SnapshotRole::Id)).value<Guid>())) {
                found.select(index, index);
            }
            waiting.push_back(index);
        }
    }
    m_ids.clear();
    m_selection->select(found, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace coppice::models
