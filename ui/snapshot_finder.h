// Searching as one types: from the field to the tree, with what is chosen on the left kept for afterwards.
#pragma once

#include "models/library_session.h"
#include "models/snapshot_search.h"
#include "models/view_scope.h"

#include <QObject>
#include <QString>

namespace coppice::ui {

class Actions;
class SearchField;
class SearchStrip;
class SnapshotTreeView;

/// The tree shows the chosen scope; while something is searched for everywhere (Actions::searchEverywhere) it
/// shows the whole library. A query that cannot be understood leaves the last results standing.
class SnapshotFinder final : public QObject {
    Q_OBJECT
public:
    /// All outlive the finder.
    SnapshotFinder(models::LibrarySession& session, SnapshotTreeView& tree, SearchField& field,
                   SearchStrip& strip, Actions& actions, QObject* parent = nullptr);

    /// What is chosen on the left. Choosing something else while searching everywhere narrows the search to
    /// it.
    void setScope(const models::ViewScope& scope);
    /// Types it into the field.
    void search(const QString& text);

    /// A search stands in the field and can be understood.
    bool isSearching() const { return m_searching; }
    bool isEverywhere() const;

signals:
    /// Another scope is shown, or a search has begun or ended.
    void shownChanged();

private:
    void viewChanged(const std::shared_ptr<const models::ViewData>& view);
    void textChanged();
    void ask();
    void take(const std::shared_ptr<const models::SearchResult>& found);
    void showCounts();
    void goToResults();
    models::ViewScope shownScope() const;

    SnapshotTreeView& m_tree;
    SearchField& m_field;
    SearchStrip& m_strip;
    Actions& m_actions;
    models::SnapshotSearch m_search;
    models::SnapshotQuery m_query;
    models::ViewScope m_scope;
    std::shared_ptr<const models::SearchResult> m_found; ///< the newest, while searching
    bool m_searching = false;
};

} // namespace coppice::ui
