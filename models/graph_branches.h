// Which branch of its lane a node is drawn in. Pure.
#pragma once

#include "models/snapshot_graph.h"

namespace coppice::models {

/// Rows of one lane after the other; nodes have their x and parent.
class BranchPlacer {
public:
    explicit BranchPlacer(std::vector<GraphNode>& nodes);

    /// Sets GraphNode::row, from 0 up, and toNow, and returns how many rows there are, at least one. `lane`:
    /// its nodes by x, without Now. The way to `current` (none: no node) is row 0, which nothing else uses
    /// then. In every row, nodes are graph::minGap apart and a branch has the row for itself from its fork to
    /// its end.
    int place(std::span<const int> lane, int current);

private:
    void choosePreferred(std::span<const int> lane, int current);

    std::vector<GraphNode>& m_nodes;
    std::vector<int> m_size;      ///< of the tree below, by node
    std::vector<int> m_preferred; ///< the child that goes on in the same row, by node
    std::vector<bool> m_onWay;    ///< to Now
    std::vector<int> m_branch;    ///< by node
};

} // namespace coppice::models
