// Settings and their dialog: what is chosen is what counts, Cancel changes nothing, nonsense is bounded.
#include "ui/actions.h"
#include "ui/preferences.h"
#include "window_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QWindow>

namespace coppice::test {
namespace {

using namespace std::chrono_literals;
using ui::preferences::Closing;

class Preferences : public ::testing::Test {
protected:
    void SetUp() override { QSettings().clear(); }
    void TearDown() override { QSettings().clear(); }
};

TEST_F(Preferences, HaveDefaults) {
    EXPECT_EQ(ui::preferences::gracePeriod(), 10s);
    EXPECT_EQ(ui::preferences::notifyAfter(), 10s);
    EXPECT_EQ(ui::preferences::closing(), Closing::Ask);
    EXPECT_EQ(ui::preferences::colorScheme(), ui::ColorScheme::System);
    EXPECT_FALSE(ui::preferences::language());
}

TEST_F(Preferences, TakeNonsenseForTheNearestOrTheDefault) {
    ui::preferences::setGracePeriod(20s);
    ui::preferences::setClosing(Closing::StopSafely);
    QSettings settings;
    for (const QString& key : settings.allKeys()) {
        settings.setValue(key, QStringLiteral("-7"));
    }
    EXPECT_EQ(ui::preferences::gracePeriod(), 0s);
    EXPECT_EQ(ui::preferences::closing(), Closing::Ask);
    for (const QString& key : settings.allKeys()) {
        settings.setValue(key, QStringLiteral("soon"));
    }
    EXPECT_EQ(ui::preferences::gracePeriod(), 10s);
    ui::preferences::setGracePeriod(24h);
    EXPECT_EQ(ui::preferences::gracePeriod(), ui::preferences::longestGracePeriod);
}

class PreferencesDialogTest : public WindowTest {
protected:
    void TearDown() override {
        WindowTest::TearDown();
        QSettings().clear();
        ui::applyStyle(ui::ColorScheme::Light);
    }

    QDialog* openByShortcut() {
        QTest::keyClick(m_window->windowHandle(), Qt::Key_Comma, Qt::ControlModifier);
        auto* const dialog = m_window->findChild<QDialog*>(QStringLiteral("preferencesDialog"));
        if (dialog == nullptr) {
            ADD_FAILURE() << "Ctrl+, opened nothing";
            return nullptr;
        }
        EXPECT_TRUE(QTest::qWaitForWindowActive(dialog, patienceMs));
        return dialog;
    }

    /// Types over the number.
    static void type(QSpinBox& box, const QString& number) {
        box.setFocus();
        box.selectAll();
        QTest::keyClicks(&box, number);
    }
};

TEST_F(PreferencesDialogTest, OkMakesWhatWasChosenCount) {
    QDialog* const dialog = openByShortcut();
    ASSERT_NE(dialog, nullptr);
    type(*child<QSpinBox>(*dialog, "gracePeriod"), QStringLiteral("25"));
    auto* const colors = child<QComboBox>(*dialog, "colorScheme");
    colors->setFocus();
    QTest::keyClick(dialog->windowHandle(), Qt::Key_End); // the last: dark
    auto* const language = child<QComboBox>(*dialog, "language");
    language->setFocus();
    QTest::keyClick(dialog->windowHandle(), Qt::Key_End); // the last: German
    click(*child<QPushButton>(*dialog, "preferencesOk"));
    EXPECT_EQ(ui::preferences::gracePeriod(), 25s);
    EXPECT_EQ(ui::preferences::language(), QLocale::German);
    EXPECT_EQ(ui::preferences::colorScheme(), ui::ColorScheme::Dark);
    EXPECT_TRUE(ui::isDark(m_window->palette()));
}

TEST_F(PreferencesDialogTest, CancelChangesNothing) {
    const auto before = ui::preferences::gracePeriod();
    QDialog* const dialog = openByShortcut();
    ASSERT_NE(dialog, nullptr);
    type(*child<QSpinBox>(*dialog, "gracePeriod"), QStringLiteral("25"));
    QTest::keyClick(dialog->windowHandle(), Qt::Key_Escape);
    EXPECT_FALSE(dialog->isVisible());
    EXPECT_EQ(ui::preferences::gracePeriod(), before);
}

} // namespace
} // namespace coppice::test
