// Keeps what is selected in a snapshot tree over resets, by id.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "core/guid.h"
#endif

#include <QItemSelectionModel>
#include <QObject>

#include <unordered_set>

namespace coppice::models {

/// Lives as long as the selection model it is made for (its parent). Works on a SnapshotTreeModel and on any
/// proxy of one.
class SelectionKeeper final : public QObject {
    Q_OBJECT

public:
    explicit SelectionKeeper(QItemSelectionModel* selection);

    /// Ids of the selected snapshots and snapshot collections, each once, in view order.
    static std::vector<Guid> selectedIds(const QItemSelectionModel& selection);

private:
    void remember();
    void restore();

    QItemSelectionModel* m_selection;
    std::unordered_set<Guid> m_ids;
};

} // namespace coppice::models
