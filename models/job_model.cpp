// The job list.
#include "models/job_model.h"

#include "models/job_actions.h"
#include "models/progress.h"
#include "models/texts.h"
#include "models/time_left.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace coppice::models {

namespace {

constexpr int kPermillePerPercent = 10;
constexpr int kCountdownMs = 250; ///< between two looks at it

bool isMoving(const JobRecord& job) {
    return job.state == JobState::Running;
}

JobModel::MonotonicClock ownClock() {
    QElapsedTimer timer;
    timer.start();
    return [timer] { return timer.elapsed(); };
}

int shownPermille(const JobRecord& job, int permille) {
    return isMoving(job) && job.totalBytes == 0 && permille == 0 ? kUnknownPermille : permille;
}

std::optional<qint64> timeLeft(const RateHistory& history, const JobRecord& job) {
    return isMoving(job) ? history.timeLeftMs(job.totalBytes) : std::nullopt;
}

} // namespace

JobModel::JobModel(QObject* parent, MonotonicClock clock)
    : QAbstractTableModel(parent)
    , m_clock(clock ? std::move(clock) : ownClock()) {
    m_countdown.setInterval(kCountdownMs);
    connect(&m_countdown, &QTimer::timeout, this, &JobModel::tellCountdowns);
}

JobModel::~JobModel() = default;

std::vector<JobModel::Row>::const_iterator JobModel::place(JobId id) const {
    return std::ranges::lower_bound(m_rows, id, std::greater<>{},
                                    [](const Row& row) { return row.record->id; });
}

const JobModel::Row* JobModel::find(JobId id) const {
    const auto at = place(id);
    return at != m_rows.end() && at->record->id == id ? &*at : nullptr;
}

void JobModel::note(Row& row) const {
    const JobRecord& job = *row.record;
    row.history.add(m_clock(), job.doneBytes, isMoving(job));
    const auto estimate =
        isMoving(job) ? row.history.timeLeftRange(job.totalBytes) : std::optional<TimeRange>();
    row.timeLeft = estimate ? std::optional(steadied(row.timeLeft, *estimate)) : std::nullopt;
    row.permille = std::max(row.permille, permilleOf(job));
}

void JobModel::dropOldHistories() {
    for (std::size_t i = kMaxHistories; i < m_rows.size(); ++i) {
        if (hasEnded(*m_rows[i].record)) {
            m_rows[i].history = {};
        }
    }
}

void JobModel::watchCountdown(const JobRecord& job) {
    if (isQueued(job) && job.notBefore) {
        m_counting.insert(job.id);
    } else {
        m_counting.erase(job.id);
    }
    if (m_counting.empty()) {
        m_countdown.stop();
    } else if (!m_countdown.isActive()) {
        m_countdown.start();
    }
}

void JobModel::tellCountdowns() {
    for (const JobId id : m_counting) {
        const QModelIndex state = indexOfJob(id).siblingAtColumn(asInt(JobColumn::State));
        emit dataChanged(state, state, {Qt::DisplayRole});
    }
}

void JobModel::setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs) {
    beginResetModel();
    m_rows.clear();
    m_counting.clear();
    m_countdown.stop();
    for (const auto& record : jobs) {
        watchCountdown(*record);
        const auto at = place(record->id);
        if (at == m_rows.end() || at->record->id != record->id) {
            note(*m_rows.insert(at, Row{record, {}, {}, 0}));
        }
    }
    endResetModel();
}

void JobModel::updateJob(const std::shared_ptr<const JobRecord>& job) {
    watchCountdown(*job);
    const auto at = place(job->id);
    const int rowNumber = static_cast<int>(at - m_rows.begin());
    if (at == m_rows.end() || at->record->id != job->id) {
        beginInsertRows({}, rowNumber, rowNumber);
        note(*m_rows.insert(at, Row{job, {}, {}, 0}));
        dropOldHistories();
        endInsertRows();
        return;
    }
    Row& row = m_rows[static_cast<std::size_t>(rowNumber)];
    row.record = job;
    note(row);
    emit dataChanged(index(rowNumber, 0), index(rowNumber, columnCount() - 1));
}

std::shared_ptr<const JobRecord> JobModel::job(const QModelIndex& index) const {
    return checkIndex(index, CheckIndexOption::IndexIsValid)
               ? m_rows[static_cast<std::size_t>(index.row())].record
               : nullptr;
}

