// Sets of snapshots that follow from other sets: descendants, children, and how two are put together. Pure.
#pragma once

#include "models/view_data.h"

#include <span>
#include <vector>

namespace coppice::models {

/// Of the snapshots and the members of the snapshot collections among `ids`: every snapshot below them in the
/// VMs' trees, and the snapshot collections all of whose members are then in the set. With `ids` themselves,
/// which come first. Ids that nothing has stay in.
std::vector<Guid> subtreeOf(const ViewData& view, std::span<const Guid> ids);

/// The next level alone, without `ids`: children of the snapshots, and of the members of snapshot
/// collections; a snapshot collection whose members are all among them stands with them.
std::vector<Guid> childrenOf(const ViewData& view, std::span<const Guid> ids);

enum class SelectHow { Replace, Add, Remove };

/// What is selected once `ids` were put to what was selected before.
std::vector<Guid> combined(std::span<const Guid> before, std::span<const Guid> ids, SelectHow how);

} // namespace coppice::models
