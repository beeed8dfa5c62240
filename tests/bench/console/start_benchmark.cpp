// A process of its own, from exec to what it paints.
#include "bench_window.h"
#include "console_benchmarks.h"
#include "heartbeat.h"
#include "open_library.h"
#include "ui/icons.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"
#include "ui/translation.h"

#include <QApplication>
#include <QProcess>
#include <QTimer>

#include <cstdio>
#include <stdexcept>

namespace coppice::bench {

namespace {

constexpr double startTargetMs = 1000;
constexpr int patienceMs = 60'000;

/// Calls back once a paint for which `wanted` holds has reached the screen's server.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget& widget, std::function<bool()> wanted, std::function<void()> painted)
        : QObject(&widget)
        , m_wanted(std::move(wanted))
        , m_painted(std::move(painted)) {
        widget.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint && !m_done && m_wanted()) {
            m_done = true;
            // The frame is flushed when this event has been handled.
            QMetaObject::invokeMethod(this, m_painted, Qt::QueuedConnection);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<bool()> m_wanted;
    std::function<void()> m_painted;
    bool m_done = false;
};

void say(const char* what) {
    std::printf("%s %.3f\n", what, nowMs());
    std::fflush(stdout);
}

} // namespace

int runStartedConsole(const QString& library) {
    // As app/coppice's main does it.
    const ui::Translation translation({});
    ui::applyStyle(ui::ColorScheme::System);
    QApplication::setWindowIcon(ui::applicationIcon());
    models::LibrarySession session(libraryOpener({}));
    ui::MainWindow window(session, QString());
    new FirstPaint(window, [] { return true; }, [] { say("frame"); });
    ui::SnapshotTreeView& tree = window.snapshots();
    new FirstPaint(
        *tree.viewport(), [&tree] { return tree.model()->rowCount() > 0; },
        [] {
            say("rows");
            QCoreApplication::exit(0);
        });
    QObject::connect(&session, &models::LibrarySession::openFailed, [](const Error& error) {
        std::fprintf(stderr, "%s: %s\n", error.object.c_str(), error.detail.c_str());
        QCoreApplication::exit(1);
    });
    window.show();
    window.openLibrary(library);
    return QApplication::exec();
}

std::vector<Measured> measureStart(const ConsoleSettings& settings, const std::string& program) {
    Measured frame{.what = "start of the process → first frame", .targetMs = startTargetMs};
    Measured rows{.what = "start of the process → first snapshot rows", .targetMs = startTargetMs};
    for (unsigned round = 0; round <= settings.repetitions; ++round) {
        QProcess child;
        child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const double begun = nowMs();
        child.start(QString::fromStdString(program),
                    {QStringLiteral("--started"), QString::fromStdString(settings.library.string())});
        if (!child.waitForFinished(patienceMs) || child.exitCode() != 0) {
            throw std::runtime_error("the started console failed");
        }
        if (round == 0) {
            continue; // reads programs and library into memory
        }
        for (const QByteArray& line : child.readAllStandardOutput().split('\n')) {
            const qsizetype space = line.indexOf(' ');
            if (space > 0) {
                (line.startsWith("frame") ? frame : rows)
                    .runs.push_back(line.mid(space + 1).toDouble() - begun);
            }
        }
    }
    return {frame, rows};
}

} // namespace coppice::bench
