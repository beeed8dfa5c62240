// Walks down the snapshot trees of an inventory.
#include "models/selection_sets.h"

#include <algorithm>
#include <unordered_set>

namespace coppice::models {

namespace {

/// In the order things were added, each once.
class OrderedSet {
public:
    bool add(const Guid& id) {
        const bool isNew = m_known.insert(id).second;
        if (isNew) {
            m_ids.push_back(id);
        }
        return isNew;
    }
    bool contains(const Guid& id) const { return m_known.contains(id); }
    const std::vector<Guid>& ids() const { return m_ids; }
    std::vector<Guid> take() { return std::move(m_ids); }

private:
    std::vector<Guid> m_ids;
    std::unordered_set<Guid> m_known;
};

/// The snapshots an id stands for: itself, or the members of the snapshot collection.
std::vector<Guid> snapshotsOf(const ViewData& view, const Guid& id) {
    const auto together = view.index().snapshotCollection(id);
    return together ? together->snapshotCollection->members : std::vector{id};
}

/// Snapshot collections whose members that exist are all in the set.
void addComplete(const ViewData& view, OrderedSet& set) {
    const std::vector<Guid> snapshots = set.ids();
    for (const Guid& id : snapshots) {
        for (const Guid& together : view.index().memberships(id)) {
            const auto found = view.index().snapshotCollection(together);
            const bool whole =
                found && std::ranges::all_of(found->snapshotCollection->members, [&](const Guid& member) {
                    return set.contains(member) || !view.index().snapshot(member);
                });
            if (whole) {
                set.add(together);
            }
        }
    }
}

} // namespace

std::vector<Guid> subtreeOf(const ViewData& view, std::span<const Guid> ids) {
    OrderedSet set;
    OrderedSet below;
    for (const Guid& id : ids) {
        set.add(id);
        for (const Guid& snapshot : snapshotsOf(view, id)) {
            below.add(snapshot);
        }
    }
    for (std::size_t i = 0; i < below.ids().size(); ++i) { // grows as it goes
        const Guid at = below.ids()[i];
        for (const Guid& child : view.index().children(at)) {
            below.add(child);
        }
    }
    for (const Guid& id : below.ids()) {
        set.add(id);
    }
    addComplete(view, set);
    return set.take();
}

std::vector<Guid> childrenOf(const ViewData& view, std::span<const Guid> ids) {
    OrderedSet set;
    for (const Guid& id : ids) {
        for (const Guid& snapshot : snapshotsOf(view, id)) {
            for (const Guid& child : view.index().children(snapshot)) {
                set.add(child);
            }
        }
    }
    addComplete(view, set);
    return set.take();
}

std::vector<Guid> combined(std::span<const Guid> before, std::span<const Guid> ids, SelectHow how) {
    OrderedSet set;
    if (how != SelectHow::Replace) {
        for (const Guid& id : before) {
            set.add(id);
        }
    }
    if (how != SelectHow::Remove) {
        for (const Guid& id : ids) {
            set.add(id);
        }
        return set.take();
    }
    const std::unordered_set<Guid> gone(ids.begin(), ids.end());
    std::vector<Guid> rest = set.take();
    std::erase_if(rest, [&gone](const Guid& id) { return gone.contains(id); });
    return rest;
}

} // namespace coppice::models
