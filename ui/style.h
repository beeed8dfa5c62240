// Fusion with the program's own light and dark palettes, and the spacing every window shares.
#pragma once

#include <QPalette>
#include <QString>

#include <optional>

class QWidget;

namespace coppice::ui {

enum class ColorScheme { System, Light, Dark };

/// "system", "light" or "dark", as --color-scheme takes them.
std::optional<ColorScheme> colorSchemeFromName(const QString& name);

QPalette lightPalette();
QPalette darkPalette();
bool isDark(const QPalette& palette);

/// First after the QApplication is made and before the first window, then at any time. System keeps a palette
/// that the desktop has set.
void applyStyle(ColorScheme scheme);

/// Distances in device-independent pixels.
namespace spacing {
inline constexpr int tight = 4;
inline constexpr int normal = 8;
inline constexpr int wide = 16;
inline constexpr int icon = 16;
inline constexpr int rowPadding = 3; ///< above and below the text of a row
} // namespace spacing

/// For text that explains rather than states: the palette's dimmer tone.
void makeSecondary(QWidget& widget);

} // namespace coppice::ui
