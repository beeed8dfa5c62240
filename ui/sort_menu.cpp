// Filled when it is opened: columns come and go.
#include "ui/sort_menu.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QTreeView>

namespace coppice::ui {

SortMenu::SortMenu(const QString& title, QTreeView& table, QWidget* parent)
    : QMenu(title, parent)
    , m_table(table) {
    connect(this, &QMenu::aboutToShow, this, &SortMenu::fill);
    fill(); // a menu without entries cannot be opened
}

void SortMenu::fill() {
    clear();
    const QHeaderView& header = *m_table.header();
    const int sorted = header.sortIndicatorSection();
    const Qt::SortOrder order = header.sortIndicatorOrder();
    auto* const columns = new QActionGroup(this);
    const auto add = [&](const QString& text, int column) {
        QAction* const entry = addAction(text);
        entry->setCheckable(true);
        entry->setChecked(column == sorted);
        entry->setStatusTip(tr("Sort the table"));
        columns->addAction(entry);
        connect(entry, &QAction::triggered, this, [this, column, order] { sort(column, order); });
    };
    if (header.isSortIndicatorClearable()) {
        add(tr("&As They Derive"), -1);
        addSeparator();
    }
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (!header.isSectionHidden(column)) {
            add(m_table.model()->headerData(column, Qt::Horizontal).toString(), column);
        }
    }
    addSeparator();
    QAction* const descending = addAction(tr("&Descending"));
    descending->setCheckable(true);
    descending->setChecked(order == Qt::DescendingOrder);
    descending->setEnabled(sorted >= 0);
    descending->setStatusTip(tr("Largest, newest or last first"));
    connect(descending, &QAction::toggled, this,
            [this, sorted](bool on) { sort(sorted, on ? Qt::DescendingOrder : Qt::AscendingOrder); });
}

void SortMenu::sort(int column, Qt::SortOrder order) {
    m_table.header()->setSortIndicator(column, order); // the table sorts by it
}

} // namespace coppice::ui
