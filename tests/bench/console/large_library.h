// A library of many VMs and snapshots in a real coppice.db, without disks: opening a library reads the
// database alone.
#pragma once

#include <cstddef>
#include <filesystem>

namespace coppice::bench {

struct LibrarySize {
    std::size_t vms = 1000;
    std::size_t snapshotsEach = 100;
    std::size_t vmsPerCollection = 25;
};

/// Makes the library unless `folder` is one already. Four of five snapshots of a VM were taken together with
/// the other VMs of its collection, the rest alone; every tenth begins a branch. Throws std::runtime_error.
void makeLargeLibrary(const std::filesystem::path& folder, const LibrarySize& size);

} // namespace coppice::bench
