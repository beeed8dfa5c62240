// Where to save the job history, and in which form.
#pragma once

#include "models/job_export.h"

class QWidget;

namespace coppice::ui {

/// Returns at once: asks for a file with open() and writes it on another thread. What goes wrong is told.
void askToExportJobs(QWidget* parent, models::JobRecords jobs);

} // namespace coppice::ui
