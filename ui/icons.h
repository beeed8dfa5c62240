// The program's own icons: single-colour SVGs that take their colour from the palette when they are painted.
#pragma once

#include <QColor>
#include <QIcon>
#include <QPalette>
#include <QString>

class QPainter;
class QRectF;

namespace coppice::ui {

/// What an icon says by its colour, besides its shape. Never the only sign of it.
enum class Tone { Text, Accent, Danger, Warning, Good };

/// The colour of a tone on a background of the palette; readable in light and in dark.
QColor toneColor(Tone tone, const QPalette& palette, QPalette::ColorGroup group = QPalette::Active);

/// The icon `name` of resources/icons ("delete"). Rendered anew when the palette changes, sharp at
/// every scale. GUI thread.
QIcon icon(const QString& name, Tone tone = Tone::Text);

/// Draws it as vectors, on screen, paper and SVG alike.
void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& ink);

/// The application's icon, in its own colours.
QIcon applicationIcon();

} // namespace coppice::ui
