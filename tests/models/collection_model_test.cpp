// The left side.
#include "model_watch.h"
#include "models/collection_model.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

TEST(CollectionModel, ListsCollectionsTheirVmsAndThoseInNone) {
    CollectionModel model;
    const ModelWatch watch(model);
    model.setView(sampleLibrary().view());
    const QModelIndex library = model.index(0, 0);
    EXPECT_EQ(library.data().toString(), QStringLiteral("Sample"));
    ASSERT_EQ(model.rowCount(library), 2);
    const QModelIndex payroll = model.index(0, 0, library);
    EXPECT_EQ(model.scopeAt(payroll), (ViewScope{CollectionRowKind::Collection, idOf("Payroll")}));
    EXPECT_EQ(model.rowCount(payroll), 2);
    EXPECT_EQ(payroll.data(asInt(CollectionRole::Snapshots)).toULongLong(), 5U);
    const QModelIndex loose = model.index(1, 0, library);
    EXPECT_EQ(model.scopeAt(loose).kind, CollectionRowKind::NotInCollection);
    EXPECT_EQ(model.rowCount(loose), 1);
}

TEST(CollectionModel, FindsTheRowOfAScope) {
    CollectionModel model;
    model.setView(sampleLibrary().view());
    const ViewScope db{CollectionRowKind::VirtualSystem, idOf("db")};
    EXPECT_EQ(model.scopeAt(model.indexOfScope(db)), db);
    EXPECT_FALSE(model.indexOfScope({CollectionRowKind::VirtualSystem, idOf("none")}).isValid());
}

TEST(CollectionModel, AddsAVmAsARowAndKeepsTheOthers) {
    LibraryMaker maker = sampleLibrary();
    CollectionModel model;
    const ModelWatch watch(model);
    model.setView(maker.view());
    const QPersistentModelIndex web(model.indexOfScope({CollectionRowKind::VirtualSystem, idOf("web")}));
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setView(maker.vm("another").view());
    EXPECT_EQ(inserted.count(), 1);
    EXPECT_EQ(resets.count(), 0);
    EXPECT_TRUE(web.isValid());
}

TEST(CollectionModel, IsEmptyWithoutALibrary) {
    CollectionModel model;
    const ModelWatch watch(model);
    model.setView(sampleLibrary().view());
    model.setView(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_FALSE(model.indexOfScope({}).isValid());
}

} // namespace
} // namespace coppice::models::test
