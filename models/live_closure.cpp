// The closure of a selection, with what a window counts and marks.
#include "models/live_closure.h"

#include <utility>

namespace coppice::models {

namespace {

void count(LiveClosure& live) {
    const std::unordered_set<Guid> asked(live.request.refs.begin(), live.request.refs.end());
    for (std::size_t i = 0; i < live.closure.snapshots.size(); ++i) {
        const DestroyedSnapshot& snapshot = live.closure.snapshots[i];
        live.position.emplace(snapshot.id, i);
        (snapshot.selected ? live.selectedIds : live.dependentIds).insert(snapshot.id);
        ++(snapshot.selected ? live.selectedSnapshots : live.dependentSnapshots);
        if (snapshot.selected) {
            const auto ref = live.view->index().snapshot(snapshot.id);
            live.selectedHeld += ref && ref->snapshot->hold ? 1U : 0U;
        }
        live.freesBytes += live.view->figures(snapshot.id).ownBytes;
    }
    for (const Guid& together : live.closure.snapshotCollections) {
        (asked.contains(together) ? live.selectedIds : live.dependentIds).insert(together);
    }
}

} // namespace

std::shared_ptr<const LiveClosure> liveClosureOf(std::shared_ptr<const ViewData> view,
                                                 const DestroyRequest& request, quint64 number) {
    auto live = std::make_shared<LiveClosure>();
    live->number = number;
    live->request = request;
    live->view = std::move(view);
    if (request.refs.empty()) {
        return live;
    }
    Result<Closure> closure = closureOf(live->view->index(), request.refs, request.scope);
    if (!closure) {
        live->error = std::move(closure).error();
        return live;
    }
    live->closure = std::move(*closure);
    live->refusals = refusalsOf(live->view->index(), live->closure, live->view->capabilities().mergeLive);
    count(*live);
    return live;
}

} // namespace coppice::models
