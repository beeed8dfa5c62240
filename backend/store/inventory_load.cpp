// Reads the inventory's tables into values.
#include "store/inventory_repository.h"
#include "store/rows.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coppice::inventory_repository {

namespace {

/// Where the rows of dependent tables go. Indices, not pointers: the vectors still grow.
struct Places {
    std::unordered_map<Guid, std::size_t> vms;
    std::unordered_map<Guid, std::pair<std::size_t, std::size_t>> snapshots; ///< VM, snapshot
    std::unordered_map<Guid, std::size_t> collections;
    std::unordered_map<Guid, std::pair<std::size_t, std::size_t>> snapshotCollections;
};

/// DatabaseFailed if another tool, with foreign keys off, left a row whose owner is gone.
template <class Place>
Result<Place> placeOf(const std::unordered_map<Guid, Place>& places, const Guid& id) {
    const auto found = places.find(id);
    if (found == places.end()) {
        return fail(ErrorCode::DatabaseFailed, "reading the inventory", id.toString(),
                    "rows refer to it, but it is not there");
    }
    return found->second;
}

Result<void> loadVms(Database& database, Inventory& inventory, Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT id, name, state, current FROM vms ORDER BY position, id"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        VirtualSystem vm;
        COPPICE_TRY(vm.id, row.guid(0));
        vm.name = row.text(1);
        COPPICE_TRY(vm.state, rows::enumeration(row, 2, VmState::Off, VmState::Saved));
        COPPICE_TRY(vm.current, row.optionalGuid(3));
        places.vms.emplace(vm.id, inventory.vms.size());
        inventory.vms.push_back(std::move(vm));
    }
}

Result<void> loadDisks(Database& database, Inventory& inventory, const Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT vm, slot, active FROM disks ORDER BY vm, position"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        COPPICE_TRY(const Guid vm, row.guid(0));
        COPPICE_TRY(const std::size_t place, placeOf(places.vms, vm));
        inventory.vms[place].disks.push_back({.slot = row.text(1), .active = row.text(2)});
    }
}

Result<void> loadSnapshots(Database& database, Inventory& inventory, Places& places) {
    // In the order of the file, sorted afterwards: going through an index would look up each row by itself.
    COPPICE_TRY(auto row, database.prepare("SELECT id, vm, name, parent, type, created_ms, notes, "
                                           "destroying_job IS NOT NULL, position FROM snapshots"));
    struct Loaded {
        std::int64_t position = 0;
        Snapshot snapshot;
    };
    std::vector<std::vector<Loaded>> byVm(inventory.vms.size());
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        Snapshot snapshot;
        COPPICE_TRY(snapshot.id, row.guid(0));
        COPPICE_TRY(const Guid vm, row.guid(1));
        snapshot.name = row.text(2);
        COPPICE_TRY(snapshot.parent, row.optionalGuid(3));
        COPPICE_TRY(snapshot.type, rows::enumeration(row, 4, SnapshotType::Standard, SnapshotType::Recovery));
        snapshot.created = rows::timestamp(row, 5);
        snapshot.notes = row.text(6);
        snapshot.destroying = row.boolean(7);
        COPPICE_TRY(const std::size_t place, placeOf(places.vms, vm));
        byVm[place].push_back({.position = row.integer(8), .snapshot = std::move(snapshot)});
    }
    for (std::size_t vm = 0; vm < byVm.size(); ++vm) {
        std::ranges::stable_sort(byVm[vm], {}, &Loaded::position);
        inventory.vms[vm].snapshots.reserve(byVm[vm].size());
        for (Loaded& loaded : byVm[vm]) {
            places.snapshots.emplace(loaded.snapshot.id, std::pair(vm, inventory.vms[vm].snapshots.size()));
            inventory.vms[vm].snapshots.push_back(std::move(loaded.snapshot));
        }
    }
    return {};
}

