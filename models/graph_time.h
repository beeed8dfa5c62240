// Where in time's direction the nodes of a graph stand. Pure.
#pragma once

#include "models/snapshot_graph.h"

namespace coppice::models {

/// What stands at one x: a snapshot, or a snapshot collection with those of its members that have their
/// place in it.
struct TimeUnit {
    Timestamp time;
    std::vector<int> nodes;
    int track = graph::none; ///< units of one track keep graph::minGap; none: they need not
};

struct TimePlacing {
    std::vector<double> x; ///< by node
    std::vector<GraphStation> stations;
};

/// Every node is in exactly one unit. A node stands right of its parent by graph::minGap at least; among what
/// that leaves open, time decides. The axis is common to all lanes: what was made later never stands further
/// left unless its children force it to. It is stretched so that the usual distance of parent and child is a
/// little more than minGap, and no wait is longer than graph::maxGap. Parents that lead in circles are taken
/// in order of time.
TimePlacing placeInTime(std::size_t nodeCount, const std::vector<TimeUnit>& units,
                        const std::vector<GraphLink>& edges);

} // namespace coppice::models
