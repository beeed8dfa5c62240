// Settings as QSettings keeps them: seconds as numbers, choices as words.
#include "ui/preferences.h"

#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

namespace coppice::ui::preferences {

namespace {

using std::chrono::seconds;

constexpr seconds defaultGracePeriod{10};
constexpr seconds defaultNotifyAfter{10};

const QString gracePeriodKey = QStringLiteral("jobs/gracePeriodSeconds");
const QString notifyAfterKey = QStringLiteral("jobs/notifyAfterSeconds");
const QString closingKey = QStringLiteral("jobs/closing");
const QString colorSchemeKey = QStringLiteral("appearance/colorScheme");
const QString languageKey = QStringLiteral("appearance/language");

/// The first is the default.
template <class Value, std::size_t Count>
using Words = std::array<std::pair<Value, const char*>, Count>;

constexpr Words<Closing, 3> closingWords{
    {{Closing::Ask, "ask"}, {Closing::KeepInTray, "tray"}, {Closing::StopSafely, "stop"}}};
constexpr Words<ColorScheme, 3> colorSchemeWords{
    {{ColorScheme::System, "system"}, {ColorScheme::Light, "light"}, {ColorScheme::Dark, "dark"}}};
constexpr Words<std::optional<QLocale::Language>, 3> languageWords{
    {{std::nullopt, "system"}, {QLocale::English, "en"}, {QLocale::German, "de"}}};

seconds readSeconds(const QString& key, seconds otherwise, seconds longest) {
    bool isNumber = false;
    const seconds stored(QSettings().value(key).toLongLong(&isNumber));
    return isNumber ? std::clamp(stored, seconds(0), longest) : otherwise;
}

void writeSeconds(const QString& key, seconds value, seconds longest) {
    QSettings().setValue(key, static_cast<qlonglong>(std::clamp(value, seconds(0), longest).count()));
}

template <class Value, std::size_t Count>
Value readWord(const QString& key, const Words<Value, Count>& words) {
    const QString stored = QSettings().value(key).toString();
    const auto found =
        std::ranges::find_if(words, [&](const auto& entry) { return stored == QLatin1String(entry.second); });
    return found != words.end() ? found->first : words.front().first;
}

template <class Value, std::size_t Count>
void writeWord(const QString& key, const Words<Value, Count>& words, Value value) {
    const auto found = std::ranges::find(words, value, &std::pair<Value, const char*>::first);
    QSettings().setValue(key, QString::fromLatin1(found != words.end() ? found->second : words[0].second));
}

} // namespace

seconds gracePeriod() {
    return readSeconds(gracePeriodKey, defaultGracePeriod, longestGracePeriod);
}

void setGracePeriod(seconds period) {
    writeSeconds(gracePeriodKey, period, longestGracePeriod);
}

seconds notifyAfter() {
    return readSeconds(notifyAfterKey, defaultNotifyAfter, longestNotifyAfter);
}

void setNotifyAfter(seconds time) {
    writeSeconds(notifyAfterKey, time, longestNotifyAfter);
}

Closing closing() {
    return readWord(closingKey, closingWords);
}

void setClosing(Closing closing) {
    writeWord(closingKey, closingWords, closing);
}

ColorScheme colorScheme() {
    return readWord(colorSchemeKey, colorSchemeWords);
}

void setColorScheme(ColorScheme scheme) {
    writeWord(colorSchemeKey, colorSchemeWords, scheme);
}

std::optional<QLocale::Language> language() {
    return readWord(languageKey, languageWords);
}

void setLanguage(std::optional<QLocale::Language> language) {
    writeWord(languageKey, languageWords, language);
}

} // namespace coppice::ui::preferences
