// All layers a plan is made from: what was read of each file, and who points at it. Values; no I/O.
#pragma once

#include "core/extent.h"
#include "core/guid.h"
#include "io/file_system.h"
#include "vhdx/image.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coppice::merge {

using LayerIndex = std::uint32_t;

/// One file, as it was when the forest was read.
struct Layer {
    std::filesystem::path path; ///< canonical
    std::optional<LayerIndex> parent;
    vhdx::DiskType type = vhdx::DiskType::Dynamic;
    std::uint64_t virtualSizeBytes = 0;
    std::uint32_t blockSizeBytes = 0;
    std::uint32_t logicalSectorBytes = 0;
    Guid dataWriteGuid;
    FileIdentity file;
    std::uint64_t fileSizeBytes = 0;
    std::uint64_t allocatedBytes = 0;
    /// Own content; never null for layers in the chains concerned, may be null elsewhere.
    std::shared_ptr<const ExtentMap> map;
    /// The chain below it is broken (code and object say how); it has no `parent` here then.
    std::optional<Error> broken;
};

/// A disk slot that points at a layer: a snapshot's, or Now's.
struct LayerUse {
    LayerIndex layer = 0;
    Guid vm;
    std::string slot;
    std::optional<Guid> snapshot; ///< none: Now
};

/// Parents before children is not required. Layers that nothing uses and nothing used derives from are
/// unowned: found by scanning the folders concerned.
struct LayerForest {
    std::vector<Layer> layers;
    std::vector<LayerUse> uses;

    /// Children of each layer, by index.
    std::vector<std::vector<LayerIndex>> children() const;
};

} // namespace coppice::merge
