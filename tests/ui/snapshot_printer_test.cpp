// What is printed and saved: read back from the files.
#include "graph_fixture.h"
#include "ui/actions.h"
#include "ui/paper.h"
#include "ui/snapshot_printer.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QXmlStreamReader>

namespace coppice::test {
namespace {

class Printer : public GraphWindow {
protected:
    /// The bytes of the file that saving under the name makes.
    QByteArray savedAs(const QString& name) {
        const QString path = QString::fromStdString((m_outside.path() / name.toStdString()).string());
        ui::SnapshotPrinter& printer = m_window->printer();
        QSignalSpy saved(&printer, &ui::SnapshotPrinter::saved);
        QSignalSpy failed(&printer, &ui::SnapshotPrinter::failed);
        printer.saveTo(path);
        EXPECT_TRUE(saved.wait(patienceMs)) << "failed " << failed.count() << " times";
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }
    /// Everything that is written in a well-formed SVG.
    static QString textsIn(const QByteArray& svg) {
        QXmlStreamReader reader(svg);
        QString texts;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters) {
                texts += reader.text();
                texts += QLatin1Char('\n');
            }
        }
        EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
        return texts;
    }
    void showTree() { m_window->pane().showGraph(false); }
    int rowsBelow(const QModelIndex& parent) const {
        int rows = tree().model()->rowCount(parent);
        for (int row = 0, count = rows; row < count; ++row) {
            rows += rowsBelow(tree().model()->index(row, 0, parent));
        }
        return rows;
    }

    TempFolder m_outside;
};

TEST_F(Printer, SvgOfTheGraphNamesLanesAndSnapshots) {
    const QByteArray svg = savedAs(QStringLiteral("graph.svg"));
    const QString texts = textsIn(svg);
    for (const models::GraphLane& lane : laidOut().lanes()) {
        EXPECT_TRUE(texts.contains(QString::fromStdString(lane.vm->name)));
    }
    for (const int together : togethers()) {
        EXPECT_TRUE(texts.contains(graph().shapes()->name(together).left(4)));
    }
    EXPECT_TRUE(texts.contains(QStringLiteral("Now")));
}

TEST_F(Printer, SvgOfTheTreeHasEveryRowCollapsedOrNot) {
    showTree();
    tree().collapseAll();
    const QString texts = textsIn(savedAs(QStringLiteral("tree.svg")));
    for (const VirtualSystem& vm : m_session->view()->inventory().vms) {
        if (m_session->view()->collectionOf(vm.id)->id ==
            m_session->view()->inventory().collections.front().id) {
            EXPECT_TRUE(texts.contains(QString::fromStdString(vm.name)));
        }
    }
    EXPECT_TRUE(texts.contains(QStringLiteral("Dependents")));
    const QString kind = QStringLiteral("Collection");
    EXPECT_EQ(texts.count(kind + QLatin1Char('\n')), static_cast<qsizetype>(togethers().size()));
}

TEST_F(Printer, PdfIsOne) {
    const QByteArray graphPdf = savedAs(QStringLiteral("graph.pdf"));
    EXPECT_TRUE(graphPdf.startsWith("%PDF-"));
    EXPECT_TRUE(graphPdf.trimmed().endsWith("%%EOF"));
    EXPECT_GE(graphPdf.count("/Type /Page\n") + graphPdf.count("/Type /Page "), 1);
    showTree();
    const QByteArray treePdf = savedAs(QStringLiteral("tree.pdf"));
    EXPECT_TRUE(treePdf.startsWith("%PDF-"));
}

TEST_F(Printer, PaperIsLightWhateverTheScreenHas) {
    const QPalette before = QApplication::palette();
    const QByteArray light = savedAs(QStringLiteral("light.svg"));
    QApplication::setPalette(ui::darkPalette());
    QCoreApplication::processEvents();
    const QByteArray dark = savedAs(QStringLiteral("dark.svg"));
    QApplication::setPalette(before);
    EXPECT_FALSE(dark.contains(ui::darkPalette().color(QPalette::Base).name().toLatin1()));
    EXPECT_EQ(dark.size(), light.size());
}

TEST_F(Printer, FailureNamesTheFileAndLeavesNothing) {
    ui::SnapshotPrinter& printer = m_window->printer();
    QSignalSpy failed(&printer, &ui::SnapshotPrinter::failed);
    const QString path =
        QString::fromStdString((m_outside.path() / "no" / "such" / "folder" / "graph.svg").string());
    QObject::disconnect(&printer, &ui::SnapshotPrinter::failed, m_window.get(), nullptr);
    printer.saveTo(path);
    ASSERT_TRUE(failed.wait(patienceMs));
    const auto error = failed.constFirst().constFirst().value<Error>();
    EXPECT_NE(error.object.find("graph.svg"), std::string::npos);
    EXPECT_FALSE(QFile::exists(path));
}

TEST_F(Printer, SaveAsAsksForAFile) {
    m_window->actions().savePicture->trigger();
    auto* const dialog = child<QFileDialog>(*m_window, "savePictureDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(dialog->isVisible());
    dialog->reject();
}

} // namespace
} // namespace coppice::test
