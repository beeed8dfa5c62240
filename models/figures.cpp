// Own data, dependents and the sum of both for every snapshot at once.
//
// "Takes along" is reachability in a graph: a snapshot leads to its children and to the snapshot collections
// it is a member of, those lead to their members. What reaches each other goes together (a strongly connected
// component), and between components there are no cycles. Where each component has one parent, sums over
// subtrees are the answer. A component with several parents ("meeting point") must be counted once for each
// that reaches it: sets of meeting points are carried as bits, 64 at a time.
#include "models/view_data.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace coppice::models {

namespace {

using Node = std::uint32_t;
constexpr Node kUnset = std::numeric_limits<Node>::max();

struct Weight {
    std::uint64_t snapshots = 0;
    std::uint64_t bytes = 0;
    Weight& operator+=(const Weight& other) {
        snapshots += other.snapshots;
        bytes += other.bytes;
        return *this;
    }
};

struct Graph {
    std::vector<Guid> ids;
    std::vector<Weight> weights;
    std::vector<std::vector<Node>> next;

    Node add(const Guid& id, const Weight& weight) {
        ids.push_back(id);
        weights.push_back(weight);
        next.emplace_back();
        return static_cast<Node>(ids.size() - 1);
    }
};

std::uint64_t ownBytesOf(const Snapshot& snapshot, const std::map<std::string, LayerFacts>& layers) {
    std::uint64_t bytes = 0;
    for (const auto& [slot, path] : snapshot.disks) {
        const auto facts = layers.find(path);
        bytes += facts == layers.end() ? 0 : facts->second.allocatedBytes;
    }
    return bytes;
}

Graph graphOf(const InventoryIndex& index, const std::map<std::string, LayerFacts>& layers) {
    Graph graph;
    std::unordered_map<Guid, Node> nodes;
    for (const VirtualSystem& vm : index.inventory().vms) {
        for (const Snapshot& snapshot : vm.snapshots) {
            if (!nodes.contains(snapshot.id)) {
                nodes.emplace(snapshot.id, graph.add(snapshot.id, {1, ownBytesOf(snapshot, layers)}));
            }
        }
    }
    const Node snapshots = static_cast<Node>(graph.ids.size());
    for (Node node = 0; node < snapshots; ++node) {
        for (const Guid& child : index.children(graph.ids[node])) {
            if (const auto found = nodes.find(child); found != nodes.end()) {
                graph.next[node].push_back(found->second);
            }
        }
    }
    for (const Collection& collection : index.inventory().collections) {
        for (const SnapshotCollection& together : collection.snapshots) {
            const Node node = graph.add(together.id, {});
            for (const Guid& member : together.members) {
                if (const auto found = nodes.find(member); found != nodes.end()) {
                    graph.next[node].push_back(found->second);
                    graph.next[found->second].push_back(node);
                }
            }
        }
    }
    return graph;
}

/// Tarjan's algorithm without recursion. Components come out with everything they lead to before them.
class Components {
public:
    explicit Components(const Graph& graph)
        : m_graph(graph)
        , m_componentOf(graph.ids.size(), kUnset)
        , m_order(graph.ids.size(), kUnset)
        , m_low(graph.ids.size(), 0) {
        for (Node node = 0; node < graph.ids.size(); ++node) {
            if (m_order[node] == kUnset) {
                visit(node);
            }
        }
    }
    const std::vector<Node>& componentOf() const { return m_componentOf; }
    Node count() const { return m_count; }

private:
    struct Frame {
        Node node;
        std::size_t edge;
    };

    void enter(Node node) {
        m_order[node] = m_low[node] = m_visited++;
        m_open.push_back(node);
        m_frames.push_back({node, 0});
    }

    void visit(Node start) {
        enter(start);
        while (!m_frames.empty()) {
            const Node node = m_frames.back().node;
            if (m_frames.back().edge < m_graph.next[node].size()) {
                const Node other = m_graph.next[node][m_frames.back().edge++];
                if (m_order[other] == kUnset) {
                    enter(other);
                } else if (m_componentOf[other] == kUnset) {
                    m_low[node] = std::min(m_low[node], m_order[other]);
                }
                continue;
            }
            m_frames.pop_back();
            if (!m_frames.empty()) {
                Node& low = m_low[m_frames.back().node];
                low = std::min(low, m_low[node]);
            }
            if (m_low[node] == m_order[node]) {
                close(node);
            }
        }
    }

    void close(Node first) {
        Node member = kUnset;
        while (member != first) {
            member = m_open.back();
            m_open.pop_back();
            m_componentOf[member] = m_count;
        }
        ++m_count;
    }

