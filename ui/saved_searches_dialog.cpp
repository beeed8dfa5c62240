// A list of two editable columns.
#include "ui/saved_searches_dialog.h"

#include "ui/saved_searches.h"
#include "ui/style.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace coppice::ui {

SavedSearchesDialog::SavedSearchesDialog(QWidget* parent)
    : QDialog(parent)
    , m_list(new QTreeWidget)
    , m_delete(new QPushButton(tr("&Delete"))) {
    setObjectName(QStringLiteral("savedSearchesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Saved Searches"));

    m_list->setObjectName(QStringLiteral("savedSearchList"));
    m_list->setAccessibleName(tr("Saved searches"));
    m_list->setHeaderLabels({tr("Name"), tr("Search")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    const QList<SavedSearch> searches = savedSearches();
    for (const SavedSearch& search : searches) {
        auto* const item = new QTreeWidgetItem(m_list, {search.name, search.query});
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    m_list->setColumnWidth(0, fontMetrics().averageCharWidth() * 26);
    m_list->setCurrentItem(m_list->topLevelItem(0));

    m_delete->setObjectName(QStringLiteral("deleteSearch"));
    m_delete->setToolTip(tr("Delete the saved search (%1)")
                             .arg(QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText)));
    m_delete->setEnabled(m_list->currentItem() != nullptr);
    connect(m_delete, &QPushButton::clicked, this, &SavedSearchesDialog::removeCurrent);
    connect(m_list, &QTreeWidget::currentItemChanged, m_delete,
            [this](QTreeWidgetItem* current) { m_delete->setEnabled(current != nullptr); });
    auto* const shortcut = new QShortcut(QKeySequence(Qt::Key_Delete), m_list);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this, &SavedSearchesDialog::removeCurrent);

    auto* const hint = new QLabel(tr("F2 or a double click changes a name or a search."));
    makeSecondary(*hint);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->addButton(m_delete, QDialogButtonBox::ActionRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 20);
}

void SavedSearchesDialog::removeCurrent() {
    delete m_list->currentItem();
}

void SavedSearchesDialog::accept() {
    QList<SavedSearch> searches;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* const item = m_list->topLevelItem(i);
        const SavedSearch search{item->text(0).trimmed(), item->text(1).trimmed()};
        if (!search.name.isEmpty() && !search.query.isEmpty()) {
            searches.append(search);
        }
    }
    setSavedSearches(searches);
    QDialog::accept();
}

} // namespace coppice::ui
