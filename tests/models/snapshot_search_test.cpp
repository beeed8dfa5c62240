// Searching: the thread that answers, the marks in the tree, what the filter leaves.
#include "model_watch.h"
#include "models/selection_keeper.h"
#include "models/snapshot_filter_model.h"
#include "models/snapshot_search.h"
#include "models/snapshot_tree_model.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

constexpr int kPatienceMs = 60'000;

SnapshotQuery queryOf(const QString& text) {
    const auto query = SnapshotQuery::parse(text, systemClock().now());
    EXPECT_TRUE(query) << text.toStdString();
    return query.value_or(SnapshotQuery());
}

std::shared_ptr<const SearchResult> search(const std::shared_ptr<const ViewData>& view, const QString& text) {
    auto result = std::make_shared<SearchResult>();
    const SnapshotQuery query = queryOf(text);
    const auto index = SearchIndex::make(*view);
    for (const SearchEntry& entry : index->entries()) {
        if (query.matches(entry)) {
            result->ids.insert(entry.id);
        }
    }
    return result;
}

QString outline(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0) {
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth, u'-') + index.data().toString() + u'|';
        text += outline(model, index, depth + 1);
    }
    return text;
}

class SearchedTree : public ::testing::Test {
protected:
    void SetUp() override {
        m_filter.setSourceModel(&m_model);
        m_model.setView(m_view);
    }

    void find(const QString& text, const ViewScope& scope = {}) {
        m_model.setSearch(scope, search(m_view, text));
    }
    std::string shown() const { return outline(m_filter).toStdString(); }
    SearchMatch matchOf(const std::string& name) const {
        return static_cast<SearchMatch>(
            m_model.indexesOf(idOf(name)).front().data(asInt(SnapshotRole::SearchMatch)).toInt());
    }

    LibraryMaker m_maker = sampleLibrary();
    std::shared_ptr<const ViewData> m_view = m_maker.view();
    SnapshotTreeModel m_model;
    SnapshotFilterModel m_filter;
};

TEST_F(SearchedTree, ShowsWhatIsFoundAndWhatLeadsToIt) {
    const ModelWatch watch(m_filter);
    find("vm:db name:b. -kind:collection");
    EXPECT_EQ(shown(), "Payroll|-A|--B|---db: B.db|");
    EXPECT_EQ(matchOf("B.db"), SearchMatch::Found);
    EXPECT_EQ(matchOf("A"), SearchMatch::Context);
    EXPECT_EQ(matchOf("own"), SearchMatch::Hidden);
    EXPECT_EQ(m_model.shownRows(), 4U);
    EXPECT_EQ(m_model.foundCount(), 1U);
    find("nothing-like-this");
    EXPECT_EQ(m_filter.rowCount(), 0);
    m_model.setSearch({}, nullptr);
    EXPECT_EQ(shown(), outline(m_model).toStdString());
    EXPECT_EQ(matchOf("own"), SearchMatch::None);
}

TEST_F(SearchedTree, ShowsTheMembersOfASnapshotCollectionThatIsFound) {
    const ModelWatch watch(m_filter);
    find("kind:collection name:a");
    EXPECT_EQ(shown(), "Payroll|-A|--web: A.web|--db: A.db|");
    EXPECT_EQ(matchOf("A"), SearchMatch::Found);
    EXPECT_EQ(matchOf("A.web"), SearchMatch::Context);
}

TEST_F(SearchedTree, DoesNotShowWhatIsBelowSomethingFoundUnlessItIsFoundToo) {
    m_model.setScope({CollectionRowKind::VirtualSystem, idOf("web")});
    find("name:own", m_model.scope());
    EXPECT_EQ(shown(), "A.web|-own|");
}

TEST_F(SearchedTree, ChangesScopeAndSearchWithOneReset) {
    m_model.setScope({CollectionRowKind::Collection, idOf("Payroll")});
    const QSignalSpy resets(&m_filter, &QAbstractItemModel::modelReset);
    find("name:L");
    EXPECT_EQ(resets.count(), 1);
    EXPECT_EQ(shown(), "loose|-L|");
}

