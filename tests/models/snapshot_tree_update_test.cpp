// The snapshot tree of a large library: rows come from a worker, and nothing that is asked meanwhile gets
// lost.
#include "model_watch.h"
#include "models/snapshot_filter_model.h"
#include "models/snapshot_row.h"
#include "models/snapshot_tree_model.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <gtest/gtest.h>
#include <random>

namespace coppice::models::test {
namespace {

constexpr int patienceMs = 60'000;
constexpr int vmCount = 8;
constexpr int snapshotsEach = 500; // together more than what is made at once

std::string nameOf(int vm, int snapshot) {
    return "vm" + std::to_string(vm) + "." + std::to_string(snapshot);
}

/// VMs with trees of snapshots; the first two VMs in a collection that fits in a frame.
LibraryMaker largeLibrary() {
    LibraryMaker maker;
    for (int vm = 0; vm < vmCount; ++vm) {
        maker.vm("vm" + std::to_string(vm));
        for (int snapshot = 0; snapshot < snapshotsEach; ++snapshot) {
            maker.snapshot(nameOf(vm, snapshot), snapshot == 0 ? "" : nameOf(vm, snapshot / 2));
        }
        maker.now(nameOf(vm, snapshotsEach - 1));
    }
    maker.collection("Small", {"vm0", "vm1"}).together("T", {nameOf(0, 1), nameOf(1, 1)});
    return maker;
}

/// One line a row with what it points into; a row of a view that is gone would not survive it.
void describe(const QAbstractItemModel& model, const QModelIndex& parent, QString& text) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            text += model.index(row, column, parent).data().toString() + u'|';
        }
        text += u'\n';
        describe(model, model.index(row, 0, parent), text);
    }
}

std::string textOf(const QAbstractItemModel& model) {
    QString text;
    describe(model, {}, text);
    return text.toStdString();
}

/// Of a model that has made the rows at once and from nothing.
std::string expectedText(const std::shared_ptr<const ViewData>& view, const ViewScope& scope) {
    SnapshotTreeModel model;
    model.setScope(scope);
    QSignalSpy shown(&model, &SnapshotTreeModel::scopeShown);
    model.setView(view);
    EXPECT_TRUE(shown.count() > 0 || shown.wait(patienceMs));
    return textOf(model);
}

const ViewScope whole{.kind = CollectionRowKind::Library, .id = {}};
const ViewScope small{.kind = CollectionRowKind::Collection, .id = idOf("Small")};

void waitForRows(SnapshotTreeModel& model) {
    QSignalSpy shown(&model, &SnapshotTreeModel::scopeShown);
    ASSERT_TRUE(!model.isLoading() || shown.wait(patienceMs));
}

TEST(LargeSnapshotTree, ShowsNothingUntilAWorkerHasMadeItsRows) {
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setView(largeLibrary().view());
    EXPECT_TRUE(model.isLoading());
    EXPECT_EQ(model.rowCount(), 0);
    waitForRows(model);
    EXPECT_FALSE(model.isLoading());
    EXPECT_EQ(model.rowCount(), 1 + vmCount - 2);
    EXPECT_EQ(model.indexesOf(idOf(nameOf(7, 499))).size(), 1);
}

TEST(LargeSnapshotTree, ChangesInPlaceWhenItsViewDoes) {
    LibraryMaker maker = largeLibrary();
    SnapshotTreeModel model;
    model.setView(maker.view());
    waitForRows(model);
    const QPersistentModelIndex stays(model.indexesOf(idOf(nameOf(7, 3))).front());
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setView(maker.remove(nameOf(7, 499)).destroying(nameOf(6, 400)).view());
    EXPECT_FALSE(model.isLoading()); // what was there stays until the new rows are ready
    ASSERT_TRUE(removals.wait(patienceMs));
    EXPECT_EQ(removals.count(), 1);
    EXPECT_EQ(resets.count(), 0);
    EXPECT_TRUE(stays.isValid());
    EXPECT_TRUE(model.indexesOf(idOf(nameOf(6, 400))).front().data(asInt(SnapshotRole::Destroying)).toBool());
    EXPECT_EQ(textOf(model), expectedText(maker.view(), whole));
}

TEST(LargeSnapshotTree, ShowsTheLastOfManyViewsAndScopesThatCameWhileItWasMade) {
    LibraryMaker maker = largeLibrary();
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setView(maker.view());
    model.setScope(small); // at once, though the large one is under way
    EXPECT_FALSE(model.isLoading());
    EXPECT_EQ(textOf(model), expectedText(maker.view(), small));
    model.setScope(whole);
    model.setView(maker.remove(nameOf(3, 499)).view());
    model.setView(maker.remove(nameOf(3, 498)).view());
    waitForRows(model);
    EXPECT_EQ(textOf(model), expectedText(maker.view(), whole));
}

TEST(LargeSnapshotTree, IsEmptyWhenItsLibraryIsClosedWhileRowsAreMade) {
    SnapshotTreeModel model;
    const ModelWatch watch(model);
    model.setView(largeLibrary().view());
    model.setView(nullptr);
    EXPECT_FALSE(model.isLoading());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setView(sampleLibrary().view());
    EXPECT_EQ(model.rowCount(), 2);
    // The answer to what was asked first may still come; it is not shown.
    QCoreApplication::processEvents();
    EXPECT_EQ(model.rowCount(), 2);
    EXPECT_EQ(resets.count(), 1);
}

TEST(LargeSnapshotTree, KeepsItsWordWhileViewsFollowEachOtherAtRandom) {
    constexpr unsigned seed = 5;
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    LibraryMaker maker = largeLibrary();
    std::vector<std::string> names;
    for (int vm = 2; vm < vmCount; ++vm) {
        for (int snapshot = 0; snapshot < snapshotsEach; ++snapshot) {
            names.push_back(nameOf(vm, snapshot));
        }
    }
    std::ranges::shuffle(names, random);
    SnapshotTreeModel model;
    model.setView(maker.view());
    waitForRows(model);
    const ModelWatch watch(model);
    for (int round = 0; round < 8; ++round) {
        for (int gone = 0; gone < 5; ++gone) {
            maker.remove(names.back());
            names.pop_back();
        }
        QSignalSpy removals(&model, &QAbstractItemModel::rowsRemoved);
        model.setView(maker.hold(names.front()).view());
        if (random() % 2 == 0) {
            model.setView(maker.destroying(names.back()).view());
        }
        ASSERT_TRUE(removals.wait(patienceMs));
    }
    EXPECT_EQ(textOf(model), expectedText(maker.view(), whole));
}

} // namespace
} // namespace coppice::models::test
