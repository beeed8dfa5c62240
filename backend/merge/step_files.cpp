#include "merge/step_files.h"

#include <set>
#include <utility>

namespace coppice::merge {

std::unexpected<Error> chainChanged(const std::filesystem::path& path, std::string detail) {
    return fail(ErrorCode::ChainChanged, "checking the disk chain before changing it", path.string(),
                std::move(detail));
}

Result<void> requireCanonical(const PathGuard& guard, const std::filesystem::path& path) {
    COPPICE_TRY(const auto resolved, guard.resolve(path));
    if (resolved != path) {
        return chainChanged(path, "the name now leads to " + resolved.string());
    }
    return {};
}

Result<std::unique_ptr<vhdx::Image>> openImage(const PathGuard& guard, const std::filesystem::path& path,
                                               OpenMode mode) {
    COPPICE_CHECK(requireCanonical(guard, path));
    COPPICE_TRY(auto file, guard.fileSystem().open(path, mode));
    return vhdx::Image::open(std::move(file), mode);
}

Result<std::optional<FileIdentity>> identityOf(const PathGuard& guard, const std::filesystem::path& path) {
    COPPICE_TRY(const auto status, guard.fileSystem().status(path));
    if (!status) {
        return std::nullopt;
    }
    return status->identity;
}

bool isFileOfPlan(const std::optional<FileIdentity>& present, const FileIdentity& planned) {
    return present && present->inode == planned.inode;
}

Result<void> removeIfSame(const PathGuard& guard, const std::filesystem::path& path,
                          const FileIdentity& file) {
    COPPICE_TRY(const auto present, identityOf(guard, path));
    if (!present) {
        return {};
    }
    if (!isFileOfPlan(present, file)) {
        return chainChanged(path, "another file has taken this name; it was left alone");
    }
    return guard.fileSystem().remove(path);
}

Result<void> LockedLayers::acquire(const PathGuard& guard, const std::vector<std::filesystem::path>& paths) {
    std::vector<std::unique_ptr<FileLock>> taken;
    std::set<FileIdentity> seen; // two names of one file, in the middle of a commit: one lock serves both
    for (const auto& path : paths) {
        COPPICE_TRY(const auto identity, identityOf(guard, path));
        if (!identity || !seen.insert(*identity).second) {
            continue;
        }
        COPPICE_CHECK(requireCanonical(guard, path));
        COPPICE_TRY(auto lock, guard.fileSystem().lock(path, LockKind::Exclusive));
        taken.push_back(std::move(lock));
    }
    m_locks = std::move(taken);
    return {};
}

} // namespace coppice::merge
