// A plan as text for a person and as the JSON document of DESIGN 7.
#pragma once

#include "domain/inventory.h"
#include "io/path_guard.h"
#include "merge/destroy_plan.h"
#include "output.h"

#include <string>
#include <vector>

namespace coppice::ctl {

/// "child of Before patch on web1", "member of Nightly 7, which loses db1's part"
std::string reasonText(const InventoryIndex& index, const DestroyReason& reason);

Json totalsToJson(const merge::PlanTotals& totals);
Json planToJson(const InventoryIndex& index, const PathGuard& guard, const DestroyPlan& plan);
std::vector<std::string> planToText(const InventoryIndex& index, const PathGuard& guard,
                                    const DestroyPlan& plan);

/// "Delete 3 snapshots and 9 dependents"
std::string headline(const Closure& closure);

} // namespace coppice::ctl
