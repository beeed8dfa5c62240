// The health of a library's chains, or of single files of it.
#pragma once

#include "domain/inventory.h"
#include "io/path_guard.h"
#include "vhdx/checker.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace coppice {

/// What was found about one file.
struct LayerCheck {
    std::string path;   ///< in the manifest's form
    bool inUse = false; ///< locked by another program: its structures were not looked at
    std::vector<vhdx::Finding> findings;
};

struct LibraryCheck {
    std::vector<LayerCheck> layers; ///< every file looked at, the sound ones too; sorted by path
    std::size_t damaged() const;    ///< files with at least one finding of Severity::Damage
    std::size_t warned() const;     ///< files with warnings and no damage
};

/// Without `files`: every layer the inventory uses and every parent of one (missing, unreadable, structurally
/// damaged, with a parent that is missing, does not fit, lies outside, runs in a circle), and every .vhdx and
/// .avhdx file below the guard's roots that nothing uses (a warning: an orphan). With `files`: only those,
/// and whether nothing uses them is not asked. Takes shared locks while it reads; changes nothing. Stopped.
Result<LibraryCheck> checkLibrary(const PathGuard& guard, const Inventory& inventory,
                                  const std::vector<std::filesystem::path>& files, std::stop_token stop = {});

} // namespace coppice
