// Closure and plan in memory, at the size of a large library.

#include "benchmarks.h"
#include "domain/closure.h"
#include "measure.h"
#include "merge/plan.h"

#include <fmt/format.h>
#include <random>
#include <stdexcept>

namespace coppice::bench {
namespace {

struct Library {
    Inventory inventory;
    merge::LayerForest forest;
};

/// VMs with a chain of snapshots each, one layer a snapshot, and Now on top.
Library makeLibrary(std::size_t vms, std::size_t snapshotsEach) {
    Library library;
    std::mt19937_64 engine(3);
    std::uint64_t next = 1;
    const auto newId = [&next] {
        Guid id;
        storeLe(std::as_writable_bytes(std::span(id.bytes)), 0, next++);
        return id;
    };
    for (std::size_t v = 0; v < vms; ++v) {
        VirtualSystem vm;
        vm.id = newId();
        vm.name = fmt::format("vm{}", v);
        std::optional<merge::LayerIndex> below;
        for (std::size_t s = 0; s <= snapshotsEach; ++s) {
            merge::Layer layer;
            layer.path = fmt::format("/library/{}/{}.avhdx", vm.name, s);
            layer.parent = below;
            layer.type = below ? vhdx::DiskType::Differencing : vhdx::DiskType::Dynamic;
            layer.virtualSizeBytes = 1ULL << 40;
            layer.blockSizeBytes = 2U << 20;
            layer.logicalSectorBytes = 512;
            layer.dataWriteGuid = newId();
            layer.file = {.device = 1, .inode = next++};
            layer.allocatedBytes = 64 << 20;
            ExtentMap map;
            for (std::uint64_t i = 0; i < 16; ++i) {
                appendExtent(map, {.offsetBytes = (i * 1000 + engine() % 900) << 21, .lengthBytes = 2 << 20});
            }
            layer.map = std::make_shared<ExtentMap>(std::move(map));
            const auto index = static_cast<merge::LayerIndex>(library.forest.layers.size());
            library.forest.layers.push_back(std::move(layer));
            below = index;
            merge::LayerUse use{.layer = index, .vm = vm.id, .slot = "SCSI 0:0", .snapshot = std::nullopt};
            if (s < snapshotsEach) {
                Snapshot snapshot;
                snapshot.id = newId();
                snapshot.name = fmt::format("Nightly {}", s);
                snapshot.parent = vm.current;
                vm.current = snapshot.id;
                use.snapshot = snapshot.id;
                vm.snapshots.push_back(std::move(snapshot));
            }
            library.forest.uses.push_back(use);
        }
        library.inventory.vms.push_back(std::move(vm));
    }
    return library;
}

Report planScale(const Settings& settings) {
    Report report{.name = "plan-scale",
                  .workload = "1,000 VMs with 100 snapshots each; targets 50 ms, 300 ms",
                  .rows = {}};
    const Library library = makeLibrary(1000, 100);
    const InventoryIndex index(library.inventory);
    for (const std::size_t count : {1000UL, 10000UL}) {
        std::vector<Guid> refs;
        for (std::size_t i = 0; i < count; ++i) {
            const VirtualSystem& vm = library.inventory.vms[i * 7 % 1000];
            refs.push_back(vm.snapshots[50 + i / 1000 * 3 % 50].id);
        }
        std::vector<Sample> closures;
        std::vector<Sample> plans;
        for (unsigned round = 0; round < settings.repetitions; ++round) {
            std::optional<Closure> closure;
            closures.push_back(
                measure([&] { closure = closureOf(index, refs, DestroyScope::OnlySelected).value(); }));
            plans.push_back(measure([&] {
                std::unordered_set<Guid> destroyed;
                for (const DestroyedSnapshot& snapshot : closure->snapshots) {
                    destroyed.insert(snapshot.id);
                }
                if (!merge::planDisks(library.forest, destroyed, {})) {
                    throw std::runtime_error("the plan was refused");
                }
            }));
        }
        report.rows.push_back({.what = fmt::format("closure of {}", count),
                               .seconds = median(closures).seconds,
                               .ratio = 1,
                               .cpuMicrosecondsPerMiB = 0,
                               .note = {}});
        report.rows.push_back({.what = fmt::format("plan of {}", count),
                               .seconds = median(plans).seconds,
                               .ratio = median(plans).seconds / median(closures).seconds,
                               .cpuMicrosecondsPerMiB = 0,
                               .note = {}});
    }
    return report;
}

} // namespace

std::vector<Benchmark> planBenchmarks() {
    return {{"plan-scale", "closure and plan for 1,000 and 10,000 of 100,000 snapshots", planScale}};
}

} // namespace coppice::bench