    const Graph& m_graph;
    std::vector<Node> m_componentOf;
    std::vector<Node> m_order;
    std::vector<Node> m_low;
    std::vector<Node> m_open;
    std::vector<Frame> m_frames;
    Node m_visited = 0;
    Node m_count = 0;
};

/// The graph of components: everything a component leads to has a smaller number.
struct Condensed {
    std::vector<Weight> weights;
    std::vector<std::vector<Node>> next; ///< each once
    std::vector<Node> parents;           ///< how many
};

Condensed condense(const Graph& graph, const Components& components) {
    Condensed result{.weights = std::vector<Weight>(components.count()),
                     .next = std::vector<std::vector<Node>>(components.count()),
                     .parents = std::vector<Node>(components.count(), 0)};
    for (Node node = 0; node < graph.ids.size(); ++node) {
        const Node from = components.componentOf()[node];
        result.weights[from] += graph.weights[node];
        for (const Node other : graph.next[node]) {
            if (const Node to = components.componentOf()[other]; to != from) {
                result.next[from].push_back(to);
            }
        }
    }
    for (std::vector<Node>& next : result.next) {
        std::ranges::sort(next);
        const auto rest = std::ranges::unique(next);
        next.erase(rest.begin(), rest.end());
        for (const Node to : next) {
            ++result.parents[to];
        }
    }
    return result;
}

/// What each component leads to without passing a meeting point, itself included.
std::vector<Weight> treeWeights(const Condensed& graph) {
    std::vector<Weight> weights = graph.weights;
    for (Node node = 0; node < weights.size(); ++node) {
        for (const Node to : graph.next[node]) {
            if (graph.parents[to] == 1) {
                weights[node] += weights[to];
            }
        }
    }
    return weights;
}

/// The highest-numbered component that leads to each one: bounds the work for a meeting point to its own
/// tree.
std::vector<Node> farthestAncestors(const Condensed& graph) {
    std::vector<Node> farthest(graph.next.size());
    for (Node node = 0; node < farthest.size(); ++node) {
        farthest[node] = node;
    }
    for (std::size_t node = farthest.size(); node-- > 0;) {
        for (const Node to : graph.next[node]) {
            farthest[to] = std::max(farthest[to], farthest[node]);
        }
    }
    return farthest;
}

std::vector<Weight> reachedWeights(const Condensed& graph) {
    constexpr std::size_t kBits = 64;
    const std::vector<Weight> tree = treeWeights(graph);
    const std::vector<Node> farthest = farthestAncestors(graph);
    std::vector<Node> meetingPoints;
    for (Node node = 0; node < tree.size(); ++node) {
        if (graph.parents[node] > 1) {
            meetingPoints.push_back(node);
        }
    }
    std::vector<Weight> reached = tree;
    std::vector<std::uint64_t> bits(tree.size(), 0);
    for (std::size_t first = 0; first < meetingPoints.size(); first += kBits) {
        const std::size_t count = std::min(kBits, meetingPoints.size() - first);
        Node last = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const Node point = meetingPoints[first + i];
            bits[point] = std::uint64_t{1} << i;
            last = std::max(last, farthest[point]);
        }
        const Node begin = meetingPoints[first];
        for (Node node = begin; node <= last; ++node) {
            std::uint64_t below = 0;
            for (const Node to : graph.next[node]) {
                below |= to < begin ? 0 : bits[to];
            }
            bits[node] |= below;
            for (; below != 0; below &= below - 1) {
                reached[node] +=
                    tree[meetingPoints[first + static_cast<std::size_t>(std::countr_zero(below))]];
            }
        }
        std::fill(bits.begin() + begin, bits.begin() + last + 1, 0);
    }
    return reached;
}

std::uint64_t less(std::uint64_t value, std::uint64_t by) {
    return value > by ? value - by : 0;
}

} // namespace

FiguresById figuresOf(const InventoryIndex& index, const std::map<std::string, LayerFacts>& layers) {
    const Graph graph = graphOf(index, layers);
    const Components components(graph);
    const std::vector<Weight> reached = reachedWeights(condense(graph, components));
    FiguresById figures;
    figures.reserve(graph.ids.size());
    for (Node node = 0; node < graph.ids.size(); ++node) {
        Weight own = graph.weights[node];
        if (own.snapshots == 0) { // a snapshot collection: its members
            std::vector<Node> members = graph.next[node];
            std::ranges::sort(members);
            const auto rest = std::ranges::unique(members);
            members.erase(rest.begin(), rest.end());
            for (const Node member : members) {
                own += graph.weights[member];
            }
        }
        const Weight& all = reached[components.componentOf()[node]];
        figures.emplace(graph.ids[node], SnapshotFigures{.ownBytes = own.bytes,
                                                         .freesBytes = all.bytes,
                                                         .dependents = less(all.snapshots, own.snapshots)});
    }
    return figures;
}

} // namespace coppice::models
