// "(s)" becomes "s", "(es)" becomes "es", or nothing for one.
#include "ui/english_plurals.h"

namespace coppice::ui {

QString EnglishPlurals::translate(const char*, const char* source, const char*, int n) const {
    QString text = QString::fromUtf8(source);
    bool counted = false;
    for (const QLatin1String ending : {QLatin1String("s"), QLatin1String("es")}) {
        const QString mark = QLatin1Char('(') + ending + QLatin1Char(')');
        if (n >= 0 && text.contains(mark)) {
            text.replace(mark, n == 1 ? QString() : QString(ending));
            counted = true;
        }
    }
    return counted ? text : QString(); // null: the source text as it is
}

} // namespace coppice::ui
