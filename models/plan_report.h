// A plan as a document to keep: what would go and why, what survives, what it means for the disks.
#pragma once

#include "core/clock.h"
#include "merge/destroy_plan.h"
#include "models/view_data.h"

#include <QByteArray>
#include <QString>

namespace coppice::models {

enum class ReportFormat {
    Html, ///< one self-contained page, in the console's language
    Csv,  ///< a line a snapshot and a line a disk step; ISO times, bytes, English column names
    Json, ///< the document of `coppicectl plan --json`, with "report" {"library","made","command"}
};

/// By the name's ending; Html if it is none of them.
ReportFormat reportFormatOf(const QString& fileName);

/// UTF-8. Pure. `libraryFolder`: for the command that does the same.
QByteArray planReport(ReportFormat format, const DestroyPlan& plan, const ViewData& view,
                      const QString& libraryFolder, Timestamp made);

} // namespace coppice::models
