// Palettes, and a Fusion whose rows have room to breathe.
#include "ui/style.h"

#include "ui/icons.h"

#include <QApplication>
#include <QHash>
#include <QProxyStyle>
#include <QSet>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace coppice::ui {

namespace {

class Style final : public QProxyStyle {
public:
    Style()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        switch (metric) {
        case PM_ToolBarIconSize:
            return 20;
        case PM_SmallIconSize:
        case PM_ListViewIconSize:
            return spacing::icon;
        case PM_TreeViewIndentation:
            return 16;
        case PM_DockWidgetSeparatorExtent:
            return 6;
        case PM_ToolBarItemSpacing:
            return 2;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override {
        QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
        if (type == CT_ItemViewItem) {
            result.rheight() += 2 * spacing::rowPadding;
        }
        return result;
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override {
        if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText ||
            hint == SH_DialogButtonBox_ButtonsHaveIcons) {
            return 0;
        }
        return QProxyStyle::styleHint(hint, option, widget, data);
    }

    /// Messages have the program's own signs.
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option,
                       const QWidget* widget) const override {
        switch (which) {
        case SP_MessageBoxInformation:
        case SP_MessageBoxQuestion:
            return icon(QStringLiteral("info"), Tone::Accent);
        case SP_MessageBoxWarning:
            return icon(QStringLiteral("warning"), Tone::Warning);
        case SP_MessageBoxCritical:
            return icon(QStringLiteral("error"), Tone::Danger);
        default:
            return QProxyStyle::standardIcon(which, option, widget);
        }
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        switch (element) {
        case PE_FrameLineEdit:
        case PE_IndicatorRadioButton:
        case PE_IndicatorCheckBox:
        case PE_PanelButtonCommand:
            if (const auto* const button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
                const auto copy = outlined(*button);
                QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            } else {
                const auto copy = outlined(*option);
                QProxyStyle::drawPrimitive(element, &copy, painter, widget);
            }
            break;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
        }
    }

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override {
        const auto* const spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const auto* const combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (control == CC_SpinBox && spin != nullptr) {
            const auto copy = outlined(*spin);
            QProxyStyle::drawComplexControl(control, &copy, painter, widget);
        } else if (control == CC_ComboBox && combo != nullptr) {
            const auto copy = outlined(*combo);
            QProxyStyle::drawComplexControl(control, &copy, painter, widget);
        } else {
            QProxyStyle::drawComplexControl(control, option, painter, widget);
        }
    }

private:
    /// Fusion takes outlines from the palette, as shades of the window and, with the focus, of the highlight.
    /// On ours they are too faint to find a control by (WCAG 1.4.11 wants 3:1), so it is given others
    /// meanwhile.
    template <class Option>
    Option outlined(const Option& option) const {
        Option copy = option;
        if (!m_outlined.contains(option.palette.cacheKey())) { // not a part of a control that has them
            copy.palette = outlinedPalette(option.palette);
            copy.palette.setCurrentColorGroup(option.palette.currentColorGroup());
        }
        return copy;
    }

    /// One each, kept: Fusion keeps pictures of controls by palette.
    QPalette outlinedPalette(const QPalette& palette) const {
        constexpr int mostKept = 64;
        constexpr int fusionOutline = 140; ///< per cent by which Fusion darkens the window
        constexpr int fusionFocus = 125;   ///< and the highlight
        const auto kept = m_byPalette.constFind(palette.cacheKey());
        if (kept != m_byPalette.cend()) {
            return *kept;
        }
        if (m_byPalette.size() >= mostKept) {
            m_byPalette.clear();
            m_outlined.clear();
        }
        QPalette result = palette;
        const bool dark = isDark(palette);
        const QColor outline = dark ? QColor(0x80, 0x8b, 0x84) : QColor(0x76, 0x7f, 0x79);
        for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
            result.setColor(group, QPalette::Window, outline.lighter(fusionOutline));
            if (dark) {
                result.setColor(group, QPalette::Highlight,
                                toneColor(Tone::Accent, palette).lighter(fusionFocus));
            }
        }
        m_byPalette.insert(palette.cacheKey(), result);
        m_outlined.insert(result.cacheKey());
        return result;
    }

    mutable QHash<qint64, QPalette> m_byPalette;
    mutable QSet<qint64> m_outlined;
};

struct Colors {
    QColor window, base, alternate, text, dim, button, highlight, highlightedText, link, toolTip, toolTipText,
        light, mid, dark, shadow;
};

