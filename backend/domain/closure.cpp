// Walks from what was named to everything that goes with it, breadth first, noting each direct reason.
#include "domain/closure.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace coppice {
namespace {

using SnapshotRef = InventoryIndex::SnapshotRef;
using SnapshotCollectionRef = InventoryIndex::SnapshotCollectionRef;

/// Position in the inventory: everything of one VM (collection) together, in its order there.
template <class Outer, class Inner>
bool isBefore(std::pair<const Outer*, const Inner*> a, std::pair<const Outer*, const Inner*> b) {
    return a.first != b.first ? std::less<>{}(a.first, b.first) : std::less<>{}(a.second, b.second);
}

class ClosureWalk {
public:
    ClosureWalk(const InventoryIndex& index, DestroyScope scope)
        : m_index(index)
        , m_scope(scope) {}

    Result<void> select(std::span<const Guid> refs) {
        std::unordered_set<Guid> seen;
        for (const Guid& ref : refs) {
            if (seen.insert(ref).second) {
                COPPICE_CHECK(selectOne(ref));
            }
        }
        return {};
    }

    void spread() {
        // Indices, not references: m_found grows meanwhile.
        for (std::size_t next = 0; next < m_found.size(); ++next) {
            const Guid id = m_found[next].destroyed.id;
            if (m_scope == DestroyScope::WithDependents) {
                for (const Guid& child : m_index.children(id)) {
                    add(child, {.kind = DestroyReason::Kind::ChildOf, .cause = id, .through = {}});
                }
            }
            for (const Guid& membership : m_index.memberships(id)) {
                pullIn(membership, id);
            }
        }
    }

    Closure finish() {
        Closure closure;
        addReparented(closure);
        addMovedNow(closure);

        std::ranges::sort(m_found, [](const Found& a, const Found& b) {
            return isBefore(std::pair(a.ref.vm, a.ref.snapshot), std::pair(b.ref.vm, b.ref.snapshot));
        });
        closure.snapshots.reserve(m_found.size());
        for (Found& found : m_found) {
            closure.snapshots.push_back(std::move(found.destroyed));
        }

        std::ranges::sort(m_collections, [](const SnapshotCollectionRef& a, const SnapshotCollectionRef& b) {
            return isBefore(std::pair(a.collection, a.snapshotCollection),
                            std::pair(b.collection, b.snapshotCollection));
        });
        closure.snapshotCollections.reserve(m_collections.size());
        for (const SnapshotCollectionRef& ref : m_collections) {
            closure.snapshotCollections.push_back(ref.snapshotCollection->id);
        }
        return closure;
    }

private:
    struct Found {
        SnapshotRef ref;
        DestroyedSnapshot destroyed;
    };

    Result<void> selectOne(const Guid& ref) {
        if (m_index.snapshot(ref)) {
            add(ref, {.kind = DestroyReason::Kind::Selected, .cause = {}, .through = {}});
            return {};
        }
        if (const auto taken = m_index.snapshotCollection(ref)) {
            m_goneCollections.insert(ref);
            m_collections.push_back(*taken);
            for (const Guid& member : taken->snapshotCollection->members) {
                add(member, {.kind = DestroyReason::Kind::SelectedMember, .cause = ref, .through = {}});
            }
            return {};
        }
        if (const VirtualSystem* system = m_index.vm(ref)) {
            return fail(ErrorCode::NotASnapshot, "looking up a snapshot", ref.toString(),
                        "it is the virtual machine " + system->name);
        }
        if (const Collection* collection = m_index.collection(ref)) {
            return fail(ErrorCode::NotASnapshot, "looking up a snapshot", ref.toString(),
                        "it is the collection " + collection->name);
        }
        return fail(ErrorCode::UnknownReference, "looking up a snapshot", ref.toString());
    }

    /// A collection loses `through`, so the other members go (rule 3). Selected ones are gone already.
    void pullIn(const Guid& collectionId, const Guid& through) {
        if (!m_goneCollections.insert(collectionId).second) {
            return;
        }
        const SnapshotCollectionRef taken = *m_index.snapshotCollection(collectionId);
        m_collections.push_back(taken);
        for (const Guid& member : taken.snapshotCollection->members) {
            if (member != through) {
                add(member,
                    {.kind = DestroyReason::Kind::MemberOf, .cause = collectionId, .through = through});
            }
        }
    }

    /// A missing member is passed over: refusalsOf() names it.
    void add(const Guid& id, const DestroyReason& reason) {
        auto known = m_positions.find(id);
        if (known == m_positions.end()) {
            const auto ref = m_index.snapshot(id);
            if (!ref) {
                return;
            }
            known = m_positions.emplace(id, m_found.size()).first;
            m_found.push_back({.ref = *ref, .destroyed = {.id = id, .vm = ref->vm->id, .reasons = {}}});
        }
        DestroyedSnapshot& destroyed = m_found[known->second].destroyed;
        destroyed.selected |= reason.kind == DestroyReason::Kind::Selected ||
                              reason.kind == DestroyReason::Kind::SelectedMember;
        // A member listed twice is told once; nothing else comes in between.
        if (destroyed.reasons.empty() || destroyed.reasons.back() != reason) {
            destroyed.reasons.push_back(reason);
        }
    }

