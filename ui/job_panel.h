// The job monitor: the list with its filter, what may be asked of jobs, and the inspector of the selected
// one.
#pragma once

#include "models/job_filter_model.h"
#include "models/job_model.h"
#include "models/library_session.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QSplitter;
class QTreeView;

namespace coppice::ui {

class Actions;
class JobInspector;
class JobTableView;
class RateChart;

class JobPanel final : public QWidget {
    Q_OBJECT
public:
    /// The session and the actions outlive the panel.
    JobPanel(models::LibrarySession& session, Actions& actions, QWidget* parent = nullptr);

    /// Shown even if a filter hid it: then the filter goes.
    void selectJob(JobId id);
    /// The one the inspector shows. 0: none.
    JobId selectedJob() const;
    QTreeView& jobView();
    QTreeView& stepView();
    RateChart& rateChart();

    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead(Actions& actions);
    void setUpFilters(QWidget* head);
    void setUpTable();
    void connectActions(Actions& actions);
    void connectSession();
    void setJobs(const std::vector<std::shared_ptr<const JobRecord>>& jobs);
    void updateJob(const std::shared_ptr<const JobRecord>& job);
    bool makeCurrent(JobId id);
    void clearFilters();
    std::shared_ptr<const JobRecord> jobAt(const QModelIndex& row) const;
    std::vector<std::shared_ptr<const JobRecord>> selectedJobs() const;
    void showSelected();
    void inspect();
    void showRates();
    void updateActions();
    void updateHint();
    void control(JobAction action);
    void copyError();
    void exportJobs();

    models::LibrarySession& m_session;
    Actions& m_actions;
    models::JobModel m_jobModel;
    models::JobFilterModel m_filter;
    JobTableView* m_jobs;
    JobInspector* m_inspector;
    QLineEdit* m_search;
    QComboBox* m_states;
    QSplitter* m_columns;
    QTimer m_ratesDue; ///< the chart follows a few times a second, however many jobs stream
};

} // namespace coppice::ui
