// A file dialog whose choice of type, or the name's ending, says CSV or JSON.
#include "ui/job_export_dialog.h"

#include "models/file_writer.h"
#include "models/texts.h"
#include "ui/questions.h"

#include <QFileDialog>

#include <utility>

namespace coppice::ui {

void askToExportJobs(QWidget* parent, models::JobRecords jobs) {
    const QString csv = QObject::tr("Comma-separated values (*.csv)");
    const QString json = QObject::tr("JSON (*.json)");
    auto* const dialog = new QFileDialog(parent, QObject::tr("Export Jobs"));
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({csv, json});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QObject::tr("jobs", "a file's name") + QStringLiteral(".csv"));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, json](const QString& filter) {
        dialog->setDefaultSuffix(filter == json ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                     [parent, jobs = std::move(jobs)](const QString& path) {
                         const bool asJson = path.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive);
                         models::writeFile(path, asJson ? models::jobsAsJson(jobs) : models::jobsAsCsv(jobs))
                             .then(parent, [parent](const std::optional<Error>& error) {
                                 if (error) {
                                     showError(parent, QObject::tr("The jobs could not be exported"),
                                               models::errorWhat(*error), models::errorNext(*error));
                                 }
                             });
                     });
    dialog->open();
}

} // namespace coppice::ui
