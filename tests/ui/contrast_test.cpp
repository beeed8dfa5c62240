// Contrast by WCAG 2 AA in both palettes: 4.5:1 for text, 3:1 for icons and outlines; computed from the
// colours and measured on what is painted. What is disabled is left out, as WCAG does.
#include "every_window.h"
#include "ui/icons.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include <array>
#include <cmath>
#include <unordered_map>

namespace coppice::test {
namespace {

constexpr double textRatio = 4.5;
constexpr double shapeRatio = 3.0;

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor over(const QColor& top, const QColor& below) {
    const double alpha = top.alphaF();
    const auto mix = [alpha](double a, double b) { return static_cast<float>(a * alpha + b * (1 - alpha)); };
    return QColor::fromRgbF(mix(top.redF(), below.redF()), mix(top.greenF(), below.greenF()),
                            mix(top.blueF(), below.blueF()));
}

std::string named(const QColor& color) {
    return color.name().toStdString();
}

struct Scheme {
    const char* name;
    QPalette palette;
};

std::array<Scheme, 2> schemes() {
    return {Scheme{"light", ui::lightPalette()}, Scheme{"dark", ui::darkPalette()}};
}

/// Backgrounds on which text and icons of any tone stand.
constexpr std::array grounds{QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button};

void expectContrast(const Scheme& scheme, const QColor& ink, const QColor& ground, double least,
                    const std::string& what) {
    EXPECT_GE(contrast(over(ink, ground), ground), least)
        << scheme.name << ", " << what << ": " << named(ink) << " on " << named(ground);
}

TEST(Contrast, WhiteOnBlackIsTwentyOneToOneAndAGreyOnItselfOne) {
    EXPECT_NEAR(contrast(Qt::white, Qt::black), 21, 0.01);
    EXPECT_NEAR(contrast(Qt::gray, Qt::gray), 1, 0.01);
    EXPECT_NEAR(contrast(QColor(0x76, 0x76, 0x76), Qt::white), 4.54, 0.01); // the greyest that passes
}

TEST(Contrast, OfTextInBothPalettes) {
    constexpr std::array pairs{
        std::pair{QPalette::WindowText, QPalette::Window},
        std::pair{QPalette::WindowText, QPalette::Base},
        std::pair{QPalette::Text, QPalette::Base},
        std::pair{QPalette::Text, QPalette::AlternateBase},
        std::pair{QPalette::ButtonText, QPalette::Button},
        std::pair{QPalette::ButtonText, QPalette::Window},
        std::pair{QPalette::HighlightedText, QPalette::Highlight},
        std::pair{QPalette::ToolTipText, QPalette::ToolTipBase},
        std::pair{QPalette::Link, QPalette::Window},
        std::pair{QPalette::Link, QPalette::Base},
        std::pair{QPalette::LinkVisited, QPalette::Base},
        std::pair{QPalette::PlaceholderText, QPalette::Window},
        std::pair{QPalette::PlaceholderText, QPalette::Base},
        std::pair{QPalette::PlaceholderText, QPalette::AlternateBase},
        std::pair{QPalette::PlaceholderText, QPalette::Button},
    };
    for (const Scheme& scheme : schemes()) {
        for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
            for (const auto& [ink, ground] : pairs) {
                expectContrast(scheme, scheme.palette.color(group, ink), scheme.palette.color(group, ground),
                               textRatio,
                               "role " + std::to_string(ink) + " on role " + std::to_string(ground));
            }
        }
    }
}

TEST(Contrast, OfEveryToneAsTextAndAsIcon) {
    for (const Scheme& scheme : schemes()) {
        for (const ui::Tone tone :
             {ui::Tone::Text, ui::Tone::Accent, ui::Tone::Danger, ui::Tone::Warning, ui::Tone::Good}) {
            const QColor ink = ui::toneColor(tone, scheme.palette);
            for (const QPalette::ColorRole ground : grounds) {
                expectContrast(scheme, ink, scheme.palette.color(ground), textRatio,
                               "tone " + std::to_string(static_cast<int>(tone)) + " on role " +
                                   std::to_string(ground));
            }
        }
    }
}

TEST(Contrast, OfASelectionAgainstWhatIsBesideIt) {
    for (const Scheme& scheme : schemes()) {
        const QColor selection = scheme.palette.color(QPalette::Highlight);
        for (const QPalette::ColorRole ground :
             {QPalette::Base, QPalette::AlternateBase}) { // where rows stand
            expectContrast(scheme, selection, scheme.palette.color(ground), shapeRatio, "selection");
        }
    }
}

/// The commonest colour of a picture, and the colour in it that differs most from that.
struct Inks {
    QColor ground;
    QColor strongest;
    double ratio = 0;
};

Inks inksOf(const QImage& image) {
    std::unordered_map<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            ++counts[image.pixel(x, y) | 0xff000000];
        }
    }
    Inks inks;
    int most = 0;
    for (const auto& [color, count] : counts) {
        if (count > most) {
            most = count;
            inks.ground = QColor::fromRgb(color);
        }
    }
    for (const auto& [color, count] : counts) {
        if (const double ratio = contrast(QColor::fromRgb(color), inks.ground); ratio > inks.ratio) {
            inks.ratio = ratio;
            inks.strongest = QColor::fromRgb(color);
        }
    }
    return inks;
}

