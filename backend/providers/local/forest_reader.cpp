// From the inventory and the real files to the forest that a plan is made from.
#include "providers/local/forest_reader.h"

#include "providers/local/layer_reader.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coppice {
namespace fs = std::filesystem;
using merge::LayerIndex;

std::shared_ptr<const ExtentMap> ExtentCache::find(const Key& key) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_maps.find(key);
    return found == m_maps.end() ? nullptr : found->second;
}

void ExtentCache::put(const Key& key, std::shared_ptr<const ExtentMap> map) {
    const std::scoped_lock lock(m_mutex);
    // Bounded: a file that changed leaves its old entry behind.
    constexpr std::size_t limit = 4096;
    if (m_maps.size() >= limit) {
        m_maps.clear();
    }
    m_maps[key] = std::move(map);
}

void ExtentCache::clear() {
    const std::scoped_lock lock(m_mutex);
    m_maps.clear();
}

namespace {

Error stopped() {
    return Error{.code = ErrorCode::Stopped, .action = "reading the disk chains", .object = {}, .detail = {}};
}

/// What is read of each file before it is known which trees are concerned.
struct Candidate {
    merge::Layer layer;
    Guid fileWriteGuid;
    std::optional<vhdx::ParentLocator> locator;
};

class Reader {
public:
    Reader(const PathGuard& guard, const Inventory& inventory, const std::unordered_set<Guid>& destroyed,
           ExtentCache* cache, std::stop_token stop)
        : m_guard(guard)
        , m_inventory(inventory)
        , m_destroyed(destroyed)
        , m_cache(cache)
        , m_stop(std::move(stop)) {}

    Result<merge::LayerForest> read();

private:
    Result<void> readUses();
    void addUse(const VirtualSystem& vm, const std::string& slot, const std::string& storedPath,
                const std::optional<Guid>& snapshot, bool vmConcerned);
    LayerIndex addLayer(const fs::path& path);
    void linkToParent(LayerIndex child);
    void breakCycles();
    std::vector<bool> concernedTrees() const;
    Result<void> addUnowned(std::vector<bool>& concerned);
    Result<void> readMaps(const std::vector<bool>& concerned);
    merge::LayerForest select(const std::vector<bool>& concerned);

    const PathGuard& m_guard;
    const Inventory& m_inventory;
    const std::unordered_set<Guid>& m_destroyed;
    ExtentCache* m_cache;
    std::stop_token m_stop;

