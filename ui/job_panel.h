// The job monitor: list, steps, rate, error, and what may be asked of a job.
#pragma once

#include "models/job_model.h"
#include "models/library_session.h"
#include "models/step_model.h"

#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QSplitter;
class QTreeView;

namespace coppice::ui {

class Actions;
class RateChart;

class JobPanel final : public QWidget {
    Q_OBJECT
public:
    /// The session and the actions outlive the panel.
    JobPanel(models::LibrarySession& session, Actions& actions, QWidget* parent = nullptr);

    void selectJob(JobId id);
    /// 0: none.
    JobId selectedJob() const;
    QTreeView& jobView() { return *m_jobs; }
    QTreeView& stepView() { return *m_steps; }

    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

private:
    QWidget* makeHead(Actions& actions);
    QWidget* makeErrorBox();
    void setUpViews();
    void connectActions(Actions& actions);
    void setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs);
    void updateJob(const std::shared_ptr<const JobRecord>& job);
    void showSelected();
    void control(JobAction action);

    models::LibrarySession& m_session;
    Actions& m_actions;
    models::JobModel m_jobModel;
    models::StepModel m_stepModel;
    QSortFilterProxyModel* m_filter;
    QTreeView* m_jobs;
    QTreeView* m_steps;
    RateChart* m_chart;
    QLineEdit* m_search;
    QFrame* m_errorBox;
    QLabel* m_errorTitle;
    QLabel* m_error;
    QLabel* m_nextStep;
    QSplitter* m_columns;
    QSplitter* m_tables;
};

} // namespace coppice::ui
