// Keeps what is selected in a snapshot tree over resets, by id; and selections of many rows, made fast.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "core/guid.h"
#endif

#include <QItemSelectionModel>
#include <QObject>

#include <functional>
#include <vector>

namespace coppice::models {

/// A reset to no rows at all is not the end: what was selected is selected again once there are some.
///
/// Lives as long as the selection model it is made for (its parent). Works on a SnapshotTreeModel and on any
/// proxy of one, whose selections are of whole rows.
class SelectionKeeper final : public QObject {
    Q_OBJECT

public:
    /// Every index of the selection's model that shows the id.
    using Find = std::function<QModelIndexList(const Guid&)>;
    SelectionKeeper(QItemSelectionModel* selection, Find find);

    /// Ids of the selected snapshots and snapshot collections, each once.
    static std::vector<Guid> selectedIds(const QItemSelectionModel& selection);
    /// Whole rows as few ranges, ready for select() without the Rows flag, which takes quadratic time.
    static QItemSelection rowsOf(const QModelIndexList& rows);

signals:
    /// After a reset, with what could be selected again. A selection that is lost is told by nothing else.
    void restored();

private:
    void remember();
    void restore();

    QItemSelectionModel* m_selection;
    Find m_find;
    std::vector<Guid> m_ids;
    Guid m_current; ///< null: none
};

} // namespace coppice::models
