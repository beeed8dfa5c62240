// Fills the database through the store.
#include "large_library.h"

#include "store/library_store.h"

#include <chrono>
#include <fmt/format.h>
#include <random>
#include <stdexcept>

namespace coppice::bench {

namespace {

constexpr unsigned seed = 11;
constexpr std::size_t ownEvery = 5;
constexpr std::size_t branchEvery = 10;
constexpr std::size_t heldEvery = 97;
constexpr std::chrono::hours apart{24};

class Maker {
public:
    explicit Maker(const LibrarySize& size)
        : m_size(size) {}

    void make() {
        for (std::size_t first = 0; first < m_size.vms; first += m_size.vmsPerCollection) {
            addCollection(first, std::min(first + m_size.vmsPerCollection, m_size.vms));
        }
    }

    Inventory inventory;
    std::map<std::string, LayerFacts> facts;

private:
    void addCollection(std::size_t first, std::size_t end) {
        Collection collection;
        collection.id = Guid::random();
        collection.name = fmt::format("Department {:03}", inventory.collections.size() + 1);
        for (std::size_t s = 0; s < m_size.snapshotsEach; ++s) {
            if (s % ownEvery != ownEvery - 1) {
                collection.snapshots.push_back({.id = Guid::random(),
                                                .name = fmt::format("Nightly {}", s + 1),
                                                .created = timeOf(s),
                                                .members = {}});
            }
        }
        for (std::size_t number = first; number < end; ++number) {
            collection.vms.push_back(addVm(number, collection));
        }
        inventory.collections.push_back(std::move(collection));
    }

    Guid addVm(std::size_t number, Collection& collection) {
        static constexpr const char* roles[] = {"web", "db", "mail", "build", "files"};
        VirtualSystem vm;
        vm.id = Guid::random();
        vm.name = fmt::format("{}-{:04}", roles[number % std::size(roles)], number);
        std::size_t taken = 0;
        for (std::size_t s = 0; s < m_size.snapshotsEach; ++s) {
            Snapshot snapshot;
            snapshot.id = Guid::random();
            snapshot.created = timeOf(s);
            const bool own = s % ownEvery == ownEvery - 1;
            snapshot.name = own ? fmt::format("Before update {}", s) : fmt::format("Nightly {}", s + 1);
            snapshot.notes = own ? fmt::format("Change CHG{:06} on {}", number * 100 + s, vm.name) : "";
            if (s > 0) {
                // A branch starts two back: the one between is left as a side branch.
                const std::size_t back = s % branchEvery == 0 && s > 1 ? 2 : 1;
                snapshot.parent = vm.snapshots[s - back].id;
            }
            if ((number * m_size.snapshotsEach + s) % heldEvery == 0) {
                snapshot.hold = Hold{.reason = "audit", .by = "anna", .since = snapshot.created};
            }
            snapshot.disks["SCSI 0:0"] = addLayer(vm.name, s, s == 0 ? "" : layerName(vm.name, s - 1));
            if (!own) {
                collection.snapshots[taken++].members.push_back(snapshot.id);
            }
            vm.snapshots.push_back(std::move(snapshot));
        }
        vm.current = vm.snapshots.back().id;
        vm.disks.push_back({.slot = "SCSI 0:0",
                            .active = addLayer(vm.name, m_size.snapshotsEach,
                                               layerName(vm.name, m_size.snapshotsEach - 1))});
        inventory.vms.push_back(std::move(vm));
        return inventory.vms.back().id;
    }

    static std::string layerName(const std::string& vm, std::size_t number) {
        return fmt::format("disks/{}/{}_{:04}.avhdx", vm, vm, number);
    }

    std::string addLayer(const std::string& vm, std::size_t number, const std::string& parent) {
        constexpr std::uint64_t mib = 1 << 20;
        constexpr std::uint64_t maximumMib = 20'000;
        const std::string path = layerName(vm, number);
        facts[path] = {.parent = parent,
                       .type = parent.empty() ? "dynamic" : "differencing",
                       .virtualSizeBytes = 128 * 1024 * mib,
                       .allocatedBytes = (m_random() % maximumMib + 1) * mib,
                       .problem = {}};
        return path;
    }

    static Timestamp timeOf(std::size_t snapshot) {
        constexpr std::chrono::milliseconds begin{1'735'700'000'000}; // January 2025
        return Timestamp(begin + apart * snapshot);
    }

    LibrarySize m_size;
    std::mt19937_64 m_random{seed};
};

template <class T>
T taken(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().action + ": " + result.error().object + " " +
                                 result.error().detail);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

} // namespace

void makeLargeLibrary(const std::filesystem::path& folder, const LibrarySize& size) {
    if (std::filesystem::exists(folder / "coppice.db")) {
        return;
    }
    taken(LibraryStore::create(folder));
    const auto store = taken(LibraryStore::open(folder, LibraryStore::Access::ReadWrite));
    Maker maker(size);
    maker.make();
    taken(store->merge(maker.inventory));
    taken(store->saveLayerFacts(maker.facts));
}

} // namespace coppice::bench
