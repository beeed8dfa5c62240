// Typing, selecting, expanding, scrolling, and what a person waits while jobs stream.
#include "bench_window.h"
#include "console_benchmarks.h"
#include "heartbeat.h"
#include "job_streams.h"
#include "models/roles.h"
#include "ui/actions.h"
#include "ui/selection_status.h"
#include "ui/snapshot_finder.h"
#include "ui/snapshot_tree_view.h"

#include <QAction>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include <fmt/format.h>

namespace coppice::bench {

namespace {

constexpr double filterTargetMs = 100;
constexpr double selectionTargetMs = 50;
constexpr double stallTargetMs = 16;
constexpr unsigned streamCount = 8;
constexpr int scrollEveryMs = 50;

void add(Measured& row, const Taken& taken) {
    row.runs.push_back(taken.ms);
    row.cpu.push_back(taken.guiCpuMs);
}

/// Each key of a search, until the rows it leaves are painted; then the search is emptied. The first letter
/// finds much, the last but little.
std::vector<Measured> measureFilter(BenchWindow& bench, const ConsoleSettings& settings, bool everywhere) {
    bench.window().actions().searchEverywhere->setChecked(everywhere);
    const char* const where = everywhere ? "whole library" : "one collection";
    Measured first{.what = fmt::format("filter, {}: key of a first letter → rows", where),
                   .targetMs = filterTargetMs};
    Measured next{.what = fmt::format("filter, {}: key of a further letter → rows", where),
                  .targetMs = filterTargetMs};
    Measured cleared{.what = fmt::format("filter, {}: emptied → rows", where), .targetMs = filterTargetMs};
    auto* const search = bench.window().findChild<QLineEdit*>(QStringLiteral("snapshotSearch"));
    search->setFocus();
    auto* const finder = bench.window().findChild<ui::SnapshotFinder*>();
    bool answered = false;
    const auto listening =
        QObject::connect(finder, &ui::SnapshotFinder::shownChanged, [&answered] { answered = true; });
    const auto shown = [&] { return answered && !bench.tree().treeModel().isLoading(); };
    for (unsigned round = 0; round < settings.repetitions; ++round) {
        QString typed;
        for (const char letter : {'w', 'e', 'b', '-', '0', '0', '2', '0'}) {
            typed += QLatin1Char(letter);
            add(typed.size() == 1 ? first : next, bench.untilPainted(
                                                      *bench.tree().viewport(),
                                                      [&] {
                                                          answered = false;
                                                          QTest::keyClick(search, letter);
                                                      },
                                                      shown));
        }
        add(cleared, bench.untilPainted(
                         *bench.tree().viewport(),
                         [&] {
                             answered = false;
                             search->clear();
                         },
                         shown));
    }
    QObject::disconnect(listening);
    return {first, next, cleared};
}

/// Selects `count` snapshots; until their totals are painted in the status line.
Measured measureSelection(BenchWindow& bench, const ConsoleSettings& settings, std::size_t count) {
    Measured row{.what = fmt::format("selecting {} → totals in the status line", count),
                 .targetMs = selectionTargetMs};
    ui::SnapshotTreeView& tree = bench.tree();
    QAbstractItemModel& model = *tree.model();
    QItemSelection selection;
    const int last = model.columnCount() - 1;
    std::size_t found = 0;
    std::vector<QModelIndex> waiting{QModelIndex()};
    while (!waiting.empty() && found < count) {
        const QModelIndex parent = waiting.back();
        waiting.pop_back();
        const int rows = model.rowCount(parent);
        for (int at = 0; at < rows && found < count; ++at) {
            const QModelIndex index = model.index(at, 0, parent);
            const auto kind = static_cast<models::SnapshotRowKind>(
                index.data(models::asInt(models::SnapshotRole::Kind)).toInt());
            if (kind == models::SnapshotRowKind::Member || kind == models::SnapshotRowKind::Snapshot) {
                // Neighbours in one range, as a view selects them.
                if (!selection.isEmpty() && selection.last().parent() == parent &&
                    selection.last().bottom() + 1 == at) {
                    selection.last() =
                        QItemSelectionRange(selection.last().topLeft(), index.siblingAtColumn(last));
                } else {
                    selection.append(QItemSelectionRange(index, index.siblingAtColumn(last)));
                }
                ++found;
            }
            waiting.push_back(index);
        }
    }
    row.note = fmt::format("{} selected in {} ranges", found, selection.size());
    const std::size_t targets = found;
    for (unsigned round = 0; round < settings.repetitions; ++round) {
        tree.clearSelection();
        BenchWindow::waitUntil([&] { return bench.window().selectionStatus().closure() == nullptr; });
        add(row, bench.untilPainted(
                     bench.window().selectionStatus(),
                     [&] { tree.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect); },
                     [&] {
                         const auto closure = bench.window().selectionStatus().closure();
                         return closure != nullptr && closure->request.refs.size() == targets;
                     }));
    }
    tree.clearSelection();
    return row;
}

Measured measureOnce(BenchWindow& bench, const ConsoleSettings& settings, std::string what,
                     const std::function<void()>& prepare, const std::function<void()>& action) {
    Measured row{.what = std::move(what)};
    for (unsigned round = 0; round < settings.repetitions; ++round) {
        prepare();
        BenchWindow::run(scrollEveryMs);
        add(row, bench.untilPainted(*bench.tree().viewport(), action, [] { return true; }));
    }
    return row;
}

/// What events wait while eight jobs stream; `meanwhile` is called at the pace of scrolling.
std::vector<Measured> measureStalls(BenchWindow& bench, const ConsoleSettings& settings,
                                    const std::string& doing, const std::function<void()>& meanwhile) {
    constexpr double msPerSecond = 1000;
    constexpr double p99 = 0.99;
    std::vector<double> latencies;
    double cpu = 0;
    {
        const JobStreams streams(bench.session(), streamCount);
        BenchWindow::run(settings.stallSeconds * static_cast<int>(msPerSecond) / 5); // the rows appear
        QTimer pace;
        QObject::connect(&pace, &QTimer::timeout, [&] { meanwhile(); });
        if (meanwhile) {
            pace.start(scrollEveryMs);
        }
        const double cpuBefore = threadCpuMs();
        const Heartbeat heartbeat;
        BenchWindow::run(settings.stallSeconds * static_cast<int>(msPerSecond));
        latencies = heartbeat.latencies();
        cpu = (threadCpuMs() - cpuBefore) / settings.stallSeconds;
    }
    return {Measured{.what = fmt::format("8 jobs stream, {}: event waits, 99th percentile", doing),
                     .runs = {percentile(latencies, p99)},
                     .targetMs = stallTargetMs,
                     .cpu = {},
                     .note = fmt::format("{} events; GUI thread busy {:.1f} % of the time", latencies.size(),
                                         cpu / msPerSecond * 100)},
            Measured{.what = fmt::format("8 jobs stream, {}: event waits, longest", doing),
                     .runs = {percentile(latencies, 1)},
                     .cpu = {},
                     .note = {}}};
}

} // namespace

