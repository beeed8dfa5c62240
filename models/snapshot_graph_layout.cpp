// Collects what a scope shows, has it placed in time and in branches, and stacks the lanes.
#include "models/snapshot_graph_layout.h"

#include "models/graph_branches.h"
#include "models/graph_time.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coppice::models {

namespace {
constexpr double kMaxRoom = 260; ///< of a node with nothing right of it
} // namespace

class GraphMaker {
public:
    GraphMaker(std::shared_ptr<const ViewData> view, const ViewScope& scope, GraphLanes lanes)
        : m_graph(std::make_shared<SnapshotGraph>())
        , m_view(*view)
        , m_scope(scope) {
        m_graph->m_view = std::move(view);
        m_graph->m_laneMode = lanes;
    }

    std::shared_ptr<const SnapshotGraph> make() {
        collectLanes();
        if (perVm()) {
            addLanesOfMembers();
        }
        addTogethers();
        addSnapshots();
        collectEdges();
        placeNodes();
        chooseParents();
        fillRows();
        addNow();
        stack();
        finishRows();
        sortLinks();
        listChildren();
        return m_graph;
    }

private:
    static std::size_t at(int index) { return static_cast<std::size_t>(index); }
    bool perVm() const { return m_graph->m_laneMode == GraphLanes::PerVm; }
    std::vector<GraphNode>& nodes() { return m_graph->m_nodes; }
    const InventoryIndex& index() const { return m_view.index(); }

    // --- what is shown

    void collectLanes() {
        switch (m_scope.kind) {
        case CollectionRowKind::Library:
            for (const Collection& collection : m_view.inventory().collections) {
                addGroup(&collection, true);
            }
            addLooseVms(!m_view.inventory().collections.empty());
            break;
        case CollectionRowKind::Collection:
            if (const Collection* collection = index().collection(m_scope.id)) {
                addGroup(collection, false);
            }
            break;
        case CollectionRowKind::VirtualSystem:
            if (const VirtualSystem* vm = index().vm(m_scope.id)) {
                m_graph->m_laneMode = GraphLanes::PerVm;
                m_graph->m_groups.emplace_back();
                addVmLane(*vm, 0);
            }
            break;
        case CollectionRowKind::NotInCollection:
            addLooseVms(false);
            break;
        }
    }

    void addGroup(const Collection* collection, bool titled) {
        const int group = static_cast<int>(m_graph->m_groups.size());
        m_graph->m_groups.push_back({.collection = collection, .titled = titled && perVm()});
        if (!perVm()) {
            m_laneOfCollection.emplace(collection->id, static_cast<int>(m_graph->m_lanes.size()));
            m_graph->m_lanes.push_back({.collection = collection, .group = group});
            return;
        }
        for (const Guid& id : collection->vms) {
            if (const VirtualSystem* vm = index().vm(id)) {
                addVmLane(*vm, group);
            }
        }
    }

    void addLooseVms(bool titled) {
        const int group = static_cast<int>(m_graph->m_groups.size());
        for (const VirtualSystem& vm : m_view.inventory().vms) {
            if (m_view.collectionOf(vm.id) == nullptr) {
                if (static_cast<int>(m_graph->m_groups.size()) == group) {
                    m_graph->m_groups.push_back({.titled = titled});
                }
                addVmLane(vm, group);
            }
        }
    }

    void addVmLane(const VirtualSystem& vm, int group) {
        if (m_laneOfVm.emplace(vm.id, static_cast<int>(m_graph->m_lanes.size())).second) {
            m_graph->m_lanes.push_back({.vm = &vm, .group = group});
        }
    }

    /// A collection's snapshots may have members of VMs that are in it no more.
    void addLanesOfMembers() {
        for (std::size_t group = 0; group < m_graph->m_groups.size(); ++group) {
            if (const Collection* collection = m_graph->m_groups[group].collection) {
                for (const SnapshotCollection& together : collection->snapshots) {
                    for (const Guid& id : together.members) {
                        if (const auto member = index().snapshot(id)) {
                            addVmLane(*member->vm, static_cast<int>(group));
                        }
                    }
                }
            }
        }
        // Lanes of a group stand together.
        std::ranges::stable_sort(m_graph->m_lanes, {}, &GraphLane::group);
        for (std::size_t lane = 0; lane < m_graph->m_lanes.size(); ++lane) {
            m_laneOfVm[m_graph->m_lanes[lane].vm->id] = static_cast<int>(lane);
        }
    }

