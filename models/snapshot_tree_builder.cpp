// Arranges a scope of a view as rows. No recursion: chains may be as long as they like.
#include "models/snapshot_tree_builder.h"

#include "models/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace coppice::models {

namespace {

/// Deeper rows stand beside their parent: no window is wide enough for more, and views walk trees
/// recursively.
constexpr int kMaxDepth = 48;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::SnapshotTreeModel)
};

/// A row and how deep it is below where its tree begins.
struct Place {
    TreeRow* row = nullptr;
    int depth = 0;
};

Place appendBelow(const Place& place, std::unique_ptr<SnapshotRow> row) {
    TreeRow* parent = place.depth < kMaxDepth ? place.row : place.row->parent();
    const int depth = std::min(place.depth + 1, kMaxDepth);
    return {&parent->append(std::move(row)), depth};
}

template <class T>
bool isOlder(const T* a, const T* b) {
    return a->created < b->created;
}

class Builder {
public:
    explicit Builder(const ViewData& view)
        : m_view(view) {}

    void addLibrary(TreeRow& root) const {
        for (const Collection& collection : m_view.inventory().collections) {
            auto row = std::make_unique<SnapshotRow>(SnapshotRowKind::CollectionGroup, collection.id);
            row->collection = &collection;
            addCollection(root.append(std::move(row)), collection);
        }
        addLooseVms(root);
    }

    void addLooseVms(TreeRow& root) const {
        for (const VirtualSystem& vm : m_view.inventory().vms) {
            if (m_view.collectionOf(vm.id) == nullptr) {
                auto row = std::make_unique<SnapshotRow>(SnapshotRowKind::VmGroup, vm.id);
                row->vm = &vm;
                addVm(root.append(std::move(row)), vm);
            }
        }
    }

    void addVm(TreeRow& root, const VirtualSystem& vm) const {
        std::unordered_set<Guid> all;
        for (const Snapshot& snapshot : vm.snapshots) {
            all.insert(snapshot.id);
        }
        const auto places = nest(root, vm, all, m_view.collectionOf(vm.id));
        auto now = std::make_unique<SnapshotRow>(SnapshotRowKind::Now, vm.id);
        now->vm = &vm;
        now->collection = m_view.collectionOf(vm.id);
        const auto current = vm.current ? places.find(*vm.current) : places.end();
        appendBelow(current == places.end() ? Place{&root, 0} : current->second, std::move(now));
    }

    void addCollection(TreeRow& root, const Collection& collection) const;

private:
    using Places = std::unordered_map<Guid, Place>;

    /// The VM's snapshots of `subset`, each below its nearest ancestor in it.
    Places nest(TreeRow& root, const VirtualSystem& vm, const std::unordered_set<Guid>& subset,
                const Collection* collection) const;

    std::unique_ptr<SnapshotRow> rowOf(SnapshotRowKind kind, const VirtualSystem& vm,
                                       const Snapshot& snapshot, const Collection* collection) const;
    std::unique_ptr<SnapshotRow> rowOf(const SnapshotCollection& together,
                                       const Collection& collection) const;

    /// Roots of the VM's tree, oldest first.
    std::vector<const Snapshot*> rootsOf(const VirtualSystem& vm) const;

    const ViewData& m_view;
};

std::unique_ptr<SnapshotRow> Builder::rowOf(SnapshotRowKind kind, const VirtualSystem& vm,
                                            const Snapshot& snapshot, const Collection* collection) const {
    auto row = std::make_unique<SnapshotRow>(kind, snapshot.id);
    row->collection = collection;
    row->vm = &vm;
    row->snapshot = &snapshot;
    row->figures = m_view.figures(snapshot.id);
    row->held = snapshot.hold.has_value();
    row->destroying = snapshot.destroying;
    row->current = vm.current == snapshot.id;
    row->problem = fromUtf8(m_view.problem(snapshot.id));
    return row;
}

std::unique_ptr<SnapshotRow> Builder::rowOf(const SnapshotCollection& together,
                                            const Collection& collection) const {
    auto row = std::make_unique<SnapshotRow>(SnapshotRowKind::SnapshotCollection, together.id);
    row->collection = &collection;
    row->together = &together;
    row->figures = m_view.figures(together.id);
    std::unordered_set<Guid> listed;
    int missing = 0;
    for (const Guid& id : together.members) {
        if (!listed.insert(id).second) {
            continue;
        }
        const auto member = m_view.index().snapshot(id);
        if (!member) {
            ++missing;
            continue;
        }
        auto memberRow = rowOf(SnapshotRowKind::Member, *member->vm, *member->snapshot, &collection);
        memberRow->together = &together;
        row->held = row->held || memberRow->held;
        row->destroying = row->destroying || memberRow->destroying;
        row->current = row->current || memberRow->current;
        if (row->problem.isEmpty()) {
            row->problem = memberRow->problem;
        }
        row->append(std::move(memberRow));
    }
    if (missing > 0) {
        row->problem = Texts::tr("%n member(s) missing", nullptr, missing);
    }
    return row;
}

