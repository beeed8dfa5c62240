// GUI tests on a real window: xcb where there is a display, offscreen otherwise.
#include "ui/style.h"
#include "ui/translation.h"

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", qEnvironmentVariableIsEmpty("DISPLAY") ? "offscreen" : "xcb");
    }
    ::testing::InitGoogleTest(&argc, argv);
    if (::testing::GTEST_FLAG(list_tests)) {
        return RUN_ALL_TESTS(); // the build lists them where there may be no display
    }
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings; // each test starts from the defaults, whatever runs beside it
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
    const QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("CoppiceTests"));
    QApplication::setApplicationName(QStringLiteral("ui_tests"));
    const coppice::ui::Translation translation({});
    coppice::ui::applyStyle(coppice::ui::ColorScheme::Light);
    return RUN_ALL_TESTS();
}