class PaintedContrast : public EveryWindow {
protected:
    void TearDown() override {
        EveryWindow::TearDown();
        ui::applyStyle(ui::ColorScheme::Light);
    }

    static void expectReadable(QWidget& widget, const QRect& part, const std::string& what) {
        const Inks inks = inksOf(widget.grab(part).toImage());
        EXPECT_GE(inks.ratio, textRatio)
            << what << ": " << named(inks.strongest) << " on " << named(inks.ground);
    }

    /// The text of a row's cell, without its icon.
    void expectReadable(const QModelIndex& index, const std::string& what) const {
        tree().scrollTo(index);
        expectReadable(*tree().viewport(), tree().visualRect(index), what);
    }
};

TEST_F(PaintedContrast, OfRowsHeadingsAndFields) {
    openLibrary();
    for (const ui::ColorScheme scheme : {ui::ColorScheme::Light, ui::ColorScheme::Dark}) {
        ui::applyStyle(scheme);
        const std::string name = scheme == ui::ColorScheme::Light ? "light, " : "dark, ";
        selectSomething();
        const QModelIndex selected = tree().selectionModel()->selectedRows().constFirst();
        const auto created = models::asInt(models::SnapshotColumn::Created);
        expectReadable(selected, name + "selected row");
        expectReadable(selected.siblingAtColumn(created), name + "selected row, its time");
        int dependents = 0;
        for (const QModelIndex& row : rowsOf(models::SnapshotRowKind::Member)) {
            const int mark = row.data(models::asInt(models::SnapshotRole::Mark)).toInt();
            if (mark == models::asInt(models::Mark::Dependent)) {
                expectReadable(row, name + "row of a dependent");
                expectReadable(row.siblingAtColumn(created), name + "row of a dependent, its time");
                ++dependents;
            }
        }
        EXPECT_GT(dependents, 0);
        tree().clearSelection();
        waitForClosure();
        expectReadable(rowsOf(models::SnapshotRowKind::Member).constFirst(), name + "row");
        for (QLabel* const label : m_window->findChildren<QLabel*>()) {
            if (label->isVisible() && label->isEnabled() && !label->text().isEmpty() && label->height() > 0) {
                expectReadable(*label, label->rect(), name + "label '" + label->text().toStdString() + "'");
            }
        }
        auto* const search = child<QLineEdit>(*m_window, "snapshotSearch");
        expectReadable(*search, search->rect().adjusted(24, 3, -3, -3), name + "placeholder of the search");
        QTreeView& collections = m_window->collections();
        expectReadable(*collections.viewport(), collections.visualRect(collections.currentIndex()),
                       name + "chosen collection");
    }
}

TEST_F(PaintedContrast, OfTheConfirmation) {
    openLibrary();
    for (const ui::ColorScheme scheme : {ui::ColorScheme::Light, ui::ColorScheme::Dark}) {
        ui::applyStyle(scheme);
        const std::string name = scheme == ui::ColorScheme::Light ? "light, " : "dark, ";
        selectSomething();
        ui::DestroyDialog* const dialog = openConfirmation();
        ASSERT_NE(dialog, nullptr);
        for (QLabel* const label : dialog->findChildren<QLabel*>()) {
            if (label->isVisible() && label->isEnabled() && !label->text().isEmpty()) {
                expectReadable(*label, label->rect(), name + "label '" + label->text().toStdString() + "'");
            }
        }
        for (QPushButton* const button : dialog->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->isEnabled() && !button->text().isEmpty()) {
                expectReadable(*button, button->rect().adjusted(4, 4, -4, -4),
                               name + "button '" + button->text().toStdString() + "'");
            }
        }
        dialog->reject();
        ASSERT_TRUE(QTest::qWaitFor([this] { return m_window->findChild<ui::DestroyDialog*>() == nullptr; },
                                    patienceMs));
    }
}

TEST(Contrast, MeasuredOnAPictureIsThatOfItsColours) {
    QImage image(10, 10, QImage::Format_RGB32);
    image.fill(QColor(0xf0, 0xf0, 0xf0));
    image.setPixelColor(3, 3, QColor(0xc0, 0xc0, 0xc0)); // faint text
    EXPECT_LT(inksOf(image).ratio, textRatio);
    image.setPixelColor(4, 4, Qt::black);
    EXPECT_GT(inksOf(image).ratio, textRatio);
}

} // namespace
} // namespace coppice::test
