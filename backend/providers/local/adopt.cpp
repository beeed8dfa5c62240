// From a folder of disk chains to VMs and snapshots; the rule stands in the header.
#include "providers/local/adopt.h"

#include "providers/local/layer_reader.h"
#include "providers/local/name_guid.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace coppice {
namespace fs = std::filesystem;
namespace {

constexpr const char* onlySlot = "SCSI 0:0";

struct File {
    fs::path path; ///< canonical
    std::optional<vhdx::ParentLocator> locator;
    Guid dataWriteGuid;
    std::optional<std::size_t> parent;
    std::size_t children = 0;
    Timestamp written{};
    std::optional<Error> problem;
    bool inFolder = false; ///< found by the walk; false: an ancestor that lies elsewhere
};

/// All leaves over one anchor.
struct DiskTree {
    std::size_t anchor = 0;
    std::vector<std::size_t> leaves; ///< Now first
};

Timestamp timeWritten(const fs::path& path) {
    std::error_code error;
    const fs::file_time_type time = fs::last_write_time(path, error);
    if (error) {
        return {};
    }
    const auto system = std::chrono::file_clock::to_sys(time);
    // Whole seconds: what lies behind them says nothing to an operator.
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::floor<std::chrono::seconds>(system));
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// "web1" of web1.vhdx, web1_0002.avhdx and web1_3F2504E0-….avhdx.
std::string diskName(const fs::path& path) {
    const std::string stem = path.stem().string();
    const std::size_t cut = stem.rfind('_');
    if (cut == std::string::npos || cut == 0 || cut + 1 == stem.size()) {
        return stem;
    }
    const std::string suffix = stem.substr(cut + 1);
    const bool digits = std::ranges::all_of(suffix, [](unsigned char c) { return std::isdigit(c) != 0; });
    return digits || Guid::parse(suffix) ? stem.substr(0, cut) : stem;
}

class Adopter {
public:
    Adopter(const PathGuard& guard, const Inventory& existing, std::stop_token stop)
        : m_guard(guard)
        , m_existing(existing)
        , m_stop(std::move(stop)) {}

    Result<Adoption> adopt(const fs::path& folder);

private:
    Result<void> walk(const fs::path& folder);
    std::size_t addFile(const fs::path& path, bool inFolder);
    void linkParents();
    void dropBroken();
    bool isBroken(std::size_t file) const { return m_files[file].problem.has_value(); }
    std::vector<std::size_t> wayDown(std::size_t leaf) const; ///< leaf first, base last
    std::size_t anchorOf(std::size_t leaf) const;
    std::vector<DiskTree> diskTrees() const;
    bool isKnown(const DiskTree& disk) const;
    std::vector<std::vector<DiskTree>> groupToVms(std::vector<DiskTree> disks, const fs::path& folder) const;
    VirtualSystem makeVm(const DiskTree& disk) const;
    VirtualSystem makeVm(const std::vector<DiskTree>& disks) const;
    std::string stored(std::size_t file) const { return m_guard.display(m_files[file].path); }
    void addCollection(const fs::path& folder);

    const PathGuard& m_guard;
    const Inventory& m_existing;
    std::stop_token m_stop;
    std::vector<File> m_files;
    std::map<fs::path, std::size_t> m_byPath;
    Adoption m_adoption;
};

std::size_t Adopter::addFile(const fs::path& path, bool inFolder) {
    const Result<fs::path> canonical = m_guard.resolve(path);
    const fs::path key = canonical ? *canonical : path;
    if (const auto known = m_byPath.find(key); known != m_byPath.end()) {
        m_files[known->second].inFolder |= inFolder;
        return known->second;
    }
    File file;
    file.path = key;
    file.inFolder = inFolder;
    if (Result<OpenedLayer> opened = openLayer(m_guard, path); opened) {
        file.locator = opened->image->info().parent;
        file.dataWriteGuid = opened->image->info().dataWriteGuid;
        file.written = timeWritten(key);
    } else {
        file.problem = std::move(opened).error();
    }
    const std::size_t index = m_files.size();
    m_byPath.emplace(key, index);
    m_files.push_back(std::move(file));
    return index;
}

Result<void> Adopter::walk(const fs::path& folder) {
    if (m_stop.stop_requested()) {
        return fail(ErrorCode::Stopped, "reading the folder", folder.string());
    }
    COPPICE_TRY(const std::vector<std::string> names, m_guard.fileSystem().list(folder));
    for (const std::string& name : names) {
        const fs::path path = folder / name;
        COPPICE_TRY(const std::optional<FileStatus> status, m_guard.fileSystem().status(path));
        if (status && status->isDirectory) {
            COPPICE_CHECK(walk(path));
        } else if (status && isLayerName(path)) {
            addFile(path, true);
        }
    }
    return {};
}

void Adopter::linkParents() {
    for (std::size_t i = 0; i < m_files.size(); ++i) { // grows while parents are added
        if (isBroken(i) || !m_files[i].locator) {
            continue;
        }
        const vhdx::ParentLocator locator = *m_files[i].locator;
        Result<fs::path> path = vhdx::resolveParentPath(m_guard, m_files[i].path, locator);
        if (!path) {
            m_files[i].problem = std::move(path).error();
            continue;
        }
        const std::size_t parent = addFile(*path, false);
        if (!isBroken(parent) && !vhdx::acceptsParent(locator, m_files[parent].dataWriteGuid)) {
            m_files[i].problem = Error{.code = ErrorCode::ParentMismatch,
                                       .action = "following the parent locators",
                                       .object = m_files[i].path.string(),
                                       .detail = "its parent is " + m_files[parent].path.string()};
            continue;
        }
        m_files[i].parent = parent;
    }
}

/// What derives from something broken is broken too; so is a circle.
void Adopter::dropBroken() {
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        std::size_t at = i;
        for (std::size_t steps = 0; !isBroken(at) && m_files[at].parent; ++steps) {
            at = *m_files[at].parent;
            if (steps > m_files.size()) {
                m_files[i].problem = Error{.code = ErrorCode::ChainCycle,
                                           .action = "following the parent locators",
                                           .object = m_files[i].path.string(),
                                           .detail = "the chain comes back to a layer it has passed"};
                break;
            }
        }
        if (at != i && isBroken(at) && !isBroken(i)) {
            Error problem = *m_files[at].problem;
            problem.detail = "a parent of " + m_files[i].path.string() +
                             (problem.detail.empty() ? "" : ": " + problem.detail);
            m_files[i].problem = std::move(problem);
        }
    }
    for (const File& file : m_files) {
        if (file.problem && file.inFolder) {
            m_adoption.skipped.push_back(*file.problem);
        } else if (!file.problem && file.parent) {
            ++m_files[*file.parent].children;
        }
    }
}

