// Arranges a scope of a view as the rows of the snapshot tree. Pure.
#pragma once

#include "models/snapshot_row.h"
#include "models/view_scope.h"

#include <memory>

namespace coppice::models {

/// The invisible root with everything below it.
std::unique_ptr<TreeRow> buildSnapshotTree(const ViewData& view, const ViewScope& scope);

} // namespace coppice::models
