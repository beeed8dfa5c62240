// Reading what a layer file says about itself, and where its parent lies. Read-only, no locks.
#pragma once

#include "domain/layer_facts.h"
#include "io/path_guard.h"
#include "vhdx/image.h"

#include <filesystem>
#include <memory>
#include <string>

namespace coppice {

/// One opened layer.
struct OpenedLayer {
    std::filesystem::path path; ///< canonical
    FileStatus status;
    std::unique_ptr<vhdx::Image> image; ///< open for reading only; a dirty log is replayed in memory
};

/// `path` is resolved by `guard` first: PathOutsideLibrary, FileNotFound, NotARegularFile, or what
/// Image::open says.
Result<OpenedLayer> openLayer(const PathGuard& guard, const std::filesystem::path& path);

/// True for names that end in .vhdx or .avhdx, in either case.
bool isLayerName(const std::filesystem::path& path);
/// True for .avhdx, in either case: Hyper-V's name for a checkpoint's layer.
bool isCheckpointLayerName(const std::filesystem::path& path);

/// True if no part of the way to `path` leads out of the guard's roots, though the file itself, or the
/// folders it lies in, need not exist. `canonical` gets the path with all existing links followed.
Result<std::filesystem::path> resolveMaybeMissing(const PathGuard& guard, const std::filesystem::path& path);

/// Facts of one layer for the database, in the manifest's path form. What is wrong with it goes to `problem`.
LayerFacts readLayerFacts(const PathGuard& guard, const std::string& storedPath);

} // namespace coppice