std::shared_ptr<const JobRecord> JobModel::jobById(JobId id) const {
    const Row* row = find(id);
    return row == nullptr ? nullptr : row->record;
}

QModelIndex JobModel::indexOfJob(JobId id) const {
    const Row* row = find(id);
    return row == nullptr ? QModelIndex() : index(static_cast<int>(row - m_rows.data()), 0);
}

const RateHistory& JobModel::history(JobId id) const {
    static const RateHistory kNone;
    const Row* row = find(id);
    return row == nullptr ? kNone : row->history;
}

int JobModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JobModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : asInt(JobColumn::Count);
}

QVariant JobModel::display(const Row& row, int column) const {
    const JobRecord& job = *row.record;
    switch (static_cast<JobColumn>(column)) {
    case JobColumn::State:
        return jobStateText(job);
    case JobColumn::Job:
        return jobTitle(job);
    case JobColumn::Progress:
        return progressText(shownPermille(job, row.permille));
    case JobColumn::DoneTotal:
        return doneTotalText(job.doneBytes, job.totalBytes);
    case JobColumn::Rate:
        return rateText(row.history.bytesPerSecond());
    case JobColumn::TimeLeft:
        return row.timeLeft ? timeRangeText(*row.timeLeft) : QString();
    case JobColumn::Started:
        return job.started ? timeText(*job.started) : QString();
    case JobColumn::Count:
        break;
    }
    return {};
}

QVariant JobModel::sortValue(const Row& row, int column) const {
    const JobRecord& job = *row.record;
    switch (static_cast<JobColumn>(column)) {
    case JobColumn::Progress:
        return row.permille;
    case JobColumn::DoneTotal:
        return static_cast<qulonglong>(job.doneBytes);
    case JobColumn::Rate:
        return row.history.bytesPerSecond();
    case JobColumn::TimeLeft: {
        const auto left = timeLeft(row.history, job);
        return left ? QVariant(static_cast<qlonglong>(*left)) : QVariant();
    }
    case JobColumn::Started:
        return dateTimeOf(job.started.value_or(job.submitted));
    case JobColumn::State:
    case JobColumn::Job:
    case JobColumn::Count:
        break;
    }
    return display(row, column);
}

QVariant JobModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const JobRecord& job = *row.record;
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole: { // what a narrow list leaves out
        QStringList lines{jobTitle(job), doneTotalText(job.doneBytes, job.totalBytes),
                          job.error ? errorText(*job.error) : QString()};
        lines.removeAll(QString());
        return lines.join(u'\n');
    }
    case asInt(JobRole::ErrorText):
        return job.error ? errorText(*job.error) : QString();
    case asInt(JobRole::Id):
        return static_cast<qulonglong>(job.id);
    case asInt(JobRole::State):
        return static_cast<int>(job.state);
    case asInt(JobRole::Percent):
        return row.permille / kPermillePerPercent;
    case asInt(JobRole::Permille):
        return shownPermille(job, row.permille);
    case asInt(JobRole::DoneBytes):
        return static_cast<qulonglong>(job.doneBytes);
    case asInt(JobRole::TotalBytes):
        return static_cast<qulonglong>(job.totalBytes);
    case asInt(JobRole::BytesPerSecond):
        return row.history.bytesPerSecond();
    case asInt(JobRole::TimeLeftMs): {
        const auto left = timeLeft(row.history, job);
        return left ? QVariant(static_cast<qlonglong>(*left)) : QVariant();
    }
    case asInt(JobRole::CanPause):
        return canDo(job, JobAction::Pause);
    case asInt(JobRole::CanResume):
        return canDo(job, JobAction::Resume);
    case asInt(JobRole::CanCancel):
        return canDo(job, JobAction::Cancel);
    case asInt(JobRole::CanStop):
        return canDo(job, JobAction::Stop);
    case asInt(JobRole::CanRetry):
        return canDo(job, JobAction::Retry);
    case asInt(JobRole::SortValue):
        return sortValue(row, index.column());
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<JobColumn>(section)) {
    case JobColumn::State:
        return tr("State");
    case JobColumn::Job:
        return tr("Job");
    case JobColumn::Progress:
        return tr("Progress");
    case JobColumn::DoneTotal:
        return tr("Done / Total");
    case JobColumn::Rate:
        return tr("Rate");
    case JobColumn::TimeLeft:
        return tr("Time left");
    case JobColumn::Started:
        return tr("Started");
    case JobColumn::Count:
        break;
    }
    return {};
}

} // namespace coppice::models