    std::vector<Candidate> m_candidates;
    std::unordered_map<std::string, LayerIndex> m_byPath; ///< canonical, or as stored where there is no file
    std::vector<merge::LayerUse> m_uses;
    std::set<LayerIndex> m_seeds;        ///< used by a snapshot that goes
    std::set<LayerIndex> m_vmsConcerned; ///< used by a VM that loses a snapshot
};

/// The layer at `path`, read once however often it is reached. Parents are not followed here.
LayerIndex Reader::addLayer(const fs::path& path) {
    Result<fs::path> canonical = m_guard.resolve(path);
    const std::string key = canonical ? canonical->string() : path.lexically_normal().string();
    if (const auto known = m_byPath.find(key); known != m_byPath.end()) {
        return known->second;
    }
    const auto index = static_cast<LayerIndex>(m_candidates.size());
    m_byPath.emplace(key, index);
    Candidate candidate;
    candidate.layer.path = key;
    if (Result<OpenedLayer> opened = openLayer(m_guard, path); opened) {
        const vhdx::ImageInfo& info = opened->image->info();
        candidate.layer.type = info.type;
        candidate.layer.virtualSizeBytes = info.virtualSizeBytes;
        candidate.layer.blockSizeBytes = info.blockSizeBytes;
        candidate.layer.logicalSectorBytes = info.logicalSectorBytes;
        candidate.layer.dataWriteGuid = info.dataWriteGuid;
        candidate.layer.file = opened->status.identity;
        candidate.layer.fileSizeBytes = opened->status.sizeBytes;
        candidate.layer.allocatedBytes = opened->status.allocatedBytes;
        candidate.fileWriteGuid = info.fileWriteGuid;
        candidate.locator = info.parent;
    } else {
        Error problem = std::move(opened).error();
        if (problem.code == ErrorCode::FileNotFound) {
            // A layer that is missing is a chain that is broken, not a request that failed.
            problem.code = ErrorCode::ParentNotFound;
            problem.detail = "the file of the layer is missing";
        }
        candidate.layer.broken = std::move(problem);
    }
    m_candidates.push_back(std::move(candidate));
    return index;
}

/// Finds, reads and checks the parent; sets `parent`, or `broken` with the reason why there is none.
void Reader::linkToParent(LayerIndex child) {
    if (m_candidates[child].layer.broken || !m_candidates[child].locator) {
        return;
    }
    const vhdx::ParentLocator locator = *m_candidates[child].locator;
    const fs::path childPath = m_candidates[child].layer.path;
    Result<fs::path> parentPath = vhdx::resolveParentPath(m_guard, childPath, locator);
    if (!parentPath) {
        m_candidates[child].layer.broken = std::move(parentPath).error();
        return;
    }
    const LayerIndex parent = addLayer(*parentPath); // may move m_candidates
    merge::Layer& layer = m_candidates[child].layer;
    const merge::Layer& parentLayer = m_candidates[parent].layer;
    if (parentLayer.broken) {
        layer.broken = parentLayer.broken;
    } else if (parent == child) {
        layer.broken = Error{.code = ErrorCode::ChainCycle,
                             .action = "following the parent locators",
                             .object = layer.path.string(),
                             .detail = "it names itself as its parent"};
    } else if (!vhdx::acceptsParent(locator, parentLayer.dataWriteGuid)) {
        layer.broken = Error{.code = ErrorCode::ParentMismatch,
                             .action = "following the parent locators",
                             .object = layer.path.string(),
                             .detail = "its parent is " + parentLayer.path.string()};
    } else {
        layer.parent = parent;
    }
}

void Reader::addUse(const VirtualSystem& vm, const std::string& slot, const std::string& storedPath,
                    const std::optional<Guid>& snapshot, bool vmConcerned) {
    const LayerIndex layer = addLayer(m_guard.absolute(storedPath));
    m_uses.push_back({.layer = layer, .vm = vm.id, .slot = slot, .snapshot = snapshot});
    if (vmConcerned) {
        m_vmsConcerned.insert(layer);
    }
    if (snapshot && m_destroyed.contains(*snapshot)) {
        m_seeds.insert(layer);
    }
}

Result<void> Reader::readUses() {
    for (const VirtualSystem& vm : m_inventory.vms) {
        if (m_stop.stop_requested()) {
            return std::unexpected(stopped());
        }
        const bool vmConcerned = std::ranges::any_of(
            vm.snapshots, [&](const Snapshot& snapshot) { return m_destroyed.contains(snapshot.id); });
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, path] : snapshot.disks) {
                addUse(vm, slot, path, snapshot.id, vmConcerned);
            }
        }
        for (const Disk& disk : vm.disks) {
            addUse(vm, disk.slot, disk.active, std::nullopt, vmConcerned);
        }
    }
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) { // grows while parents are added
        if (m_stop.stop_requested()) {
            return std::unexpected(stopped());
        }
        linkToParent(i);
    }
    return {};
}

/// Every layer whose chain runs into a cycle gets ChainCycle, and no parent.
void Reader::breakCycles() {
    enum class Mark : std::uint8_t { New, Open, Sound, Cyclic };
    std::vector<Mark> marks(m_candidates.size(), Mark::New);
    for (LayerIndex start = 0; start < m_candidates.size(); ++start) {
        std::vector<LayerIndex> way;
        std::optional<LayerIndex> at = start;
        while (at && marks[*at] == Mark::New) {
            marks[*at] = Mark::Open;
            way.push_back(*at);
            at = m_candidates[*at].layer.parent;
        }
        const bool cyclic = at && marks[*at] != Mark::Sound;
        for (const LayerIndex i : way) {
            marks[i] = cyclic ? Mark::Cyclic : Mark::Sound;
        }
    }
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) {
        if (marks[i] == Mark::Cyclic) {
            merge::Layer& layer = m_candidates[i].layer;
            layer.parent.reset();
            layer.broken = Error{.code = ErrorCode::ChainCycle,
                                 .action = "following the parent locators",
                                 .object = layer.path.string(),
                                 .detail = "the chain comes back to a layer it has passed"};
        }
    }
}

/// Layers that hang together with a seed; broken ones also by their VM, for nothing else connects them.
std::vector<bool> Reader::concernedTrees() const {
    std::vector<LayerIndex> group(m_candidates.size());
    std::iota(group.begin(), group.end(), LayerIndex{0});
    const auto find = [&](LayerIndex i) {
        while (group[i] != i) {
            group[i] = group[group[i]];
            i = group[i];
        }
        return i;
    };
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) {
        if (const auto parent = m_candidates[i].layer.parent) {
            group[find(i)] = find(*parent);
        }
    }
    std::set<LayerIndex> groups;
    for (const LayerIndex seed : m_seeds) {
        groups.insert(find(seed));
    }
    std::vector<bool> concerned(m_candidates.size());
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) {
        concerned[i] =
            groups.contains(find(i)) || (m_candidates[i].layer.broken && m_vmsConcerned.contains(i));
    }
    return concerned;
}

