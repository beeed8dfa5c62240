// The health of a library's chains.
#include "providers/local/library_check.h"

#include "core/error_text.h"
#include "providers/local/layer_reader.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace coppice {
namespace fs = std::filesystem;

using vhdx::Finding;
using vhdx::Severity;

namespace {

bool hasDamage(const LayerCheck& layer) {
    return std::ranges::any_of(layer.findings,
                               [](const Finding& finding) { return finding.severity == Severity::Damage; });
}

Finding damage(const Error& error) {
    return {.severity = Severity::Damage,
            .code = error.code,
            .text = errorText(error),
            .offsetBytes = error.offsetBytes};
}

class Checker {
public:
    Checker(const PathGuard& guard, std::stop_token stop)
        : m_guard(guard)
        , m_stop(std::move(stop)) {}

    /// `path` and then its parents.
    Result<void> checkChain(const fs::path& path);
    Result<void> addOrphans(const fs::path& folder);
    Result<LibraryCheck> finish();

private:
    std::optional<fs::path> checkLayer(const fs::path& path, LayerCheck& check);
    std::optional<fs::path> checkParent(const fs::path& path, const vhdx::ParentLocator& locator,
                                        LayerCheck& check);
    Result<void> stopIfAsked() const {
        return m_stop.stop_requested() ? Result<void>(fail(ErrorCode::Stopped, "checking the chains", ""))
                                       : Result<void>{};
    }

    const PathGuard& m_guard;
    std::stop_token m_stop;
    std::map<std::string, LayerCheck> m_checks; ///< by path form
    std::map<std::string, std::string> m_parents;
};

/// Structures, identity and parent of one file. Returns the parent's path, if it can be had.
std::optional<fs::path> Checker::checkLayer(const fs::path& path, LayerCheck& check) {
    FileSystem& fileSystem = m_guard.fileSystem();
    Result<std::unique_ptr<FileLock>> lock = fileSystem.lock(path, LockKind::Shared);
    if (!lock) {
        if (lock.error().code != ErrorCode::LayerInUse) {
            check.findings.push_back(damage(lock.error()));
            return std::nullopt;
        }
        check.inUse = true;
        check.findings.push_back(
            {.severity = Severity::Warning, .code = ErrorCode::LayerInUse, .text = errorText(lock.error())});
        return std::nullopt;
    }
    Result<std::unique_ptr<BlockFile>> file = fileSystem.open(path, OpenMode::ReadOnly);
    if (!file) {
        check.findings.push_back(damage(file.error()));
        return std::nullopt;
    }
    if (Result<std::vector<Finding>> findings = vhdx::checkImage(std::move(*file)); findings) {
        check.findings = std::move(*findings);
    } else {
        check.findings.push_back(damage(findings.error()));
        return std::nullopt;
    }
    Result<OpenedLayer> layer = openLayer(m_guard, path);
    if (!layer) {
        if (!hasDamage(check)) {
            check.findings.push_back(damage(layer.error()));
        }
        return std::nullopt;
    }
    const std::optional<vhdx::ParentLocator>& locator = layer->image->info().parent;
    return locator ? checkParent(path, *locator, check) : std::nullopt;
}

std::optional<fs::path> Checker::checkParent(const fs::path& path, const vhdx::ParentLocator& locator,
                                             LayerCheck& check) {
    Result<fs::path> parent = vhdx::resolveParentPath(m_guard, path, locator);
    if (!parent) {
        check.findings.push_back(damage(parent.error()));
        return std::nullopt;
    }
    // A parent that cannot be opened is reported where it stands.
    if (Result<OpenedLayer> opened = openLayer(m_guard, *parent);
        opened && !vhdx::acceptsParent(locator, opened->image->info().dataWriteGuid)) {
        check.findings.push_back(damage(Error{.code = ErrorCode::ParentMismatch,
                                              .action = "checking the chain",
                                              .object = path.string(),
                                              .detail = "its parent is " + parent->string()}));
    }
    return std::move(*parent);
}

Result<void> Checker::checkChain(const fs::path& path) {
    std::optional<fs::path> at = path;
    while (at) {
        COPPICE_CHECK(stopIfAsked());
        const Result<fs::path> canonical = m_guard.resolve(*at);
        const std::string stored = m_guard.display(canonical ? *canonical : *at);
        const auto [entry, isNew] = m_checks.try_emplace(stored);
        if (!isNew) {
            return {};
        }
        LayerCheck& check = entry->second;
        check.path = stored;
        if (!canonical) {
            check.findings.push_back(damage(canonical.error()));
            return {};
        }
        at = checkLayer(*canonical, check);
        if (at) {
            m_parents.emplace(stored, m_guard.display(*at));
        }
    }
    return {};
}

Result<void> Checker::addOrphans(const fs::path& folder) {
    COPPICE_CHECK(stopIfAsked());
    COPPICE_TRY(const std::vector<std::string> names, m_guard.fileSystem().list(folder));
    for (const std::string& name : names) {
        const fs::path path = folder / name;
        COPPICE_TRY(const std::optional<FileStatus> status, m_guard.fileSystem().status(path));
        if (status && status->isDirectory) {
            COPPICE_CHECK(addOrphans(path));
        } else if (status && status->isRegularFile && isLayerName(path) &&
                   !m_checks.contains(m_guard.display(path))) {
            LayerCheck& check = m_checks[m_guard.display(path)];
            check.path = m_guard.display(path);
            check.findings.push_back({.severity = Severity::Warning,
                                      .code = ErrorCode::UnownedChild,
                                      .text = "Nothing in the library uses this file."});
        }
    }
    return {};
}

Result<LibraryCheck> Checker::finish() {
    // A walk that comes back to a layer it has passed ends there silently; the circle is found here.
    for (auto& [path, check] : m_checks) {
        std::string at = path;
        for (std::size_t steps = 0; steps <= m_parents.size(); ++steps) {
            const auto parent = m_parents.find(at);
            if (parent == m_parents.end()) {
                break;
            }
            at = parent->second;
            if (at == path) {
                check.findings.push_back(damage(Error{.code = ErrorCode::ChainCycle,
                                                      .action = "checking the chain",
                                                      .object = path,
                                                      .detail = "it is its own ancestor"}));
                break;
            }
        }
    }
    LibraryCheck result;
    for (auto& [path, check] : m_checks) {
        result.layers.push_back(std::move(check));
    }
    return result;
}

} // namespace

