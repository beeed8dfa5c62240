// What a click on a column's heading does, for the keyboard: a menu that sorts a table.
#pragma once

#include <QMenu>

class QTreeView;

namespace coppice::ui {

/// One checkable entry a column, *Descending*, and the order the model has by itself if the table allows
/// that. Follows the headings, and they follow it.
class SortMenu final : public QMenu {
    Q_OBJECT
public:
    /// `table` outlives the menu and can be sorted by its headings.
    SortMenu(const QString& title, QTreeView& table, QWidget* parent = nullptr);

private:
    void fill();
    void sort(int column, Qt::SortOrder order);

    QTreeView& m_table;
};

} // namespace coppice::ui
