// What everything on paper shares: colours, font, the line on top of a page.
#pragma once

#include <QFont>
#include <QPalette>
#include <QString>

class QPainter;

namespace coppice::ui::paper {

/// Pictures and pages are measured in these.
inline constexpr int pixelsPerInch = 96;

/// The light one, on white.
const QPalette& palette();
/// The program's, in pixels of paper: the screen's resolution plays no part.
QFont font();

double titleHeight();
/// Title and date; `page` 0: no page number.
void paintTitle(QPainter& painter, double width, const QString& title, int page, int pages);

} // namespace coppice::ui::paper