std::vector<const Snapshot*> Builder::rootsOf(const VirtualSystem& vm) const {
    std::vector<const Snapshot*> roots;
    for (const Snapshot& snapshot : vm.snapshots) {
        const auto parent = snapshot.parent ? m_view.index().snapshot(*snapshot.parent) : std::nullopt;
        if (!parent || parent->vm != &vm) {
            roots.push_back(&snapshot);
        }
    }
    std::ranges::stable_sort(roots, isOlder<Snapshot>);
    return roots;
}

Builder::Places Builder::nest(TreeRow& root, const VirtualSystem& vm, const std::unordered_set<Guid>& subset,
                              const Collection* collection) const {
    struct Visit {
        const Snapshot* snapshot;
        Place below;
    };
    Places places;
    std::unordered_set<Guid> visited;
    std::vector<Visit> waiting;
    const auto walk = [&](const Snapshot& start) {
        waiting.push_back({&start, {&root, 0}});
        while (!waiting.empty()) {
            Visit visit = waiting.back();
            waiting.pop_back();
            const Guid& id = visit.snapshot->id;
            if (!visited.insert(id).second) {
                continue;
            }
            if (subset.contains(id)) {
                visit.below = appendBelow(visit.below,
                                          rowOf(SnapshotRowKind::Snapshot, vm, *visit.snapshot, collection));
            }
            places.emplace(id, visit.below);
            const std::vector<Guid>& children = m_view.index().children(id);
            for (auto child = children.rbegin(); child != children.rend(); ++child) {
                if (const auto found = m_view.index().snapshot(*child)) {
                    waiting.push_back({found->snapshot, visit.below});
                }
            }
        }
    };
    for (const Snapshot* start : rootsOf(vm)) {
        walk(*start);
    }
    for (const Snapshot& snapshot : vm.snapshots) { // what only leads in circles is shown all the same
        walk(snapshot);
    }
    return places;
}

/// How the snapshot collections of one collection depend on each other.
class TogetherTree {
public:
    TogetherTree(const ViewData& view, const Collection& collection)
        : m_view(view)
        , m_collection(collection) {
        const std::size_t count = collection.snapshots.size();
        for (std::size_t i = 0; i < count; ++i) {
            for (const Guid& member : collection.snapshots[i].members) {
                m_ofMember[member].push_back(i);
            }
        }
        m_parents.assign(count, kNone);
        for (const std::size_t i : oldestFirst()) {
            m_parents[i] = nearestAbove(i);
        }
    }

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    bool isMember(const Guid& snapshot) const { return m_ofMember.contains(snapshot); }

    std::vector<std::size_t> oldestFirst() const {
        std::vector<std::size_t> order(m_collection.snapshots.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
        }
        std::ranges::stable_sort(order, [this](std::size_t a, std::size_t b) {
            return m_collection.snapshots[a].created < m_collection.snapshots[b].created;
        });
        return order;
    }

    /// Children of each, oldest first; those of kNone come last.
    std::vector<std::vector<std::size_t>> children() const {
        std::vector<std::vector<std::size_t>> result(m_parents.size() + 1);
        for (const std::size_t i : oldestFirst()) {
            result[m_parents[i] == kNone ? m_parents.size() : m_parents[i]].push_back(i);
        }
        return result;
    }

private:
    /// The snapshot collection that the nearest ancestor in one belongs to; the newest, if to several.
    std::size_t aboveSnapshot(const Guid& snapshot) {
        std::vector<Guid> path;
        std::size_t result = kNone;
        Guid at = snapshot;
        std::unordered_set<Guid> seen; // parent links of a damaged library may lead in circles
        while (seen.insert(at).second) {
            if (const auto known = m_above.find(at); known != m_above.end()) {
                result = known->second;
                break;
            }
            path.push_back(at);
            const auto here = m_view.index().snapshot(at);
            if (!here || !here->snapshot->parent) {
                break;
            }
            at = *here->snapshot->parent;
            if (const auto found = m_ofMember.find(at); found != m_ofMember.end()) {
                result = newest(found->second);
                break;
            }
        }
        for (const Guid& id : path) {
            m_above.emplace(id, result);
        }
        return result;
    }

    std::size_t newest(const std::vector<std::size_t>& candidates) const {
        return *std::ranges::max_element(candidates, [this](std::size_t a, std::size_t b) {
            return m_collection.snapshots[a].created < m_collection.snapshots[b].created;
        });
    }

