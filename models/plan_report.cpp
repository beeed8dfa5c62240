// The three formats.
#include "models/plan_report.h"

#include "models/csv.h"
#include "models/plan_summary.h"
#include "models/texts.h"
#include "service/plan_json.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <filesystem>
#include <nlohmann/json.hpp>

namespace coppice::models {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::PlanReport)
};

QString collectionName(const ViewData& view, const Guid& vm) {
    const Collection* const collection = view.collectionOf(vm);
    return collection == nullptr ? QString() : fromUtf8(collection->name);
}

// HTML.

const QString pageStyle = QStringLiteral(
    ":root{color-scheme:light dark}"
    "body{font:15px/1.45 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "h1{font-size:1.5em;margin-bottom:.2em}h2{font-size:1.1em;margin:1.6em 0 .4em}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25em .7em "
    ".25em 0;"
    "border-bottom:1px solid #8886}th{font-weight:600}td.n,th.n{text-align:right}"
    "tr.dependent td:nth-child(3){font-style:italic}.stop{border-left:4px solid #c33;padding-left:.8em}"
    "code{font-size:.95em;overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}}");

QString element(const char* name, const QString& text) {
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1StringView(name), text.toHtmlEscaped());
}

QString row(const QStringList& cells, const char* cell, const char* rowClass = "") {
    QString html = *rowClass == '\0' ? QStringLiteral("<tr>")
                                     : QStringLiteral("<tr class=\"%1\">").arg(QLatin1StringView(rowClass));
    for (const QString& text : cells) {
        html += element(cell, text);
    }
    return html + QStringLiteral("</tr>\n");
}

QString list(const QStringList& lines) {
    QString html = QStringLiteral("<ul>\n");
    for (const QString& line : lines) {
        html += element("li", line) + u'\n';
    }
    return html + QStringLiteral("</ul>\n");
}

QString snapshotTable(const DestroyPlan& plan, const ViewData& view) {
    QString html = QStringLiteral("<table>\n") +
                   row({Texts::tr("Collection"), Texts::tr("Virtual machine"), Texts::tr("Snapshot"),
                        Texts::tr("Created"), Texts::tr("Goes as"), Texts::tr("Why")},
                       "th");
    for (const DestroyedSnapshot& destroyed : plan.closure.snapshots) {
        const auto found = view.index().snapshot(destroyed.id);
        if (!found) {
            continue;
        }
        html += row({collectionName(view, destroyed.vm), fromUtf8(found->vm->name),
                     fromUtf8(found->snapshot->name), timeText(found->snapshot->created),
                     destroyed.selected ? Texts::tr("selected") : Texts::tr("dependent"),
                     reasonsText(view, destroyed)},
                    "td", destroyed.selected ? "" : "dependent");
    }
    return html + QStringLiteral("</table>\n");
}

QString figuresTable(const PlanSummary& summary) {
    const merge::PlanTotals& totals = summary.totals;
    QString html = QStringLiteral("<table>\n");
    const auto add = [&html](const QString& name, const QString& value) { html += row({name, value}, "td"); };
    add(Texts::tr("To read"), bytesText(totals.bytesToRead));
    add(Texts::tr("To write"), bytesText(totals.bytesToWrite));
    add(Texts::tr("Freed"), signedBytesText(totals.bytesFreed));
    for (const PlanVolumeText& volume : summary.volumes) {
        add(Texts::tr("Volume of %1").arg(volume.volume), volume.text);
    }
    add(Texts::tr("Time"), summary.time);
    return html + QStringLiteral("</table>\n");
}

