// Opens, waits, measures.
#include "bench_window.h"

#include "heartbeat.h"
#include "open_library.h"
#include "ui/snapshot_tree_view.h"

#include <QApplication>
#include <QEvent>
#include <QEventLoop>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <stdexcept>

namespace coppice::bench {

namespace {
constexpr double patienceMs = 60'000;
constexpr int wakeMs = 5;
constexpr int settleMs = 50;
} // namespace

PaintCount::PaintCount(QWidget& widget)
    : QObject(&widget) {
    widget.installEventFilter(this);
}

bool PaintCount::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        ++m_count;
    }
    return QObject::eventFilter(watched, event);
}

BenchWindow::BenchWindow(const QString& library)
    : m_session(std::make_unique<models::LibrarySession>(libraryOpener({})))
    , m_window(std::make_unique<ui::MainWindow>(*m_session, QString())) {
    m_window->resize(1280, 780);
    m_window->show();
    if (!QTest::qWaitForWindowExposed(m_window.get())) {
        throw std::runtime_error("the window was not shown; is there a display?");
    }
    QApplication::setActiveWindow(m_window.get());
    std::string failure;
    const auto failed = QObject::connect(
        m_session.get(), &models::LibrarySession::openFailed, [&failure](const Error& error) {
            failure = error.action + ": " + error.object + " " + error.detail;
        });
    m_window->openLibrary(library);
    waitUntil([&] { return tree().model()->rowCount() > 0 || !failure.empty(); });
    QObject::disconnect(failed);
    if (!failure.empty()) {
        throw std::runtime_error(failure);
    }
}

ui::SnapshotTreeView& BenchWindow::tree() {
    return m_window->snapshots();
}

void BenchWindow::showLibrary(bool whole) {
    QTreeView& collections = m_window->collections();
    const QModelIndex library = collections.model()->index(0, 0);
    collections.setCurrentIndex(whole ? library : collections.model()->index(0, 0, library));
    const models::CollectionRowKind wanted =
        whole ? models::CollectionRowKind::Library : models::CollectionRowKind::Collection;
    waitUntil([&] { return tree().treeModel().scope().kind == wanted && tree().model()->rowCount() > 0; });
    run(settleMs);
}

Taken BenchWindow::untilPainted(QWidget& widget, const std::function<void()>& action,
                                const std::function<bool()>& shown) {
    PaintCount paints(widget);
    const double begun = nowMs();
    const double cpu = threadCpuMs();
    action();
    waitUntil(shown);
    const int before = paints.count();
    widget.update();
    waitUntil([&] { return paints.count() > before; });
    return {.ms = nowMs() - begun, .guiCpuMs = threadCpuMs() - cpu};
}

void BenchWindow::waitUntil(const std::function<bool()>& condition) {
    QTimer wake; // some conditions change without an event
    wake.start(wakeMs);
    const double begun = nowMs();
    while (!condition()) {
        if (nowMs() - begun > patienceMs) {
            throw std::runtime_error("what was waited for did not come");
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
}

void BenchWindow::run(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace coppice::bench
