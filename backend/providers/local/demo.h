// A library to try things on: real VHDX chains, made in seconds.
#pragma once

#include "core/error.h"
#include "domain/inventory.h"
#include "io/file_system.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace coppice {

struct DemoParameters {
    std::uint32_t collections = 2;
    std::uint32_t vms = 3;       ///< in each collection
    std::uint32_t snapshots = 6; ///< of each VM
    std::uint32_t mib = 4;       ///< written into each layer; the virtual disks are larger
    std::uint64_t seed = 1;      ///< same parameters, same names, dates, ids and disk contents
};

/// InvalidArgument that names the first number out of range.
Result<void> checkDemoParameters(const DemoParameters& parameters);

/// Makes the disks below `folder` (one folder a VM, which must not exist) and returns the inventory that uses
/// them. Snapshots of whole collections and of single VMs, a branch in every VM that has at least five
/// snapshots, data that differs from layer to layer in every sector, zeroed blocks, one snapshot held.
/// `progress` is called after each layer with layers done and in total. Errors: checkDemoParameters(); a VM's
/// folder that exists.
Result<Inventory> makeDemoDisks(FileSystem& fileSystem, const std::filesystem::path& folder,
                                const DemoParameters& parameters,
                                const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

} // namespace coppice