    std::size_t nearestAbove(std::size_t together) {
        std::vector<std::size_t> candidates;
        for (const Guid& member : m_collection.snapshots[together].members) {
            const std::size_t above = aboveSnapshot(member);
            if (above != kNone && !isBelow(above, together)) {
                candidates.push_back(above);
            }
        }
        return candidates.empty() ? kNone : newest(candidates);
    }

    bool isBelow(std::size_t candidate, std::size_t together) const {
        while (candidate != kNone && candidate != together) {
            candidate = m_parents[candidate];
        }
        return candidate == together;
    }

    const ViewData& m_view;
    const Collection& m_collection;
    std::unordered_map<Guid, std::vector<std::size_t>> m_ofMember;
    std::unordered_map<Guid, std::size_t> m_above;
    std::vector<std::size_t> m_parents;
};

void Builder::addCollection(TreeRow& root, const Collection& collection) const {
    const TogetherTree tree(m_view, collection);
    const std::vector<std::vector<std::size_t>> children = tree.children();
    struct Visit {
        std::size_t together;
        Place below;
    };
    std::vector<Visit> waiting;
    const auto pushAll = [&waiting](const std::vector<std::size_t>& list, const Place& below) {
        for (auto together = list.rbegin(); together != list.rend(); ++together) {
            waiting.push_back({*together, below});
        }
    };
    pushAll(children.back(), {&root, 0});
    while (!waiting.empty()) {
        const Visit visit = waiting.back();
        waiting.pop_back();
        const Place place = appendBelow(visit.below, rowOf(collection.snapshots[visit.together], collection));
        pushAll(children[visit.together], place);
    }

    std::unordered_set<Guid> listed;
    for (const Guid& id : collection.vms) {
        const VirtualSystem* vm = m_view.index().vm(id);
        if (vm == nullptr || !listed.insert(id).second) {
            continue;
        }
        std::unordered_set<Guid> own;
        for (const Snapshot& snapshot : vm->snapshots) {
            if (!tree.isMember(snapshot.id)) {
                own.insert(snapshot.id);
            }
        }
        if (!own.empty()) {
            auto group = std::make_unique<SnapshotRow>(SnapshotRowKind::OwnGroup, id);
            group->vm = vm;
            group->collection = &collection;
            nest(root.append(std::move(group)), *vm, own, &collection);
        }
    }
}

} // namespace

std::unique_ptr<TreeRow> buildSnapshotTree(const ViewData& view, const ViewScope& scope) {
    auto root = std::make_unique<SnapshotRow>(SnapshotRowKind::CollectionGroup, Guid{});
    const Builder builder(view);
    switch (scope.kind) {
    case CollectionRowKind::Library:
        builder.addLibrary(*root);
        break;
    case CollectionRowKind::Collection:
        if (const Collection* collection = view.index().collection(scope.id)) {
            builder.addCollection(*root, *collection);
        }
        break;
    case CollectionRowKind::VirtualSystem:
        if (const VirtualSystem* vm = view.index().vm(scope.id)) {
            builder.addVm(*root, *vm);
        }
        break;
    case CollectionRowKind::NotInCollection:
        builder.addLooseVms(*root);
        break;
    }
    return root;
}

std::size_t snapshotsIn(const ViewData& view, const ViewScope& scope) {
    std::size_t count = 0;
    switch (scope.kind) {
    case CollectionRowKind::Library:
    case CollectionRowKind::NotInCollection:
        for (const VirtualSystem& vm : view.inventory().vms) {
            if (scope.kind == CollectionRowKind::Library || view.collectionOf(vm.id) == nullptr) {
                count += vm.snapshots.size();
            }
        }
        break;
    case CollectionRowKind::Collection:
        if (const Collection* collection = view.index().collection(scope.id)) {
            for (const Guid& id : collection->vms) {
                const VirtualSystem* vm = view.index().vm(id);
                count += vm == nullptr ? 0 : vm->snapshots.size();
            }
        }
        break;
    case CollectionRowKind::VirtualSystem:
        if (const VirtualSystem* vm = view.index().vm(scope.id)) {
            count = vm->snapshots.size();
        }
        break;
    }
    return count;
}

void addRowsById(TreeRow& top, RowsById& rows) {
    std::vector<TreeRow*> waiting{&top};
    while (!waiting.empty()) {
        auto* row = static_cast<SnapshotRow*>(waiting.back());
        waiting.pop_back();
        if (row->selectable()) {
            rows.emplace(row->key().id, row);
        }
        for (const std::unique_ptr<TreeRow>& child : row->children()) {
            waiting.push_back(child.get());
        }
    }
}

} // namespace coppice::models