    void addTogethers() {
        if (m_scope.kind == CollectionRowKind::VirtualSystem) {
            return; // its members are all that can be chosen there
        }
        for (std::size_t group = 0; group < m_graph->m_groups.size(); ++group) {
            const Collection* const collection = m_graph->m_groups[group].collection;
            if (collection == nullptr) {
                continue;
            }
            std::vector<const SnapshotCollection*> oldestFirst;
            for (const SnapshotCollection& together : collection->snapshots) {
                oldestFirst.push_back(&together);
            }
            std::ranges::stable_sort(oldestFirst, {}, &SnapshotCollection::created);
            for (const SnapshotCollection* together : oldestFirst) {
                addTogether(*together, static_cast<int>(group));
            }
        }
    }

    void addTogether(const SnapshotCollection& together, int group) {
        GraphNode node;
        node.kind = GraphNode::Kind::SnapshotCollection;
        node.id = together.id;
        node.together = &together;
        node.time = together.created;
        if (!perVm()) {
            node.lane = m_laneOfCollection.at(m_graph->m_groups[at(group)].collection->id);
        }
        const int place = static_cast<int>(nodes().size());
        for (const Guid& id : together.members) {
            const auto member = index().snapshot(id);
            if (!member) {
                node.problem = true;
                continue;
            }
            const Snapshot& snapshot = *member->snapshot;
            node.held = node.held || snapshot.hold.has_value();
            node.destroying = node.destroying || snapshot.destroying;
            node.current = node.current || member->vm->current == id;
            node.problem = node.problem || hasProblem(snapshot);
            m_togethersOf[id].push_back(place);
        }
        m_groupOfTogether.emplace_back(place, group);
        m_graph->m_byId.emplace(together.id, place);
        nodes().push_back(std::move(node));
    }

    bool hasProblem(const Snapshot& snapshot) const { return !m_view.problem(snapshot.id).empty(); }

    void addSnapshots() {
        const std::size_t laneCount = m_graph->m_lanes.size(); // addSnapshotsOf() adds none
        for (std::size_t lane = 0; lane < laneCount; ++lane) {
            const GraphLane& shown = m_graph->m_lanes[lane];
            if (shown.vm != nullptr) {
                addSnapshotsOf(*shown.vm, static_cast<int>(lane));
                continue;
            }
            for (const Guid& id : shown.collection->vms) {
                if (const VirtualSystem* vm = index().vm(id)) {
                    addSnapshotsOf(*vm, static_cast<int>(lane));
                }
            }
        }
    }

    void addSnapshotsOf(const VirtualSystem& vm, int lane) {
        for (const Snapshot& snapshot : vm.snapshots) {
            const bool inTogether = m_togethersOf.contains(snapshot.id);
            if (!perVm() && inTogether) {
                continue; // it is part of that node
            }
            const int place = static_cast<int>(nodes().size());
            if (!m_graph->m_byId.emplace(snapshot.id, place).second) {
                continue; // the VM is in several collections
            }
            GraphNode node;
            node.id = snapshot.id;
            node.vm = &vm;
            node.snapshot = &snapshot;
            node.time = snapshot.created;
            node.lane = lane;
            node.held = snapshot.hold.has_value();
            node.destroying = snapshot.destroying;
            node.current = vm.current == snapshot.id;
            node.problem = hasProblem(snapshot);
            nodes().push_back(std::move(node));
        }
    }

    /// The nodes that show a snapshot as a part of what grew: itself, or the collections it is in.
    std::vector<int> nodesShowing(const Guid& snapshot) const {
        if (const int own = m_graph->indexOf(snapshot); own != graph::none) {
            return {own};
        }
        const auto found = m_togethersOf.find(snapshot);
        return found == m_togethersOf.end() ? std::vector<int>() : found->second;
    }

    void collectEdges() {
        std::unordered_set<std::uint64_t> known;
        const auto addEdges = [&](const Snapshot& child, int to) {
            if (!child.parent) {
                return;
            }
            for (const int from : nodesShowing(*child.parent)) {
                const auto key = (static_cast<std::uint64_t>(from) << 32U) | static_cast<std::uint32_t>(to);
                if (from != to && known.insert(key).second) {
                    m_edges.push_back({from, to});
                }
            }
        };
        for (std::size_t i = 0; i < nodes().size(); ++i) {
            const GraphNode& node = nodes()[i];
            if (node.snapshot != nullptr) {
                addEdges(*node.snapshot, static_cast<int>(i));
            } else if (!perVm() && node.together != nullptr) {
                for (const Guid& id : node.together->members) {
                    if (const auto member = index().snapshot(id)) {
                        addEdges(*member->snapshot, static_cast<int>(i));
                    }
                }
            }
        }
    }

    // --- where it stands

