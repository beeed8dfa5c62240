// English has no translation file; this gives its "snapshot(s)" their number.
#pragma once

#include <QTranslator>

namespace coppice::ui {

/// Installed first, so that any real translation comes before it.
class EnglishPlurals final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    QString translate(const char* context, const char* source, const char* disambiguation,
                      int n) const override;
    bool isEmpty() const override { return false; }
};

} // namespace coppice::ui
