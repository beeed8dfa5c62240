// Keeps the machine awake while disks are merged.
#pragma once

#include <QString>

namespace coppice::ui {

/// Never waits, never fails: where nobody can be asked, the machine sleeps as it likes.
class SleepInhibitor {
public:
    SleepInhibitor() = default;
    virtual ~SleepInhibitor() = default;
    SleepInhibitor(const SleepInhibitor&) = delete;
    SleepInhibitor& operator=(const SleepInhibitor&) = delete;

    /// Until release(); a second call changes nothing. `why` is shown to whoever wants the machine to sleep.
    virtual void inhibit(const QString& why) = 0;
    virtual void release() = 0;
};

} // namespace coppice::ui
