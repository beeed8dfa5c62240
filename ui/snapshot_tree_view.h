// The snapshot tree of what is selected on the left, with its rubber band, its search and its marks.
#pragma once

#include "models/snapshot_filter_model.h"
#include "models/snapshot_tree_model.h"
#include "ui/band_tree_view.h"

#include <memory>
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
    void setSearch(const QString& text);

    /// Snapshots and snapshot collections, in view order, each once.
    std::vector<Guid> selectedIds() const;
    /// Of the row that has the keyboard's focus; invalid if there is none.
    QModelIndex currentRow() const { return currentIndex().siblingAtColumn(0); }
    /// Every view index that shows the id.
    QModelIndexList indexesOf(const Guid& id) const;

    /// Shown at a right click and at the menu key; not owned.
    void setContextMenu(QMenu* menu) { m_menu = menu; }

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
    void expandFitting();
    void fitNameColumn();
    void setInitialColumns();

    models::SnapshotTreeModel m_model;
    models::SnapshotFilterModel m_filter;
    QMenu* m_menu = nullptr;
};

} // namespace coppice::ui
