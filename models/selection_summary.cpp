// Counts each snapshot once, however it was selected.
#include "models/selection_summary.h"

#include "models/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace coppice::models {

namespace {
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::SelectionSummary)
};
} // namespace

SelectionSummary summaryOf(const ViewData& view, std::span<const Guid> ids) {
    SelectionSummary summary;
    std::unordered_set<Guid> counted;
    std::unordered_map<const VirtualSystem*, std::uint64_t> perVm;
    const auto count = [&](const Guid& id) {
        const auto ref = view.index().snapshot(id);
        if (!ref || !counted.insert(id).second) {
            return;
        }
        ++summary.snapshots;
        summary.held += ref->snapshot->hold ? 1U : 0U;
        summary.ownBytes += view.figures(id).ownBytes;
        const Timestamp created = ref->snapshot->created;
        summary.oldest = std::min(summary.oldest.value_or(created), created);
        summary.newest = std::max(summary.newest.value_or(created), created);
        ++perVm[ref->vm];
    };
    for (const Guid& id : ids) {
        if (const auto together = view.index().snapshotCollection(id)) {
            ++summary.collections;
            std::ranges::for_each(together->snapshotCollection->members, count);
        } else {
            count(id);
        }
    }
    for (const auto& [vm, snapshots] : perVm) {
        summary.vms.append(
            Texts::tr("%1: %2", "VM and number").arg(fromUtf8(vm->name), numberText(snapshots)));
    }
    summary.vms.sort(Qt::CaseInsensitive);
    return summary;
}

} // namespace coppice::models
