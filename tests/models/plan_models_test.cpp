// The confirmation's tree, its sentences, and the texts of errors and numbers.
#include "model_watch.h"
#include "models/destroy_plan_model.h"
#include "models/plan_summary.h"
#include "models/texts.h"
#include "sample_library.h"

#include <QCoreApplication>
#include <QTranslator>

#include <array>
#include <gtest/gtest.h>
#include <limits>

namespace coppice::models::test {
namespace {

std::shared_ptr<DestroyPlan> planFor(const ViewData& view, const std::string& name) {
    auto plan = std::make_shared<DestroyPlan>();
    plan->request.refs = {idOf(name)};
    plan->closure = closureOf(view.index(), plan->request.refs, DestroyScope::WithDependents).value();
    plan->refusals = refusalsOf(view.index(), plan->closure, false);
    return plan;
}

TEST(DestroyPlanModel, GroupsByCollectionAndVmWithTheReasonOfEach) {
    const auto view = sampleLibrary().view();
    DestroyPlanModel model;
    const ModelWatch watch(model);
    model.setPlan(planFor(*view, "own"), view);
    ASSERT_EQ(model.rowCount(), 1);
    const QModelIndex payroll = model.index(0, 0);
    ASSERT_EQ(model.rowCount(payroll), 2);
    const QModelIndex web = model.index(0, 0, payroll);
    ASSERT_EQ(model.rowCount(web), 2);
    const QModelIndex own = model.index(0, 0, web);
    EXPECT_EQ(own.data(asInt(PlanRole::Mark)).toInt(), asInt(Mark::Selected));
    EXPECT_EQ(own.siblingAtColumn(asInt(PlanColumn::Why)).data().toString().toStdString(), "selected");
    const QModelIndex b = model.index(1, 0, web);
    EXPECT_EQ(b.data(asInt(PlanRole::Mark)).toInt(), asInt(Mark::Dependent));
    EXPECT_EQ(b.siblingAtColumn(asInt(PlanColumn::Why)).data().toString().toStdString().substr(0, 19),
              "child of own on web");
}

TEST(DestroyPlanModel, ListsWhatStopsItFirst) {
    LibraryMaker maker = sampleLibrary();
    const auto view = maker.hold("B.db").view();
    DestroyPlanModel model;
    const ModelWatch watch(model);
    model.setPlan(planFor(*view, "own"), view);
    const QModelIndex stoppers = model.index(0, 0);
    EXPECT_EQ(stoppers.data(asInt(PlanRole::Kind)).toInt(), asInt(PlanRowKind::StopperGroup));
    ASSERT_EQ(model.rowCount(stoppers), 1);
    EXPECT_TRUE(model.index(0, 0, stoppers).data(asInt(PlanRole::Held)).toBool());
}

TEST(DestroyPlanModel, ChangesInPlaceWhenTheScopeIsPlannedAnew) {
    const auto view = sampleLibrary().view();
    DestroyPlanModel model;
    const ModelWatch watch(model);
    model.setPlan(planFor(*view, "own"), view);
    model.setPlan(planFor(*view, "A"), view);
    EXPECT_EQ(model.rowCount(model.index(0, 0, model.index(0, 0))), 3);
    model.setPlan(nullptr, view);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(PlanSummary, CountsWhatGoesAndNamesWhatStays) {
    const auto view = sampleLibrary().view();
    const PlanSummary summary = summaryOf(*planFor(*view, "own"), *view);
    EXPECT_EQ(summary.selected, 1U);
    EXPECT_EQ(summary.dependents, 2U);
    EXPECT_EQ(summary.vms, 2U);
    EXPECT_EQ(summary.collections, 1U);
    EXPECT_EQ(summary.survivors.join(u'|').toStdString(), "web: Now, A.web|db: Now, A.db");
    EXPECT_FALSE(summary.refused);
}

TEST(PlanSummary, CountsFilesAndSaysWhenAVolumeIsTooSmall) {
    const auto view = sampleLibrary().view();
    const auto plan = planFor(*view, "own");
    merge::DiskStep merge;
    merge.kind = merge::StepKind::Merge;
    merge.layers.resize(3);
    merge.result = "/sample/web.avhdx";
    plan->disks.steps = {merge};
    plan->disks.volumes = {{.somePath = "/sample/web.avhdx", .peakExtraBytes = 2, .freeBytes = 1}};
    const PlanSummary summary = summaryOf(*plan, *view);
    EXPECT_EQ(summary.merges, 1U);
    EXPECT_EQ(summary.filesDeleted, 2U);
    EXPECT_FALSE(summary.enoughSpace);
    ASSERT_EQ(summary.volumes.size(), 1U);
    EXPECT_FALSE(summary.volumes.front().enough);
}

TEST(PlanSummary, QuotesTheCommandLineForAShell) {
    const DestroyRequest request{.refs = {idOf("own")}, .scope = DestroyScope::OnlySelected};
    EXPECT_EQ(commandLineFor(request, QStringLiteral("/data/it's here")).toStdString(),
              "coppicectl destroy --library '/data/it'\\''s here' " + idOf("own").toString() + " --only");
    EXPECT_EQ(commandLineFor({.refs = {idOf("own")}}, QStringLiteral("/data/lib")).toStdString(),
              "coppicectl destroy --library /data/lib " + idOf("own").toString());
}

class Shouting final : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char*, int) const override {
        return QByteArrayView(context) == "ErrorText" ? QStringLiteral("! ") + QString::fromUtf8(source)
                                                      : QString();
    }
};

TEST(Texts, TranslateTheTemplateOfAnErrorBeforeFillingIt) {
    Shouting translator;
    QCoreApplication::installTranslator(&translator);
    const Error error{
        .code = ErrorCode::SnapshotHeld, .action = "destroying", .object = "Nightly", .detail = {}};
    const QString what = errorWhat(error);
    QCoreApplication::removeTranslator(&translator);
    EXPECT_TRUE(what.startsWith(u"! "));
    EXPECT_TRUE(what.contains(QStringLiteral("Nightly")));
    EXPECT_FALSE(what.contains(u'{'));
}

TEST(Texts, FormatSizesAndTimes) {
    EXPECT_EQ(bytesText(44238556201).toStdString(), "41.2 GiB");
    EXPECT_EQ(signedBytesText(-(1 << 20)).toStdString(), "-1.0 MiB");
    EXPECT_FALSE(signedBytesText(std::numeric_limits<std::int64_t>::min()).isEmpty());
    EXPECT_TRUE(rateText(0).isEmpty());
    EXPECT_EQ(durationText(12000).toStdString(), "12 s");
    EXPECT_EQ(durationText(200000).toStdString(), "3 min 20 s");
    EXPECT_EQ(durationText(3900000).toStdString(), "1 h 5 min");
}

} // namespace
} // namespace coppice::models::test
