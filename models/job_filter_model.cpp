// Text and state, both of them.
#include "models/job_filter_model.h"

#include "domain/cim.h"
#include "models/roles.h"

namespace coppice::models {

namespace {

bool accepts(JobFilter filter, JobState state) {
    switch (filter) {
    case JobFilter::All:
        return true;
    case JobFilter::Active:
        return !isFinal(state);
    case JobFilter::Failed:
        return state == JobState::Exception;
    case JobFilter::Completed:
        return state == JobState::Completed;
    }
    return true;
}

} // namespace

JobFilterModel::JobFilterModel(QObject* parent)
    : QSortFilterProxyModel(parent) {
    constexpr int everyColumn = -1;
    setFilterKeyColumn(everyColumn);
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setSortRole(asInt(JobRole::SortValue));
}

void JobFilterModel::setFilter(JobFilter filter) {
    m_filter = filter;
    invalidateRowsFilter();
}

void JobFilterModel::setText(const QString& text) {
    setFilterFixedString(text);
}

bool JobFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    return accepts(m_filter, static_cast<JobState>(row.data(asInt(JobRole::State)).toInt())) &&
           QSortFilterProxyModel::filterAcceptsRow(sourceRow, sourceParent);
}

} // namespace coppice::models
