// The per-disk steps of one job.
#include "models/step_model.h"

#include "models/progress.h"
#include "models/texts.h"

#include <utility>

namespace coppice::models {

namespace {
constexpr int kPermillePerPercent = 10;
}

void StepModel::setJob(std::shared_ptr<const JobRecord> job) {
    const bool sameShape = m_job && job && m_job->id == job->id && m_job->steps.size() == job->steps.size();
    if (!sameShape) {
        beginResetModel();
        m_job = std::move(job);
        endResetModel();
        return;
    }
    const std::shared_ptr<const JobRecord> before = std::exchange(m_job, std::move(job));
    int firstChanged = -1;
    const auto tell = [&](int end) {
        if (firstChanged >= 0) {
            emit dataChanged(index(firstChanged, 0), index(end - 1, columnCount() - 1));
            firstChanged = -1;
        }
    };
    const int count = rowCount();
    for (int row = 0; row < count; ++row) {
        const auto step = static_cast<std::size_t>(row);
        if (before->steps[step] == m_job->steps[step]) {
            tell(row);
        } else if (firstChanged < 0) {
            firstChanged = row;
        }
    }
    tell(count);
}

int StepModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_job ? 0 : static_cast<int>(m_job->steps.size());
}

int StepModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : asInt(StepColumn::Count);
}

QVariant StepModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const JobStep& step = m_job->steps[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        break;
    case Qt::ToolTipRole: {
        QStringList lines{stepTitle(step), doneTotalText(step.doneBytes, step.totalBytes),
                          fromUtf8(step.note)};
        lines.removeAll(QString());
        return lines.join(u'\n');
    }
    case asInt(StepRole::Note):
        return fromUtf8(step.note);
    case asInt(StepRole::State):
        return static_cast<int>(step.state);
    case asInt(StepRole::Percent):
        return qMax(0, permilleOf(step)) / kPermillePerPercent;
    case asInt(StepRole::Permille):
        return permilleOf(step);
    case asInt(StepRole::DoneBytes):
        return static_cast<qulonglong>(step.doneBytes);
    case asInt(StepRole::TotalBytes):
        return static_cast<qulonglong>(step.totalBytes);
    default:
        return {};
    }
    switch (static_cast<StepColumn>(index.column())) {
    case StepColumn::Step:
        return stepTitle(step);
    case StepColumn::Disk:
        return step.vm.empty() ? fromUtf8(step.slot)
                               : fromUtf8(step.vm) + QStringLiteral(" · ") + fromUtf8(step.slot);
    case StepColumn::State:
        return stateText(step.state);
    case StepColumn::Progress:
        return progressText(permilleOf(step));
    case StepColumn::DoneTotal:
        return doneTotalText(step.doneBytes, step.totalBytes);
    case StepColumn::Count:
        break;
    }
    return {};
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (static_cast<StepColumn>(section)) {
    case StepColumn::Step:
        return tr("Step");
    case StepColumn::Disk:
        return tr("Disk");
    case StepColumn::State:
        return tr("State");
    case StepColumn::Progress:
        return tr("Progress");
    case StepColumn::DoneTotal:
        return tr("Done / Total");
    case StepColumn::Count:
        break;
    }
    return {};
}

} // namespace coppice::models
