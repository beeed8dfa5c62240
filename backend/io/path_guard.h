// Where layers may lie: inside the library's folder, or a root the operator added (DESIGN 5).
#pragma once

#include "core/error.h"
#include "io/file_system.h"

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace coppice {

/// Immutable after construction; any thread.
class PathGuard {
public:
    /// `roots` must exist; they are made canonical here. The first is the library's folder.
    static Result<PathGuard> make(FileSystem& fileSystem, std::span<const std::filesystem::path> roots);

    /// The canonical path of an existing file, if it lies inside a root with all symbolic links followed.
    /// PathOutsideLibrary otherwise, FileNotFound if it does not exist. Opens nothing.
    Result<std::filesystem::path> resolve(const std::filesystem::path& path) const;

    /// Like resolve(), for a name that need not exist yet: its folder must exist and lie inside a root.
    Result<std::filesystem::path> resolveNew(const std::filesystem::path& path) const;

    /// Library-relative with '/' if inside the first root, else absolute: the form of manifest and database.
    std::string display(const std::filesystem::path& canonicalPath) const;
    /// Inverse of display(): absolute, lexically normal, not yet resolved.
    std::filesystem::path absolute(std::string_view stored) const;

    const std::vector<std::filesystem::path>& roots() const { return m_roots; }
    FileSystem& fileSystem() const { return *m_fileSystem; }

private:
    PathGuard(FileSystem& fileSystem, std::vector<std::filesystem::path> roots)
        : m_fileSystem(&fileSystem)
        , m_roots(std::move(roots)) {}

    FileSystem* m_fileSystem;
    std::vector<std::filesystem::path> m_roots;
};

} // namespace coppice