    void placeNodes() {
        std::vector<TimeUnit> units;
        std::vector<bool> inUnit(nodes().size(), false);
        for (const auto& [together, group] : m_groupOfTogether) {
            TimeUnit unit{.time = nodes()[at(together)].time, .nodes = {together}};
            inUnit[at(together)] = true;
            if (perVm()) {
                unit.track = group;
                for (const Guid& id : nodes()[at(together)].together->members) {
                    const int member = m_graph->indexOf(id);
                    if (member != graph::none && !inUnit[at(member)]) {
                        inUnit[at(member)] = true;
                        unit.time = std::min(unit.time, nodes()[at(member)].time);
                        unit.nodes.push_back(member);
                    }
                }
            }
            units.push_back(std::move(unit));
        }
        for (std::size_t node = 0; node < nodes().size(); ++node) {
            if (!inUnit[node]) {
                units.push_back({.time = nodes()[node].time, .nodes = {static_cast<int>(node)}});
            }
        }
        TimePlacing placing = placeInTime(nodes().size(), units, m_edges);
        double end = 0;
        for (std::size_t node = 0; node < nodes().size(); ++node) {
            nodes()[node].x = graph::margin + placing.x[node];
            end = std::max(end, nodes()[node].x + graph::minGap);
        }
        for (GraphStation& station : placing.stations) {
            station.x += graph::margin;
        }
        m_graph->m_stations = std::move(placing.stations);
        m_graph->m_nowX = nodes().empty() ? graph::margin : end;
        m_graph->m_width = m_graph->m_nowX + graph::minGap;
    }

    /// The newest parent of the same lane carries the branch; the rest are links.
    void chooseParents() {
        for (const auto& [from, to] : m_edges) {
            GraphNode& child = nodes()[at(to)];
            if (nodes()[at(from)].lane == child.lane &&
                (child.parent == graph::none || nodes()[at(child.parent)].x < nodes()[at(from)].x)) {
                child.parent = from;
            }
        }
        for (const GraphLink& edge : m_edges) {
            if (nodes()[at(edge.to)].parent != edge.from) {
                m_graph->m_links.push_back(edge);
            }
        }
    }

    void fillRows() {
        std::vector<std::vector<int>> byLane(m_graph->m_lanes.size());
        for (std::size_t node = 0; node < nodes().size(); ++node) {
            if (nodes()[node].lane != graph::none) {
                byLane[at(nodes()[node].lane)].push_back(static_cast<int>(node));
            }
        }
        m_currentOf.assign(byLane.size(), graph::none);
        m_rowCount.assign(byLane.size(), 1);
        BranchPlacer branches(nodes());
        for (std::size_t lane = 0; lane < byLane.size(); ++lane) {
            std::ranges::stable_sort(byLane[lane], {}, [this](int node) { return nodes()[at(node)].x; });
            for (const int node : byLane[lane]) {
                if (nodes()[at(node)].current) {
                    m_currentOf[lane] = node; // of a collection's lane: the newest
                }
            }
            m_rowCount[lane] = branches.place(byLane[lane], m_currentOf[lane]);
        }
    }

    void addNow() {
        for (std::size_t lane = 0; lane < m_graph->m_lanes.size(); ++lane) {
            const GraphLane& shown = m_graph->m_lanes[lane];
            GraphNode now;
            now.kind = GraphNode::Kind::Now;
            now.id = shown.vm != nullptr ? shown.vm->id : shown.collection->id;
            now.vm = shown.vm;
            now.lane = static_cast<int>(lane);
            now.row = 0;
            now.parent = m_currentOf[lane];
            now.toNow = true;
            now.x = m_graph->m_nowX;
            nodes().push_back(std::move(now));
        }
    }

    void stack() {
        double y = 0;
        std::size_t lane = 0;
        std::vector<std::vector<int>> strips(m_graph->m_groups.size());
        if (perVm()) {
            for (const auto& [together, group] : m_groupOfTogether) {
                strips[at(group)].push_back(together);
            }
        }
        std::vector<int> firstRow(m_graph->m_lanes.size());
        for (std::size_t g = 0; g < m_graph->m_groups.size(); ++g) {
            GraphGroup& group = m_graph->m_groups[g];
            group.top = y;
            if (group.titled || !strips[g].empty()) {
                for (const int together : strips[g]) {
                    nodes()[at(together)].row = static_cast<int>(m_graph->m_rows.size());
                }
                m_graph->m_rows.push_back({.y = y + graph::headHeight / 2});
                y += graph::headHeight;
            }
            group.lanesTop = y;
            for (; lane < m_graph->m_lanes.size() && at(m_graph->m_lanes[lane].group) == g; ++lane) {
                m_graph->m_lanes[lane].top = y;
                y += graph::lanePadding;
                firstRow[lane] = static_cast<int>(m_graph->m_rows.size());
                for (int row = 0; row < m_rowCount[lane]; ++row, y += graph::rowHeight) {
                    m_graph->m_rows.push_back(
                        {.y = y + graph::rowHeight / 2 - graph::nodeLift, .lane = static_cast<int>(lane)});
                }
                y += graph::lanePadding;
                m_graph->m_lanes[lane].bottom = y;
            }
            group.bottom = y;
            y += perVm() ? graph::groupGap : 0;
        }
        m_graph->m_height = y;
        for (std::size_t i = 0; i < nodes().size(); ++i) {
            GraphNode& node = nodes()[i];
            if (node.lane != graph::none) {
                node.row += firstRow[at(node.lane)];
            }
            GraphRow& row = m_graph->m_rows[at(node.row)];
            node.y = row.y;
            row.nodes.push_back(static_cast<int>(i));
        }
    }