std::size_t LibraryCheck::damaged() const {
    return static_cast<std::size_t>(std::ranges::count_if(layers, hasDamage));
}

std::size_t LibraryCheck::warned() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        layers, [](const LayerCheck& layer) { return !layer.findings.empty() && !hasDamage(layer); }));
}

Result<LibraryCheck> checkLibrary(const PathGuard& guard, const Inventory& inventory,
                                  const std::vector<fs::path>& files, std::stop_token stop) {
    Checker checker(guard, std::move(stop));
    if (!files.empty()) {
        for (const fs::path& file : files) {
            COPPICE_CHECK(checker.checkChain(file));
        }
        return checker.finish();
    }
    for (const VirtualSystem& vm : inventory.vms) {
        for (const Disk& disk : vm.disks) {
            COPPICE_CHECK(checker.checkChain(guard.absolute(disk.active)));
        }
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, stored] : snapshot.disks) {
                const fs::path path = guard.absolute(stored);
                // What a job that has not ended already removed of its snapshots is not damage.
                COPPICE_TRY(const std::optional<FileStatus> status, guard.fileSystem().status(path));
                if (status || !snapshot.destroying) {
                    COPPICE_CHECK(checker.checkChain(path));
                }
            }
        }
    }
    for (const fs::path& root : guard.roots()) {
        COPPICE_CHECK(checker.addOrphans(root));
    }
    return checker.finish();
}

} // namespace coppice
