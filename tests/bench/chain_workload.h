// Chains to merge: what each layer writes, made once as VHDX files and once as qcow2 overlays.
#pragma once

#include "core/extent.h"
#include "merge/plan.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace coppice::bench {

/// Guest ranges that each layer writes, oldest layer first; the base writes nothing.
struct ChainWorkload {
    std::string name;
    std::string description;
    std::uint64_t virtualSizeBytes = 0;
    std::vector<std::vector<Extent>> layers;

    /// Guest bytes written by any layer: what has to move if none of it is where it belongs.
    std::uint64_t unionBytes() const;
};

ChainWorkload randomRuns(std::string name, std::size_t layers, std::uint64_t layerBytes,
                         std::uint64_t runBytes, std::uint64_t virtualSizeBytes, std::uint64_t seed);
/// The same range rewritten by every layer.
ChainWorkload sameRange(std::string name, std::size_t layers, std::uint64_t bytes,
                        std::uint64_t virtualSizeBytes);

/// "base.vhdx", "layer1.avhdx", … in `folder`, content unique per sector. Returns the paths, oldest first.
std::vector<std::filesystem::path> makeVhdxChain(const ChainWorkload& workload,
                                                 const std::filesystem::path& folder);
/// The one merge that leaves a single disk, as the plan chooses it.
merge::DiskStep planCollapse(const std::vector<std::filesystem::path>& chain);
/// SHA-256 of what the newest layer shows.
std::string contentOf(const std::filesystem::path& newest);

/// "base.qcow2", "layer1.qcow2", …, written by qemu-io. Returns the newest.
std::filesystem::path makeQcow2Chain(const ChainWorkload& workload, const std::filesystem::path& folder);

/// Drops the files' pages from the cache, dirty ones written first, so that reads are cold.
void dropFromCache(const std::filesystem::path& folder);

} // namespace coppice::bench
