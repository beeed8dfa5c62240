// A request to destroy, and the whole answer: what goes, why, and what it means for the disks.
#pragma once

#include "domain/closure.h"
#include "merge/plan.h"

#include <vector>

namespace coppice {

struct DestroyRequest {
    std::vector<Guid> refs; ///< snapshots and snapshot collections
    DestroyScope scope = DestroyScope::WithDependents;
    bool operator==(const DestroyRequest&) const = default;
};

struct DestroyPlan {
    DestroyRequest request;
    Closure closure;
    merge::DiskPlan disks;
    /// Everything that forbids it; the first decides the return value. With any, `disks` may be empty.
    std::vector<Error> refusals;
};

} // namespace coppice