/// Files beside the layers concerned that derive from one of them, in as many rounds as they are deep.
Result<void> Reader::addUnowned(std::vector<bool>& concerned) {
    std::set<fs::path> folders;
    for (LayerIndex i = 0; i < concerned.size(); ++i) {
        if (concerned[i] && m_candidates[i].layer.path.is_absolute()) {
            folders.insert(m_candidates[i].layer.path.parent_path());
        }
    }
    const std::size_t knownBefore = m_candidates.size();
    for (const fs::path& folder : folders) {
        Result<std::vector<std::string>> names = m_guard.fileSystem().list(folder);
        if (!names && names.error().code == ErrorCode::FileNotFound) {
            continue; // of a layer that is missing with its folder; it is broken already
        }
        COPPICE_CHECK(names);
        for (const std::string& name : *names) {
            if (m_stop.stop_requested()) {
                return std::unexpected(stopped());
            }
            // Something unreadable, or a link out of the library, derives from nothing here.
            if (isLayerName(name)) {
                addLayer(folder / name);
            }
        }
    }
    for (auto i = static_cast<LayerIndex>(knownBefore); i < m_candidates.size(); ++i) {
        linkToParent(i);
    }
    breakCycles();
    concerned.resize(m_candidates.size(), false);
    for (bool grew = true; grew;) {
        grew = false;
        for (auto i = static_cast<LayerIndex>(knownBefore); i < m_candidates.size(); ++i) {
            const auto parent = m_candidates[i].layer.parent;
            if (!concerned[i] && parent && concerned[*parent]) {
                concerned[i] = true;
                grew = true;
            }
        }
    }
    return {};
}

Result<void> Reader::readMaps(const std::vector<bool>& concerned) {
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) {
        Candidate& candidate = m_candidates[i];
        if (!concerned[i] || candidate.layer.broken) {
            continue;
        }
        const ExtentCache::Key key{.file = candidate.layer.file,
                                   .sizeBytes = candidate.layer.fileSizeBytes,
                                   .fileWriteGuid = candidate.fileWriteGuid};
        candidate.layer.map = m_cache->find(key);
        if (candidate.layer.map) {
            continue;
        }
        COPPICE_TRY(OpenedLayer opened, openLayer(m_guard, candidate.layer.path));
        Result<ExtentMap> map = opened.image->ownExtents(m_stop);
        if (!map) {
            if (map.error().code == ErrorCode::Stopped) {
                return std::unexpected(std::move(map).error());
            }
            candidate.layer.broken = std::move(map).error();
            continue;
        }
        candidate.layer.map = std::make_shared<const ExtentMap>(std::move(*map));
        m_cache->put(key, candidate.layer.map);
    }
    return {};
}

merge::LayerForest Reader::select(const std::vector<bool>& concerned) {
    merge::LayerForest forest;
    std::vector<LayerIndex> newIndex(m_candidates.size());
    for (LayerIndex i = 0; i < m_candidates.size(); ++i) {
        if (concerned[i]) {
            newIndex[i] = static_cast<LayerIndex>(forest.layers.size());
            forest.layers.push_back(std::move(m_candidates[i].layer));
        }
    }
    for (merge::Layer& layer : forest.layers) {
        if (layer.parent) {
            layer.parent = newIndex[*layer.parent];
        }
    }
    for (merge::LayerUse use : m_uses) {
        if (concerned[use.layer]) {
            use.layer = newIndex[use.layer];
            forest.uses.push_back(std::move(use));
        }
    }
    return forest;
}

Result<merge::LayerForest> Reader::read() {
    COPPICE_CHECK(readUses());
    breakCycles();
    std::vector<bool> concerned = concernedTrees();
    COPPICE_CHECK(addUnowned(concerned));
    if (m_cache != nullptr) {
        COPPICE_CHECK(readMaps(concerned));
    }
    return select(concerned);
}

} // namespace

Result<merge::LayerForest> readForest(const PathGuard& guard, const Inventory& inventory,
                                      const std::unordered_set<Guid>& destroyed, ExtentCache* cache,
                                      std::stop_token stop) {
    return Reader(guard, inventory, destroyed, cache, std::move(stop)).read();
}

} // namespace coppice
