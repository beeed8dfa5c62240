// Recolours an SVG's currentColor and renders it at the size asked for.
#include "ui/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <memory>

// Outside the namespace: the macro declares a function of the global one.
static void initResources() {
    Q_INIT_RESOURCE(coppice);
}

namespace coppice::ui {

namespace {

QByteArray source(const QString& name) {
    static QHash<QString, QByteArray> sources;
    const auto found = sources.constFind(name);
    if (found != sources.cend()) {
        return *found;
    }
    initResources();
    QFile file(QStringLiteral(":/coppice/icons/%1.svg").arg(name));
    const QByteArray bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    Q_ASSERT_X(!bytes.isEmpty(), "icon", qPrintable(name));
    sources.insert(name, bytes);
    return bytes;
}

class PaletteIconEngine final : public QIconEngine {
public:
    PaletteIconEngine(QString name, Tone tone)
        : m_name(std::move(name))
        , m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const qreal scale = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, rendered((QSizeF(rect.size()) * scale).toSize(), mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return rendered(size, mode);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override {
        return rendered(size, mode);
    }

    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override { return size; }
    QIconEngine* clone() const override { return new PaletteIconEngine(*this); }
    QString key() const override { return QStringLiteral("coppice"); }

private:
    QColor color(QIcon::Mode mode) const {
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected:
            return palette.color(QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return toneColor(m_tone, palette);
    }

    /// `size` in device pixels.
    QPixmap rendered(const QSize& size, QIcon::Mode mode) const {
        const QColor ink = color(mode);
        const QString key = QStringLiteral("coppice/%1/%2/%3x%4")
                                .arg(m_name, ink.name(QColor::HexArgb))
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) {
            return pixmap;
        }
        QByteArray svg = source(m_name);
        svg.replace("currentColor", ink.name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setOpacity(ink.alphaF());
        renderer.render(&painter);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QString m_name;
    Tone m_tone;
};

} // namespace

QColor toneColor(Tone tone, const QPalette& palette, QPalette::ColorGroup group) {
    const QColor text = palette.color(group, QPalette::WindowText);
    const bool dark = palette.color(QPalette::Base).lightness() < text.lightness();
    switch (tone) {
    case Tone::Text:
        break;
    case Tone::Accent:
        return dark ? QColor(0x7c, 0xc9, 0x93) : QColor(0x24, 0x70, 0x44);
    case Tone::Danger:
        return dark ? QColor(0xff, 0x8d, 0x80) : QColor(0xb3, 0x26, 0x1e);
    case Tone::Warning:
        return dark ? QColor(0xf0, 0xb8, 0x5c) : QColor(0x96, 0x59, 0x00);
    case Tone::Good:
        return dark ? QColor(0x7c, 0xc9, 0x93) : QColor(0x24, 0x70, 0x44);
    }
    return text;
}

QIcon icon(const QString& name, Tone tone) {
    return QIcon(new PaletteIconEngine(name, tone));
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& ink) {
    static QHash<QString, std::shared_ptr<QSvgRenderer>> renderers;
    std::shared_ptr<QSvgRenderer>& renderer = renderers[name + ink.name()];
    if (renderer == nullptr) {
        QByteArray svg = source(name);
        svg.replace("currentColor", ink.name().toLatin1());
        renderer = std::make_shared<QSvgRenderer>(svg);
        renderer->setAspectRatioMode(Qt::KeepAspectRatio);
    }
    renderer->render(&painter, where);
}

QIcon applicationIcon() {
    initResources();
    QIcon result;
    QSvgRenderer renderer(QStringLiteral(":/coppice/icons/coppice.svg"));
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace coppice::ui
