// From the inventory and the real files to the forest that a plan is made from (DESIGN 3).
#pragma once

#include "domain/inventory.h"
#include "io/path_guard.h"
#include "merge/layer_forest.h"

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <tuple>
#include <unordered_set>

namespace coppice {

/// Own extents of layers, kept between plans. A file counts as unchanged while its inode, its size and its
/// FileWriteGuid are the same. A session of our own keeps its FileWriteGuid over many changes
/// (MS-VHDX 2.2.2), so whoever changed a layer calls clear(). Any thread.
class ExtentCache {
public:
    struct Key {
        FileIdentity file;
        std::uint64_t sizeBytes = 0;
        Guid fileWriteGuid;
        auto operator<=>(const Key&) const = default;
    };
    std::shared_ptr<const ExtentMap> find(const Key& key) const;
    void put(const Key& key, std::shared_ptr<const ExtentMap> map);
    void clear();

private:
    mutable std::mutex m_mutex;
    std::map<Key, std::shared_ptr<const ExtentMap>> m_maps;
};

/// The trees of layers that the snapshots in `destroyed` are part of: whatever hangs together by parent
/// locators, whichever VM it belongs to, and the files in the folders of those layers that derive from one of
/// them though no VM owns them. Layers that other trees consist of are left out.
///
/// A layer that is missing, unreadable, or whose parent cannot be had or does not fit, has `broken` set. Such
/// layers are in the forest if a VM of `destroyed` uses them or their children.
///
/// `cache`: null leaves every `map` null. Errors: Stopped, and what keeps a whole folder from being read.
Result<merge::LayerForest> readForest(const PathGuard& guard, const Inventory& inventory,
                                      const std::unordered_set<Guid>& destroyed, ExtentCache* cache,
                                      std::stop_token stop);

} // namespace coppice