    /// The nearest ancestor of the destroyed snapshot `id` that stays. Each destroyed snapshot is walked over
    /// once in all calls together; parents that form a ring lead nowhere.
    std::optional<Guid> survivingAncestor(const Guid& id) {
        std::vector<Guid> walked;
        std::optional<Guid> answer;
        std::optional<Guid> at = id;
        while (at) {
            if (!m_positions.contains(*at)) {
                answer = at;
                break;
            }
            const auto [known, isNew] = m_ancestors.try_emplace(*at, std::nullopt);
            if (!isNew) {
                answer = known->second;
                break;
            }
            walked.push_back(*at);
            at = parentOf(*at);
        }
        for (const Guid& passed : walked) {
            m_ancestors[passed] = answer;
        }
        return answer;
    }

    /// As InventoryIndex::children() sees it.
    std::optional<Guid> parentOf(const Guid& id) const {
        const auto ref = m_index.snapshot(id);
        if (!ref || !ref->snapshot->parent) {
            return std::nullopt;
        }
        const auto parent = m_index.snapshot(*ref->snapshot->parent);
        return parent && parent->vm == ref->vm ? ref->snapshot->parent : std::nullopt;
    }

    void addReparented(Closure& closure) {
        std::vector<std::pair<SnapshotRef, Closure::Reparented>> moved;
        for (const Found& found : m_found) {
            for (const Guid& child : m_index.children(found.destroyed.id)) {
                if (!m_positions.contains(child)) {
                    moved.emplace_back(*m_index.snapshot(child),
                                       Closure::Reparented{
                                           .snapshot = child,
                                           .newParent = survivingAncestor(found.destroyed.id),
                                       });
                }
            }
        }
        std::ranges::sort(moved, [](const auto& a, const auto& b) {
            return isBefore(std::pair(a.first.vm, a.first.snapshot), std::pair(b.first.vm, b.first.snapshot));
        });
        closure.reparented.reserve(moved.size());
        for (const auto& [ref, reparented] : moved) {
            closure.reparented.push_back(reparented);
        }
    }

    void addMovedNow(Closure& closure) {
        for (const VirtualSystem& system : m_index.inventory().vms) {
            if (system.current && m_positions.contains(*system.current)) {
                closure.movedNow.push_back(
                    {.vm = system.id, .newCurrent = survivingAncestor(*system.current)});
            }
        }
    }

    const InventoryIndex& m_index;
    DestroyScope m_scope;
    std::vector<Found> m_found; ///< in the order of discovery
    std::unordered_map<Guid, std::size_t> m_positions;
    std::unordered_set<Guid> m_goneCollections;
    std::vector<SnapshotCollectionRef> m_collections;
    std::unordered_map<Guid, std::optional<Guid>> m_ancestors;
};

/// What a person recognises, and a machine too: "Before patch on web1 (id)".
std::string describe(const SnapshotRef& ref) {
    return ref.snapshot->name + " on " + ref.vm->name + " (" + ref.snapshot->id.toString() + ")";
}

Error refusal(ErrorCode code, std::string object, std::string detail) {
    return {.code = code,
            .action = "destroying snapshots",
            .object = std::move(object),
            .detail = std::move(detail)};
}

bool usesDisks(VmState state) {
    return state == VmState::Running || state == VmState::Paused;
}

} // namespace

Result<Closure> closureOf(const InventoryIndex& index, std::span<const Guid> refs, DestroyScope scope) {
    ClosureWalk walk(index, scope);
    COPPICE_CHECK(walk.select(refs));
    walk.spread();
    return walk.finish();
}

std::vector<Error> refusalsOf(const InventoryIndex& index, const Closure& closure, bool canMergeLive) {
    std::vector<SnapshotRef> refs;
    refs.reserve(closure.snapshots.size());
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        if (const auto ref = index.snapshot(destroyed.id)) {
            refs.push_back(*ref);
        }
    }

    std::vector<Error> refusals;
    for (const SnapshotRef& ref : refs) {
        if (const auto& hold = ref.snapshot->hold) {
            refusals.push_back(
                refusal(ErrorCode::SnapshotHeld, describe(ref),
                        (hold->by.empty() ? "held: " : "held by " + hold->by + ": ") + hold->reason));
        }
    }
    if (!canMergeLive) {
        const VirtualSystem* last = nullptr; // the closure goes VM by VM
        for (const SnapshotRef& ref : refs) {
            if (ref.vm != last && usesDisks(ref.vm->state)) {
                refusals.push_back(refusal(ErrorCode::VirtualSystemRunning,
                                           ref.vm->name + " (" + ref.vm->id.toString() + ")",
                                           std::string("it is ") + nameOf(ref.vm->state)));
            }
            last = ref.vm;
        }
    }
    for (const Guid& id : closure.snapshotCollections) {
        const auto taken = index.snapshotCollection(id);
        if (!taken) {
            continue;
        }
        std::unordered_set<Guid> told;
        for (const Guid& member : taken->snapshotCollection->members) {
            if (!index.snapshot(member) && told.insert(member).second) {
                refusals.push_back(refusal(ErrorCode::MemberMissing,
                                           taken->snapshotCollection->name + " (" + id.toString() + ")",
                                           "no virtual machine has its member " + member.toString()));
            }
        }
    }
    for (const SnapshotRef& ref : refs) {
        if (ref.snapshot->destroying) {
            refusals.push_back(refusal(ErrorCode::InUseByJob, describe(ref), "another job is destroying it"));
        }
    }
    return refusals;
}

} // namespace coppice
