// Controls can be found by their outlines, in light and in dark (WCAG 2.2, 1.4.11: 3 to 1).
#include "ui/style.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>

#include <cmath>
#include <gtest/gtest.h>

namespace coppice::test {
namespace {

double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

/// The best contrast to the window that the control shows on its way in from the left, through its outline.
double outlineContrast(QWidget& control) {
    QWidget window;
    control.setParent(&window);
    control.setGeometry(10, 10, 120, 30);
    window.resize(140, 50);
    window.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    const QImage image = window.grab().toImage();
    const QColor ground = window.palette().color(QPalette::Window);
    double best = 1;
    constexpr int outlineIsWithin = 8;
    for (int x = 10; x < 10 + outlineIsWithin; ++x) {
        best = std::max(best, contrast(image.pixelColor(x, 25), ground));
    }
    control.setParent(nullptr);
    return best;
}

class Outlines : public ::testing::TestWithParam<bool> {
protected:
    void SetUp() override { ui::applyStyle(GetParam() ? ui::ColorScheme::Dark : ui::ColorScheme::Light); }
    void TearDown() override { ui::applyStyle(ui::ColorScheme::Light); }
};

TEST_P(Outlines, OfControlsStandOutFromTheWindow) {
    constexpr double wanted = 3.0;
    QLineEdit edit;
    EXPECT_GE(outlineContrast(edit), wanted) << "line edit";
    QRadioButton radio;
    EXPECT_GE(outlineContrast(radio), wanted) << "radio button";
    QCheckBox check;
    EXPECT_GE(outlineContrast(check), wanted) << "check box";
    QComboBox combo;
    EXPECT_GE(outlineContrast(combo), wanted) << "combo box";
    QSpinBox spin;
    EXPECT_GE(outlineContrast(spin), wanted) << "spin box";
    QPushButton button;
    EXPECT_GE(outlineContrast(button), wanted) << "button";
}

INSTANTIATE_TEST_SUITE_P(LightAndDark, Outlines, ::testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Dark" : "Light"; });

} // namespace
} // namespace coppice::test
