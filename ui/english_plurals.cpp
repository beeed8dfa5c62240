// "(s)" becomes "s", or nothing for one.
#include "ui/english_plurals.h"

namespace coppice::ui {

QString EnglishPlurals::translate(const char*, const char* source, const char*, int n) const {
    QString text = QString::fromUtf8(source);
    const QLatin1String mark("(s)");
    if (n < 0 || !text.contains(mark)) {
        return {}; // the source text as it is
    }
    return text.replace(mark, n == 1 ? QString() : QStringLiteral("s"));
}

} // namespace coppice::ui
