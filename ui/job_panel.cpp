// Lays out the monitor and follows the session's records.
#include "ui/job_panel.h"

#include "models/job_actions.h"
#include "models/roles.h"
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/job_delegate.h"
#include "ui/job_details.h"
#include "ui/job_export_dialog.h"
#include "ui/job_inspector.h"
#include "ui/job_table_view.h"
#include "ui/progress_delegate.h"
#include "ui/rate_chart.h"
#include "ui/style.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDataStream>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace coppice::ui {

using models::asInt;
using models::JobColumn;
using models::JobFilter;
using models::JobRole;

namespace {

constexpr int ratesEveryMs = 200;
constexpr int searchWidth = 200;
/// Raised when saved states stop fitting.
constexpr quint32 stateVersion = 2;

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

const std::initializer_list<std::pair<QAction * Actions::*, JobAction>> jobActions{
    {&Actions::startJob, JobAction::StartNow}, {&Actions::pauseJob, JobAction::Pause},
    {&Actions::resumeJob, JobAction::Resume},  {&Actions::cancelJob, JobAction::Cancel},
    {&Actions::stopJob, JobAction::Stop},      {&Actions::retryJob, JobAction::Retry}};

} // namespace

JobPanel::JobPanel(models::LibrarySession& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_jobs(new JobTableView)
    , m_inspector(new JobInspector(actions))
    , m_search(new QLineEdit)
    , m_states(new QComboBox)
    , m_columns(new QSplitter(Qt::Horizontal)) {
    setObjectName(QStringLiteral("jobPanel"));
    setAccessibleName(tr("Jobs"));
    setUpTable();
    m_columns->addWidget(m_jobs);
    m_columns->addWidget(m_inspector);
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    m_columns->setChildrenCollapsible(false);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::tight, 0, spacing::tight, spacing::tight);
    layout->setSpacing(spacing::tight);
    layout->addWidget(makeHead(actions));
    layout->addWidget(m_columns, 1);

    m_ratesDue.setSingleShot(true);
    m_ratesDue.setInterval(ratesEveryMs);
    connect(&m_ratesDue, &QTimer::timeout, this, &JobPanel::showRates);
    connect(m_inspector, &JobInspector::ratesWanted, this, &JobPanel::showRates);
    connectActions(actions);
    connectSession();
    updateHint();
    showSelected();
}

void JobPanel::setUpTable() {
    m_filter.setSourceModel(&m_jobModel);
    m_jobs->setModel(&m_filter);
    m_jobs->setObjectName(QStringLiteral("jobTable"));
    m_jobs->setAccessibleName(tr("Jobs and their history"));
    m_jobs->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_jobs->setSortingEnabled(true);
    m_jobs->header()->setSortIndicatorClearable(true);
    m_jobs->header()->setSortIndicator(-1, Qt::DescendingOrder);
    m_jobs->header()->setAccessibleName(tr("Columns"));
    m_jobs->header()->setStretchLastSection(false);
    m_jobs->setRootIsDecorated(false);
    m_jobs->setUniformRowHeights(true);
    m_jobs->setAllColumnsShowFocus(true);
    m_jobs->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_jobs->setTabKeyNavigation(false);
    m_jobs->setItemDelegate(new JobDelegate(m_jobs));
    m_jobs->setItemDelegateForColumn(asInt(JobColumn::Progress),
                                     new ProgressDelegate(asInt(JobRole::Permille), m_jobs));
    m_jobs->setUpColumns();
    connect(m_jobs->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JobPanel::showSelected);
    connect(m_jobs->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobPanel::showSelected);
}

QWidget* JobPanel::makeHead(Actions& actions) {
    auto* const head = new QWidget;
    auto* const layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const auto& [action, what] : jobActions) {
        layout->addWidget(buttonFor(actions.*action, head));
    }
    layout->addStretch();
    setUpFilters(head);
    layout->addWidget(m_states);
    layout->addSpacing(spacing::tight);
    layout->addWidget(m_search);
    QToolButton* const exporter = buttonFor(actions.exportJobs, head);
    exporter->setToolButtonStyle(Qt::ToolButtonIconOnly);
    exporter->setAccessibleName(tr("Export jobs"));
    layout->addWidget(exporter);
    return head;
}

