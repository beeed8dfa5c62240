// The job list, newest on top, fed by the session's records.
#pragma once

#include "jobs/job.h"
#include "models/rate_history.h"
#include "models/roles.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace coppice::models {

/// Columns: JobColumn; roles: JobRole.
class JobModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using MonotonicClock = std::function<qint64()>; ///< milliseconds
    /// All records are kept, as the library keeps them. Histories of rates are kept of jobs that have not
    /// ended and of this many newest ones, so that a console that is never closed does not grow.
    static constexpr std::size_t kMaxHistories = 50;

    explicit JobModel(QObject* parent = nullptr, MonotonicClock clock = {});
    ~JobModel() override;

    /// Replaces all.
    void setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs);
    /// A new job is a new row, a known one changes.
    void updateJob(const std::shared_ptr<const JobRecord>& job);

    std::shared_ptr<const JobRecord> job(const QModelIndex& index) const; ///< null for an invalid index
    std::shared_ptr<const JobRecord> jobById(JobId id) const;
    QModelIndex indexOfJob(JobId id) const;
    /// Of a job in the model; empty for others, and for jobs that ended long ago.
    const RateHistory& history(JobId id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        std::shared_ptr<const JobRecord> record;
        RateHistory history;
        std::optional<TimeRange> timeLeft; ///< as shown
        int permille = 0;                  ///< as shown
    };
    /// Where the job is, or would be.
    std::vector<Row>::const_iterator place(JobId id) const;
    const Row* find(JobId id) const; ///< null if there is none
    void note(Row& row) const;
    void dropOldHistories();
    void watchCountdown(const JobRecord& job);
    void tellCountdowns();
    QVariant display(const Row& row, int column) const;
    QVariant sortValue(const Row& row, int column) const;

    MonotonicClock m_clock;
    std::vector<Row> m_rows;    ///< descending by id
    std::set<JobId> m_counting; ///< in their grace period: what their state says changes with time
    QTimer m_countdown{this};
};

} // namespace coppice::models
