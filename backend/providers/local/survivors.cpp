// What must read the same after a destroy as before it.
#include "providers/local/survivors.h"

#include "vhdx/chain.h"

#include <chrono>
#include <future>
#include <unordered_set>
#include <utility>

namespace coppice {
namespace {

std::string keyOf(const VirtualSystem& vm, const std::string& use, const std::string& slot) {
    return vm.id.toString() + "/" + use + "/" + slot;
}

/// Hashing knows stop tokens, jobs know checkpoints: the worker stays at the checkpoint while another thread
/// reads.
Result<std::string> hashInterruptibly(vhdx::Chain& chain, JobContext& context) {
    constexpr std::chrono::milliseconds glance{50};
    std::stop_source stop;
    std::future<Result<std::string>> hash = std::async(
        std::launch::async, [&chain, token = stop.get_token()] { return vhdx::contentSha256(chain, token); });
    while (hash.wait_for(glance) != std::future_status::ready) {
        if (const Result<void> goOn = context.checkpoint(); !goOn) {
            stop.request_stop();
            hash.wait();
            return std::unexpected(goOn.error());
        }
    }
    return hash.get();
}

} // namespace

std::vector<Survivor> survivorsOf(const Inventory& inventory, const Closure& closure,
                                  const merge::LayerForest& forest) {
    std::unordered_set<Guid> destroyed;
    std::unordered_set<Guid> losers;
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        destroyed.insert(snapshot.id);
        losers.insert(snapshot.vm);
    }
    std::unordered_set<Guid> sharers;
    for (const merge::LayerUse& use : forest.uses) {
        sharers.insert(use.vm);
    }
    std::vector<Survivor> survivors;
    for (const VirtualSystem& vm : inventory.vms) {
        if (!losers.contains(vm.id) && !sharers.contains(vm.id)) {
            continue;
        }
        std::unordered_set<Guid> nextToCut;
        for (const Snapshot& snapshot : vm.snapshots) {
            if (!snapshot.parent) {
                continue;
            }
            if (destroyed.contains(snapshot.id)) {
                nextToCut.insert(*snapshot.parent);
            } else if (destroyed.contains(*snapshot.parent)) {
                nextToCut.insert(snapshot.id);
            }
        }
        for (const Snapshot& snapshot : vm.snapshots) {
            if (destroyed.contains(snapshot.id) || !nextToCut.contains(snapshot.id)) {
                continue;
            }
            for (const auto& [slot, path] : snapshot.disks) {
                survivors.push_back({.key = keyOf(vm, snapshot.id.toString(), slot),
                                     .name = snapshot.name + " on " + vm.name + ", " + slot,
                                     .storedPath = path});
            }
        }
        for (const Disk& disk : vm.disks) {
            survivors.push_back({.key = keyOf(vm, "now", disk.slot),
                                 .name = "Now of " + vm.name + ", " + disk.slot,
                                 .storedPath = disk.active});
        }
    }
    return survivors;
}

Result<std::map<std::string, std::string>>
hashSurvivors(const PathGuard& guard, const std::vector<Survivor>& survivors, JobContext& context) {
    std::map<std::string, std::string> hashes;
    for (const Survivor& survivor : survivors) {
        COPPICE_CHECK(context.checkpoint());
        COPPICE_TRY(vhdx::Chain chain, vhdx::Chain::open(guard, guard.absolute(survivor.storedPath)));
        COPPICE_TRY(std::string hash, hashInterruptibly(chain, context));
        hashes.emplace(survivor.key, std::move(hash));
    }
    return hashes;
}

} // namespace coppice
