// What the start and the refresh of a library are made of.
#include "console_benchmarks.h"
#include "heartbeat.h"
#include "models/collection_model.h"
#include "models/snapshot_tree_update.h"
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
    const models::ViewScope whole{.kind = models::CollectionRowKind::Library, .id = {}};
    models::SnapshotTreeOrder order{.number = 1, .view = data, .scope = whole, .existing = nullptr};
    std::shared_ptr<models::SnapshotTreeUpdate> update;
    table.push_back(measurePiece("piece: rows of the whole library", settings.repetitions,
                                 [&] { update = models::makeUpdate(order); }));
    const auto again = models::ViewData::make((*library)->view().value());
    order.view = again;
    order.existing = update->root;
    table.push_back(measurePiece("piece: rows of the whole library, compared", settings.repetitions,
                                 [&] { update = models::makeUpdate(order); }));
    bool odd = false;
    models::CollectionModel collections;
    table.push_back(measurePiece("piece: collections on the left", settings.repetitions,
                                 [&] { collections.setView((odd = !odd) ? again : data); }));
    return table;
}

} // namespace coppice::bench
