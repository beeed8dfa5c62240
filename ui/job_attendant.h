// What a good citizen does while jobs run: keeps the machine awake, tells of their end, says so in the tray.
#pragma once

#include "models/library_session.h"

#include <QObject>

#include <set>

class QWidget;

namespace coppice::ui {

class Notifier;
class SleepInhibitor;
class Tray;

/// All outlive the attendant.
class JobAttendant final : public QObject {
    Q_OBJECT
public:
    JobAttendant(models::LibrarySession& session, Notifier& notifier, SleepInhibitor& sleep, Tray& tray);
    ~JobAttendant() override;

private:
    void jobChanged(const JobRecord& job);
    void jobEnded(const JobRecord& job);
    void libraryClosed();
    void update();

    Notifier& m_notifier;
    SleepInhibitor& m_sleep;
    Tray& m_tray;
    std::set<JobId> m_running;
};

} // namespace coppice::ui