QPalette paletteOf(const Colors& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.base);
    p.setColor(QPalette::AlternateBase, c.alternate);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::Button, c.button);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, Qt::white);
    p.setColor(QPalette::Highlight, c.highlight);
    p.setColor(QPalette::HighlightedText, c.highlightedText);
    p.setColor(QPalette::Link, c.link);
    p.setColor(QPalette::LinkVisited, c.link);
    p.setColor(QPalette::ToolTipBase, c.toolTip);
    p.setColor(QPalette::ToolTipText, c.toolTipText);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Light, c.light);
    p.setColor(QPalette::Midlight, c.light);
    p.setColor(QPalette::Mid, c.mid);
    p.setColor(QPalette::Dark, c.dark);
    p.setColor(QPalette::Shadow, c.shadow);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
        QColor faded = c.dim;
        faded.setAlphaF(0.75F);
        p.setColor(QPalette::Disabled, role, faded);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.mid);
    // A selection in a window without the focus is the same selection.
    p.setColor(QPalette::Inactive, QPalette::Highlight, c.highlight);
    return p;
}

} // namespace

std::optional<ColorScheme> colorSchemeFromName(const QString& name) {
    if (name == QLatin1String("system")) {
        return ColorScheme::System;
    }
    if (name == QLatin1String("light")) {
        return ColorScheme::Light;
    }
    if (name == QLatin1String("dark")) {
        return ColorScheme::Dark;
    }
    return std::nullopt;
}

QPalette lightPalette() {
    return paletteOf({.window = QColor(0xf1, 0xf3, 0xf1),
                      .base = QColor(0xff, 0xff, 0xff),
                      .alternate = QColor(0xf7, 0xf9, 0xf7),
                      .text = QColor(0x1b, 0x22, 0x1d),
                      .dim = QColor(0x5a, 0x64, 0x5d),
                      .button = QColor(0xf6, 0xf8, 0xf6),
                      .highlight = QColor(0x2b, 0x76, 0x4b),
                      .highlightedText = QColor(0xff, 0xff, 0xff),
                      .link = QColor(0x1c, 0x6b, 0x42),
                      .toolTip = QColor(0x26, 0x30, 0x2a),
                      .toolTipText = QColor(0xf4, 0xf7, 0xf5),
                      .light = QColor(0xff, 0xff, 0xff),
                      .mid = QColor(0xc3, 0xca, 0xc5),
                      .dark = QColor(0x9a, 0xa3, 0x9d),
                      .shadow = QColor(0x60, 0x68, 0x63)});
}

QPalette darkPalette() {
    return paletteOf({.window = QColor(0x22, 0x27, 0x24),
                      .base = QColor(0x19, 0x1d, 0x1b),
                      .alternate = QColor(0x1e, 0x23, 0x20),
                      .text = QColor(0xe6, 0xeb, 0xe7),
                      .dim = QColor(0x98, 0xa3, 0x9c),
                      .button = QColor(0x2f, 0x36, 0x32),
                      .highlight = QColor(0x2f, 0x7a, 0x50),
                      .highlightedText = QColor(0xff, 0xff, 0xff),
                      .link = QColor(0x7c, 0xc9, 0x93),
                      .toolTip = QColor(0x38, 0x41, 0x3c),
                      .toolTipText = QColor(0xf0, 0xf4, 0xf1),
                      .light = QColor(0x3c, 0x45, 0x40),
                      .mid = QColor(0x3a, 0x42, 0x3d),
                      .dark = QColor(0x14, 0x17, 0x15),
                      .shadow = QColor(0x0a, 0x0c, 0x0b)});
}

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

void applyStyle(ColorScheme scheme) {
    static const QPalette desktop = QGuiApplication::palette(); // later it may be one of ours
    QApplication::setStyle(new Style);
    const bool desktopHasNone = desktop == QApplication::style()->standardPalette();
    switch (scheme) {
    case ColorScheme::Light:
        QApplication::setPalette(lightPalette());
        break;
    case ColorScheme::Dark:
        QApplication::setPalette(darkPalette());
        break;
    case ColorScheme::System:
        QApplication::setPalette(desktopHasNone ? lightPalette() : desktop);
        break;
    }
}

void makeSecondary(QWidget& widget) {
    widget.setForegroundRole(QPalette::PlaceholderText);
}

} // namespace coppice::ui
