// One job's facts, and when it failed: what, on which object, why, what to do, and the button to do it with.
#pragma once

#include "jobs/job.h"

#include <QScrollArea>

#include <memory>

class QAction;
class QFrame;
class QGridLayout;
class QLabel;

namespace coppice::ui {

class Actions;

class JobDetails final : public QScrollArea {
    Q_OBJECT
public:
    /// The actions outlive it.
    explicit JobDetails(const Actions& actions, QWidget* parent = nullptr);

    /// Null: no job.
    void setJob(const std::shared_ptr<const JobRecord>& job);
    /// As the list words them; empty: unknown.
    void setPace(const QString& rate, const QString& timeLeft);

private:
    QFrame* makeErrorBox(const Actions& actions);
    void showError(const JobRecord& job);
    void addFact(int row, const QString& name, const char* objectName);
    void setFact(int row, const QString& value);

    QLabel* m_empty;
    QWidget* m_content;
    QLabel* m_title;
    QLabel* m_errorTitle = nullptr;
    QLabel* m_errorObject = nullptr;
    QLabel* m_error = nullptr;
    QLabel* m_nextStep = nullptr;
    QFrame* m_errorBox;
    QGridLayout* m_facts;
};

/// Everything about the error of a job, as text for the clipboard; empty if it has none.
QString errorReport(const JobRecord& job);

} // namespace coppice::ui
