// The per-disk steps of one job.
#pragma once

#include "jobs/job.h"
#include "models/roles.h"

#include <QAbstractTableModel>

#include <memory>

namespace coppice::models {

/// Columns: StepColumn; roles: StepRole.
class StepModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// A newer record of the same job changes only the rows that differ. Null: no job.
    void setJob(std::shared_ptr<const JobRecord> job);
    std::shared_ptr<const JobRecord> job() const { return m_job; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const JobRecord> m_job;
};

} // namespace coppice::models