std::vector<Measured> measureWindow(const ConsoleSettings& settings) {
    std::vector<Measured> table;
    const auto take = [&table](std::vector<Measured> rows) {
        for (Measured& row : rows) {
            table.push_back(std::move(row));
        }
    };
    BenchWindow bench(QString::fromStdString(settings.library.string()));
    ui::SnapshotTreeView& tree = bench.tree();
    take(measureFilter(bench, settings, false));
    take(measureFilter(bench, settings, true));
    take({measureOnce(
        bench, settings, "showing the whole library instead of a collection",
        [&] { bench.showLibrary(false); }, [&] { bench.showLibrary(true); })});
    take({measureSelection(bench, settings, 1000), measureSelection(bench, settings, 10'000)});
    take({measureOnce(
              bench, settings, "expanding all of the library", [&] { tree.collapseAll(); },
              [&] { tree.expandAll(); }),
          measureOnce(
              bench, settings, "one page of scrolling, all expanded", [] {},
              [&] { tree.verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepAdd); })});
    take(measureStalls(bench, settings, "nothing else", {}));
    take(measureStalls(bench, settings, "scrolling", [&] {
        QScrollBar& bar = *tree.verticalScrollBar();
        bar.setValue(bar.value() >= bar.maximum() ? 0 : bar.value() + bar.singleStep() * 3);
    }));
    int beats = 0;
    take(measureStalls(bench, settings, "library read anew each 2 s", [&] {
        if (++beats % 40 == 0) {
            bench.session().refresh();
        }
    }));
    return table;
}

} // namespace coppice::bench
