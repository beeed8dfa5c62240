// The snapshot tree of what is selected on the left.
//
// A collection: its snapshot collections as a tree (B below A if a member of B descends from a member of A,
// the nearest such), their members as rows below them, then each VM's own snapshots. A VM: its snapshots with
// Now at its place. The library: every collection, then the VMs that are in none. Below a depth of 48 further
// snapshots are listed beside their parent instead of below it.
#pragma once

#include "models/live_closure.h"
#include "models/tree_model.h"
#include "models/view_data.h"
#include "models/view_scope.h"

#include <QStringList>

#include <unordered_map>
#include <unordered_set>

namespace coppice::models {

struct SnapshotRow;

/// Columns: SnapshotColumn; roles: SnapshotRole. No colours, no icons.
class SnapshotTreeModel final : public TreeModel {
    Q_OBJECT

public:
    explicit SnapshotTreeModel(QObject* parent = nullptr);
    ~SnapshotTreeModel() override;

    /// With the scope unchanged, rows come and go one by one. Null: no library.
    void setView(std::shared_ptr<const ViewData> view);
    /// Another scope is a reset.
    void setScope(const ViewScope& scope);
    const ViewScope& scope() const { return m_scope; }
    std::shared_ptr<const ViewData> view() const { return m_view; }

    /// Marks snapshots and snapshot collections by id, wherever they stand; neither set: none. Tells views
    /// with few dataChanged (role Mark; beyond a few hundred separate runs, one over all top-level rows) and
    /// one marksChanged, upon which a view repaints itself.
    void setMarks(const std::unordered_set<Guid>& selected, const std::unordered_set<Guid>& dependent);
    /// The same, with the reasons for SnapshotRole::Reason. Null: none.
    void setClosure(std::shared_ptr<const LiveClosure> closure);

    /// Every row that shows the snapshot or snapshot collection; several if it is a member of several.
    QModelIndexList indexesOf(const Guid& id) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void marksChanged();

private:
    void rowsLeaving(const TreeRow& top) override;
    void rowsEntered(TreeRow& top) override;
    QVariant display(const SnapshotRow& row, int column) const;
    QVariant sortValue(const SnapshotRow& row, int column) const;
    QString reason(const SnapshotRow& row) const;
    QString filterText(const SnapshotRow& row) const;
    void mark(const std::unordered_set<Guid>& selected, const std::unordered_set<Guid>& dependent,
              std::shared_ptr<const LiveClosure> closure);
    void tellMarks(std::vector<TreeRow*> rows);
    Mark markOf(const Guid& id) const;

    std::shared_ptr<const ViewData> m_view;
    ViewScope m_scope;
    std::shared_ptr<const LiveClosure> m_closure;
    std::unordered_set<Guid> m_selected;
    std::unordered_set<Guid> m_dependent;
    std::unordered_multimap<Guid, SnapshotRow*> m_rowsById;
};

} // namespace coppice::models
