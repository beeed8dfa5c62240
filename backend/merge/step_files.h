// Opening, locking and removing the files of a step, each checked to be the file the plan meant.
#pragma once

#include "io/path_guard.h"
#include "merge/plan.h"
#include "vhdx/image.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coppice::merge {

/// ChainChanged, naming the file: what the plan was made from is no longer so.
std::unexpected<Error> chainChanged(const std::filesystem::path& path, std::string detail);

/// The canonical path again, if it still is one: ChainChanged when a symbolic link has slipped in.
Result<void> requireCanonical(const PathGuard& guard, const std::filesystem::path& path);

Result<std::unique_ptr<vhdx::Image>> openImage(const PathGuard& guard, const std::filesystem::path& path,
                                               OpenMode mode);

/// The identity behind a name; none if the name is free.
Result<std::optional<FileIdentity>> identityOf(const PathGuard& guard, const std::filesystem::path& path);

/// True if a name that leads to `present` still leads to the file of the plan. By inode alone: many volumes
/// get another device number each time they are mounted, and a journal must be good after the next start,
/// too. Whoever goes on to change or read the file compares its DataWriteGuid as well.
bool isFileOfPlan(const std::optional<FileIdentity>& present, const FileIdentity& planned);

/// Removes the name if it leads to `file`; a free name is success, another file stays and is ChainChanged.
Result<void> removeIfSame(const PathGuard& guard, const std::filesystem::path& path,
                          const FileIdentity& file);

/// Exclusive locks on layer files, all or nothing, held until destroyed.
class LockedLayers {
public:
    /// Locks every path that exists. LayerInUse names the one that another process holds; then nothing is
    /// locked.
    Result<void> acquire(const PathGuard& guard, const std::vector<std::filesystem::path>& paths);

private:
    std::vector<std::unique_ptr<FileLock>> m_locks;
};

} // namespace coppice::merge
