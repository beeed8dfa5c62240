// The console's composition root: options, style, session, window.
#include "open_library.h"
#include "ui/desktop_services.h"
#include "ui/icons.h"
#include "ui/job_attendant.h"
#include "ui/main_window.h"
#include "ui/preferences.h"
#include "ui/style.h"
#include "ui/translation.h"
#include "ui/tray.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <cstdio>
#include <memory>

namespace {

constexpr int exitNoDisplay = 1;
constexpr int exitUsage = 2;

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Console for virtual machine collections and their snapshots"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("demo"),
                      QCoreApplication::translate("main", "Open the demo library; made the first time.")});
    parser.addOption({QStringLiteral("color-scheme"),
                      QCoreApplication::translate(
                          "main", "Colours: system, light or dark; as in the preferences if not given."),
                      QStringLiteral("name")});
    parser.addOption(
        {QStringLiteral("language"),
         QCoreApplication::translate("main", "Language: en or de; as in the preferences if not given."),
         QStringLiteral("code")});
    parser.addPositionalArgument(
        QStringLiteral("LIBRARY"),
        QCoreApplication::translate("main", "The library's folder; the last one if not given."),
        QStringLiteral("[LIBRARY]"));
}

/// Options that need no display.
bool asksForText(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const QByteArray argument(argv[i]);
        if (argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v" ||
            argument == "--version") {
            return true;
        }
    }
    return false;
}

bool hasDisplay() {
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
           !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication::setOrganizationName(QStringLiteral("Coppice"));
    QCoreApplication::setApplicationName(QStringLiteral("Coppice"));
    QCoreApplication::setApplicationVersion(QStringLiteral(COPPICE_VERSION));
    QCommandLineParser parser;
    const QString languageName = coppice::ui::languageArgument(argc, argv);
    const auto language = languageName.isEmpty() ? coppice::ui::preferences::language()
                                                 : coppice::ui::languageFromName(languageName);
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        const coppice::ui::Translation translation(language);
        describe(parser);
        parser.process(application);
        return 0;
    }
    if (!hasDisplay()) {
        std::fputs("coppice: there is no display; use coppicectl on the command line instead.\n", stderr);
        return exitNoDisplay;
    }

    const QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Coppice"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.coppice.Coppice"));
    const coppice::ui::Translation translation(language);
    describe(parser);
    parser.process(application);
    const QString schemeOption = QStringLiteral("color-scheme");
    const auto scheme = parser.isSet(schemeOption)
                            ? coppice::ui::colorSchemeFromName(parser.value(schemeOption))
                            : coppice::ui::preferences::colorScheme();
    const bool knowsLanguage = languageName.isEmpty() || language.has_value();
    if (!scheme || !knowsLanguage || parser.positionalArguments().size() > 1) {
        std::fputs(qPrintable(parser.helpText()), stderr);
        return exitUsage;
    }
    coppice::ui::applyStyle(*scheme);
    QApplication::setWindowIcon(coppice::ui::applicationIcon());

    const QString demo = coppice::demoFolder();
    coppice::models::LibrarySession session(coppice::libraryOpener(demo));
    coppice::ui::MainWindow window(session, demo);
    coppice::ui::SystemTray tray;
    window.setTray(&tray);
    const auto notifier = coppice::ui::desktopNotifier(&tray);
    const auto sleep = coppice::ui::desktopSleepInhibitor();
    const coppice::ui::JobAttendant attendant(session, *notifier, *sleep, tray);
    QObject::connect(notifier.get(), &coppice::ui::Notifier::activated, &window,
                     &coppice::ui::MainWindow::showJob);
    window.show();
    if (!parser.positionalArguments().isEmpty()) {
        window.openLibrary(QDir(parser.positionalArguments().constFirst()).absolutePath());
    } else if (parser.isSet(QStringLiteral("demo"))) {
        window.openDemo();
    } else if (const QString last = coppice::ui::MainWindow::lastLibrary(); !last.isEmpty()) {
        window.openLibrary(last);
    }
    return QApplication::exec();
}