std::vector<std::size_t> Adopter::wayDown(std::size_t leaf) const {
    std::vector<std::size_t> way;
    for (std::optional<std::size_t> at = leaf; at; at = m_files[*at].parent) {
        way.push_back(*at);
    }
    return way;
}

std::size_t Adopter::anchorOf(std::size_t leaf) const {
    std::size_t anchor = leaf;
    for (const std::size_t file : wayDown(leaf)) {
        if (m_files[file].path.parent_path() != m_files[leaf].path.parent_path()) {
            break;
        }
        anchor = file;
        if (!isCheckpointLayerName(m_files[file].path)) {
            break;
        }
    }
    return anchor;
}

std::vector<DiskTree> Adopter::diskTrees() const {
    std::map<std::size_t, DiskTree> trees;
    for (std::size_t i = 0; i < m_files.size(); ++i) {
        if (!isBroken(i) && m_files[i].children == 0 && m_files[i].inFolder) {
            const std::size_t anchor = anchorOf(i);
            trees[anchor].anchor = anchor;
            trees[anchor].leaves.push_back(i);
        }
    }
    std::vector<DiskTree> sorted;
    for (auto& [anchor, tree] : trees) {
        std::ranges::sort(tree.leaves, [&](std::size_t a, std::size_t b) {
            return std::tie(m_files[b].written, m_files[b].path) <
                   std::tie(m_files[a].written, m_files[a].path);
        });
        sorted.push_back(std::move(tree));
    }
    std::ranges::sort(sorted, {}, [&](const DiskTree& tree) { return m_files[tree.anchor].path; });
    return sorted;
}

bool Adopter::isKnown(const DiskTree& disk) const {
    std::set<std::string> own = {stored(disk.anchor)};
    for (const std::size_t leaf : disk.leaves) {
        own.insert(stored(leaf));
    }
    // The anchor of a base that only linked clones use is a snapshot of theirs, and no disk of its own.
    if (m_files[disk.anchor].children > 0 && disk.leaves.front() != disk.anchor) {
        own.erase(stored(disk.anchor));
    }
    return std::ranges::any_of(m_existing.vms, [&](const VirtualSystem& vm) {
        return std::ranges::any_of(vm.disks, [&](const Disk& disk_) { return own.contains(disk_.active); }) ||
               std::ranges::any_of(vm.snapshots, [&](const Snapshot& snapshot) {
                   return std::ranges::any_of(snapshot.disks,
                                              [&](const auto& entry) { return own.contains(entry.second); });
               });
    });
}

std::vector<std::vector<DiskTree>> Adopter::groupToVms(std::vector<DiskTree> disks,
                                                       const fs::path& folder) const {
    std::map<fs::path, std::vector<DiskTree>> byFolder;
    for (DiskTree& disk : disks) {
        byFolder[m_files[disk.anchor].path.parent_path()].push_back(std::move(disk));
    }
    std::vector<std::vector<DiskTree>> vms;
    for (auto& [place, members] : byFolder) {
        const std::string name = lower(place.filename().string());
        const std::size_t length = wayDown(members.front().leaves.front()).size();
        const bool oneVm = place != folder && std::ranges::all_of(members, [&](const DiskTree& disk) {
                               return disk.leaves.size() == 1 &&
                                      wayDown(disk.leaves.front()).size() == length &&
                                      lower(diskName(m_files[disk.anchor].path)).starts_with(name);
                           });
        if (oneVm) {
            vms.push_back(std::move(members));
            continue;
        }
        for (DiskTree& disk : members) {
            vms.push_back({std::move(disk)});
        }
    }
    return vms;
}

