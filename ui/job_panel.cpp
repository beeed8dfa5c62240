// Lays out the monitor and follows the session's records.
#include "ui/job_panel.h"

#include "models/job_actions.h"
#include "models/roles.h"
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/hint_tree_view.h"
#include "ui/icons.h"
#include "ui/job_delegate.h"
#include "ui/progress_delegate.h"
#include "ui/rate_chart.h"
#include "ui/style.h"

#include <QAction>
#include <QDataStream>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace coppice::ui {

using models::asInt;
using models::JobColumn;
using models::JobRole;
using models::StepColumn;
using models::StepRole;

namespace {

QToolButton* buttonFor(QAction* action, QWidget* parent) {
    auto* const button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setIconSize({spacing::icon, spacing::icon});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleDescription(action->statusTip());
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    return button;
}

void setUpTable(QTreeView& view) {
    view.setRootIsDecorated(false);
    view.setUniformRowHeights(true);
    view.setAllColumnsShowFocus(true);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setTabKeyNavigation(false);
    view.header()->setAccessibleName(QObject::tr("Columns"));
    view.header()->setStretchLastSection(false);
    view.header()->setMinimumSectionSize(40);
}

} // namespace

JobPanel::JobPanel(models::LibrarySession& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_filter(new QSortFilterProxyModel(this))
    , m_jobs(new HintTreeView(tr("Jobs appear here once snapshots are deleted.")))
    , m_steps(new HintTreeView(tr("Steps of the selected job appear here.")))
    , m_chart(new RateChart)
    , m_search(new QLineEdit)
    , m_errorBox(new QFrame)
    , m_errorTitle(new QLabel)
    , m_error(new QLabel)
    , m_nextStep(new QLabel)
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_tables(new QSplitter(Qt::Vertical)) {
    setObjectName(QStringLiteral("jobPanel"));
    setAccessibleName(tr("Jobs"));
    setUpViews();

    m_tables->addWidget(m_jobs);
    m_tables->addWidget(m_steps);
    m_tables->setStretchFactor(0, 1);
    m_tables->setStretchFactor(1, 1);
    m_tables->setChildrenCollapsible(false);
    auto* const right = new QWidget;
    auto* const rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->addWidget(m_chart, 1);
    rightLayout->addWidget(makeErrorBox());
    m_columns->addWidget(m_tables);
    m_columns->addWidget(right);
    m_columns->setStretchFactor(0, 3);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::tight, 0, spacing::tight, spacing::tight);
    layout->setSpacing(spacing::tight);
    layout->addWidget(makeHead(actions));
    layout->addWidget(m_columns, 1);

    connectActions(actions);
    connect(&session, &models::LibrarySession::jobsLoaded, this, &JobPanel::setJobs);
    connect(&session, &models::LibrarySession::jobChanged, this, &JobPanel::updateJob);
    connect(&session, &models::LibrarySession::viewChanged, this,
            [this](const std::shared_ptr<const models::ViewData>& view) {
                if (view == nullptr) {
                    setJobs({});
                }
            });
    showSelected();
}

void JobPanel::setUpViews() {
    m_filter->setSourceModel(&m_jobModel);
    m_filter->setSortRole(asInt(JobRole::SortValue));
    m_filter->setFilterKeyColumn(-1);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_jobs->setModel(m_filter);
    m_jobs->setObjectName(QStringLiteral("jobTable"));
    m_jobs->setAccessibleName(tr("Jobs and their history"));
    m_jobs->setSortingEnabled(true);
    m_jobs->header()->setSortIndicatorClearable(true);
    m_jobs->header()->setSortIndicator(-1, Qt::DescendingOrder);
    setUpTable(*m_jobs);
    m_jobs->setItemDelegate(new JobDelegate(m_jobs));
    m_jobs->setItemDelegateForColumn(asInt(JobColumn::Progress),
                                     new ProgressDelegate(asInt(JobRole::Permille), m_jobs));
    m_jobs->setContextMenuPolicy(Qt::ActionsContextMenu);
    const QFontMetrics metrics = fontMetrics();
    const auto width = [&](const QString& sample) { return metrics.horizontalAdvance(sample) + 20; };
    m_jobs->setColumnWidth(asInt(JobColumn::State), width(QStringLiteral("Completed")) + 24);
    m_jobs->setColumnWidth(asInt(JobColumn::Progress), 140);
    m_jobs->setColumnWidth(asInt(JobColumn::DoneTotal), width(QStringLiteral("1023.9 MiB / 1023.9 MiB")));
    m_jobs->setColumnWidth(asInt(JobColumn::Rate), width(QStringLiteral("123.4 MiB/s")));
    m_jobs->setColumnWidth(asInt(JobColumn::TimeLeft), width(QStringLiteral("12 min 20 s")));
    m_jobs->setColumnWidth(asInt(JobColumn::Started), width(models::timeText(systemClock().now())));
    m_jobs->header()->setSectionResizeMode(asInt(JobColumn::Job), QHeaderView::Stretch);

    m_steps->setModel(&m_stepModel);
    m_steps->setObjectName(QStringLiteral("stepTable"));
    m_steps->setAccessibleName(tr("Steps of the selected job"));
    setUpTable(*m_steps);
    m_steps->setItemDelegate(new JobDelegate(m_steps));
    m_steps->setItemDelegateForColumn(asInt(StepColumn::Progress),
                                      new ProgressDelegate(asInt(StepRole::Permille), m_steps));
    m_steps->setColumnWidth(asInt(StepColumn::Disk), width(QStringLiteral("database1 · SCSI 0:0")));
    m_steps->setColumnWidth(asInt(StepColumn::State), width(QStringLiteral("Running")) + 24);
    m_steps->setColumnWidth(asInt(StepColumn::Progress), 140);
    m_steps->setColumnWidth(asInt(StepColumn::DoneTotal), width(QStringLiteral("1023.9 MiB / 1023.9 MiB")));
    m_steps->header()->setSectionResizeMode(asInt(StepColumn::Step), QHeaderView::Stretch);

    connect(m_jobs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JobPanel::showSelected);
}

