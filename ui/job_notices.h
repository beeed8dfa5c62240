// What the jobs have to ask of the operator: deletions that can still be undone, and interrupted jobs.
#pragma once

#include "models/library_session.h"

#include <QTimer>
#include <QWidget>

#include <map>
#include <set>
#include <vector>

namespace coppice::ui {

class Actions;
class NoticeBar;

/// One strip for each of the two, above each other; takes no room while there is nothing to say.
class JobNotices final : public QWidget {
    Q_OBJECT
public:
    /// The session and the actions outlive the widget. Answers the actions undoDelete and resumeInterrupted.
    JobNotices(models::LibrarySession& session, Actions& actions, QWidget* parent = nullptr);

    NoticeBar& pendingBar() { return *m_pendingBar; }
    NoticeBar& interruptedBar() { return *m_interruptedBar; }

signals:
    /// The operator wants to see a job in the list.
    void showJob(coppice::JobId id);

private:
    void takeAll(const std::vector<std::shared_ptr<const JobRecord>>& jobs);
    void take(const std::shared_ptr<const JobRecord>& job);
    void offer(const std::vector<JobId>& ids);
    void undoNewest();
    void startNewest();
    void resumeAll();
    void showState();
    void showPending();
    void showInterrupted();
    /// The newest deletion that can be undone and has not been; null if there is none.
    std::shared_ptr<const JobRecord> newestPending() const;

    models::LibrarySession& m_session;
    Actions& m_actions;
    NoticeBar* m_pendingBar;
    NoticeBar* m_interruptedBar;
    std::map<JobId, std::shared_ptr<const JobRecord>, std::greater<>> m_pending; ///< in their grace period
    std::set<JobId> m_undone; ///< asked to be undone, not answered yet
    std::map<JobId, std::shared_ptr<const JobRecord>> m_interrupted;
    std::vector<JobId> m_offered; ///< of `m_interrupted`, in the order they were to run
    JobId m_dismissed = 0;        ///< whose strip was closed; it can still be undone
    QTimer m_countdown{this};
    QTimer m_undoneShown;
};

} // namespace coppice::ui
