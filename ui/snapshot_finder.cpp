// Field, search engine, tree and strip, connected.
#include "ui/snapshot_finder.h"

#include "models/texts.h"
#include "ui/actions.h"
#include "ui/search_field.h"
#include "ui/search_strip.h"
#include "ui/snapshot_tree_view.h"

#include <QAction>
#include <QSettings>

namespace coppice::ui {

namespace {
const QString everywhereKey = QStringLiteral("search/everywhere");
} // namespace

SnapshotFinder::SnapshotFinder(models::LibrarySession& session, SnapshotTreeView& tree, SearchField& field,
                               SearchStrip& strip, Actions& actions, QObject* parent)
    : QObject(parent)
    , m_tree(tree)
    , m_field(field)
    , m_strip(strip)
    , m_actions(actions) {
    actions.searchEverywhere->setChecked(QSettings().value(everywhereKey, true).toBool());
    connect(&session, &models::LibrarySession::viewChanged, this, &SnapshotFinder::viewChanged);
    connect(&m_search, &models::SnapshotSearch::found, this, &SnapshotFinder::take);
    connect(&field, &QLineEdit::textChanged, this, &SnapshotFinder::textChanged);
    connect(&field, &SearchField::resultsWanted, this, &SnapshotFinder::goToResults);
    connect(&field, &SearchField::confirmed, this, &SnapshotFinder::goToResults);
    connect(&field, &SearchField::left, &tree, [&tree] { tree.setFocus(Qt::OtherFocusReason); });
    connect(actions.searchEverywhere, &QAction::toggled, this, [this](bool everywhere) {
        QSettings().setValue(everywhereKey, everywhere);
        ask();
    });
    connect(&tree.treeModel(), &models::SnapshotTreeModel::scopeShown, this, &SnapshotFinder::showCounts);
    viewChanged(session.view());
}

bool SnapshotFinder::isEverywhere() const {
    return m_searching && m_actions.searchEverywhere->isChecked();
}

models::ViewScope SnapshotFinder::shownScope() const {
    return isEverywhere() ? models::ViewScope() : m_scope;
}

void SnapshotFinder::setScope(const models::ViewScope& scope) {
    if (m_scope == scope) {
        return;
    }
    m_scope = scope;
    if (!m_searching) {
        m_tree.setScope(scope);
    } else if (isEverywhere()) {
        m_actions.searchEverywhere->setChecked(false); // asks again
    } else {
        ask();
    }
    emit shownChanged();
}

void SnapshotFinder::search(const QString& text) {
    m_field.setText(text);
}

void SnapshotFinder::viewChanged(const std::shared_ptr<const models::ViewData>& view) {
    m_search.setView(view);
    if (view == nullptr) {
        m_field.clear();
    }
    ask();
}

void SnapshotFinder::textChanged() {
    auto query = models::SnapshotQuery::parse(m_field.text(), systemClock().now());
    if (!query) {
        m_strip.showProblem(query.error().sentence, query.error().incomplete);
        return;
    }
    m_query = std::move(*query);
    const bool searching = !m_query.isEmpty();
    if (!searching) {
        m_strip.showNothing();
    }
    if (m_searching && !searching) {
        m_searching = false;
        m_search.cancel();
        m_found.reset();
        m_tree.setSearch(m_scope, nullptr);
        emit shownChanged();
    }
    m_searching = searching;
    ask();
}

void SnapshotFinder::ask() {
    if (m_searching) {
        m_search.request(m_query);
    }
}

void SnapshotFinder::take(const std::shared_ptr<const models::SearchResult>& found) {
    m_found = found;
    m_tree.setSearch(shownScope(), found);
    showCounts();
    emit shownChanged();
}

void SnapshotFinder::showCounts() {
    if (!m_searching || m_found == nullptr) {
        return;
    }
    const models::SearchResult& found = *m_found;
    const auto count = [](std::size_t ids) { return static_cast<int>(ids); };
    if (isEverywhere()) {
        m_strip.showFound(tr("%n match(es) in the whole library", nullptr, count(found.ids.size())));
        return;
    }
    const std::size_t here = m_tree.treeModel().foundCount();
    const QString text = tr("%n match(es) here", nullptr, count(here));
    m_strip.showFound(
        found.ids.size() == here
            ? text
            : tr("%1, %2 in the whole library").arg(text, models::numberText(found.ids.size())));
}

void SnapshotFinder::goToResults() {
    m_tree.goToFirstFound();
    m_tree.setFocus(Qt::OtherFocusReason);
}

} // namespace coppice::ui
