// The snapshot tree: its arrangement, how it changes when a view changes, marks, searching and selections.
#include "model_watch.h"
#include "models/selection_keeper.h"
#include "models/snapshot_filter_model.h"
#include "models/snapshot_tree_model.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <array>
#include <functional>
#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

QString outline(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0) {
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth, u'-') + index.data().toString() + u'|';
        text += outline(model, index, depth + 1);
    }
    return text;
}

std::string outlineOf(const QAbstractItemModel& model) {
    return outline(model).toStdString();
}

ViewScope payroll() {
    return {CollectionRowKind::Collection, idOf("Payroll")};
}

Mark markOf(const SnapshotTreeModel& model, const std::string& name) {
    return static_cast<Mark>(model.indexesOf(idOf(name)).front().data(asInt(SnapshotRole::Mark)).toInt());
}

std::shared_ptr<const LiveClosure> closureFor(const std::shared_ptr<const ViewData>& view,
                                              const std::string& name) {
    return liveClosureOf(view, {.refs = {idOf(name)}});
}

TEST(SnapshotTreeModel, OfACollectionNestsSnapshotCollectionsAndGroupsAVmsOwn) {
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope(payroll());
    model.setView(sampleLibrary().view());
    EXPECT_EQ(outlineOf(model),
              "A|-web: A.web|-db: A.db|-B|--web: B.web|--db: B.db|web — own snapshots|-own|");
}

TEST(SnapshotTreeModel, OfAVmHasNowAtItsPlace) {
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope({CollectionRowKind::VirtualSystem, idOf("web")});
    model.setView(sampleLibrary().view());
    EXPECT_EQ(outlineOf(model), "A.web|-own|--B.web|---Now|");
}

TEST(SnapshotTreeModel, OfTheLibraryHasCollectionsAndThenVmsThatAreInNone) {
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setView(sampleLibrary().view());
    EXPECT_EQ(outlineOf(model), "Payroll|-A|--web: A.web|--db: A.db|--B|---web: B.web|---db: B.db|"
                                "-web — own snapshots|--own|loose|-L|--Now|");
}

TEST(SnapshotTreeModel, ShowsEverySnapshotOnceInTheVmsTreeHoweverDeepOrCircular) {
    LibraryMaker maker;
    maker.vm("deep").snapshot("ring1", "ring2").snapshot("ring2", "ring1");
    std::string parent;
    for (int i = 0; i < 500; ++i) {
        maker.snapshot("s" + std::to_string(i), parent);
        parent = "s" + std::to_string(i);
    }
    maker.now(parent);
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope({CollectionRowKind::VirtualSystem, idOf("deep")});
    model.setView(maker.view());
    EXPECT_EQ(model.indexesOf(idOf("ring1")).size(), 1);
    EXPECT_EQ(model.indexesOf(idOf("ring2")).size(), 1);
    EXPECT_EQ(model.indexesOf(idOf("s499")).size(), 1);
    EXPECT_EQ(outline(model).count(u'|'), 503);
}

TEST(SnapshotTreeModel, RemovesRowsOneByOneWhenAJobHasRemovedTheirSnapshots) {
    LibraryMaker maker = sampleLibrary();
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope(payroll());
    model.setView(maker.view());
    const QPersistentModelIndex stays(model.indexesOf(idOf("A")).front());
    const QPersistentModelIndex goes(model.indexesOf(idOf("B")).front());
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    model.setView(maker.remove("B.web").remove("B.db").view());
    EXPECT_EQ(outlineOf(model), "A|-web: A.web|-db: A.db|web — own snapshots|-own|");
    EXPECT_EQ(resets.count(), 0);
    EXPECT_EQ(removals.count(), 1);
    EXPECT_TRUE(stays.isValid());
    EXPECT_FALSE(goes.isValid());
    EXPECT_TRUE(model.indexesOf(idOf("B")).isEmpty());
}

TEST(SnapshotTreeModel, TellsOfAChangedRowWithoutTouchingTheOthers) {
    LibraryMaker maker = sampleLibrary();
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope({CollectionRowKind::VirtualSystem, idOf("web")});
    model.setView(maker.view());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setView(maker.view());
    EXPECT_EQ(changes.count(), 0);
    model.setView(maker.destroying("own").view());
    ASSERT_EQ(changes.count(), 1);
    EXPECT_EQ(changes.front().front().toModelIndex(), model.indexesOf(idOf("own")).front());
    EXPECT_TRUE(model.indexesOf(idOf("own")).front().data(asInt(SnapshotRole::Destroying)).toBool());
}

TEST(SnapshotTreeModel, KeepsItsWordWhileOneRandomViewFollowsAnother) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        SnapshotTreeModel changing;
        SnapshotFilterModel filtered;
        filtered.setSourceModel(&changing);
        const ModelWatch watch(filtered);
        for (int round = 0; round < 6; ++round) {
            const auto view = ViewData::make(randomLibrary(random));
            changing.setView(view);
            SnapshotTreeModel fresh;
            fresh.setView(view);
            ASSERT_EQ(outlineOf(changing), outlineOf(fresh));
            ASSERT_EQ(outlineOf(filtered), outlineOf(fresh));
        }
        changing.setView(nullptr);
        EXPECT_EQ(changing.rowCount(), 0);
    }
}

