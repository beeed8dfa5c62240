// The three reports of one plan: read back, and safe whatever the names are.
#include "models/plan_report.h"
#include "models/plan_summary.h"
#include "sample_library.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

DestroyPlan planFor(const ViewData& view, const std::string& name) {
    DestroyPlan plan;
    plan.request.refs = {idOf(name)};
    plan.closure = closureOf(view.index(), plan.request.refs, DestroyScope::WithDependents).value();
    merge::DiskStep step;
    step.kind = merge::StepKind::Merge;
    step.vm = plan.closure.snapshots.front().vm;
    step.slot = "SCSI 0:0";
    step.layers.resize(2);
    step.layers[0].path = "/sample/web/a.vhdx";
    step.layers[1].path = "/elsewhere/b.avhdx";
    step.result = "/elsewhere/b.avhdx";
    step.bytesToWrite = 4096;
    step.bytesFreed = -512;
    plan.disks.steps = {step};
    return plan;
}

const QString folder = QStringLiteral("/sample");

} // namespace

TEST(PlanReport, FormatGoesByTheEnding) {
    EXPECT_EQ(reportFormatOf(QStringLiteral("a/b.CSV")), ReportFormat::Csv);
    EXPECT_EQ(reportFormatOf(QStringLiteral("b.json")), ReportFormat::Json);
    EXPECT_EQ(reportFormatOf(QStringLiteral("b.html")), ReportFormat::Html);
    EXPECT_EQ(reportFormatOf(QStringLiteral("b")), ReportFormat::Html);
}

TEST(PlanReport, JsonIsThePlanDocumentWithWhereAndWhen) {
    const auto view = sampleLibrary().view();
    const DestroyPlan plan = planFor(*view, "own");
    const QJsonObject json =
        QJsonDocument::fromJson(planReport(ReportFormat::Json, plan, *view, folder, Timestamp{})).object();
    EXPECT_EQ(json[QStringLiteral("returnValue")].toInt(-1), 0);
    EXPECT_EQ(json[QStringLiteral("destroyed")].toArray().size(), 3);
    const QJsonObject step = json[QStringLiteral("disks")][0][QStringLiteral("steps")][0].toObject();
    EXPECT_EQ(step[QStringLiteral("layers")][1].toString(), QStringLiteral("/elsewhere/b.avhdx"));
    const QJsonObject report = json[QStringLiteral("report")].toObject();
    EXPECT_EQ(report[QStringLiteral("made")].toString(), QStringLiteral("1970-01-01T00:00:00Z"));
    EXPECT_EQ(report[QStringLiteral("command")].toString(), commandLineFor(plan.request, folder));
}

TEST(PlanReport, CsvHasALineForEachSnapshotAndStep) {
    const auto view = sampleLibrary().view();
    const QByteArray csv = planReport(ReportFormat::Csv, planFor(*view, "own"), *view, folder, Timestamp{});
    const QList<QByteArray> lines = csv.trimmed().split('\n');
    ASSERT_EQ(lines.size(), 1 + 3 + 1);
    EXPECT_TRUE(lines[1].startsWith("snapshot,Payroll,web,,own,")) << lines[1].toStdString();
    EXPECT_TRUE(lines[4].startsWith("step,Payroll,web,SCSI 0:0,b.avhdx,")) << lines[4].toStdString();
    EXPECT_TRUE(lines[4].endsWith(",4096,-512")) << lines[4].toStdString();
}

TEST(PlanReport, HtmlNamesEverything) {
    const auto view = sampleLibrary().view();
    const QString html =
        QString::fromUtf8(planReport(ReportFormat::Html, planFor(*view, "own"), *view, folder, Timestamp{}));
    for (const char* text : {"own", "dependent", "web: Now, A.web", "into b.avhdx, moving 4.0 KiB",
                             "coppicectl destroy --library /sample"}) {
        EXPECT_TRUE(html.contains(QString::fromLatin1(text))) << text;
    }
    EXPECT_FALSE(html.contains(QStringLiteral("What stops it")));
}

TEST(PlanReport, NamesAreNoMarkup) {
    LibraryMaker maker = sampleLibrary();
    const auto view = maker.rename("own", "<script>alert(1)</script>&").view();
    const QString html =
        QString::fromUtf8(planReport(ReportFormat::Html, planFor(*view, "own"), *view, folder, Timestamp{}));
    EXPECT_FALSE(html.contains(QStringLiteral("<script>")));
    EXPECT_TRUE(html.contains(QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;&amp;")));
}

TEST(PlanReport, RefusedPlanSaysWhatStopsItAndNothingOfDisks) {
    LibraryMaker maker = sampleLibrary();
    const auto view = maker.hold("B.db").view();
    DestroyPlan plan = planFor(*view, "own");
    plan.refusals = refusalsOf(view->index(), plan.closure, false);
    const QString html = QString::fromUtf8(planReport(ReportFormat::Html, plan, *view, folder, Timestamp{}));
    EXPECT_TRUE(html.contains(QStringLiteral("What stops it")));
    EXPECT_FALSE(html.contains(QStringLiteral("What happens to the disks")));
}

} // namespace coppice::models::test
