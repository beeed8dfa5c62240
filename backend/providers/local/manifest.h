// The manifest: a whole library as JSON, version 1 (DESIGN 6).
#pragma once

#include "core/error.h"
#include "domain/inventory.h"
#include "io/path_guard.h"

#include <string>
#include <string_view>

namespace coppice {

/// Reads and validates a manifest against what the library holds already (`existing`).
///
/// ManifestInvalid names the place as a JSON pointer ("/vms/0/disks/1/active") and why. Unknown keys are
/// ignored; a version other than 1, missing or mistyped keys, ids that two things bear, a parent or `current`
/// that is no snapshot of the same VM, ancestry that runs in a circle, and a collection's unknown VM are
/// errors. Members of snapshot collections that no VM has are allowed: they are missing members.
///
/// Paths come back canonical, in the form of PathGuard::display. A file need not exist; a path that leads out
/// of the library and its roots is PathOutsideLibrary.
Result<Inventory> inventoryFromManifest(std::string_view json, const PathGuard& guard,
                                        const Inventory& existing = {});

/// The manifest of `inventory`, indented, with a newline at its end. Read back, it gives the same inventory
/// but for the `destroying` marks.
std::string manifestFromInventory(const Inventory& inventory);

} // namespace coppice
