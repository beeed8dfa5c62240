// What the two forms of a plan have in common.
#include "plan_forms.h"

#include <algorithm>
#include <fmt/format.h>

namespace coppice::ctl {
namespace {

std::string snapshotText(const InventoryIndex& index, const Guid& id) {
    const auto ref = index.snapshot(id);
    return ref ? ref->snapshot->name + " on " + ref->vm->name : id.toString();
}

std::string snapshotCollectionText(const InventoryIndex& index, const Guid& id) {
    const auto ref = index.snapshotCollection(id);
    return ref ? ref->snapshotCollection->name : id.toString();
}

} // namespace

std::string reasonText(const InventoryIndex& index, const DestroyReason& reason) {
    switch (reason.kind) {
    case DestroyReason::Kind::Selected:
        return "selected";
    case DestroyReason::Kind::SelectedMember:
        return fmt::format("member of {}, which is selected", snapshotCollectionText(index, reason.cause));
    case DestroyReason::Kind::ChildOf:
        return "child of " + snapshotText(index, reason.cause);
    case DestroyReason::Kind::MemberOf: {
        const auto through = index.snapshot(reason.through);
        return fmt::format("member of {}, which loses {}'s part", snapshotCollectionText(index, reason.cause),
                           through ? through->vm->name : reason.through.toString());
    }
    }
    return {};
}

std::string headline(const Closure& closure) {
    const auto selected = static_cast<std::size_t>(
        std::ranges::count_if(closure.snapshots, [](const DestroyedSnapshot& s) { return s.selected; }));
    const std::size_t dependents = closure.snapshots.size() - selected;
    std::string text = "Delete " + plural(selected, "snapshot");
    if (dependents > 0) {
        text += " and " + plural(dependents, "dependent");
    }
    return text;
}

} // namespace coppice::ctl