TEST(SnapshotTreeModel, ShowsFiguresOfEachRow) {
    SnapshotTreeModel model;
    model.setScope(payroll());
    model.setView(sampleLibrary().view());
    const QModelIndex own = model.indexesOf(idOf("own")).front();
    EXPECT_EQ(own.data(asInt(SnapshotRole::Dependents)).toULongLong(), 2U);
    EXPECT_EQ(own.data(asInt(SnapshotRole::FreesBytes)).toULongLong(), 3ULL << 20);
    const QModelIndex b = model.indexesOf(idOf("B")).front();
    EXPECT_EQ(b.data(asInt(SnapshotRole::OwnBytes)).toULongLong(), 2ULL << 20);
    EXPECT_EQ(b.data(asInt(SnapshotRole::Dependents)).toULongLong(), 0U);
    EXPECT_EQ(b.siblingAtColumn(asInt(SnapshotColumn::Vms)).data().toString().toStdString(), "web, db");
}

TEST(SnapshotTreeModel, MarksWhatIsSelectedAndWhatGoesWithIt) {
    const auto view = sampleLibrary().view();
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setScope(payroll());
    model.setView(view);
    const QSignalSpy marks(&model, &SnapshotTreeModel::marksChanged);
    model.setClosure(closureFor(view, "own"));
    EXPECT_EQ(markOf(model, "own"), Mark::Selected);
    EXPECT_EQ(markOf(model, "B.web"), Mark::Dependent);
    EXPECT_EQ(markOf(model, "B.db"), Mark::Dependent);
    EXPECT_EQ(markOf(model, "B"), Mark::Dependent);
    EXPECT_EQ(markOf(model, "A"), Mark::None);
    const QString why = model.indexesOf(idOf("B.db")).front().data(asInt(SnapshotRole::Reason)).toString();
    EXPECT_EQ(why.toStdString(), "Goes too: member of B, which loses web’s part");
    model.setClosure(nullptr);
    EXPECT_EQ(markOf(model, "B.db"), Mark::None);
    EXPECT_EQ(marks.count(), 2);
}

TEST(SnapshotTreeModel, TellsOfMarksOnNeighboursInOneSignal) {
    LibraryMaker maker;
    maker.vm("flat");
    std::unordered_set<Guid> marked;
    for (int i = 0; i < 100; ++i) {
        maker.snapshot("s" + std::to_string(i), "");
        marked.insert(idOf("s" + std::to_string(i)));
    }
    SnapshotTreeModel model;
    model.setScope({CollectionRowKind::VirtualSystem, idOf("flat")});
    model.setView(maker.view());
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setMarks({}, marked);
    EXPECT_EQ(changes.count(), 1);
    model.setMarks({}, marked);
    EXPECT_EQ(changes.count(), 1);
}

TEST(SnapshotTreeModel, KeepsMarksOnRowsThatStayWhenTheViewChanges) {
    LibraryMaker maker = sampleLibrary();
    const auto view = maker.view();
    SnapshotTreeModel model;
    model.setScope(payroll());
    model.setView(view);
    model.setClosure(closureFor(view, "B"));
    model.setView(maker.remove("own").view());
    EXPECT_EQ(markOf(model, "B"), Mark::Selected);
}

TEST(SnapshotFilterModel, SortsByRawValuesNotByTheirTexts) {
    LibraryMaker maker;
    maker.vm("v").snapshot("one", "").snapshot("ten", "");
    for (int i = 0; i < 10; ++i) {
        maker.snapshot("below ten " + std::to_string(i), "ten");
    }
    maker.snapshot("two", "").snapshot("below two 0", "two").snapshot("below two 1", "two");
    SnapshotTreeModel model;
    model.setScope({CollectionRowKind::VirtualSystem, idOf("v")});
    model.setView(maker.view());
    SnapshotFilterModel filter;
    filter.setSourceModel(&model);
    filter.sort(asInt(SnapshotColumn::Dependents), Qt::DescendingOrder);
    EXPECT_EQ(filter.index(0, 0).data().toString().toStdString(), "ten");
    EXPECT_EQ(filter.index(1, 0).data().toString().toStdString(), "two");
    EXPECT_EQ(filter.index(2, 0).data().toString().toStdString(), "one");
    EXPECT_EQ(filter.index(3, 0).data().toString().toStdString(), "Now");
}

TEST(SelectionKeeper, SelectsTheSameSnapshotsAgainAfterAReset) {
    SnapshotTreeModel model;
    model.setView(sampleLibrary().view());
    QItemSelectionModel selection(&model);
    new SelectionKeeper(&selection, // owned by the selection
                        [&model](const Guid& id) { return model.indexesOf(id); });
    selection.select(model.indexesOf(idOf("own")).front(),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    selection.select(model.indexesOf(idOf("L")).front(),
                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    model.setScope(payroll());
    EXPECT_EQ(SelectionKeeper::selectedIds(selection), std::vector<Guid>{idOf("own")});
}

} // namespace
} // namespace coppice::models::test
