// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace coppice::models {

/// One line with its CRLF, UTF-8. A cell that a spreadsheet would take for a formula (it begins with = + - @,
/// a tab or a carriage return and is no plain number) gets an apostrophe in front.
QByteArray csvLine(const QStringList& cells);

} // namespace coppice::models
