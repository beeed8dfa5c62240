// Keeps the two strips true to the session's records.
#include "ui/job_notices.h"

#include "models/job_actions.h"
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/notice_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace coppice::ui {

using models::LibrarySession;

namespace {

constexpr int countdownMs = 250;
constexpr int undoneShownMs = 8000;
constexpr qsizetype titlesShown = 2;

bool isPending(const JobRecord& job) {
    return models::isQueued(job) && job.notBefore;
}

bool wasUndone(const JobRecord& job) {
    return job.state == JobState::Terminated && job.error && job.error->code == ErrorCode::Cancelled;
}

} // namespace

JobNotices::JobNotices(LibrarySession& session, Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_actions(actions)
    , m_pendingBar(new NoticeBar)
    , m_interruptedBar(new NoticeBar) {
    m_pendingBar->setObjectName(QStringLiteral("pendingNotice"));
    m_interruptedBar->setObjectName(QStringLiteral("interruptedNotice"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    layout->addWidget(m_interruptedBar);
    layout->addWidget(m_pendingBar);

    QAbstractButton* const undo = m_pendingBar->addButton(actions.undoDelete);
    QAbstractButton* const start = m_pendingBar->addButton(QStringLiteral("startPending"), tr("Start &Now"),
                                                           tr("Begin this deletion without waiting"));
    connect(start, &QAbstractButton::clicked, this, &JobNotices::startNewest);
    for (QAbstractButton* const button : {undo, start}) { // once undone there is nothing to press
        connect(actions.undoDelete, &QAction::enabledChanged, button, &QWidget::setVisible);
    }
    m_pendingBar->addCloseButton();

    m_interruptedBar->addButton(actions.resumeInterrupted);
    QAbstractButton* const show = m_interruptedBar->addButton(QStringLiteral("showInterrupted"), tr("&Show"),
                                                              tr("Show the first of them in the job list"));
    connect(show, &QAbstractButton::clicked, this, [this] {
        if (!m_offered.empty()) {
            emit showJob(m_offered.front());
        }
    });
    QAbstractButton* const later = m_interruptedBar->addButton(
        QStringLiteral("resumeLater"), tr("&Later"),
        tr("Leave them as they are; the job list and the next start offer them again"));
    connect(later, &QAbstractButton::clicked, m_interruptedBar, &QWidget::hide);

    connect(actions.undoDelete, &QAction::triggered, this, &JobNotices::undoNewest);
    connect(actions.resumeInterrupted, &QAction::triggered, this, &JobNotices::resumeAll);
    m_countdown.setInterval(countdownMs);
    connect(&m_countdown, &QTimer::timeout, this, &JobNotices::showPending);
    m_undoneShown.setInterval(undoneShownMs);
    m_undoneShown.setSingleShot(true);
    connect(&m_undoneShown, &QTimer::timeout, this, &JobNotices::showPending);
    connect(m_pendingBar, &NoticeBar::closed, this, [this] {
        m_undoneShown.stop();
        const auto newest = newestPending();
        m_dismissed = newest != nullptr ? newest->id : 0;
    });

    connect(&session, &LibrarySession::jobsLoaded, this, &JobNotices::takeAll);
    connect(&session, &LibrarySession::jobsOffered, this, &JobNotices::offer);
    connect(&session, &LibrarySession::jobChanged, this, &JobNotices::take);
    connect(&session, &LibrarySession::closed, this, [this] { takeAll({}); });
    showState();
}

void JobNotices::takeAll(const std::vector<std::shared_ptr<const JobRecord>>& jobs) {
    m_pending.clear();
    m_undone.clear();
    m_interrupted.clear();
    m_offered.clear();
    m_undoneShown.stop();
    for (const auto& job : jobs) {
        if (models::isInterrupted(*job)) {
            m_interrupted[job->id] = job;
        }
    }
    showState();
}

void JobNotices::offer(const std::vector<JobId>& ids) {
    m_offered = ids;
    std::erase_if(m_offered, [this](JobId id) { return !m_interrupted.contains(id); });
    showState();
    showInterrupted();
}

void JobNotices::take(const std::shared_ptr<const JobRecord>& job) {
    const JobId id = job->id;
    const bool pending = isPending(*job);
    const bool interrupted = models::isInterrupted(*job);
    if (!pending && !m_pending.contains(id) && !interrupted && !m_interrupted.contains(id) &&
        !m_undone.contains(id)) {
        return; // progress of a running job is none of this
    }
    if (pending) {
        m_pending[id] = job;
    } else {
        m_pending.erase(id);
    }
    if (interrupted) {
        m_interrupted[id] = job;
    } else {
        m_interrupted.erase(id);
        std::erase(m_offered, id);
    }
    if (hasEnded(*job) && m_undone.erase(id) > 0 && wasUndone(*job)) {
        m_undoneShown.start();
    }
    showState();
}

std::shared_ptr<const JobRecord> JobNotices::newestPending() const {
    for (const auto& [id, job] : m_pending) {
        if (!m_undone.contains(id)) {
            return job;
        }
    }
    return nullptr;
}

void JobNotices::undoNewest() {
    if (const auto job = newestPending()) {
        m_undone.insert(job->id);
        m_session.controlJob(job->id, JobAction::Cancel);
        showState();
    }
}

void JobNotices::startNewest() {
    if (const auto job = newestPending()) {
        m_session.controlJob(job->id, JobAction::StartNow);
    }
}

void JobNotices::resumeAll() {
    // Those that were offered in their order, then those that a library closed earlier left behind.
    std::vector<JobId> ids = m_offered;
    for (const auto& [id, job] : m_interrupted) {
        if (std::ranges::find(ids, id) == ids.end()) {
            ids.push_back(id);
        }
    }
    for (const JobId id : ids) {
        m_session.controlJob(id, JobAction::Resume);
    }
}

void JobNotices::showState() {
    const auto newest = newestPending();
    m_actions.undoDelete->setEnabled(newest != nullptr);
    m_actions.undoDelete->setText(newest != nullptr ? tr("&Undo: %1").arg(models::jobTitle(*newest))
                                                    : tr("&Undo Delete"));
    m_actions.undoDelete->setIconText(tr("Undo"));
    m_actions.resumeInterrupted->setEnabled(!m_interrupted.empty() && m_session.isWritable());
    if (m_pending.empty()) {
        m_countdown.stop();
    } else if (!m_countdown.isActive()) {
        m_countdown.start();
    }
    showPending();
    if (m_offered.empty()) {
        m_interruptedBar->hide();
    }
}

void JobNotices::showPending() {
    const auto newest = newestPending();
    if (newest == nullptr) {
        if (m_undoneShown.isActive()) {
            m_pendingBar->showNotice(QStringLiteral("done"), Tone::Good, tr("Undone: nothing was changed."));
        } else {
            m_pendingBar->hide();
        }
        return;
    }
    if (newest->id == m_dismissed) {
        m_pendingBar->hide();
        return;
    }
    const QString text = tr("%1: starts in %2.", "a job's title, a time")
                             .arg(models::jobTitle(*newest), models::graceLeftText(*newest));
    const int others = static_cast<int>(m_pending.size()) - 1;
    m_pendingBar->showNotice(
        QStringLiteral("delete"), Tone::Danger,
        others == 0 ? text : tr("%1 %n other deletion(s) wait too.", nullptr, others).arg(text));
}

void JobNotices::showInterrupted() {
    if (m_offered.empty()) {
        return;
    }
    QStringList titles;
    for (const JobId id : m_offered) {
        if (titles.size() == titlesShown) {
            titles.append(QStringLiteral("…"));
            break;
        }
        titles.append(models::jobTitle(*m_interrupted.at(id)));
    }
    m_interruptedBar->showNotice(QStringLiteral("suspended"), Tone::Warning,
                                 tr("%n interrupted job(s): %1", nullptr, static_cast<int>(m_offered.size()))
                                     .arg(titles.join(tr(", ", "between the titles of jobs"))));
}

} // namespace coppice::ui
