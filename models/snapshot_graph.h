// A scope of a view as a graph: lanes below each other, time to the right, every snapshot a node.
//
// Distances are device-independent pixels at a zoom of 100 %; x grows with time, y downwards. Positions are
// of a node's centre.
#pragma once

#include "models/view_data.h"
#include "models/view_scope.h"

#include <QRectF>

#include <limits>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace coppice::models {

/// What gets a lane of its own. PerCollection: a snapshot collection is one node, and VMs that are in no
/// collection have their lanes as with PerVm.
enum class GraphLanes { PerVm, PerCollection };

/// Measures that layout and drawing share.
namespace graph {
inline constexpr int none = -1;          ///< no node, lane or group
inline constexpr double minGap = 132;    ///< between two nodes of a row
inline constexpr double maxGap = 300;    ///< however long nothing happened
inline constexpr double rowHeight = 46;  ///< of a branch in a lane
inline constexpr double headHeight = 36; ///< of the strip in which a group's snapshot collections are named
inline constexpr double lanePadding = 6; ///< above and below the rows of a lane
inline constexpr double groupGap = 12;
inline constexpr double margin = 36;  ///< left of the first and right of the last node
inline constexpr double nodeLift = 6; ///< a node stands that much above its row's middle; below is its name
} // namespace graph

/// Pointers lead into the view the graph was made from, which the graph keeps.
struct GraphNode {
    enum class Kind { Snapshot, SnapshotCollection, Now };
    Kind kind = Kind::Snapshot;
    Guid id;                                      ///< Now: of the VM, or of the collection whose lane it ends
    const VirtualSystem* vm = nullptr;            ///< null for nodes about several
    const Snapshot* snapshot = nullptr;           ///< Snapshot
    const SnapshotCollection* together = nullptr; ///< SnapshotCollection
    Timestamp time;                               ///< not of Now

    int lane = graph::none;   ///< none: in the strip above a group's lanes
    int row = graph::none;    ///< in SnapshotGraph::rows()
    int parent = graph::none; ///< the node of the same lane it continues or branches off
    double x = 0;
    double y = 0;
    double room = 0; ///< to the next node of its row, or as much as any label may take

    // PerVm, SnapshotCollection: it reaches down through its members.
    double spanTop = 0;
    double spanBottom = 0;
    std::vector<int> members; ///< nodes, top to bottom

    bool isMember = false; ///< PerVm: of a snapshot collection that is shown, and at its place in time
    bool named = true;     ///< its name says more than that of the snapshot collection it is a member of
    bool toNow = false;    ///< Now of its lane descends from it
    bool held = false;     ///< itself, or a member of it
    bool destroying = false;
    bool current = false; ///< Now derives from it
    bool problem = false; ///< its layers, or a missing member
};

/// A dependence beside the tree of a lane: on a second parent, or of a member that stands elsewhere.
struct GraphLink {
    int from = graph::none;
    int to = graph::none;
};

struct GraphLane {
    const VirtualSystem* vm = nullptr;      ///< null for a collection's lane
    const Collection* collection = nullptr; ///< null for a VM's lane
    int group = graph::none;
    double top = 0;
    double bottom = 0;
};

/// Lanes that belong together, below a strip.
struct GraphGroup {
    const Collection* collection = nullptr; ///< null: VMs in no collection, or the one VM that is shown
    bool titled = false;                    ///< its strip names it
    double top = 0;
    double lanesTop = 0; ///< == top: it has no strip
    double bottom = 0;
    // How far its snapshot collections reach; members may stand in other groups.
    double reachTop = 0;
    double reachBottom = 0;
    std::vector<int> togethers; ///< nodes by x
};

/// A branch in a lane, or the strip of a group.
struct GraphRow {
    double y = 0;
    int lane = graph::none;
    std::vector<int> nodes; ///< by x, never nearer than graph::minGap
};

/// When was x?
struct GraphStation {
    double x = 0;
    Timestamp time;
};

/// Immutable once made; any thread.
class SnapshotGraph {
public:
    const std::vector<GraphNode>& nodes() const { return m_nodes; }
    const GraphNode& node(int index) const { return m_nodes[static_cast<std::size_t>(index)]; }
    const std::vector<GraphLink>& links() const { return m_links; } ///< by their left end
    const std::vector<GraphLane>& lanes() const { return m_lanes; }
    const std::vector<GraphGroup>& groups() const { return m_groups; }
    const std::vector<GraphRow>& rows() const { return m_rows; } ///< top to bottom
    /// By x, each x once.
    const std::vector<GraphStation>& stations() const { return m_stations; }
    double width() const { return m_width; }
    double height() const { return m_height; }
    double nowX() const { return m_nowX; } ///< where every Now stands
    const ViewData& view() const { return *m_view; }
    GraphLanes laneMode() const { return m_laneMode; }

    /// Of a snapshot or snapshot collection; none if it is not shown.
    int indexOf(const Guid& id) const;
    /// Children in its lane, oldest first, Now included.
    std::span<const int> childrenOf(int node) const;

    // What is looked at again and again finds its part without walking the rest.
    /// Rows whose centre is within the two, in order.
    std::span<const GraphRow> rowsBetween(double top, double bottom) const;
    /// Lanes that reach into it.
    std::span<const GraphLane> lanesBetween(double top, double bottom) const;
    /// Rows of a lane.
    std::span<const GraphRow> rowsOf(const GraphLane& lane) const;
    /// Nodes of the row with x within the two.
    std::span<const int> nodesBetween(const GraphRow& row, double left, double right) const;
    /// Nodes of the row in whose edge from its parent something lies within the two.
    std::span<const int> edgesBetween(const GraphRow& row, double left, double right) const;
    /// Links of which something lies within the two, and perhaps others beside them.
    std::span<const GraphLink> linksBetween(double left, double right) const;
    double leftOf(const GraphLink& link) const;
    double rightOf(const GraphLink& link) const;

private:
    friend class GraphMaker;

    std::shared_ptr<const ViewData> m_view;
    GraphLanes m_laneMode = GraphLanes::PerVm;
    std::vector<GraphNode> m_nodes;
    std::vector<GraphLink> m_links;
    double m_longestLink = 0;
    std::vector<GraphLane> m_lanes;
    std::vector<GraphGroup> m_groups;
    std::vector<GraphRow> m_rows;
    std::vector<GraphStation> m_stations;
    std::unordered_map<Guid, int> m_byId;
    std::vector<int> m_childStart; ///< into m_children, by node; one more at the end
    std::vector<int> m_children;
    double m_width = 0;
    double m_height = 0;
    double m_nowX = 0;
};

} // namespace coppice::models
