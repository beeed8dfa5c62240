// What the start and the refresh of a library are made of.
#include "console_benchmarks.h"
#include "heartbeat.h"
#include "models/collection_model.h"
#include "models/snapshot_tree_model.h"
#include "models/view_data.h"
#include "providers/local/local_library.h"

#include <fmt/format.h>
#include <functional>
#include <stdexcept>

namespace coppice::bench {

namespace {

Measured measurePiece(std::string what, unsigned repetitions, const std::function<void()>& piece) {
    Measured row{.what = std::move(what)};
    for (unsigned round = 0; round < repetitions; ++round) {
        const double begun = nowMs();
        const double cpu = threadCpuMs();
        piece();
        row.runs.push_back(nowMs() - begun);
        row.cpu.push_back(threadCpuMs() - cpu);
    }
    return row;
}

} // namespace

std::vector<Measured> measurePieces(const ConsoleSettings& settings) {
    std::vector<Measured> table;
    auto library = LocalLibrary::open(settings.library,
                                      {.access = LibraryStore::Access::ReadOnly, .program = "console_bench"});
    if (!library) {
        throw std::runtime_error(library.error().detail);
    }
    std::shared_ptr<const LibraryView> view;
    table.push_back(measurePiece("piece: reading coppice.db", settings.repetitions,
                                 [&] { view = (*library)->view().value(); }));
    std::shared_ptr<const models::ViewData> data;
    table.push_back(measurePiece("piece: index and figures", settings.repetitions,
                                 [&] { data = models::ViewData::make(view); }));
    models::SnapshotTreeModel tree;
    const models::ViewScope whole{.kind = models::CollectionRowKind::Library, .id = {}};
    const models::ViewScope one{.kind = models::CollectionRowKind::Collection,
                                .id = view->inventory.collections.front().id};
    tree.setView(data);
    table.push_back(measurePiece("piece: rows of one collection", settings.repetitions, [&] {
        tree.setScope(whole);
        tree.setScope(one);
    }));
    tree.setScope(whole);
    const auto again = models::ViewData::make((*library)->view().value());
    bool odd = false;
    table.push_back(measurePiece("piece: rows of the whole library, unchanged", settings.repetitions,
                                 [&] { tree.setView((odd = !odd) ? again : data); }));
    models::CollectionModel collections;
    table.push_back(measurePiece("piece: collections on the left", settings.repetitions,
                                 [&] { collections.setView((odd = !odd) ? again : data); }));
    return table;
}

} // namespace coppice::bench
