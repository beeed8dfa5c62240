// The commands of the Select menu, on the snapshot tree.
#pragma once

#include "models/library_session.h"
#include "models/snapshot_search.h"

#include <QObject>

class QMenu;
class QMenuBar;
class QWidget;

namespace coppice::ui {

class Actions;
class SearchField;
class SnapshotFinder;
class SnapshotTreeView;

class SelectionCommands final : public QObject {
    Q_OBJECT
public:
    /// All outlive the commands. Dialogs belong to `window`.
    SelectionCommands(models::LibrarySession& session, SnapshotTreeView& tree, SearchField& field,
                      Actions& actions, QWidget* window);

    /// The whole menu, for the menu bar.
    QMenu* makeMenu(QWidget* parent);
    /// What belongs into a context menu of the tree.
    void addTo(QMenu& menu) const;

private:
    void openDialog(const QString& query);
    void selectMatches(const QString& query);
    void selectSubtree();
    void selectChildren();
    void updateActions();

    models::LibrarySession& m_session;
    SnapshotTreeView& m_tree;
    SearchField& m_field;
    Actions& m_actions;
    QWidget* m_window;
    models::SnapshotSearch m_search;
};

} // namespace coppice::ui
