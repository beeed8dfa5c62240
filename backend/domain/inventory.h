// What a library holds: collections, virtual systems, their snapshots. Plain values, CIM's names.
#pragma once

#include "core/clock.h"
#include "core/guid.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coppice {

enum class SnapshotType : std::uint8_t { Standard = 1, Recovery = 2 }; // CIM SnapshotType
enum class VmState : std::uint8_t { Off, Running, Paused, Saved };

const char* nameOf(SnapshotType type); // "standard", "recovery": the manifest's words
const char* nameOf(VmState state);     // "off", "running", "paused", "saved"
std::optional<SnapshotType> snapshotTypeFromName(std::string_view name);
std::optional<VmState> vmStateFromName(std::string_view name);

/// Protects a snapshot from being destroyed.
struct Hold {
    std::string reason;
    std::string by;
    Timestamp since;
    bool operator==(const Hold&) const = default;
};

/// One VM's snapshot (Msvm_VirtualSystemSettingData). It owns the layers that were frozen when it was taken.
struct Snapshot {
    Guid id;
    std::string name;
    std::optional<Guid> parent; ///< a snapshot of the same VM
    SnapshotType type = SnapshotType::Standard;
    Timestamp created;
    std::string notes;
    std::optional<Hold> hold;
    std::map<std::string, std::string> disks; ///< slot → layer, in the manifest's path form
    bool destroying = false;                  ///< a job that destroys it has begun and not ended
    bool operator==(const Snapshot&) const = default;
};

struct Disk {
    std::string slot;
    std::string active; ///< layer *Now* writes to, in the manifest's path form
    bool operator==(const Disk&) const = default;
};

struct VirtualSystem {
    Guid id;
    std::string name;
    VmState state = VmState::Off;
    std::vector<Disk> disks;
    std::optional<Guid> current; ///< the snapshot Now derives from
    std::vector<Snapshot> snapshots;
    bool operator==(const VirtualSystem&) const = default;
};

/// Snapshots of several VMs taken as one. Exists whole or not at all.
struct SnapshotCollection {
    Guid id;
    std::string name;
    SnapshotType type = SnapshotType::Standard;
    Timestamp created;
    std::vector<Guid> members; ///< snapshot ids; one that no VM has is a missing member
    bool operator==(const SnapshotCollection&) const = default;
};

struct Collection {
    Guid id;
    std::string name; ///< not unique
    std::vector<Guid> vms;
    std::vector<SnapshotCollection> snapshots;
    bool operator==(const Collection&) const = default;
};

/// The whole library. A VM may be in several collections, or in none.
struct Inventory {
    std::vector<Collection> collections;
    std::vector<VirtualSystem> vms;
    bool operator==(const Inventory&) const = default;
};

/// Looks things up by id. Refers into the inventory, which must outlive it unchanged. Read-only after
/// construction, any thread.
class InventoryIndex {
public:
    struct SnapshotRef {
        const VirtualSystem* vm = nullptr;
        const Snapshot* snapshot = nullptr;
    };
    struct SnapshotCollectionRef {
        const Collection* collection = nullptr;
        const SnapshotCollection* snapshotCollection = nullptr;
    };

    explicit InventoryIndex(const Inventory& inventory);

    const Inventory& inventory() const { return *m_inventory; }
    const VirtualSystem* vm(const Guid& id) const;
    const Collection* collection(const Guid& id) const;
    std::optional<SnapshotRef> snapshot(const Guid& id) const;
    std::optional<SnapshotCollectionRef> snapshotCollection(const Guid& id) const;
    /// Children in the VM's snapshot tree, oldest first.
    const std::vector<Guid>& children(const Guid& snapshotId) const;
    /// Snapshot collections the snapshot is a member of.
    const std::vector<Guid>& memberships(const Guid& snapshotId) const;

private:
    const Inventory* m_inventory;
    std::unordered_map<Guid, const VirtualSystem*> m_vms;
    std::unordered_map<Guid, const Collection*> m_collections;
    std::unordered_map<Guid, SnapshotRef> m_snapshots;
    std::unordered_map<Guid, SnapshotCollectionRef> m_snapshotCollections;
    std::unordered_map<Guid, std::vector<Guid>> m_children;
    std::unordered_map<Guid, std::vector<Guid>> m_memberships;
};

} // namespace coppice
