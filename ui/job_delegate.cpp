// Tells jobs from steps by the model behind the index.
#include "ui/job_delegate.h"

#include "domain/cim.h"
#include "jobs/job.h"
#include "models/roles.h"
#include "models/step_model.h"
#include "ui/icons.h"
#include "ui/style.h"

namespace coppice::ui {

using models::asInt;
using models::JobColumn;
using models::StepColumn;

namespace {

QIcon iconOf(JobState state) {
    switch (state) {
    case JobState::New:
    case JobState::Starting:
        return icon(QStringLiteral("queued"));
    case JobState::Running:
    case JobState::ShuttingDown:
        return icon(QStringLiteral("running"), Tone::Accent);
    case JobState::Suspended:
        return icon(QStringLiteral("suspended"), Tone::Warning);
    case JobState::Completed:
        return icon(QStringLiteral("done"), Tone::Good);
    case JobState::Terminated:
    case JobState::Killed:
        return icon(QStringLiteral("skipped"));
    case JobState::Exception:
        return icon(QStringLiteral("error"), Tone::Danger);
    }
    return {};
}

QIcon iconOf(StepState state) {
    switch (state) {
    case StepState::Pending:
        return icon(QStringLiteral("queued"));
    case StepState::Running:
        return icon(QStringLiteral("running"), Tone::Accent);
    case StepState::Done:
        return icon(QStringLiteral("done"), Tone::Good);
    case StepState::Skipped:
        return icon(QStringLiteral("skipped"), Tone::Warning);
    case StepState::Failed:
        return icon(QStringLiteral("error"), Tone::Danger);
    }
    return {};
}

} // namespace

void JobDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    QIcon sign;
    if (qobject_cast<const models::StepModel*>(index.model()) != nullptr) {
        if (index.column() == asInt(StepColumn::State)) {
            sign = iconOf(static_cast<StepState>(index.data(asInt(models::StepRole::State)).toInt()));
        } else if (index.column() == asInt(StepColumn::DoneTotal)) {
            option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
        }
    } else if (index.column() == asInt(JobColumn::State)) {
        sign = iconOf(static_cast<JobState>(index.data(asInt(models::JobRole::State)).toInt()));
    } else if (index.column() == asInt(JobColumn::DoneTotal) || index.column() == asInt(JobColumn::Rate) ||
               index.column() == asInt(JobColumn::TimeLeft)) {
        option->displayAlignment = Qt::AlignRight | Qt::AlignVCenter;
    }
    if (!sign.isNull()) {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->icon = sign;
        option->decorationSize = {spacing::icon, spacing::icon};
    }
}

} // namespace coppice::ui
