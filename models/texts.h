// The words and numbers a person reads, translated and by locale. GUI thread.
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "domain/cim.h"
#include "domain/closure.h"
#include "jobs/job_queue.h"
#include "merge/plan.h"
#include "models/view_data.h"

#include <QDateTime>
#include <QString>

#include <string>

namespace coppice::models {

/// What happened to which object and why. The template is translated in the context "ErrorText".
QString errorWhat(const Error& error);
/// What to do about it; may be empty.
QString errorNext(const Error& error);
/// Both, on one line.
QString errorText(const Error& error);

QString stateText(JobState state);
/// The same, but "Stopped" or "Interrupted" for a suspended job that has ended, "Queued, no. 2" or "Starts in
/// 8 s" for one that waits, as of `now`.
QString jobStateText(const JobRecord& job, SteadyTime now = steadyClock().now());
/// "8 s": until a job's grace period ends, seconds rounded up.
QString graceLeftText(const JobRecord& job, SteadyTime now = steadyClock().now());
/// "Delete 3 snapshots and 9 dependents". Records of programs that did not store the numbers keep their
/// English.
QString jobTitle(const JobRecord& job);
/// "Merge 3 layers into web1_0002.avhdx"; likewise.
QString stepTitle(const JobStep& step);
QString stateText(StepState state);
QString stateText(VmState state);
QString typeText(SnapshotType type);
QString actionText(JobAction action);
QString stepKindText(merge::StepKind kind);
QString keepReasonText(merge::KeepReason reason);

/// "41.2 GiB"
QString bytesText(std::uint64_t bytes);
/// The same with a sign: a plan may also free less than nothing.
QString signedBytesText(std::int64_t bytes);
/// "12.4 MiB/s"; empty for 0.
QString rateText(double bytesPerSecond);
/// "1 h 05 min", "3 min 20 s", "12 s"
QString durationText(qint64 milliseconds);
QDateTime dateTimeOf(Timestamp time);
/// Short, local time.
QString timeText(Timestamp time);
/// The parts of timeText(): the day, and the time of the day.
QString dayText(Timestamp time);
QString clockText(Timestamp time);
QString numberText(std::uint64_t number);
/// "12 %"
QString percentText(int percent);

/// "child of Before patch on web1", "member of Nightly 7, which loses db1's part", "selected"
QString reasonText(const ViewData& view, const DestroyReason& reason);
/// Every reason the snapshot goes, in one line.
QString reasonsText(const ViewData& view, const DestroyedSnapshot& snapshot);
/// "held by anna since …: audit"
QString holdText(const Hold& hold);

inline QString fromUtf8(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace coppice::models
