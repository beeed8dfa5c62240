// What there is to know about the selected job: its steps, its log, its facts, and the rate chart.
#pragma once

#include "models/step_model.h"

#include <QWidget>

#include <memory>

class QSplitter;
class QTabWidget;
class QTreeView;

namespace coppice::ui {

class Actions;
class HintTreeView;
class JobDetails;
class LogView;
class RateChart;
class RatePane;

/// Where it is wide the chart stands beside the tabs; where it is narrow it is one of them.
class JobInspector final : public QWidget {
    Q_OBJECT
public:
    explicit JobInspector(const Actions& actions, QWidget* parent = nullptr);

    /// Null: none.
    void setJob(const std::shared_ptr<const JobRecord>& job);
    /// Rate and time left of that job, as the list words them.
    void setPace(const QString& rate, const QString& timeLeft);
    /// Brings them to the front.
    void showDetails();

    RateChart& chart();
    QTreeView& stepView();

    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

signals:
    /// The chart wants its histories once more.
    void ratesWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpSteps();
    void placeChart();

    models::StepModel m_stepModel;
    QSplitter* m_split;
    QTabWidget* m_tabs;
    HintTreeView* m_steps;
    LogView* m_log;
    JobDetails* m_details;
    RatePane* m_rates;
    bool m_chartBeside = false;
};

} // namespace coppice::ui
