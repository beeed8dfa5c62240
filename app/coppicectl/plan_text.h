// A plan as text for a person.
#pragma once

#include "domain/inventory.h"
#include "io/path_guard.h"
#include "merge/destroy_plan.h"
#include "output.h"

#include <string>
#include <vector>

namespace coppice::ctl {

std::vector<std::string> planToText(const InventoryIndex& index, const PathGuard& guard,
                                    const DestroyPlan& plan);

/// "Delete 3 snapshots and 9 dependents"
std::string headline(const Closure& closure);

} // namespace coppice::ctl
