// What the current selection would take along, known at once and from memory alone.
#pragma once

#include "merge/destroy_plan.h"
#include "models/view_data.h"

#include <QMetaType>

#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace coppice::models {

struct LiveClosure {
    quint64 number = 0; ///< of the request that asked for it
    DestroyRequest request;
    Closure closure;
    /// VM snapshots, and the snapshot collections that go: chosen, and going with them.
    std::unordered_set<Guid> selectedIds;
    std::unordered_set<Guid> dependentIds;
    std::unordered_map<Guid, std::size_t> position; ///< snapshot → place in closure.snapshots
    std::uint64_t selectedSnapshots = 0;            ///< VM snapshots alone
    std::uint64_t dependentSnapshots = 0;
    std::uint64_t selectedHeld = 0;       ///< of selectedSnapshots
    std::uint64_t freesBytes = 0;         ///< estimate; the plan knows better
    std::vector<Error> refusals;          ///< what forbids it already now: held, running, …
    std::optional<Error> error;           ///< the request names what is not there any more; the rest is empty
    std::shared_ptr<const ViewData> view; ///< what it was made from
};

/// Pure. `request.refs` empty: an empty closure, no error.
std::shared_ptr<const LiveClosure> liveClosureOf(std::shared_ptr<const ViewData> view,
                                                 const DestroyRequest& request, quint64 number = 0);

} // namespace coppice::models
