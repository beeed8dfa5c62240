// Quoting.
#include "models/csv.h"

namespace coppice::models {

namespace {

bool looksLikeFormula(const QString& cell) {
    static const QString kStarts = QStringLiteral("=+-@\t\r");
    if (cell.isEmpty() || !kStarts.contains(cell.front())) {
        return false;
    }
    bool number = false;
    cell.toDouble(&number);
    return !number;
}

QString quoted(QString cell) {
    if (looksLikeFormula(cell)) {
        cell.prepend(u'\'');
    }
    static const QString kSpecial = QStringLiteral(",\"\r\n");
    const bool special =
        std::any_of(cell.cbegin(), cell.cend(), [](QChar each) { return kSpecial.contains(each); });
    if (!special) {
        return cell;
    }
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

} // namespace

QByteArray csvLine(const QStringList& cells) {
    QStringList line;
    for (const QString& cell : cells) {
        line += quoted(cell);
    }
    return line.join(u',').toUtf8() + "\r\n";
}

} // namespace coppice::models