    void finishRows() {
        for (GraphRow& row : m_graph->m_rows) {
            std::ranges::stable_sort(row.nodes, {}, [this](int node) { return nodes()[at(node)].x; });
            for (std::size_t i = 0; i < row.nodes.size(); ++i) {
                GraphNode& node = nodes()[at(row.nodes[i])];
                node.room = i + 1 < row.nodes.size()
                                ? std::min(kMaxRoom, nodes()[at(row.nodes[i + 1])].x - node.x)
                                : kMaxRoom;
            }
        }
        for (GraphGroup& group : m_graph->m_groups) {
            group.reachTop = group.top;
            group.reachBottom = group.bottom;
        }
        if (perVm()) {
            for (const auto& [together, group] : m_groupOfTogether) {
                spanMembers(together, m_graph->m_groups[at(group)]);
            }
            for (GraphGroup& group : m_graph->m_groups) {
                std::ranges::stable_sort(group.togethers, {},
                                         [this](int node) { return nodes()[at(node)].x; });
            }
        }
    }

    /// Members at its own x are reached by the shape itself, the others by links.
    void spanMembers(int together, GraphGroup& group) {
        GraphNode& node = nodes()[at(together)];
        node.spanTop = node.y;
        node.spanBottom = node.y;
        for (const Guid& id : node.together->members) {
            const int member = m_graph->indexOf(id);
            if (member == graph::none || std::ranges::find(node.members, member) != node.members.end()) {
                continue;
            }
            node.members.push_back(member);
            GraphNode& shown = nodes()[at(member)];
            if (shown.x != node.x) {
                m_graph->m_links.push_back({together, member});
                continue;
            }
            shown.isMember = true;
            shown.named = shown.snapshot->name != node.together->name;
            node.spanTop = std::min(node.spanTop, shown.y);
            node.spanBottom = std::max(node.spanBottom, shown.y);
        }
        std::ranges::stable_sort(node.members, {}, [this](int member) { return nodes()[at(member)].y; });
        group.togethers.push_back(together);
        group.reachTop = std::min(group.reachTop, node.spanTop);
        group.reachBottom = std::max(group.reachBottom, node.spanBottom);
    }

    void sortLinks() {
        const SnapshotGraph& graph = *m_graph;
        std::ranges::stable_sort(m_graph->m_links, {},
                                 [&graph](const GraphLink& link) { return graph.leftOf(link); });
        for (const GraphLink& link : graph.m_links) {
            m_graph->m_longestLink =
                std::max(m_graph->m_longestLink, graph.rightOf(link) - graph.leftOf(link));
        }
    }

    void listChildren() {
        std::vector<int>& start = m_graph->m_childStart;
        std::vector<int> order(nodes().size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = static_cast<int>(i);
        }
        std::ranges::stable_sort(order, {}, [this](int node) { return nodes()[at(node)].x; });
        start.assign(nodes().size() + 1, 0);
        for (const GraphNode& node : nodes()) {
            if (node.parent != graph::none) {
                ++start[at(node.parent) + 1];
            }
        }
        for (std::size_t i = 0; i < nodes().size(); ++i) {
            start[i + 1] += start[i];
        }
        m_graph->m_children.resize(at(start.back()));
        std::vector<int> next(start.begin(), start.end() - 1);
        for (const int child : order) {
            if (const int parent = nodes()[at(child)].parent; parent != graph::none) {
                m_graph->m_children[at(next[at(parent)]++)] = child;
            }
        }
    }

    std::shared_ptr<SnapshotGraph> m_graph;
    const ViewData& m_view;
    ViewScope m_scope;
    std::unordered_map<Guid, int> m_laneOfVm;
    std::unordered_map<Guid, int> m_laneOfCollection;
    std::unordered_map<Guid, std::vector<int>> m_togethersOf; ///< snapshot → nodes
    std::vector<std::pair<int, int>> m_groupOfTogether;       ///< node and group, by group and time
    std::vector<GraphLink> m_edges;
    std::vector<int> m_currentOf; ///< by lane
    std::vector<int> m_rowCount;  ///< by lane
};

std::shared_ptr<const SnapshotGraph> layOutGraph(std::shared_ptr<const ViewData> view, const ViewScope& scope,
                                                 GraphLanes lanes) {
    return GraphMaker(std::move(view), scope, lanes).make();
}

} // namespace coppice::models
