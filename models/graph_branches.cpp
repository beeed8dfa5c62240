// Branches are intervals; each gets the lowest row that is free when it forks.
#include "models/graph_branches.h"

#include <queue>

#include <algorithm>
#include <functional>
#include <utility>

namespace coppice::models {

namespace {

struct Branch {
    double start = 0; ///< where it forks off
    double end = 0;
    bool main = false; ///< the way to Now
    int row = 0;
};

std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

/// Gives rows to branches that are not main; the number of rows used.
int giveRows(std::vector<Branch>& branches) {
    std::vector<std::size_t> order;
    int rows = 0;
    for (std::size_t i = 0; i < branches.size(); ++i) {
        if (branches[i].main) {
            rows = 1;
        } else {
            order.push_back(i);
        }
    }
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return branches[a].start < branches[b].start; });
    using Busy = std::pair<double, int>; // until when, row
    std::priority_queue<Busy, std::vector<Busy>, std::greater<>> busy;
    std::priority_queue<int, std::vector<int>, std::greater<>> free;
    for (const std::size_t i : order) {
        Branch& branch = branches[i];
        while (!busy.empty() && busy.top().first + graph::minGap <= branch.start) {
            free.push(busy.top().second);
            busy.pop();
        }
        if (free.empty()) {
            branch.row = rows++;
        } else {
            branch.row = free.top();
            free.pop();
        }
        busy.emplace(branch.end, branch.row);
    }
    return rows;
}

} // namespace

BranchPlacer::BranchPlacer(std::vector<GraphNode>& nodes)
    : m_nodes(nodes)
    , m_size(nodes.size(), 1)
    , m_preferred(nodes.size(), graph::none)
    , m_onWay(nodes.size(), false)
    , m_branch(nodes.size(), graph::none) {}

void BranchPlacer::choosePreferred(std::span<const int> lane, int current) {
    for (auto node = lane.rbegin(); node != lane.rend(); ++node) {
        if (const int parent = m_nodes[at(*node)].parent; parent != graph::none) {
            m_size[at(parent)] += m_size[at(*node)];
        }
    }
    for (int node = current; node != graph::none && !m_onWay[at(node)];) {
        m_onWay[at(node)] = true; // of `current` itself Now is the continuation
        const int parent = m_nodes[at(node)].parent;
        if (parent != graph::none && !m_onWay[at(parent)]) {
            m_preferred[at(parent)] = node;
        }
        node = parent;
    }
    for (const int node : lane) {
        const int parent = m_nodes[at(node)].parent;
        if (parent == graph::none || m_onWay[at(parent)]) {
            continue;
        }
        int& preferred = m_preferred[at(parent)];
        if (preferred == graph::none || m_size[at(node)] > m_size[at(preferred)]) {
            preferred = node;
        }
    }
}

int BranchPlacer::place(std::span<const int> lane, int current) {
    choosePreferred(lane, current);
    std::vector<Branch> branches;
    for (const int index : lane) {
        const GraphNode& node = m_nodes[at(index)];
        const GraphNode* const parent = node.parent == graph::none ? nullptr : &m_nodes[at(node.parent)];
        const bool goesOn = parent != nullptr && m_preferred[at(node.parent)] == index &&
                            m_branch[at(node.parent)] != graph::none && node.x >= parent->x + graph::minGap;
        if (goesOn) {
            m_branch[at(index)] = m_branch[at(node.parent)];
        } else {
            m_branch[at(index)] = static_cast<int>(branches.size());
            branches.push_back({.start = parent != nullptr ? std::min(parent->x, node.x) : node.x});
        }
        Branch& branch = branches[at(m_branch[at(index)])];
        branch.end = std::max({branch.end, node.x, parent != nullptr ? parent->x : node.x});
    }
    if (current != graph::none) {
        branches[at(m_branch[at(current)])].main = true;
    }
    const int rows = giveRows(branches);
    for (const int index : lane) {
        m_nodes[at(index)].row = branches[at(m_branch[at(index)])].row;
        m_nodes[at(index)].toNow = m_onWay[at(index)];
    }
    return std::max(1, rows);
}

} // namespace coppice::models
