// The job history as a file for other programs. Pure.
#pragma once

#include "jobs/job.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace coppice::models {

using JobRecords = std::vector<std::shared_ptr<const JobRecord>>;

/// RFC 4180: UTF-8, CRLF, a header line, one line a job, in the order given. Sizes are bytes, times UTC in
/// ISO 8601 with milliseconds, states and error codes the backend's names. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
QByteArray jobsAsCsv(const JobRecords& jobs);

/// An array of objects with the same fields (a missing time or error is null), and each job's steps and log.
QByteArray jobsAsJson(const JobRecords& jobs);

/// Over the whole time from start to end, pauses included; nullopt for a job without both.
std::optional<double> averageBytesPerSecond(const JobRecord& job);

} // namespace coppice::models
