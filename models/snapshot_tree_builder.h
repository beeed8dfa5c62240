// Arranges a scope of a view as the rows of the snapshot tree. Pure.
#pragma once

#include "models/snapshot_row.h"
#include "models/view_scope.h"

#include <cstddef>
#include <memory>
#include <unordered_map>

namespace coppice::models {

/// The invisible root with everything below it.
std::unique_ptr<TreeRow> buildSnapshotTree(const ViewData& view, const ViewScope& scope);

/// How many VM snapshots the scope has: what building its tree costs.
std::size_t snapshotsIn(const ViewData& view, const ViewScope& scope);

using RowsById = std::unordered_multimap<Guid, SnapshotRow*>;
/// Adds the rows of snapshots and snapshot collections from `top` on.
void addRowsById(TreeRow& top, RowsById& rows);

} // namespace coppice::models