QWidget* JobPanel::makeHead(Actions& actions) {
    auto* const head = new QWidget;
    auto* const layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (QAction* const action :
         {actions.pauseJob, actions.resumeJob, actions.cancelJob, actions.stopJob, actions.retryJob}) {
        layout->addWidget(buttonFor(action, head));
    }
    layout->addStretch();
    m_search->setObjectName(QStringLiteral("jobFilter"));
    m_search->setPlaceholderText(tr("Filter jobs"));
    m_search->setAccessibleName(tr("Filter jobs"));
    m_search->setAccessibleDescription(tr("Shows the jobs that have this text in any column"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(220);
    layout->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, m_filter, &QSortFilterProxyModel::setFilterFixedString);
    return head;
}

QWidget* JobPanel::makeErrorBox() {
    m_errorBox->setObjectName(QStringLiteral("jobErrorBox"));
    m_errorBox->setFrameShape(QFrame::StyledPanel);
    m_errorBox->setAutoFillBackground(true);
    m_errorBox->setBackgroundRole(QPalette::Base);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_errorTitle->setFont(bold);
    m_error->setObjectName(QStringLiteral("jobError"));
    m_error->setAccessibleName(tr("What failed, and why"));
    m_nextStep->setAccessibleName(tr("What to do about it"));
    for (QLabel* const label : {m_error, m_nextStep}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto* const layout = new QVBoxLayout(m_errorBox);
    layout->setContentsMargins(spacing::normal, spacing::tight, spacing::normal, spacing::tight);
    layout->setSpacing(2);
    layout->addWidget(m_errorTitle);
    layout->addWidget(m_error);
    layout->addWidget(m_nextStep);
    m_errorBox->hide();
    return m_errorBox;
}

void JobPanel::connectActions(Actions& actions) {
    const std::pair<QAction*, JobAction> all[] = {{actions.pauseJob, JobAction::Pause},
                                                  {actions.resumeJob, JobAction::Resume},
                                                  {actions.cancelJob, JobAction::Cancel},
                                                  {actions.stopJob, JobAction::Stop},
                                                  {actions.retryJob, JobAction::Retry}};
    for (const auto& [action, what] : all) {
        m_jobs->addAction(action);
        connect(action, &QAction::triggered, this, [this, what = what] { control(what); });
    }
}

void JobPanel::control(JobAction action) {
    if (const JobId id = selectedJob(); id != 0) {
        m_session.controlJob(id, action);
    }
}

void JobPanel::setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs) {
    m_jobModel.setJobs(jobs);
    if (!jobs.empty()) {
        selectJob(jobs.front()->id);
    }
    showSelected();
}

void JobPanel::updateJob(const std::shared_ptr<const JobRecord>& job) {
    const bool isNew = !m_jobModel.indexOfJob(job->id).isValid();
    m_jobModel.updateJob(job);
    if (isNew) {
        selectJob(job->id);
    }
    if (job->id == selectedJob()) {
        showSelected();
    }
}

void JobPanel::selectJob(JobId id) {
    const QModelIndex index = m_filter->mapFromSource(m_jobModel.indexOfJob(id));
    if (index.isValid()) {
        m_jobs->setCurrentIndex(index);
        m_jobs->scrollTo(index);
    }
}

JobId JobPanel::selectedJob() const {
    const QModelIndex current = m_jobs->currentIndex();
    const auto job = current.isValid() ? m_jobModel.job(m_filter->mapToSource(current)) : nullptr;
    return job != nullptr ? job->id : 0;
}

void JobPanel::showSelected() {
    const auto job = m_jobModel.jobById(selectedJob());
    m_stepModel.setJob(job);
    m_chart->setSamples(job != nullptr ? m_jobModel.history(job->id).samples()
                                       : std::vector<models::RateSample>());
    const bool writable = m_session.isWritable();
    const auto enable = [&](QAction* action, JobAction what) {
        action->setEnabled(job != nullptr && writable && models::canDo(*job, what));
    };
    enable(m_actions.pauseJob, JobAction::Pause);
    enable(m_actions.resumeJob, JobAction::Resume);
    enable(m_actions.cancelJob, JobAction::Cancel);
    enable(m_actions.stopJob, JobAction::Stop);
    enable(m_actions.retryJob, JobAction::Retry);

    const bool failed = job != nullptr && job->error.has_value();
    m_errorBox->setVisible(failed);
    if (failed) {
        m_errorTitle->setText(job->state == JobState::Exception ? tr("Job %1 failed").arg(job->id)
                                                                : tr("Job %1 ended early").arg(job->id));
        m_error->setText(models::errorWhat(*job->error));
        const QString next = models::errorNext(*job->error);
        m_nextStep->setText(next);
        m_nextStep->setVisible(!next.isEmpty());
    }
}

QByteArray JobPanel::saveState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_columns->saveState() << m_tables->saveState() << m_jobs->header()->saveState();
    return bytes;
}

void JobPanel::restoreState(const QByteArray& state) {
    QDataStream stream(state);
    QByteArray columns;
    QByteArray tables;
    QByteArray header;
    stream >> columns >> tables >> header;
    if (stream.status() == QDataStream::Ok) {
        m_columns->restoreState(columns);
        m_tables->restoreState(tables);
        m_jobs->header()->restoreState(header);
    }
}

} // namespace coppice::ui
