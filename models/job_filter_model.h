// The job list, filtered by text and by what has become of the jobs.
#pragma once

#include <QSortFilterProxyModel>

namespace coppice::models {

enum class JobFilter {
    All,
    Active, ///< not over: queued, running, paused or stopped
    Failed,
    Completed,
};

/// Over a JobModel. The text is looked for in every column, in whatever case; sorts by JobRole::SortValue.
class JobFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit JobFilterModel(QObject* parent = nullptr);

    JobFilter filter() const { return m_filter; }
    void setFilter(JobFilter filter);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    JobFilter m_filter = JobFilter::All;
};

} // namespace coppice::models
