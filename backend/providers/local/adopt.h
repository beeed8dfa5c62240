// From a folder of disk chains, and nothing else, to VMs and snapshots.
//
// The rule, in the order it is applied:
//  1. Every .vhdx and .avhdx file in the folder and the folders below it is read (symbolic links to folders
//     are not followed), and so is every parent, wherever in the library and its roots it lies. A file that
//     cannot be read, or whose parent is missing, does not fit or lies elsewhere, is reported and left out,
//     and so is everything that derives from it.
//  2. A leaf, which is the parent of nothing, is the active layer of a VM, or a snapshot that lies off the
//     way to Now. A disk begins at its *anchor*: the nearest .vhdx file on the leaf's way down, the leaf
//     itself included, provided it lies in the leaf's folder; otherwise the oldest .avhdx of that way that
//     lies in the leaf's folder. (A .vhdx that derives from another .vhdx is a linked clone: a disk of its
//     own.) Leaves with one anchor belong to one disk: the one written last (by its time of modification,
//     then by name) is Now; each other one is a snapshot.
//  3. Every other layer on those ways, down to the base, becomes a snapshot "Checkpoint N (date)": N counts
//  by
//     time, the date is when the layer was last written, the parent is the snapshot of the layer below. A
//     base that several linked clones share becomes a snapshot of each of them, which keeps it from being
//     merged away while any of them is there.
//  4. Disks become VMs: disks whose anchors lie in one subfolder, whose trees are plain chains of one length,
//     and whose names begin with the subfolder's name, are one VM's, with one snapshot for each level. Every
//     other disk is a VM of its own, named after its anchor without "_<GUID>" or "_<digits>".
//  5. The VMs form a collection named after the folder.
//
// A disk that the library uses already, by any of its leaves or its anchor, is left as it is. Ids depend on
// paths alone, so that adopting twice adds nothing twice. Nothing on disk changes.
#pragma once

#include "core/error.h"
#include "domain/inventory.h"
#include "io/path_guard.h"

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace coppice {

struct Adoption {
    Inventory inventory;        ///< what is new; the collection also keeps the VMs it had
    std::vector<Error> skipped; ///< files left out, each with the reason
    std::size_t knownDisks = 0; ///< disks the library has already
};

/// `folder` must lie inside the guard's roots. Stopped, or what keeps a folder from being read.
Result<Adoption> adoptFolder(const PathGuard& guard, const std::filesystem::path& folder,
                             const Inventory& existing, std::stop_token stop = {});

} // namespace coppice
