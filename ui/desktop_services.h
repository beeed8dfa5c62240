// What the desktop offers a long-running program, found on its buses.
#pragma once

#include "ui/notifier.h"
#include "ui/sleep_inhibitor.h"

#include <memory>

namespace coppice::ui {

class Tray;

/// Where there is no bus, the tray alone is used, and sleep is not held off. `tray` outlives the notifier.
std::unique_ptr<Notifier> desktopNotifier(Tray* tray);
std::unique_ptr<SleepInhibitor> desktopSleepInhibitor();

} // namespace coppice::ui