QByteArray asHtml(const DestroyPlan& plan, const ViewData& view, const QString& libraryFolder,
                  Timestamp made) {
    const PlanSummary summary = summaryOf(plan, view);
    QString html = QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                                  "<title>%2</title>\n<style>%3</style>\n</head>\n<body>\n")
                       .arg(QLocale().bcp47Name(), summary.title.toHtmlEscaped(), pageStyle);
    html += element("h1", summary.title) + u'\n';
    html += element("p", Texts::tr("Library %1 in %2. Planned %3; nothing was changed by planning.")
                             .arg(fromUtf8(view.library().name), libraryFolder, timeText(made)));
    if (summary.refused) {
        html += QStringLiteral("\n<div class=\"stop\">") + element("h2", Texts::tr("What stops it")) +
                list(summary.refusals) + QStringLiteral("</div>\n");
    }
    html += element("h2", Texts::tr("What goes")) + u'\n' + snapshotTable(plan, view);
    html += element("h2", Texts::tr("What survives")) + u'\n' + list(summary.survivors);
    if (!summary.refused) {
        QStringList steps;
        for (const PlanStepText& step : summary.steps) {
            steps += step.disk.isEmpty() ? step.text : Texts::tr("%1: %2").arg(step.disk, step.text);
        }
        html += element("h2", Texts::tr("What happens to the disks")) + u'\n' + list(steps);
        html += figuresTable(summary) + element("p", summary.undo);
    }
    html += element("h2", Texts::tr("The command that does the same")) + QStringLiteral("\n<p>") +
            element("code", commandLineFor(plan.request, libraryFolder)) + QStringLiteral("</p>\n");
    return (html + QStringLiteral("</body>\n</html>\n")).toUtf8();
}

// CSV.

QByteArray asCsv(const DestroyPlan& plan, const ViewData& view) {
    const auto text = [](const char* word) { return QString::fromLatin1(word); };
    QByteArray csv =
        csvLine({text("record"), text("collection"), text("vm"), text("slot"), text("name"), text("id"),
                 text("created"), text("role"), text("why"), text("bytesToWrite"), text("bytesFreed")});
    for (const DestroyedSnapshot& destroyed : plan.closure.snapshots) {
        const auto found = view.index().snapshot(destroyed.id);
        if (found) {
            csv += csvLine({text("snapshot"),
                            collectionName(view, destroyed.vm),
                            fromUtf8(found->vm->name),
                            {},
                            fromUtf8(found->snapshot->name),
                            fromUtf8(destroyed.id.toString()),
                            fromUtf8(toIso8601(found->snapshot->created)),
                            destroyed.selected ? text("selected") : text("dependent"),
                            reasonsText(view, destroyed),
                            {},
                            {}});
        }
    }
    for (const merge::DiskStep& step : plan.disks.steps) {
        const VirtualSystem* const vm = view.index().vm(step.vm);
        const std::filesystem::path& file =
            step.kind == merge::StepKind::Merge ? step.result : step.layers.front().path;
        csv += csvLine({text("step"),
                        collectionName(view, step.vm),
                        vm == nullptr ? QString() : fromUtf8(vm->name),
                        fromUtf8(step.slot),
                        fromUtf8(file.filename().string()),
                        {},
                        {},
                        text(merge::nameOf(step.kind)),
                        {},
                        QString::number(step.bytesToWrite),
                        QString::number(step.bytesFreed)});
    }
    return csv;
}

// JSON.

QByteArray asJson(const DestroyPlan& plan, const ViewData& view, const QString& libraryFolder,
                  Timestamp made) {
    const std::filesystem::path root(view.library().location);
    const auto display = [&root](const std::filesystem::path& path) {
        const std::filesystem::path relative = path.lexically_relative(root);
        const bool inside = !relative.empty() && *relative.begin() != "..";
        return (inside ? relative : path).generic_string();
    };
    nlohmann::ordered_json document = planToJson(view.index(), display, plan);
    document["report"] = {{"library", libraryFolder.toStdString()},
                          {"made", toIso8601(made)},
                          {"command", commandLineFor(plan.request, libraryFolder).toStdString()}};
    constexpr int indent = 2;
    return QByteArray::fromStdString(
               document.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace)) +
           '\n';
}

} // namespace

ReportFormat reportFormatOf(const QString& fileName) {
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == QStringLiteral("csv")) {
        return ReportFormat::Csv;
    }
    return suffix == QStringLiteral("json") ? ReportFormat::Json : ReportFormat::Html;
}

QByteArray planReport(ReportFormat format, const DestroyPlan& plan, const ViewData& view,
                      const QString& libraryFolder, Timestamp made) {
    switch (format) {
    case ReportFormat::Html:
        return asHtml(plan, view, libraryFolder, made);
    case ReportFormat::Csv:
        return asCsv(plan, view);
    case ReportFormat::Json:
        return asJson(plan, view, libraryFolder, made);
    }
    return {};
}

} // namespace coppice::models
