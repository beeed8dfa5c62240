// The snapshot tree of what is selected on the left.
//
// A collection: its snapshot collections as a tree (B below A if a member of B descends from a member of A,
// the nearest such), their members as rows below them, then each VM's own snapshots. A VM: its snapshots with
// Now at its place. The library: every collection, then the VMs that are in none. Below a depth of 48 further
// snapshots are listed beside their parent instead of below it.
#pragma once

#include "models/live_closure.h"
#include "models/snapshot_search.h"
#include "models/snapshot_tree_update.h"

#include <QBasicTimer>
#include <QStringList>

#include <optional>
#include <unordered_set>

namespace coppice::models {

struct SnapshotRow;
class WorkLane;

/// Columns: SnapshotColumn; roles: SnapshotRole. No colours, no icons.
class SnapshotTreeModel final : public TreeModel {
    Q_OBJECT

public:
    explicit SnapshotTreeModel(QObject* parent = nullptr);
    ~SnapshotTreeModel() override;

    /// With the scope unchanged, rows come and go one by one. Null: no library. What is small is shown when
    /// this returns; of what is large a worker makes the rows, which are shown when they are ready
    /// (scopeShown(), if it was a reset). Until then the model shows the view before.
    void setView(std::shared_ptr<const ViewData> view);
    /// Another scope is a reset. Until the rows of a large one are ready there are none.
    void setScope(const ViewScope& scope);
    /// Both at once. `found`: SnapshotRole::SearchMatch follows it; null: no search. What is shown of another
    /// scope comes as setScope() says; of the same scope with a reset, unless the same rows are found.
    void setSearch(const ViewScope& scope, std::shared_ptr<const SearchResult> found);
    const ViewScope& scope() const { return m_scope; }
    bool isSearched() const { return m_found != nullptr; }
    /// The newest one that was set.
    std::shared_ptr<const ViewData> view() const { return m_wanted; }
    /// Rows are being made, and none are shown meanwhile.
    bool isLoading() const { return m_wanted != nullptr && !m_shownScope; }

    /// Marks snapshots and snapshot collections by id, wherever they stand; neither set: none. Tells views
    /// with few dataChanged (role Mark; beyond a few hundred separate runs, one over all top-level rows) and
    /// one marksChanged, upon which a view repaints itself.
    void setMarks(const std::unordered_set<Guid>& selected, const std::unordered_set<Guid>& dependent);
    /// The same, with the reasons for SnapshotRole::Reason. Null: none.
    void setClosure(std::shared_ptr<const LiveClosure> closure);

    /// Every row that shows the snapshot or snapshot collection; several if it is a member of several.
    QModelIndexList indexesOf(const Guid& id) const;
    /// Ids of all rows that may be selected; during a search of those it found. In tree order, each once.
    std::vector<Guid> selectableIds() const;
    /// How many rows of snapshots and snapshot collections there are; during a search all rows it leaves.
    std::size_t shownRows() const;
    /// How many of what the search found have a row here.
    std::size_t foundCount() const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void marksChanged();
    /// After a reset, when the rows of view(), scope() and the search are there.
    void scopeShown();
    /// Another view() or scope() was set; its rows may still be made.
    void contentsChanged();

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void rowsLeaving(const TreeRow& top) override;
    void rowsEntered(TreeRow& top) override;
    void treeReset() override;
    void update();
    SnapshotTreeOrder order() const;
    void startUpdate();
    void updateMade(const std::shared_ptr<SnapshotTreeUpdate>& made);
    void show(SnapshotTreeUpdate& made);
    void showNothing();
    void takeOverLate(bool all);
    QVariant display(const SnapshotRow& row, int column) const;
    QVariant sortValue(const SnapshotRow& row, int column) const;
    QString reason(const SnapshotRow& row) const;
    SearchMatch matchOf(const SnapshotRow& row) const;
    void markAllFound();
    /// Marks the row as found, what leads to it and its members as shown.
    void markFound(SnapshotRow& row);
    void mark(const std::unordered_set<Guid>& selected, const std::unordered_set<Guid>& dependent,
              std::shared_ptr<const LiveClosure> closure);
    void tellMarks(std::vector<TreeRow*> rows);
    Mark markOf(const Guid& id) const;

    std::shared_ptr<const ViewData> m_wanted; ///< the newest; its rows may still be made
    std::shared_ptr<const ViewData> m_view;   ///< the rows are of this one
    ViewScope m_scope;
    std::optional<ViewScope> m_shownScope; ///< of the rows; none: there are no rows yet
    quint64 m_newest = 0;                  ///< number of what is wanted
    quint64 m_shown = 0;                   ///< number of what is shown
    bool m_underWay = false;               ///< the worker makes rows
    const TreeRow* m_compared = nullptr;   ///< and reads this tree, which must not change meanwhile
    LateTakeOver m_late;
    QBasicTimer m_lateTimer;
    RowsById m_nextRowsById; ///< for the reset that is under way
    std::shared_ptr<const LiveClosure> m_closure;
    std::unordered_set<Guid> m_selected;
    std::unordered_set<Guid> m_dependent;
    RowsById m_rowsById;
    std::shared_ptr<const SearchResult> m_found;
    std::uint64_t m_search = 0; ///< number of what rows are marked with; grows with each result
    std::size_t m_foundRows = 0;
    std::size_t m_shownRows = 0;
    bool m_foundOnEntering = false;   ///< rows came that m_found has: those above may have to be shown now
    std::unique_ptr<WorkLane> m_lane; ///< once it is needed; last: its work uses all of the above
};

} // namespace coppice::models
