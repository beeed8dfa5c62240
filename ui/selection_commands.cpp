// Each command changes the tree's selection, at once or after a question.
#include "ui/selection_commands.h"

#include "ui/actions.h"
#include "ui/saved_searches.h"
#include "ui/saved_searches_dialog.h"
#include "ui/search_field.h"
#include "ui/select_dialog.h"
#include "ui/snapshot_tree_view.h"

#include <QAction>
#include <QMenu>

namespace coppice::ui {

SelectionCommands::SelectionCommands(models::LibrarySession& session, SnapshotTreeView& tree,
                                     SearchField& field, Actions& actions, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_tree(tree)
    , m_field(field)
    , m_actions(actions)
    , m_window(window) {
    connect(actions.clearSelection, &QAction::triggered, &tree, &SnapshotTreeView::clearSelection);
    connect(actions.invertSelection, &QAction::triggered, &tree, &SnapshotTreeView::invertSelection);
    connect(actions.selectSubtree, &QAction::triggered, this, &SelectionCommands::selectSubtree);
    connect(actions.selectChildren, &QAction::triggered, this, &SelectionCommands::selectChildren);
    const auto ask = [this](QAction* action, const QString& query) {
        connect(action, &QAction::triggered, this, [this, query] { openDialog(query); });
    };
    ask(actions.selectByQuery, {});
    ask(actions.selectOlder, QStringLiteral("age>30d"));
    ask(actions.selectLarger, QStringLiteral("size>1GiB"));
    ask(actions.selectByName, QStringLiteral("name:"));
    const auto now = [this](QAction* action, const QString& query) {
        connect(action, &QAction::triggered, this, [this, query] { selectMatches(query); });
    };
    now(actions.selectUnlabelled, QStringLiteral("is:unlabelled"));
    now(actions.selectStandard, QStringLiteral("kind:standard -kind:collection"));
    now(actions.selectRecovery, QStringLiteral("kind:recovery -kind:collection"));
    now(actions.selectCollections, QStringLiteral("kind:collection"));
    connect(actions.saveSearch, &QAction::triggered, this,
            [this] { askSearchName(m_window, m_field.text().trimmed()); });
    connect(actions.manageSearches, &QAction::triggered, this,
            [this] { (new SavedSearchesDialog(m_window))->open(); });

    connect(&m_search, &models::SnapshotSearch::found, this,
            [this](const std::shared_ptr<const models::SearchResult>& found) {
                m_tree.selectIds({found->ids.begin(), found->ids.end()});
                m_search.setView(nullptr); // the index goes as soon as it is not wanted
            });
    connect(&session, &models::LibrarySession::viewChanged, this, &SelectionCommands::updateActions);
    connect(&tree, &SnapshotTreeView::selectedIdsChanged, this, &SelectionCommands::updateActions);
    connect(&field, &QLineEdit::textChanged, this, &SelectionCommands::updateActions);
    updateActions();
}

QMenu* SelectionCommands::makeMenu(QWidget* parent) {
    const Actions& a = m_actions;
    auto* const menu = new QMenu(tr("Se&lect"), parent);
    menu->addActions({a.selectAll, a.clearSelection, a.invertSelection});
    menu->addSeparator();
    menu->addActions({a.selectSubtree, a.selectChildren});
    menu->addSeparator();
    menu->addActions({a.selectByQuery, a.selectOlder, a.selectLarger, a.selectByName, a.selectUnlabelled});
    QMenu* const kinds = menu->addMenu(tr("Of a &Kind"));
    kinds->addActions({a.selectStandard, a.selectRecovery, a.selectCollections});
    menu->addSeparator();
    menu->addMenu(savedSearchMenu(
        a.saveSearch, a.manageSearches, [this](const QString& query) { m_field.setText(query); }, menu));
    return menu;
}

void SelectionCommands::addTo(QMenu& menu) const {
    const Actions& a = m_actions;
    menu.addActions({a.selectSubtree, a.selectChildren});
    QMenu* const more = menu.addMenu(tr("&Select"));
    more->addActions({a.selectAll, a.clearSelection, a.invertSelection});
    more->addSeparator();
    more->addActions({a.selectByQuery, a.selectOlder, a.selectLarger, a.selectByName, a.selectUnlabelled,
                      a.selectStandard, a.selectRecovery, a.selectCollections});
}

void SelectionCommands::openDialog(const QString& query) {
    if (m_session.view() == nullptr) {
        return;
    }
    auto* const dialog =
        new SelectDialog(m_session.view(), m_tree.treeModel().selectableIds(), query, m_window);
    connect(dialog, &SelectDialog::chosen, &m_tree, &SnapshotTreeView::selectIds);
    connect(dialog, &QDialog::finished, &m_tree, [this] { m_tree.setFocus(Qt::OtherFocusReason); });
    dialog->open();
}

void SelectionCommands::selectMatches(const QString& query) {
    if (const auto parsed = models::SnapshotQuery::parse(query, systemClock().now())) {
        m_search.setView(m_session.view()); // the index is made only when it is wanted
        m_search.request(*parsed);
    }
}

void SelectionCommands::selectSubtree() {
    if (const auto view = m_session.view()) {
        m_tree.selectIds(models::subtreeOf(*view, m_tree.selectedIds()));
    }
}

void SelectionCommands::selectChildren() {
    if (const auto view = m_session.view()) {
        m_tree.selectIds(models::childrenOf(*view, m_tree.selectedIds()));
    }
}

void SelectionCommands::updateActions() {
    const bool open = m_session.view() != nullptr;
    const Actions& a = m_actions;
    for (QAction* const action :
         {a.selectAll, a.clearSelection, a.invertSelection, a.selectByQuery, a.selectOlder, a.selectLarger,
          a.selectByName, a.selectUnlabelled, a.selectStandard, a.selectRecovery, a.selectCollections}) {
        action->setEnabled(open);
    }
    const bool any = open && m_tree.selectionModel()->hasSelection();
    a.selectSubtree->setEnabled(any);
    a.selectChildren->setEnabled(any);
    a.saveSearch->setEnabled(open && !m_field.text().trimmed().isEmpty());
}

} // namespace coppice::ui
