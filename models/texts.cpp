// The words and numbers a person reads.
#include "models/texts.h"

#include "core/error_text.h"
#include "models/job_actions.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace coppice::models {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::Texts)
};

/// For plurals.
int asCount(std::uint64_t count) {
    return static_cast<int>(std::min<std::uint64_t>(count, std::numeric_limits<int>::max()));
}

QString translated(const char* words, const Error& error) {
    const QString text = QCoreApplication::translate("ErrorText", words);
    return fromUtf8(fillErrorTemplate(text.toStdString(), error));
}

} // namespace

QString errorWhat(const Error& error) {
    return translated(errorTemplate(error.code).what, error);
}

QString errorNext(const Error& error) {
    return translated(errorTemplate(error.code).next, error);
}

QString errorText(const Error& error) {
    const QString next = errorNext(error);
    return next.isEmpty() ? errorWhat(error) : errorWhat(error) + u' ' + next;
}

QString stateText(JobState state) {
    switch (state) {
    case JobState::New:
        return Texts::tr("Queued");
    case JobState::Starting:
        return Texts::tr("Starting");
    case JobState::Running:
        return Texts::tr("Running");
    case JobState::Suspended:
        return Texts::tr("Paused");
    case JobState::ShuttingDown:
        return Texts::tr("Stopping");
    case JobState::Completed:
        return Texts::tr("Completed");
    case JobState::Terminated:
        return Texts::tr("Cancelled");
    case JobState::Killed:
        return Texts::tr("Killed");
    case JobState::Exception:
        return Texts::tr("Failed");
    }
    return {};
}

QString jobStateText(const JobRecord& job, SteadyTime now) {
    if (isInterrupted(job)) {
        return Texts::tr("Interrupted");
    }
    if (isStopped(job)) {
        return Texts::tr("Stopped");
    }
    if (isQueued(job)) {
        return job.notBefore ? Texts::tr("Starts in %1", "a time").arg(graceLeftText(job, now))
                             : Texts::tr("Queued, no. %1").arg(numberText(*job.queuePosition));
    }
    return stateText(job.state);
}

QString graceLeftText(const JobRecord& job, SteadyTime now) {
    using namespace std::chrono;
    const auto left = job.notBefore ? ceil<seconds>(*job.notBefore - now) : seconds::zero();
    return durationText(duration_cast<milliseconds>(std::max(left, seconds::zero())).count());
}

QString jobTitle(const JobRecord& job) {
    if (!job.destroys) {
        return fromUtf8(job.title);
    }
    const QString selected = Texts::tr("%n snapshot(s)", nullptr, asCount(job.destroys->selected));
    const QString what =
        job.destroys->dependents == 0
            ? Texts::tr("Delete %1").arg(selected)
            : Texts::tr("Delete %1 and %2")
                  .arg(selected, Texts::tr("%n dependent(s)", nullptr, asCount(job.destroys->dependents)));
    return job.destroys->verify ? Texts::tr("%1, then verify", "a job's title").arg(what) : what;
}

QString stepTitle(const JobStep& step) {
    if (step.file.empty()) {
        return fromUtf8(step.title);
    }
    const QString file = fromUtf8(step.file);
    return step.kind == merge::nameOf(merge::StepKind::Delete)
               ? Texts::tr("Delete %1").arg(file)
               : Texts::tr("Merge %n layer(s) into %1", nullptr, asCount(step.layers)).arg(file);
}

QString stateText(StepState state) {
    switch (state) {
    case StepState::Pending:
        return Texts::tr("Waiting");
    case StepState::Running:
        return Texts::tr("Running");
    case StepState::Done:
        return Texts::tr("Done");
    case StepState::Skipped:
        return Texts::tr("Skipped");
    case StepState::Failed:
        return Texts::tr("Failed");
    }
    return {};
}

QString stateText(VmState state) {
    switch (state) {
    case VmState::Off:
        return Texts::tr("Off");
    case VmState::Running:
        return Texts::tr("Running");
    case VmState::Paused:
        return Texts::tr("Paused");
    case VmState::Saved:
        return Texts::tr("Saved");
    }
    return {};
}

QString typeText(SnapshotType type) {
    return type == SnapshotType::Recovery ? Texts::tr("Recovery") : Texts::tr("Standard");
}

QString actionText(JobAction action) {
    switch (action) {
    case JobAction::Pause:
        return Texts::tr("Pause");
    case JobAction::Resume:
        return Texts::tr("Resume");
    case JobAction::Cancel:
        return Texts::tr("Cancel");
    case JobAction::Stop:
        return Texts::tr("Stop");
    case JobAction::Retry:
        return Texts::tr("Retry");
    case JobAction::StartNow:
        return Texts::tr("Start Now");
    }
    return {};
}

