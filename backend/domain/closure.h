// What is destroyed: the closure of DESIGN 2. Pure; no I/O.
#pragma once

#include "core/error.h"
#include "domain/inventory.h"

#include <optional>
#include <span>
#include <vector>

namespace coppice {

enum class DestroyScope {
    WithDependents, ///< rules 1, 2 and 3
    OnlySelected,   ///< rules 1 and 3: children move to the nearest surviving ancestor
};

/// Why one snapshot goes. A snapshot may have several reasons; each names what pulled it in.
struct DestroyReason {
    enum class Kind {
        Selected,       ///< named by the operator itself
        SelectedMember, ///< member of a selected snapshot collection: `cause` is that collection
        ChildOf,        ///< `cause` is the parent snapshot that goes
        MemberOf,       ///< `cause` is a snapshot collection that loses `through`, another member
    };
    Kind kind = Kind::Selected;
    Guid cause;   ///< null for Selected
    Guid through; ///< MemberOf: the member that was already going; null otherwise
    bool operator==(const DestroyReason&) const = default;
};

struct DestroyedSnapshot {
    Guid id;
    Guid vm;
    bool selected = false; ///< by the operator: itself, or as member of a selected snapshot collection
    std::vector<DestroyReason> reasons; ///< at least one; the first is the one that pulled it in first
};

struct Closure {
    /// In inventory order: VM by VM, snapshots in their order there.
    std::vector<DestroyedSnapshot> snapshots;
    /// Snapshot collections that cease to exist.
    std::vector<Guid> snapshotCollections;
    /// With scope OnlySelected: children of what goes, and the surviving ancestor (or none) they move to.
    struct Reparented {
        Guid snapshot;
        std::optional<Guid> newParent;
    };
    std::vector<Reparented> reparented;
    /// VMs whose `current` moves, to the nearest surviving ancestor or to none.
    struct MovedNow {
        Guid vm;
        std::optional<Guid> newCurrent;
    };
    std::vector<MovedNow> movedNow;
};

/// The least set of DESIGN 2. `refs` are ids of snapshots and snapshot collections, in any mix, duplicates
/// allowed. UnknownReference for an id that nothing has; NotASnapshot for one of a VM or collection. Linear
/// in what is visited. Refusals by state are not made here (refusalsOf).
Result<Closure> closureOf(const InventoryIndex& index, std::span<const Guid> refs, DestroyScope scope);

/// Everything in the closure that forbids it, in order of DESIGN 2: held snapshots, running VMs, missing
/// members, snapshots some other job destroys. Empty: nothing forbids it. `canMergeLive`: the provider's
/// capability.
std::vector<Error> refusalsOf(const InventoryIndex& index, const Closure& closure, bool canMergeLive);

} // namespace coppice
