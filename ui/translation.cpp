// Loads the files and gives them to the application.
#include "ui/translation.h"

#include "ui/english_plurals.h"
#include "ui/preferences.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <cstring>

// Outside the namespace: the macro declares a function of the global one.
static void initTranslations() {
    Q_INIT_RESOURCE(translations);
}

namespace coppice::ui {

namespace {

/// The first of the system's languages that the program has; English, if it has none.
QLocale::Language languageOf(const QLocale& system) {
    for (const QString& name : system.uiLanguages()) {
        const QLocale::Language language = QLocale(name).language();
        for (const QLocale::Language known : preferences::languages) {
            if (language == known) {
                return language;
            }
        }
    }
    return QLocale::English;
}

} // namespace

Translation::Translation(std::optional<QLocale::Language> language) {
    initTranslations();
    const QLocale system = QLocale::system();
    const QLocale::Language spoken = language.value_or(languageOf(system));
    if (language && *language != system.language()) {
        QLocale::setDefault(QLocale(*language));
    }
    install(std::make_unique<EnglishPlurals>()); // first: any real translation comes before it
    if (spoken == QLocale::English) {
        return;
    }
    const QLocale locale(spoken);
    auto qt = std::make_unique<QTranslator>();
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        install(std::move(qt));
    }
    auto own = std::make_unique<QTranslator>();
    m_isTranslated = own->load(locale, QStringLiteral("coppice"), QStringLiteral("_"),
                               QStringLiteral(":/coppice/translations"));
    if (m_isTranslated) {
        install(std::move(own));
    }
}

Translation::~Translation() {
    for (const auto& translator : m_translators) {
        QCoreApplication::removeTranslator(translator.get());
    }
    QLocale::setDefault(m_localeBefore);
}

void Translation::install(std::unique_ptr<QTranslator> translator) {
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

QString languageArgument(int argc, const char* const* argv) {
    static constexpr char option[] = "--language";
    constexpr std::size_t length = sizeof option - 1;
    for (int i = 1; i < argc; ++i) {
        if (std::strncmp(argv[i], option, length) != 0) {
            continue;
        }
        if (argv[i][length] == '=') {
            return QString::fromLocal8Bit(argv[i] + length + 1);
        }
        if (argv[i][length] == '\0' && i + 1 < argc) {
            return QString::fromLocal8Bit(argv[i + 1]);
        }
    }
    return {};
}

std::optional<QLocale::Language> languageFromName(const QString& name) {
    const QLocale::Language language = QLocale(name).language();
    for (const QLocale::Language known : preferences::languages) {
        if (language == known) {
            return language;
        }
    }
    return std::nullopt;
}

} // namespace coppice::ui