Result<void> loadHolds(Database& database, Inventory& inventory, const Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT snapshot, reason, by, since_ms FROM holds"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        COPPICE_TRY(const Guid id, row.guid(0));
        // One that another tool, with foreign keys off, left without its snapshot protects nothing.
        if (const auto place = places.snapshots.find(id); place != places.snapshots.end()) {
            inventory.vms[place->second.first].snapshots[place->second.second].hold =
                Hold{.reason = row.text(1), .by = row.text(2), .since = rows::timestamp(row, 3)};
        }
    }
}

Result<void> loadSnapshotDisks(Database& database, Inventory& inventory, const Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT snapshot, slot, layer FROM snapshot_disks"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return {};
        }
        COPPICE_TRY(const Guid id, row.guid(0));
        COPPICE_TRY(const auto place, placeOf(places.snapshots, id));
        inventory.vms[place.first].snapshots[place.second].disks.emplace(row.text(1), row.text(2));
    }
}

Result<void> loadCollections(Database& database, Inventory& inventory, Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT id, name FROM collections ORDER BY position, id"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        Collection collection;
        COPPICE_TRY(collection.id, row.guid(0));
        collection.name = row.text(1);
        places.collections.emplace(collection.id, inventory.collections.size());
        inventory.collections.push_back(std::move(collection));
    }
    COPPICE_TRY(auto member,
                database.prepare("SELECT collection, vm FROM memberships ORDER BY collection, position"));
    for (;;) {
        COPPICE_TRY(const bool more, member.step());
        if (!more) {
            return {};
        }
        COPPICE_TRY(const Guid collection, member.guid(0));
        COPPICE_TRY(const Guid vm, member.guid(1));
        COPPICE_TRY(const std::size_t place, placeOf(places.collections, collection));
        inventory.collections[place].vms.push_back(vm);
    }
}

Result<void> loadSnapshotCollections(Database& database, Inventory& inventory, Places& places) {
    COPPICE_TRY(auto row, database.prepare("SELECT id, collection, name, type, created_ms "
                                           "FROM snapshot_collections ORDER BY collection, position"));
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            break;
        }
        SnapshotCollection taken;
        COPPICE_TRY(taken.id, row.guid(0));
        COPPICE_TRY(const Guid collection, row.guid(1));
        taken.name = row.text(2);
        COPPICE_TRY(taken.type, rows::enumeration(row, 3, SnapshotType::Standard, SnapshotType::Recovery));
        taken.created = rows::timestamp(row, 4);
        COPPICE_TRY(const std::size_t place, placeOf(places.collections, collection));
        auto& list = inventory.collections[place].snapshots;
        places.snapshotCollections.emplace(taken.id, std::pair(place, list.size()));
        list.push_back(std::move(taken));
    }
    COPPICE_TRY(auto member, database.prepare("SELECT snapshot_collection, snapshot FROM members "
                                              "ORDER BY snapshot_collection, position"));
    for (;;) {
        COPPICE_TRY(const bool more, member.step());
        if (!more) {
            return {};
        }
        COPPICE_TRY(const Guid taken, member.guid(0));
        COPPICE_TRY(const Guid snapshot, member.guid(1));
        COPPICE_TRY(const auto place, placeOf(places.snapshotCollections, taken));
        inventory.collections[place.first].snapshots[place.second].members.push_back(snapshot);
    }
}

} // namespace

Result<Inventory> load(Database& database) {
    Inventory inventory;
    Places places;
    COPPICE_CHECK(loadVms(database, inventory, places));
    COPPICE_CHECK(loadDisks(database, inventory, places));
    COPPICE_CHECK(loadSnapshots(database, inventory, places));
    COPPICE_CHECK(loadHolds(database, inventory, places));
    COPPICE_CHECK(loadSnapshotDisks(database, inventory, places));
    COPPICE_CHECK(loadCollections(database, inventory, places));
    COPPICE_CHECK(loadSnapshotCollections(database, inventory, places));
    return inventory;
}

} // namespace coppice::inventory_repository
