// The snapshot tree of what is selected on the left, with its rubber band, its search and its marks.
#pragma once

#include "models/selection_sets.h"
#include "models/snapshot_filter_model.h"
#include "models/snapshot_tree_model.h"
#include "ui/band_tree_view.h"

#include <memory>
#include <unordered_set>
#include <vector>

class QMenu;

namespace coppice::ui {

/// Owns its models. Selection survives refreshes by id.
class SnapshotTreeView final : public BandTreeView {
    Q_OBJECT
public:
    explicit SnapshotTreeView(QWidget* parent = nullptr);

    models::SnapshotTreeModel& treeModel() { return m_model; }

    void setView(std::shared_ptr<const models::ViewData> view);
    void setScope(const models::ViewScope& scope);
    void setClosure(std::shared_ptr<const models::LiveClosure> closure);
    /// Shows what was found, with what leads to it; null: everything in the scope again, expanded as before
    /// the search. What is selected and still shown stays selected.
    void setSearch(const models::ViewScope& scope, std::shared_ptr<const models::SearchResult> found);
    /// Selects it alone, makes it current and scrolls to it; nothing if it is not shown.
    void reveal(const Guid& id);
    /// Makes the first row that a search found current, unless one is.
    void goToFirstFound();

    /// Snapshots and snapshot collections, in view order, each once.
    std::vector<Guid> selectedIds() const;
    /// Selects every row of these ids that is shown, also where it is collapsed; during a search what was
    /// found alone.
    void selectIds(const std::vector<Guid>& ids, models::SelectHow how = models::SelectHow::Replace);
    /// Every snapshot and snapshot collection shown, collapsed ones too; during a search what was found.
    void selectAll() override;
    /// Those that selectAll() selects and that are not selected now.
    void invertSelection();
    /// Of the row that has the keyboard's focus; invalid if there is none.
    QModelIndex currentRow() const { return currentIndex().siblingAtColumn(0); }
    /// Every view index that shows the id.
    QModelIndexList indexesOf(const Guid& id) const;

    /// Shown at a right click and at the menu key; not owned.
    void setContextMenu(QMenu* menu) { m_menu = menu; }
    QMenu* contextMenu() const { return m_menu; }

signals:
    void selectedIdsChanged();
    void currentRowChanged();

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void expandShown();
    void expandFitting();
    /// Ids of the expanded rows, groups included.
    std::unordered_set<Guid> expandedRows() const;
    void expandRows(const std::unordered_set<Guid>& ids);
    void fitNameColumn();
    void setInitialColumns();

    models::SnapshotTreeModel m_model;
    models::SnapshotFilterModel m_filter;
    std::unordered_set<Guid> m_expandedBefore; ///< when the search began
    bool m_searchEnded = false;                ///< the rows to come are to be expanded as they were then
    QMenu* m_menu = nullptr;
};

} // namespace coppice::ui
