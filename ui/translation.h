// The language of the program: its own texts, Qt's, and how numbers and dates are written.
#pragma once

#include <QLocale>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

class QTranslator;

namespace coppice::ui {

/// In force from its making to its end; after the QApplication is made and before the first text. A text
/// without a translation stays English.
class Translation final : public QObject {
    Q_OBJECT
public:
    /// nullopt: the system's. A language that is not the system's brings its own numbers and dates, too.
    explicit Translation(std::optional<QLocale::Language> language);
    ~Translation() override;

    /// False where the texts are the English ones.
    bool isTranslated() const { return m_isTranslated; }

private:
    void install(std::unique_ptr<QTranslator> translator);

    std::vector<std::unique_ptr<QTranslator>> m_translators;
    QLocale m_localeBefore;
    bool m_isTranslated = false;
};

/// "de" of `--language de` or `--language=de` among a program's arguments, which must be known before any
/// text is made; empty: not given.
QString languageArgument(int argc, const char* const* argv);
/// nullopt: none of preferences::languages().
std::optional<QLocale::Language> languageFromName(const QString& name);

} // namespace coppice::ui