QString stepKindText(merge::StepKind kind) {
    switch (kind) {
    case merge::StepKind::Merge:
        return Texts::tr("Merge");
    case merge::StepKind::Delete:
        return Texts::tr("Delete");
    case merge::StepKind::Keep:
        return Texts::tr("Keep");
    }
    return {};
}

QString keepReasonText(merge::KeepReason reason) {
    return reason == merge::KeepReason::Branch ? Texts::tr("two or more disks derive from it")
                                               : Texts::tr("a snapshot or a current state still uses it");
}

QString bytesText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeIecFormat);
}

QString signedBytesText(std::int64_t bytes) {
    if (bytes >= 0) {
        return bytesText(static_cast<std::uint64_t>(bytes));
    }
    return QLocale().negativeSign() + bytesText(static_cast<std::uint64_t>(-(bytes + 1)) + 1);
}

QString rateText(double bytesPerSecond) {
    if (!(bytesPerSecond > 0)) {
        return {};
    }
    return Texts::tr("%1/s", "bytes a second")
        .arg(bytesText(static_cast<std::uint64_t>(std::llround(bytesPerSecond))));
}

QString durationText(qint64 milliseconds) {
    constexpr qint64 kMsPerSecond = 1000;
    constexpr qint64 kSecondsPerMinute = 60;
    constexpr qint64 kSecondsPerHour = 3600;
    const qint64 seconds = std::max<qint64>(0, (milliseconds + kMsPerSecond / 2) / kMsPerSecond);
    const QLocale locale;
    if (seconds < kSecondsPerMinute) {
        return Texts::tr("%1 s", "seconds").arg(locale.toString(seconds));
    }
    const qint64 minutes = seconds / kSecondsPerMinute;
    if (seconds < kSecondsPerHour) {
        return Texts::tr("%1 min %2 s")
            .arg(locale.toString(minutes), locale.toString(seconds % kSecondsPerMinute));
    }
    return Texts::tr("%1 h %2 min")
        .arg(locale.toString(seconds / kSecondsPerHour), locale.toString(minutes % kSecondsPerMinute));
}

QDateTime dateTimeOf(Timestamp time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc());
}

QString timeText(Timestamp time) {
    return QLocale().toString(dateTimeOf(time).toLocalTime(), QLocale::ShortFormat);
}

QString dayText(Timestamp time) {
    return QLocale().toString(dateTimeOf(time).toLocalTime().date(), QLocale::ShortFormat);
}

QString clockText(Timestamp time) {
    return QLocale().toString(dateTimeOf(time).toLocalTime().time(), QLocale::ShortFormat);
}

QString numberText(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString percentText(int percent) {
    return Texts::tr("%1 %", "percent").arg(QLocale().toString(percent));
}

QString reasonText(const ViewData& view, const DestroyReason& reason) {
    const auto snapshotName = [&view](const Guid& id) {
        const auto found = view.index().snapshot(id);
        return fromUtf8(found ? found->snapshot->name : id.toString());
    };
    const auto vmName = [&view](const Guid& snapshot) {
        const auto found = view.index().snapshot(snapshot);
        return fromUtf8(found ? found->vm->name : snapshot.toString());
    };
    const auto togetherName = [&view](const Guid& id) {
        const auto found = view.index().snapshotCollection(id);
        return fromUtf8(found ? found->snapshotCollection->name : id.toString());
    };
    switch (reason.kind) {
    case DestroyReason::Kind::Selected:
        return Texts::tr("selected");
    case DestroyReason::Kind::SelectedMember:
        return Texts::tr("member of the selected %1").arg(togetherName(reason.cause));
    case DestroyReason::Kind::ChildOf:
        return Texts::tr("child of %1 on %2").arg(snapshotName(reason.cause), vmName(reason.cause));
    case DestroyReason::Kind::MemberOf:
        return Texts::tr("member of %1, which loses %2’s part")
            .arg(togetherName(reason.cause), vmName(reason.through));
    }
    return {};
}

QString reasonsText(const ViewData& view, const DestroyedSnapshot& snapshot) {
    QStringList reasons;
    for (const DestroyReason& reason : snapshot.reasons) {
        reasons += reasonText(view, reason);
    }
    return reasons.join(QStringLiteral("; "));
}

QString holdText(const Hold& hold) {
    if (hold.by.empty()) {
        return Texts::tr("Held since %1: %2").arg(timeText(hold.since), fromUtf8(hold.reason));
    }
    return Texts::tr("Held by %1 since %2: %3")
        .arg(fromUtf8(hold.by), timeText(hold.since), fromUtf8(hold.reason));
}

} // namespace coppice::models
