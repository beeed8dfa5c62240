// Follows the session's records.
#include "ui/job_attendant.h"

#include "models/texts.h"
#include "ui/notifier.h"
#include "ui/preferences.h"
#include "ui/sleep_inhibitor.h"
#include "ui/tray.h"

#include <QApplication>

namespace coppice::ui {

namespace {

/// It moves bytes, or is about to. A paused job lets the machine sleep: nobody waits for it.
bool works(const JobRecord& job) {
    return job.state == JobState::Starting || job.state == JobState::Running ||
           job.state == JobState::ShuttingDown;
}

bool tookLong(const JobRecord& job) {
    return job.started && job.ended && *job.ended - *job.started >= preferences::notifyAfter();
}

} // namespace

JobAttendant::JobAttendant(models::LibrarySession& session, Notifier& notifier, SleepInhibitor& sleep,
                           Tray& tray)
    : m_notifier(notifier)
    , m_sleep(sleep)
    , m_tray(tray) {
    using models::LibrarySession;
    using Record = std::shared_ptr<const JobRecord>;
    connect(&session, &LibrarySession::jobChanged, this, [this](const Record& job) { jobChanged(*job); });
    connect(&session, &LibrarySession::jobEnded, this, [this](const Record& job) { jobEnded(*job); });
    connect(&session, &LibrarySession::closed, this, &JobAttendant::libraryClosed);
}

JobAttendant::~JobAttendant() {
    m_sleep.release();
}

void JobAttendant::jobChanged(const JobRecord& job) {
    const bool changed = works(job) ? m_running.insert(job.id).second : m_running.erase(job.id) > 0;
    if (changed) {
        update();
    }
}

void JobAttendant::libraryClosed() {
    m_running.clear();
    update();
}

void JobAttendant::update() {
    if (m_running.empty()) {
        m_sleep.release();
        m_tray.setStatus({});
        return;
    }
    m_sleep.inhibit(tr("Virtual disks are being merged"));
    m_tray.setStatus(tr("%n job(s) running", nullptr, static_cast<int>(m_running.size())));
}

void JobAttendant::jobEnded(const JobRecord& job) {
    const QString title = models::jobTitle(job);
    if (job.state == JobState::Exception) {
        const QString why = job.error ? models::errorWhat(*job.error) : QString();
        m_notifier.notify(
            {.job = job.id, .title = tr("Job failed"), .text = title + u'\n' + why, .failed = true});
    } else if (job.state == JobState::Completed && tookLong(job) && QApplication::activeWindow() == nullptr) {
        m_notifier.notify({.job = job.id, .title = tr("Job completed"), .text = title});
    }
}

} // namespace coppice::ui
