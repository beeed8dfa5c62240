// Finding things in a graph.
#include "models/snapshot_graph.h"

#include <algorithm>

namespace coppice::models {

int SnapshotGraph::indexOf(const Guid& id) const {
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? graph::none : found->second;
}

std::span<const int> SnapshotGraph::childrenOf(int node) const {
    const auto at = static_cast<std::size_t>(node);
    const auto first = static_cast<std::size_t>(m_childStart[at]);
    return std::span(m_children).subspan(first, static_cast<std::size_t>(m_childStart[at + 1]) - first);
}

std::span<const GraphRow> SnapshotGraph::rowsBetween(double top, double bottom) const {
    const auto first = std::ranges::lower_bound(m_rows, top, {}, &GraphRow::y);
    const auto last = std::ranges::upper_bound(m_rows, bottom, {}, &GraphRow::y);
    return first < last ? std::span(first, last) : std::span<const GraphRow>();
}

std::span<const GraphLane> SnapshotGraph::lanesBetween(double top, double bottom) const {
    const auto first = std::ranges::upper_bound(m_lanes, top, {}, &GraphLane::bottom);
    const auto last = std::ranges::lower_bound(m_lanes, bottom, {}, &GraphLane::top);
    return first < last ? std::span(first, last) : std::span<const GraphLane>();
}

std::span<const GraphRow> SnapshotGraph::rowsOf(const GraphLane& lane) const {
    return rowsBetween(lane.top, lane.bottom);
}

std::span<const int> SnapshotGraph::nodesBetween(const GraphRow& row, double left, double right) const {
    const auto x = [this](int index) { return node(index).x; };
    const auto first = std::ranges::lower_bound(row.nodes, left, {}, x);
    const auto last = std::ranges::upper_bound(row.nodes, right, {}, x);
    return first < last ? std::span(first, last) : std::span<const int>();
}

std::span<const int> SnapshotGraph::edgesBetween(const GraphRow& row, double left, double right) const {
    // Edges of a row do not overlap: the layout keeps a row free from a branch's fork to its end.
    const auto end = [this](int index) { return node(index).x; };
    const auto start = [this](int index) {
        const GraphNode& child = node(index);
        return child.parent == graph::none ? child.x : std::min(child.x, node(child.parent).x);
    };
    const auto first = std::ranges::lower_bound(row.nodes, left, {}, end);
    const auto last = std::ranges::upper_bound(row.nodes, right, {}, start);
    return first < last ? std::span(first, last) : std::span<const int>();
}

double SnapshotGraph::leftOf(const GraphLink& link) const {
    return std::min(node(link.from).x, node(link.to).x);
}

double SnapshotGraph::rightOf(const GraphLink& link) const {
    return std::max(node(link.from).x, node(link.to).x);
}

std::span<const GraphLink> SnapshotGraph::linksBetween(double left, double right) const {
    const auto start = [this](const GraphLink& link) { return leftOf(link); };
    const auto first = std::ranges::lower_bound(m_links, left - m_longestLink, {}, start);
    const auto last = std::ranges::upper_bound(m_links, right, {}, start);
    return first < last ? std::span(first, last) : std::span<const GraphLink>();
}

} // namespace coppice::models
