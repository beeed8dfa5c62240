// Decides by whole path components, after every symbolic link was followed.
#include "io/path_guard.h"

#include <algorithm>

namespace coppice {

namespace fs = std::filesystem;

namespace {

constexpr const char* resolveAction = "resolving the path of a disk";

/// By components, so that /library2 does not lie inside /library. Both canonical.
bool liesInside(const fs::path& path, const fs::path& root) {
    const auto difference = std::ranges::mismatch(root, path);
    return difference.in1 == root.end();
}

bool liesInsideAny(const fs::path& path, const std::vector<fs::path>& roots) {
    return std::ranges::any_of(roots, [&](const fs::path& root) { return liesInside(path, root); });
}

std::unexpected<Error> outside(const fs::path& asked, const fs::path& where) {
    return fail(ErrorCode::PathOutsideLibrary, resolveAction, asked.string(),
                "it leads to " + where.string());
}

/// The operating system would cut the name off at a NUL and open another file than the one checked.
Result<void> checkText(const fs::path& path) {
    if (path.empty() || path.native().find('\0') != std::string::npos) {
        return fail(ErrorCode::InvalidArgument, resolveAction, path.string(), "no file has such a name");
    }
    return {};
}

/// Where a path leads of which a part is missing: what exists of it resolved, the rest as it is written.
fs::path resolveWhatExists(FileSystem& fileSystem, const fs::path& path) {
    fs::path existing = path;
    fs::path missing;
    while (existing.has_relative_path()) {
        missing = missing.empty() ? existing.filename() : existing.filename() / missing;
        existing = existing.parent_path();
        if (const auto resolved = fileSystem.canonical(existing)) {
            return (*resolved / missing).lexically_normal();
        }
    }
    return path.lexically_normal();
}

} // namespace

Result<PathGuard> PathGuard::make(FileSystem& fileSystem, std::span<const fs::path> roots) {
    if (roots.empty()) {
        return fail(ErrorCode::InvalidArgument, resolveAction, "", "no folder is given");
    }
    std::vector<fs::path> canonicalRoots;
    for (const fs::path& root : roots) {
        COPPICE_CHECK(checkText(root));
        COPPICE_TRY(fs::path resolved, fileSystem.canonical(root));
        COPPICE_TRY(const auto status, fileSystem.status(resolved));
        if (!status || !status->isDirectory) {
            return fail(ErrorCode::InvalidArgument, resolveAction, root.string(), "it is not a folder");
        }
        canonicalRoots.push_back(std::move(resolved));
    }
    return PathGuard(fileSystem, std::move(canonicalRoots));
}

Result<fs::path> PathGuard::resolve(const fs::path& path) const {
    COPPICE_CHECK(checkText(path));
    const fs::path absolutePath = m_roots.front() / path;
    auto resolved = m_fileSystem->canonical(absolutePath);
    if (!resolved) {
        // A path that leads out is refused as such also where nothing is there: the answer must not tell
        // what exists outside.
        const fs::path where = resolveWhatExists(*m_fileSystem, absolutePath);
        if (!liesInsideAny(where, m_roots)) {
            return outside(path, where);
        }
        resolved.error().object = path.string();
        return resolved;
    }
    if (!liesInsideAny(*resolved, m_roots)) {
        return outside(path, *resolved);
    }
    return resolved;
}

Result<fs::path> PathGuard::resolveNew(const fs::path& path) const {
    COPPICE_CHECK(checkText(path));
    const fs::path name = path.filename();
    if (name.empty() || name == "." || name == "..") {
        return fail(ErrorCode::InvalidArgument, resolveAction, path.string(), "it does not name a file");
    }
    const fs::path folder = path.parent_path();
    COPPICE_TRY(const fs::path resolved, resolve(folder.empty() ? fs::path(".") : folder));
    return resolved / name;
}

std::string PathGuard::display(const fs::path& canonicalPath) const {
    if (!liesInside(canonicalPath, m_roots.front())) {
        return canonicalPath.generic_string();
    }
    return canonicalPath.lexically_relative(m_roots.front()).generic_string();
}

fs::path PathGuard::absolute(std::string_view stored) const {
    return (m_roots.front() / fs::path(stored)).lexically_normal();
}

} // namespace coppice
