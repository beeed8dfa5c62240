// From a request to the whole answer, for the local library: what goes, what forbids it, what it means for
// the disks.
#pragma once

#include "io/path_guard.h"
#include "merge/destroy_plan.h"
#include "providers/local/forest_reader.h"
#include "store/library_store.h"

#include <stop_token>

namespace coppice {

/// Changes nothing. See Provider::planDestroy. Besides what refusalsOf() and planDisks() refuse:
/// VirtualSystemRunning for a VM outside the closure that reads through a layer that would be merged or
/// deleted, and InUseByJob for a layer that another unfinished job works on.
Result<DestroyPlan> planLocalDestroy(LibraryStore& store, const PathGuard& guard, ExtentCache& cache,
                                     const DestroyRequest& request, std::stop_token stop);

} // namespace coppice
