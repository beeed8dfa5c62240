// Lays a scope of a view out as a graph. Pure.
#pragma once

#include "models/snapshot_graph.h"

namespace coppice::models {

/// n log n in the snapshots of the scope; any thread.
std::shared_ptr<const SnapshotGraph> layOutGraph(std::shared_ptr<const ViewData> view, const ViewScope& scope,
                                                 GraphLanes lanes);

} // namespace coppice::models
