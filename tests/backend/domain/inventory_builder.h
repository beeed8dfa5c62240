// Inventories for tests in a few words: ids are numbers, names follow from them.
#pragma once

#include "domain/inventory.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace coppice::test {

inline Guid idOf(std::uint32_t number) {
    Guid guid;
    for (std::size_t i = 0; i < sizeof(number); ++i) {
        guid.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    }
    guid.bytes[15] = 1; // never the null id
    return guid;
}

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
    return std::ranges::find(range, value) != std::ranges::end(range);
}

inline Snapshot makeSnapshot(std::uint32_t id, std::optional<std::uint32_t> parent = std::nullopt) {
    Snapshot snapshot;
    snapshot.id = idOf(id);
    snapshot.name = "s" + std::to_string(id);
    if (parent) {
        snapshot.parent = idOf(*parent);
    }
    return snapshot;
}

inline VirtualSystem makeVm(std::uint32_t id, std::vector<Snapshot> snapshots,
                            std::optional<std::uint32_t> current = std::nullopt) {
    VirtualSystem vm;
    vm.id = idOf(id);
    vm.name = "vm" + std::to_string(id);
    vm.snapshots = std::move(snapshots);
    if (current) {
        vm.current = idOf(*current);
    }
    return vm;
}

inline SnapshotCollection makeTaken(std::uint32_t id, std::initializer_list<std::uint32_t> members) {
    SnapshotCollection taken;
    taken.id = idOf(id);
    taken.name = "taken" + std::to_string(id);
    for (const std::uint32_t member : members) {
        taken.members.push_back(idOf(member));
    }
    return taken;
}

} // namespace coppice::test