TEST_F(SearchedTree, StaysAsItIsWhenANewResultFindsTheSame) {
    find("name:own");
    const QSignalSpy resets(&m_model, &QAbstractItemModel::modelReset);
    find("own");
    EXPECT_EQ(resets.count(), 0);
    EXPECT_EQ(shown(), "Payroll|-web — own snapshots|--own|");
    find("is:held");
    EXPECT_EQ(resets.count(), 1);
}

TEST_F(SearchedTree, KeepsUpWithANewView) {
    find("vm:db");
    const ModelWatch watch(m_filter);
    m_view = m_maker.remove("B.db").view();
    m_model.setView(m_view);
    EXPECT_EQ(matchOf("A.db"), SearchMatch::Found);
    find("vm:db");
    EXPECT_EQ(shown(), "Payroll|-A|--web: A.web|--db: A.db|");
}

TEST_F(SearchedTree, SelectableIdsAreWhatIsFound) {
    find("vm:db -kind:collection");
    EXPECT_EQ(m_model.selectableIds(), (std::vector{idOf("A.db"), idOf("B.db")}));
    m_model.setSearch({}, nullptr);
    EXPECT_EQ(m_model.selectableIds().size(), 8U);
}

TEST_F(SearchedTree, KeepsSelectedWhatIsStillShownAndTellsTheRest) {
    QItemSelectionModel selection(&m_filter);
    auto* const keeper = new SelectionKeeper(&selection, [this](const Guid& id) { // owned by the selection
        QModelIndexList rows;
        for (const QModelIndex& source : m_model.indexesOf(id)) {
            if (const QModelIndex row = m_filter.mapFromSource(source); row.isValid()) {
                rows.append(row);
            }
        }
        return rows;
    });
    for (const char* const name : {"own", "L"}) {
        selection.select(m_filter.mapFromSource(m_model.indexesOf(idOf(name)).front()),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    const QSignalSpy restored(keeper, &SelectionKeeper::restored);
    find("own");
    EXPECT_EQ(SelectionKeeper::selectedIds(selection), std::vector{idOf("own")});
    find("is:held");
    EXPECT_TRUE(SelectionKeeper::selectedIds(selection).empty());
    EXPECT_EQ(restored.count(), 2);
}

TEST(SnapshotSearch, AnswersTheNewestRequest) {
    SnapshotSearch search;
    QSignalSpy found(&search, &SnapshotSearch::found);
    search.setView(sampleLibrary().view());
    search.request(queryOf("vm:web"));
    const quint64 newest = search.request(queryOf("vm:db -kind:collection"));
    ASSERT_TRUE(found.wait(kPatienceMs));
    ASSERT_EQ(found.count(), 1);
    const auto result = found[0][0].value<std::shared_ptr<const SearchResult>>();
    EXPECT_EQ(result->number, newest);
    EXPECT_EQ(result->ids, (std::unordered_set{idOf("A.db"), idOf("B.db")}));
}

TEST(SnapshotSearch, DoesNotAnswerOnceItIsCancelled) {
    SnapshotSearch search;
    const QSignalSpy found(&search, &SnapshotSearch::found);
    search.setView(sampleLibrary().view());
    search.request(queryOf("web"));
    search.cancel();
    QSignalSpy last(&search, &SnapshotSearch::found);
    search.request(queryOf("db"));
    ASSERT_TRUE(last.wait(kPatienceMs));
    EXPECT_EQ(found.count(), 1);
}

TEST(SelectionKeeper, MakesOneRangeOfNeighbours) {
    SnapshotTreeModel model;
    model.setScope({CollectionRowKind::Collection, idOf("Payroll")});
    model.setView(sampleLibrary().view());
    QModelIndexList rows;
    for (const char* const name : {"B.web", "A.db", "A.web", "B", "own"}) {
        rows.append(model.indexesOf(idOf(name)).front());
    }
    const QItemSelection selection = SelectionKeeper::rowsOf(rows);
    EXPECT_EQ(selection.size(), 3);
    QItemSelectionModel selected(&model);
    selected.select(selection, QItemSelectionModel::ClearAndSelect);
    EXPECT_EQ(SelectionKeeper::selectedIds(selected).size(), 5U);
    EXPECT_TRUE(selected.isRowSelected(rows[0].row(), rows[0].parent()));
}

} // namespace
} // namespace coppice::models::test
