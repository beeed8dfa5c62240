// From a parent locator to a file of this system, and back.
//
// A locator is hostile input: its path is first normalised as text, as Windows would, and must then lie
// inside a root before any name of it is looked up; after that every folder on the way is resolved by the
// guard, so that a symbolic link that leads out is noticed before what lies behind it is listed or opened.
#include "vhdx/chain.h"
#include "vhdx/name_match.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <string_view>

namespace coppice::vhdx {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view separators = "\\/";

/// Starts at a root of Windows or of this system: `\x`, `/x`, `\\server\x`, `\\?\x`, `\\.\x`, `C:\x`, `C:x`.
bool isRooted(std::string_view path) {
    if (path.empty()) {
        return false;
    }
    const bool hasDrive =
        path.size() >= 2 && path[1] == ':' && std::isalpha(static_cast<unsigned char>(path[0])) != 0;
    return hasDrive || separators.find(path[0]) != std::string_view::npos;
}

std::vector<std::string> splitPath(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of(separators), path.size());
        if (end > 0) {
            parts.emplace_back(path.substr(0, end));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

bool isInside(const fs::path& root, const fs::path& path) {
    return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

/// One search for the parent of one child.
class Search {
public:
    Search(const PathGuard& guard, const fs::path& childPath)
        : m_guard(guard)
        , m_childPath(childPath) {}

    Result<fs::path> byRelativePath(const std::string& value) const;
    Result<fs::path> byAbsolutePath(const std::string& value) const;

    std::unexpected<Error> notFound(std::string detail) const {
        return fail(ErrorCode::ParentNotFound, "looking for the parent", m_childPath.string(),
                    std::move(detail));
    }

private:
    Result<fs::path> walk(const fs::path& root, const fs::path& below, const std::string& value) const;
    Result<std::string> nameIn(const fs::path& folder, const std::string& name,
                               const std::string& value) const;
    Result<fs::path> resolve(const fs::path& path, const std::string& value) const;

    std::unexpected<Error> outside(const std::string& value) const {
        return fail(ErrorCode::PathOutsideLibrary, "looking for the parent of " + m_childPath.string(), value,
                    "the parent locator leads out of the library and its roots");
    }

    const PathGuard& m_guard;
    const fs::path& m_childPath;
};

Result<fs::path> Search::byRelativePath(const std::string& value) const {
    if (isRooted(value)) {
        return outside(value);
    }
    fs::path target = m_childPath.parent_path();
    for (const std::string& part : splitPath(value)) {
        if (part == "..") {
            if (!target.has_relative_path()) {
                return outside(value);
            }
            target = target.parent_path();
        } else if (part != ".") {
            target /= part;
        }
    }
    for (const fs::path& root : m_guard.roots()) {
        if (isInside(root, target)) {
            return walk(root, target.lexically_relative(root), value);
        }
    }
    return outside(value);
}

Result<fs::path> Search::byAbsolutePath(const std::string& value) const {
    // A drive, a share or a volume of Windows is nothing that could be opened here, and a file of the same
    // name elsewhere would be a guess. Tools of this kind of system do write their own absolute paths.
    const bool couldBeHere = value.starts_with('/') && !value.starts_with("//");
    if (!couldBeHere) {
        return notFound(fmt::format("\"{}\" names no file on this system", value));
    }
    return resolve(fs::path(value), value);
}

/// Follows `below` downwards from `root`, with the guard's consent to every folder.
Result<fs::path> Search::walk(const fs::path& root, const fs::path& below, const std::string& value) const {
    fs::path reached = root;
    for (const fs::path& part : below) {
        COPPICE_TRY(const std::string name, nameIn(reached, part.string(), value));
        COPPICE_TRY(reached, resolve(reached / name, value));
    }
    return reached;
}

/// The name in `folder` that `name` means: itself, or the only one that differs in case alone.
Result<std::string> Search::nameIn(const fs::path& folder, const std::string& name,
                                   const std::string& value) const {
    FileSystem& fileSystem = m_guard.fileSystem();
    COPPICE_TRY(const auto exact, fileSystem.status(folder / name));
    if (exact) {
        return name;
    }
    auto names = fileSystem.list(folder);
    if (!names) {
        return notFound(fmt::format("\"{}\": {} is no folder that could be read", value, folder.string()));
    }
    std::erase_if(*names,
                  [&](const std::string& candidate) { return !sameNameIgnoringCase(candidate, name); });
    if (names->empty()) {
        return notFound(fmt::format("\"{}\": there is no {} in {}", value, name, folder.string()));
    }
    if (names->size() > 1) {
        return notFound(fmt::format("\"{}\": several names in {} differ from {} in case alone", value,
                                    folder.string(), name));
    }
    return std::move(names->front());
}

Result<fs::path> Search::resolve(const fs::path& path, const std::string& value) const {
    auto resolved = m_guard.resolve(path);
    if (!resolved && resolved.error().code == ErrorCode::PathOutsideLibrary) {
        return outside(value);
    }
    if (!resolved && resolved.error().code == ErrorCode::FileNotFound) {
        return notFound(fmt::format("\"{}\": {} does not exist", value, path.string()));
    }
    return resolved;
}

} // namespace

Result<fs::path> resolveParentPath(const PathGuard& guard, const fs::path& childPath,
                                   const ParentLocator& locator) {
    const Search search(guard, childPath);
    std::string tried;
    for (const std::string_view key :
         {locator_key::relativePath, locator_key::absoluteWin32Path, locator_key::volumePath}) {
        const std::optional<std::string> value = locator.get(key);
        if (!value || value->empty()) {
            continue;
        }
        if (value->find('\0') != std::string::npos) {
            return fail(ErrorCode::ParentLocatorInvalid, "looking for the parent", childPath.string(),
                        fmt::format("{} contains a NUL character", key));
        }
        auto found =
            key == locator_key::relativePath ? search.byRelativePath(*value) : search.byAbsolutePath(*value);
        if (found || found.error().code != ErrorCode::ParentNotFound) {
            return found;
        }
        tried += fmt::format("{}{} {}", tried.empty() ? "" : "; ", key, found.error().detail);
    }
    return search.notFound(tried.empty() ? "the parent locator holds no path" : tried);
}

bool acceptsParent(const ParentLocator& childLocator, const Guid& parentDataWriteGuid) {
    return !parentDataWriteGuid.isNull() &&
           (childLocator.linkage() == parentDataWriteGuid || childLocator.linkage2() == parentDataWriteGuid);
}

std::string linkageText(const Guid& guid) {
    return fmt::format("{{{}}}", guid.toString());
}

ParentLocator makeParentLocator(const fs::path& childPath, const fs::path& parentPath,
                                const Guid& parentDataWriteGuid, const ParentLocator* previous) {
    ParentLocator locator;
    if (previous != nullptr) {
        locator = *previous;
    }
    locator.remove(locator_key::absoluteWin32Path);
    locator.remove(locator_key::volumePath);
    locator.set(locator_key::parentLinkage, linkageText(parentDataWriteGuid));

    std::string relative = parentPath.lexically_relative(childPath.parent_path()).string();
    std::ranges::replace(relative, '/', '\\');
    if (!relative.starts_with("..\\")) {
        relative.insert(0, ".\\");
    }
    locator.set(locator_key::relativePath, std::move(relative));
    return locator;
}

} // namespace coppice::vhdx
