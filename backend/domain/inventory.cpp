// The manifest's words for types and states, and looking things up by id.
//
// An inventory comes from a manifest or a database and may be wrong: of two things with one id the first
// counts, and a parent that is no other snapshot of the same VM is none.
#include "domain/inventory.h"

#include <algorithm>

namespace coppice {
namespace {

const std::vector<Guid>& noIds() {
    static const std::vector<Guid> none;
    return none;
}

} // namespace

const char* nameOf(SnapshotType type) {
    switch (type) {
    case SnapshotType::Standard:
        return "standard";
    case SnapshotType::Recovery:
        return "recovery";
    }
    return "unknown";
}

const char* nameOf(VmState state) {
    switch (state) {
    case VmState::Off:
        return "off";
    case VmState::Running:
        return "running";
    case VmState::Paused:
        return "paused";
    case VmState::Saved:
        return "saved";
    }
    return "unknown";
}

std::optional<SnapshotType> snapshotTypeFromName(std::string_view name) {
    for (const SnapshotType type : {SnapshotType::Standard, SnapshotType::Recovery}) {
        if (name == nameOf(type)) {
            return type;
        }
    }
    return std::nullopt;
}

std::optional<VmState> vmStateFromName(std::string_view name) {
    for (const VmState state : {VmState::Off, VmState::Running, VmState::Paused, VmState::Saved}) {
        if (name == nameOf(state)) {
            return state;
        }
    }
    return std::nullopt;
}

InventoryIndex::InventoryIndex(const Inventory& inventory)
    : m_inventory(&inventory) {
    std::size_t snapshotCount = 0;
    for (const VirtualSystem& system : inventory.vms) {
        snapshotCount += system.snapshots.size();
    }
    m_vms.reserve(inventory.vms.size());
    m_snapshots.reserve(snapshotCount);
    m_children.reserve(snapshotCount);
    for (const VirtualSystem& system : inventory.vms) {
        m_vms.emplace(system.id, &system);
        for (const Snapshot& snapshot : system.snapshots) {
            m_snapshots.emplace(snapshot.id, SnapshotRef{.vm = &system, .snapshot = &snapshot});
        }
    }

    for (const VirtualSystem& system : inventory.vms) {
        std::vector<const Snapshot*> byAge;
        byAge.reserve(system.snapshots.size());
        for (const Snapshot& snapshot : system.snapshots) {
            if (snapshot.parent && *snapshot.parent != snapshot.id &&
                m_snapshots.at(snapshot.id).snapshot == &snapshot) {
                byAge.push_back(&snapshot);
            }
        }
        std::ranges::stable_sort(byAge, {}, [](const Snapshot* snapshot) { return snapshot->created; });
        for (const Snapshot* snapshot : byAge) {
            const auto parent = m_snapshots.find(*snapshot->parent);
            if (parent != m_snapshots.end() && parent->second.vm == &system) {
                m_children[*snapshot->parent].push_back(snapshot->id);
            }
        }
    }

    for (const Collection& collection : inventory.collections) {
        m_collections.emplace(collection.id, &collection);
        for (const SnapshotCollection& taken : collection.snapshots) {
            const bool isNew = m_snapshotCollections
                                   .emplace(taken.id, SnapshotCollectionRef{.collection = &collection,
                                                                            .snapshotCollection = &taken})
                                   .second;
            if (!isNew) {
                continue;
            }
            for (const Guid& member : taken.members) {
                std::vector<Guid>& memberships = m_memberships[member];
                if (memberships.empty() || memberships.back() != taken.id) {
                    memberships.push_back(taken.id);
                }
            }
        }
    }
}

const VirtualSystem* InventoryIndex::vm(const Guid& id) const {
    const auto found = m_vms.find(id);
    return found == m_vms.end() ? nullptr : found->second;
}

const Collection* InventoryIndex::collection(const Guid& id) const {
    const auto found = m_collections.find(id);
    return found == m_collections.end() ? nullptr : found->second;
}

std::optional<InventoryIndex::SnapshotRef> InventoryIndex::snapshot(const Guid& id) const {
    const auto found = m_snapshots.find(id);
    return found == m_snapshots.end() ? std::nullopt : std::optional(found->second);
}

std::optional<InventoryIndex::SnapshotCollectionRef>
InventoryIndex::snapshotCollection(const Guid& id) const {
    const auto found = m_snapshotCollections.find(id);
    return found == m_snapshotCollections.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<Guid>& InventoryIndex::children(const Guid& snapshotId) const {
    const auto found = m_children.find(snapshotId);
    return found == m_children.end() ? noIds() : found->second;
}

const std::vector<Guid>& InventoryIndex::memberships(const Guid& snapshotId) const {
    const auto found = m_memberships.find(snapshotId);
    return found == m_memberships.end() ? noIds() : found->second;
}

} // namespace coppice
