// The operator's settings: typed, each with its default and its bounds; the one place that knows their keys.
#pragma once

#include "ui/style.h"

#include <QLocale>

#include <chrono>
#include <optional>

namespace coppice::ui {

/// Read anew at each call, so that a change counts from the next use on. A value out of bounds, as a hand
/// may have written it, counts as the nearest one; an unknown word as the default. GUI thread.
namespace preferences {

/// What closing the window does while jobs run.
enum class Closing { Ask, KeepInTray, StopSafely };

inline constexpr std::chrono::seconds longestGracePeriod{300};
inline constexpr std::chrono::seconds longestNotifyAfter{3600};

/// How long a confirmed deletion waits and can be undone; 0: not at all.
std::chrono::seconds gracePeriod();
void setGracePeriod(std::chrono::seconds period);

/// The end of a job that ran at least so long is notified; a failure always is.
std::chrono::seconds notifyAfter();
void setNotifyAfter(std::chrono::seconds time);

Closing closing();
void setClosing(Closing closing);

ColorScheme colorScheme();
void setColorScheme(ColorScheme scheme);

/// nullopt: the system's. Otherwise one of languages(). For the next start.
std::optional<QLocale::Language> language();
void setLanguage(std::optional<QLocale::Language> language);

/// Those the program's texts exist in.
inline constexpr QLocale::Language languages[] = {QLocale::English, QLocale::German};

} // namespace preferences

} // namespace coppice::ui