std::string checkpointName(std::size_t number, Timestamp time) {
    return fmt::format("Checkpoint {} ({:%Y-%m-%d %H:%M})", number,
                       fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

/// One disk: every layer but Now's is a snapshot, in a tree like theirs.
VirtualSystem Adopter::makeVm(const DiskTree& disk) const {
    VirtualSystem vm;
    vm.id = guidFromName("adopted vm " + stored(disk.anchor));
    vm.name = diskName(m_files[disk.anchor].path);
    const std::size_t now = disk.leaves.front();
    vm.disks.push_back({.slot = onlySlot, .active = stored(now)});

    std::set<std::size_t> frozen;
    for (const std::size_t leaf : disk.leaves) {
        for (const std::size_t layer : wayDown(leaf)) {
            frozen.insert(layer);
        }
    }
    frozen.erase(now);
    const auto snapshotId = [&](std::size_t layer) {
        return guidFromName("adopted snapshot " + vm.id.toString() + " " + stored(layer));
    };
    std::vector<std::size_t> ordered(frozen.begin(), frozen.end());
    std::ranges::sort(ordered, [&](std::size_t a, std::size_t b) {
        const std::size_t depthA = wayDown(a).size();
        const std::size_t depthB = wayDown(b).size();
        return std::tie(m_files[a].written, depthA, m_files[a].path) <
               std::tie(m_files[b].written, depthB, m_files[b].path);
    });
    for (const std::size_t layer : ordered) {
        Snapshot snapshot;
        snapshot.id = snapshotId(layer);
        snapshot.name = checkpointName(vm.snapshots.size() + 1, m_files[layer].written);
        if (m_files[layer].parent) {
            snapshot.parent = snapshotId(*m_files[layer].parent);
        }
        snapshot.created = m_files[layer].written;
        snapshot.notes = "Adopted from " + stored(layer);
        snapshot.disks.emplace(onlySlot, stored(layer));
        vm.snapshots.push_back(std::move(snapshot));
    }
    if (m_files[now].parent) {
        vm.current = snapshotId(*m_files[now].parent);
    }
    return vm;
}

/// Several plain chains of one length: a snapshot for each level, over all disks.
VirtualSystem Adopter::makeVm(const std::vector<DiskTree>& disks) const {
    VirtualSystem vm = makeVm(disks.front());
    vm.name = m_files[disks.front().anchor].path.parent_path().filename().string();
    std::map<Guid, std::size_t> level; // 1 is right below Now
    std::size_t depth = 1;
    for (std::optional<Guid> at = vm.current; at; ++depth) {
        level.emplace(*at, depth);
        at = std::ranges::find(vm.snapshots, *at, &Snapshot::id)->parent;
    }
    for (std::size_t i = 1; i < disks.size(); ++i) {
        const std::string slot = fmt::format("SCSI 0:{}", i);
        const std::vector<std::size_t> way = wayDown(disks[i].leaves.front());
        vm.disks.push_back({.slot = slot, .active = stored(way.front())});
        for (Snapshot& snapshot : vm.snapshots) {
            snapshot.disks.emplace(slot, stored(way[level.at(snapshot.id)]));
        }
    }
    return vm;
}

void Adopter::addCollection(const fs::path& folder) {
    Collection collection;
    collection.id = guidFromName("adopted collection " + m_guard.display(folder));
    collection.name = folder.filename().string();
    for (const Collection& known : m_existing.collections) {
        if (known.id == collection.id) {
            collection = known;
        }
    }
    for (const VirtualSystem& vm : m_adoption.inventory.vms) {
        collection.vms.push_back(vm.id);
    }
    m_adoption.inventory.collections.push_back(std::move(collection));
}

Result<Adoption> Adopter::adopt(const fs::path& folder) {
    COPPICE_TRY(const fs::path root, m_guard.resolve(folder));
    COPPICE_CHECK(walk(root));
    linkParents();
    dropBroken();
    std::vector<DiskTree> fresh;
    for (DiskTree& disk : diskTrees()) {
        if (isKnown(disk)) {
            ++m_adoption.knownDisks;
        } else {
            fresh.push_back(std::move(disk));
        }
    }
    for (const std::vector<DiskTree>& disks : groupToVms(std::move(fresh), root)) {
        m_adoption.inventory.vms.push_back(disks.size() == 1 ? makeVm(disks.front()) : makeVm(disks));
    }
    if (!m_adoption.inventory.vms.empty()) {
        addCollection(root);
    }
    return std::move(m_adoption);
}

} // namespace

Result<Adoption> adoptFolder(const PathGuard& guard, const fs::path& folder, const Inventory& existing,
                             std::stop_token stop) {
    return Adopter(guard, existing, std::move(stop)).adopt(folder);
}

} // namespace coppice