void JobPanel::setUpFilters(QWidget* head) {
    m_states->setParent(head);
    m_states->setObjectName(QStringLiteral("jobStates"));
    m_states->setAccessibleName(tr("Show jobs"));
    m_states->setAccessibleDescription(tr("Shows the jobs of one kind alone"));
    m_states->addItem(tr("All jobs"), static_cast<int>(JobFilter::All));
    m_states->addItem(tr("Active"), static_cast<int>(JobFilter::Active));
    m_states->addItem(tr("Failed"), static_cast<int>(JobFilter::Failed));
    m_states->addItem(tr("Completed"), static_cast<int>(JobFilter::Completed));
    m_search->setParent(head);
    m_search->setObjectName(QStringLiteral("jobFilter"));
    m_search->setPlaceholderText(tr("Filter jobs"));
    m_search->setAccessibleName(tr("Filter jobs"));
    m_search->setAccessibleDescription(tr("Shows the jobs that have this text in any column"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(searchWidth);
    connect(m_states, &QComboBox::currentIndexChanged, this, [this] {
        m_filter.setFilter(static_cast<JobFilter>(m_states->currentData().toInt()));
        updateHint();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setText(text);
        updateHint();
    });
}

void JobPanel::connectActions(Actions& actions) {
    for (const auto& [action, what] : jobActions) {
        m_jobs->addAction(actions.*action);
        connect(actions.*action, &QAction::triggered, this, [this, what = what] { control(what); });
    }
    auto* const separator = new QAction(this);
    separator->setSeparator(true);
    m_jobs->addActions({separator, actions.copyJobError, actions.exportJobs});
    connect(actions.copyJobError, &QAction::triggered, this, &JobPanel::copyError);
    connect(actions.exportJobs, &QAction::triggered, this, &JobPanel::exportJobs);
}

void JobPanel::connectSession() {
    connect(&m_session, &models::LibrarySession::jobsLoaded, this, &JobPanel::setJobs);
    connect(&m_session, &models::LibrarySession::jobChanged, this, &JobPanel::updateJob);
    connect(&m_session, &models::LibrarySession::viewChanged, this,
            [this](const std::shared_ptr<const models::ViewData>& view) {
                if (view == nullptr) {
                    setJobs({});
                }
            });
}

QTreeView& JobPanel::jobView() {
    return *m_jobs;
}

QTreeView& JobPanel::stepView() {
    return m_inspector->stepView();
}

RateChart& JobPanel::rateChart() {
    return m_inspector->chart();
}

void JobPanel::setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs) {
    m_jobModel.setJobs(jobs);
    if (m_filter.rowCount() > 0) {
        m_jobs->setCurrentIndex(m_filter.index(0, 0));
    }
    updateHint();
    showSelected();
}

void JobPanel::updateJob(const std::shared_ptr<const JobRecord>& job) {
    const auto before = m_jobModel.jobById(job->id);
    const bool isNew = before == nullptr;
    const bool failed = job->state == JobState::Exception && (isNew || before->state != JobState::Exception);
    m_jobModel.updateJob(job);
    if (isNew) {
        makeCurrent(job->id);
    }
    updateHint();
    if (job->id == selectedJob()) {
        inspect();
        if (failed) { // what to do about it is there
            m_inspector->showDetails();
        }
    }
    updateActions();
    if (!m_ratesDue.isActive()) {
        m_ratesDue.start();
    }
}

bool JobPanel::makeCurrent(JobId id) {
    const QModelIndex index = m_filter.mapFromSource(m_jobModel.indexOfJob(id));
    if (index.isValid()) {
        m_jobs->setCurrentIndex(index);
        m_jobs->scrollTo(index);
    }
    return index.isValid();
}

void JobPanel::clearFilters() {
    m_search->clear();
    m_states->setCurrentIndex(0);
}

void JobPanel::selectJob(JobId id) {
    if (!makeCurrent(id) && m_jobModel.indexOfJob(id).isValid()) {
        clearFilters();
        makeCurrent(id);
    }
}

std::shared_ptr<const JobRecord> JobPanel::jobAt(const QModelIndex& row) const {
    return row.isValid() ? m_jobModel.job(m_filter.mapToSource(row)) : nullptr;
}

JobId JobPanel::selectedJob() const {
    const auto job = jobAt(m_jobs->currentIndex());
    return job != nullptr ? job->id : 0;
}

std::vector<std::shared_ptr<const JobRecord>> JobPanel::selectedJobs() const {
    std::vector<std::shared_ptr<const JobRecord>> jobs;
    for (const QModelIndex& row : m_jobs->selectionModel()->selectedRows()) {
        jobs.push_back(jobAt(row));
    }
    return jobs;
}

void JobPanel::showSelected() {
    inspect();
    updateActions();
    showRates();
}

void JobPanel::inspect() {
    const QModelIndex row = m_jobModel.indexOfJob(selectedJob());
    const auto text = [&row](JobColumn column) {
        return row.isValid() ? row.siblingAtColumn(asInt(column)).data().toString() : QString();
    };
    m_inspector->setJob(m_jobModel.jobById(selectedJob()));
    m_inspector->setPace(text(JobColumn::Rate),
                         text(JobColumn::TimeLeft)); // the list may have no room for them
}

void JobPanel::showRates() {
    if (!m_inspector->chart().isVisible()) {
        return; // wanted again once it is
    }
    auto jobs = selectedJobs();
    const auto runs = [](const auto& job) { return job->state == JobState::Running; };
    if (jobs.size() == 1 && runs(jobs.front())) {
        for (const auto& job : m_session.jobs()) {
            if (runs(job) && job->id != jobs.front()->id) {
                jobs.push_back(job);
            }
        }
    }
    std::vector<models::RateInput> inputs;
    inputs.reserve(jobs.size());
    for (const auto& job : jobs) {
        inputs.push_back({.id = job->id, .history = &m_jobModel.history(job->id)});
    }
    m_inspector->chart().setJobs(inputs);
}

void JobPanel::updateActions() {
    const auto jobs = selectedJobs();
    const bool writable = m_session.isWritable();
    for (const auto& [action, what] : jobActions) {
        (m_actions.*action)->setEnabled(writable && std::ranges::any_of(jobs, [what = what](const auto& job) {
                                            return models::canDo(*job, what);
                                        }));
    }
    m_actions.copyJobError->setEnabled(
        std::ranges::any_of(jobs, [](const auto& job) { return job->error.has_value(); }));
    m_actions.exportJobs->setEnabled(m_filter.rowCount() > 0);
}

void JobPanel::updateHint() {
    m_jobs->setHint(m_jobModel.rowCount() > 0 ? tr("No job matches the filter.")
                                              : tr("Jobs appear here once snapshots are deleted."));
    m_actions.exportJobs->setEnabled(m_filter.rowCount() > 0);
}

void JobPanel::control(JobAction action) {
    for (const auto& job : selectedJobs()) {
        if (models::canDo(*job, action)) {
            m_session.controlJob(job->id, action);
        }
    }
}

void JobPanel::copyError() {
    QStringList reports;
    for (const auto& job : selectedJobs()) {
        if (job->error) {
            reports.append(errorReport(*job));
        }
    }
    QApplication::clipboard()->setText(reports.join(QStringLiteral("\n\n")));
}

void JobPanel::exportJobs() {
    models::JobRecords shown;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        shown.push_back(jobAt(m_filter.index(row, 0)));
    }
    askToExportJobs(window(), std::move(shown));
}

void JobPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_ratesDue.start();
}

QByteArray JobPanel::saveState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << stateVersion << m_columns->saveState() << m_jobs->saveColumns() << m_inspector->saveState()
           << static_cast<qint32>(m_states->currentIndex());
    return bytes;
}

void JobPanel::restoreState(const QByteArray& state) {
    QDataStream stream(state);
    quint32 version = 0;
    stream >> version;
    if (version != stateVersion) {
        return;
    }
    QByteArray columns;
    QByteArray header;
    QByteArray inspector;
    qint32 states = 0;
    stream >> columns >> header >> inspector >> states;
    if (stream.status() == QDataStream::Ok) {
        m_columns->restoreState(columns);
        m_jobs->restoreColumns(header);
        m_inspector->restoreState(inspector);
        m_states->setCurrentIndex(qBound(0, states, m_states->count() - 1));
    }
}

} // namespace coppice::ui
