// What must read the same after a destroy as before it, and the comparison for --verify.
#pragma once

#include "domain/closure.h"
#include "domain/inventory.h"
#include "io/path_guard.h"
#include "jobs/job_context.h"
#include "merge/layer_forest.h"

#include <map>
#include <string>
#include <vector>

namespace coppice {

/// One disk of a surviving snapshot or of Now.
struct Survivor {
    std::string key;        ///< "<vm id>/<snapshot id or now>/<slot>"; stays while paths change
    std::string name;       ///< for people: "Before patch on web1, SCSI 0:0"
    std::string storedPath; ///< layer, in the manifest's path form
};

/// Of each VM that loses a snapshot: Now, and the surviving snapshots next to the cut (parents and children
/// of what goes); and Now of every other VM that has a layer in the same trees (linked clones). In inventory
/// order.
std::vector<Survivor> survivorsOf(const Inventory& inventory, const Closure& closure,
                                  const merge::LayerForest& forest);

/// SHA-256 of each survivor's guest-visible bytes, by key. Answers stop and pause while it reads.
Result<std::map<std::string, std::string>>
hashSurvivors(const PathGuard& guard, const std::vector<Survivor>& survivors, JobContext& context);

} // namespace coppice
