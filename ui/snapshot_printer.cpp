// One drawing at a time, in slices of a few milliseconds.
#include "ui/snapshot_printer.h"

#include "models/file_writer.h"
#include "ui/graph_picture.h"
#include "ui/outline_picture.h"
#include "ui/paper.h"
#include "ui/snapshot_graph_view.h"
#include "ui/snapshot_pane.h"
#include "ui/snapshot_tree_view.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFileDialog>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QSvgGenerator>
#include <QTimerEvent>

namespace coppice::ui {

namespace {

constexpr int sliceMs = 8;
constexpr double marginMm = 12;

QPageLayout pageLayout() {
    return {QPageSize(QPageSize::A4), QPageLayout::Landscape,
            QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter};
}

Error cannotDraw(const QString& path) {
    return {.code = ErrorCode::IoFailed,
            .action = "drawing the snapshots",
            .object = path.isEmpty() ? "printer" : path.toStdString(),
            .detail = "the printer or the picture takes nothing more"};
}

} // namespace

/// Where a picture is drawn, and how far that is.
struct SnapshotPrinter::Drawing {
    std::unique_ptr<Picture> picture;
    QString path; ///< of the file; empty: a printer
    QBuffer buffer;
    std::unique_ptr<QPrinter> printer;
    std::unique_ptr<QPdfWriter> pdf;
    std::unique_ptr<QSvgGenerator> svg;
    QPainter painter; ///< after the devices it paints on
    bool prepared = false;
    int pieces = 0;
    int next = 0;

    QPagedPaintDevice* paged() const {
        return printer ? static_cast<QPagedPaintDevice*>(printer.get()) : pdf.get();
    }

    bool begin() {
        if (QPagedPaintDevice* const device = paged()) {
            const QSizeF points = device->pageLayout().paintRect(QPageLayout::Inch).size();
            pieces = picture->layOut(points * paper::pixelsPerInch);
        } else {
            pieces = picture->layOut({});
            svg->setSize(picture->size().toSize());
            svg->setViewBox(QRectF({}, picture->size()));
            svg->setResolution(paper::pixelsPerInch);
        }
        QPaintDevice* const device = svg   ? static_cast<QPaintDevice*>(svg.get())
                                     : pdf ? static_cast<QPaintDevice*>(pdf.get())
                                           : printer.get();
        if (!painter.begin(device)) {
            return false;
        }
        if (svg) {
            painter.fillRect(QRectF({}, picture->size()), Qt::white);
        } else {
            const double scale = device->logicalDpiX() / static_cast<double>(paper::pixelsPerInch);
            painter.scale(scale, scale);
        }
        return true;
    }

    bool paintNext() {
        if (next > 0 && paged() != nullptr && !paged()->newPage()) {
            return false;
        }
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        picture->paint(painter, next++);
        painter.restore();
        return true;
    }
};

SnapshotPrinter::SnapshotPrinter(SnapshotPane& pane, QWidget& window)
    : QObject(&window)
    , m_pane(pane)
    , m_window(window) {}

SnapshotPrinter::~SnapshotPrinter() = default;

std::unique_ptr<Picture> SnapshotPrinter::makePicture() const {
    if (!m_pane.showsGraph()) {
        return std::make_unique<OutlinePicture>(m_pane.tree(), m_title);
    }
    SnapshotGraphView& graph = m_pane.graph();
    if (graph.shapes() == nullptr) {
        return nullptr; // not laid out yet
    }
    return std::make_unique<GraphPicture>(graph.shapes()->shared(), graph.selection(), m_title);
}

void SnapshotPrinter::print() {
    if (busy()) {
        return;
    }
    auto printer = std::make_shared<std::unique_ptr<QPrinter>>(std::make_unique<QPrinter>());
    (*printer)->setPageLayout(pageLayout());
    (*printer)->setDocName(m_title);
    auto* const dialog = new QPrintDialog(printer->get(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintToFile);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        auto drawing = std::make_unique<Drawing>();
        drawing->printer = std::move(*printer);
        start(std::move(drawing));
    });
    dialog->QDialog::open();
}

void SnapshotPrinter::save() {
    if (busy()) {
        return;
    }
    auto* const dialog = new QFileDialog(&m_window, tr("Save As"));
    dialog->setObjectName(QStringLiteral("savePictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString svg = tr("SVG picture (*.svg)");
    dialog->setNameFilters({svg, tr("PDF document (*.pdf)")});
    dialog->setDefaultSuffix(QStringLiteral("svg"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, svg](const QString& filter) {
        dialog->setDefaultSuffix(filter == svg ? QStringLiteral("svg") : QStringLiteral("pdf"));
    });
    QString name = m_title;
    dialog->selectFile(name.replace(u'/', u'-'));
    connect(dialog, &QFileDialog::fileSelected, this, &SnapshotPrinter::saveTo);
    dialog->open();
}

void SnapshotPrinter::saveTo(const QString& path) {
    if (busy()) {
        return;
    }
    auto drawing = std::make_unique<Drawing>();
    drawing->path = path;
    drawing->buffer.open(QIODevice::WriteOnly);
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        drawing->svg = std::make_unique<QSvgGenerator>();
        drawing->svg->setOutputDevice(&drawing->buffer);
        drawing->svg->setTitle(m_title);
    } else {
        drawing->pdf = std::make_unique<QPdfWriter>(&drawing->buffer);
        drawing->pdf->setPageLayout(pageLayout());
        drawing->pdf->setTitle(m_title);
    }
    start(std::move(drawing));
}

void SnapshotPrinter::start(std::unique_ptr<Drawing> drawing) {
    drawing->picture = makePicture();
    if (drawing->picture == nullptr) {
        return;
    }
    m_drawing = std::move(drawing);
    m_timer.start(0, this);
}

void SnapshotPrinter::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    QElapsedTimer clock;
    clock.start();
    bool more = true;
    while (more && clock.elapsed() < sliceMs) {
        more = drawSome();
    }
    if (more) {
        return;
    }
    m_timer.stop();
    const std::unique_ptr<Drawing> done = std::move(m_drawing);
    const bool complete = done->prepared && done->next == done->pieces && done->painter.end();
    if (!complete) {
        emit failed(cannotDraw(done->path));
        return;
    }
    if (done->path.isEmpty()) {
        emit printed();
        return;
    }
    done->svg.reset(); // writes its end
    done->pdf.reset();
    models::writeFile(done->path, done->buffer.data())
        .then(this, [this, path = done->path](const std::optional<Error>& error) {
            if (error) {
                emit failed(*error);
            } else {
                emit saved(path);
            }
        });
}

/// False once there is nothing left to do, done or failed.
bool SnapshotPrinter::drawSome() {
    Drawing& drawing = *m_drawing;
    if (!drawing.prepared) {
        if (drawing.picture->prepareSome()) {
            return true;
        }
        if (!drawing.begin()) {
            return false;
        }
        drawing.prepared = true;
    }
    return drawing.next < drawing.pieces && drawing.paintNext() && drawing.next < drawing.pieces;
}

} // namespace coppice::ui
