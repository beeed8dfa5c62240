// Writes the inventory: merge of a manifest, holds, roots, layer facts and changed paths.
#include "store/inventory_repository.h"

#include "store/rows.h"

#include <fmt/format.h>
#include <unordered_map>
#include <unordered_set>

namespace coppice::inventory_repository {

namespace {

constexpr const char* merging = "adding to the library";

/// Every id of the addition once, whatever it names.
Result<void> checkUnique(const Inventory& addition) {
    std::unordered_set<Guid> seen;
    const auto once = [&](const Guid& id, const std::string& name) -> Result<void> {
        if (!seen.insert(id).second) {
            return fail(ErrorCode::ManifestInvalid, merging, id.toString(),
                        fmt::format("the id of '{}' is used twice", name));
        }
        return {};
    };
    for (const VirtualSystem& vm : addition.vms) {
        COPPICE_CHECK(once(vm.id, vm.name));
        for (const Snapshot& snapshot : vm.snapshots) {
            COPPICE_CHECK(once(snapshot.id, snapshot.name));
        }
    }
    for (const Collection& collection : addition.collections) {
        COPPICE_CHECK(once(collection.id, collection.name));
        for (const SnapshotCollection& taken : collection.snapshots) {
            COPPICE_CHECK(once(taken.id, taken.name));
        }
    }
    return {};
}

/// Whether the query, with one id bound, finds anything.
Result<bool> exists(Database& database, std::string_view sql, const Guid& id) {
    COPPICE_TRY(auto query, database.prepare(sql));
    return query.bind(1, id).step();
}

Result<void> checkNotDestroying(Database& database, const Inventory& addition) {
    for (const VirtualSystem& vm : addition.vms) {
        COPPICE_TRY(const bool busy,
                    exists(database,
                           "SELECT 1 FROM snapshots WHERE vm = ? AND destroying_job IS NOT NULL LIMIT 1",
                           vm.id));
        if (busy) {
            return fail(ErrorCode::InUseByJob, merging, vm.name, "a job destroys snapshots of this VM");
        }
    }
    for (const Collection& collection : addition.collections) {
        COPPICE_TRY(const bool busy, exists(database,
                                            "SELECT 1 FROM snapshot_collections c "
                                            "JOIN members m ON m.snapshot_collection = c.id "
                                            "JOIN snapshots s ON s.id = m.snapshot "
                                            "WHERE c.collection = ? AND s.destroying_job IS NOT NULL LIMIT 1",
                                            collection.id));
        if (busy) {
            return fail(ErrorCode::InUseByJob, merging, collection.name,
                        "a job destroys snapshots of this collection");
        }
    }
    return {};
}

Result<void> removeReplaced(Database& database, const Inventory& addition) {
    // The rows of VMs and collections stay: other collections' memberships hang on them.
    for (const VirtualSystem& vm : addition.vms) {
        for (const char* sql : {"UPDATE vms SET current = NULL WHERE id = ?",
                                "DELETE FROM snapshots WHERE vm = ?", "DELETE FROM disks WHERE vm = ?"}) {
            COPPICE_TRY(auto remove, database.prepare(sql));
            COPPICE_CHECK(remove.bind(1, vm.id).run());
        }
    }
    for (const Collection& collection : addition.collections) {
        for (const char* sql : {"DELETE FROM snapshot_collections WHERE collection = ?",
                                "DELETE FROM memberships WHERE collection = ?"}) {
            COPPICE_TRY(auto remove, database.prepare(sql));
            COPPICE_CHECK(remove.bind(1, collection.id).run());
        }
    }
    return {};
}

/// After removeReplaced(): what is left of the kinds that `id` must not name.
Result<void> checkKind(Database& database, const Guid& id, std::string_view ownTable) {
    constexpr const char* tables[] = {"vms", "snapshots", "collections", "snapshot_collections"};
    for (const char* table : tables) {
        // A VM or collection may be there already; a snapshot of either kind was removed with its owner.
        if (ownTable == table && (ownTable == "vms" || ownTable == "collections")) {
            continue;
        }
        COPPICE_TRY(const bool taken,
                    exists(database, fmt::format("SELECT 1 FROM {} WHERE id = ?", table), id));
        if (taken) {
            return fail(ErrorCode::ManifestInvalid, merging, id.toString(),
                        fmt::format("the library has this id already, in its {}", table));
        }
    }
    return {};
}

Result<void> writeHold(Database& database, const Guid& snapshot, const Hold& hold) {
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO holds (snapshot, reason, by, since_ms) VALUES (?, ?, ?, ?) "
                                 "ON CONFLICT (snapshot) DO UPDATE SET reason = excluded.reason, "
                                 "since_ms = CASE WHEN holds.by = excluded.by THEN holds.since_ms "
                                 "ELSE excluded.since_ms END, by = excluded.by"));
    return insert.bind(1, snapshot)
        .bind(2, hold.reason)
        .bind(3, hold.by)
        .bind(4, rows::milliseconds(hold.since))
        .run();
}

/// The job that destroys the snapshot, if any does; a typed error for an id that is not a snapshot's.
Result<std::optional<std::uint64_t>> findSnapshot(Database& database, const Guid& id,
                                                  const std::string& action) {
    COPPICE_TRY(auto query, database.prepare("SELECT destroying_job FROM snapshots WHERE id = ?"));
    COPPICE_TRY(const bool known, query.bind(1, id).step());
    if (known) {
        return query.isNull(0) ? std::optional<std::uint64_t>() : std::optional(query.unsignedInteger(0));
    }
    COPPICE_TRY(const bool isVm, exists(database, "SELECT 1 FROM vms WHERE id = ?", id));
    if (isVm) {
        return fail(ErrorCode::NotASnapshot, action, id.toString(), "it is the id of a virtual machine");
    }
    COPPICE_TRY(const bool isCollection, exists(database, "SELECT 1 FROM collections WHERE id = ?", id));
    if (isCollection) {
        return fail(ErrorCode::NotASnapshot, action, id.toString(), "it is the id of a collection");
    }
    COPPICE_TRY(const bool isTogether,
                exists(database, "SELECT 1 FROM snapshot_collections WHERE id = ?", id));
    if (isTogether) {
        return fail(ErrorCode::InvalidArgument, action, id.toString(),
                    "it is the id of a snapshot collection; name its members one by one");
    }
    return fail(ErrorCode::UnknownReference, action, id.toString(), "no snapshot has this id");
}

Result<void> refuseIfDestroying(const std::optional<std::uint64_t>& job, const Guid& snapshot,
                                const std::string& action) {
    return job ? fail(ErrorCode::InUseByJob, action, snapshot.toString(),
                      fmt::format("job {} destroys it", *job))
               : Result<void>{};
}

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Result<void> insertSnapshot(Database& database, const Guid& vm, std::size_t position,
                            const Snapshot& snapshot) {
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO snapshots (id, vm, position, name, parent, type, "
                                              "created_ms, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
    COPPICE_CHECK(insert.bind(1, snapshot.id)
                      .bind(2, vm)
                      .bind(3, position)
                      .bind(4, snapshot.name)
                      .bind(5, snapshot.parent)
                      .bind(6, rows::number(snapshot.type))
                      .bind(7, rows::milliseconds(snapshot.created))
                      .bind(8, snapshot.notes)
                      .run());
    COPPICE_TRY(auto disk,
                database.prepare("INSERT INTO snapshot_disks (snapshot, slot, layer) VALUES (?, ?, ?)"));
    for (const auto& [slot, layer] : snapshot.disks) {
        COPPICE_CHECK(disk.bind(1, snapshot.id).bind(2, slot).bind(3, layer).run());
    }
    return snapshot.hold ? writeHold(database, snapshot.id, *snapshot.hold) : Result<void>{};
}

Result<void> insertVm(Database& database, const VirtualSystem& vm) {
    COPPICE_TRY(auto upsert,
                database.prepare("INSERT INTO vms (id, position, name, state, current) "
                                 "VALUES (?, (SELECT COALESCE(MAX(position) + 1, 0) FROM vms), ?, ?, ?) "
                                 "ON CONFLICT (id) DO UPDATE SET name = excluded.name, "
                                 "state = excluded.state, current = excluded.current"));
    COPPICE_CHECK(
        upsert.bind(1, vm.id).bind(2, vm.name).bind(3, rows::number(vm.state)).bind(4, vm.current).run());
    COPPICE_TRY(auto disk,
                database.prepare("INSERT INTO disks (vm, position, slot, active) VALUES (?, ?, ?, ?)"));
    for (std::size_t position = 0; position < vm.disks.size(); ++position) {
        const Disk& added = vm.disks[position];
        COPPICE_CHECK(disk.bind(1, vm.id).bind(2, position).bind(3, added.slot).bind(4, added.active).run());
    }
    for (std::size_t position = 0; position < vm.snapshots.size(); ++position) {
        COPPICE_CHECK(checkKind(database, vm.snapshots[position].id, "snapshots"));
        COPPICE_CHECK(insertSnapshot(database, vm.id, position, vm.snapshots[position]));
    }
    return {};
}

Result<void> insertSnapshotCollection(Database& database, const Guid& collection, std::size_t position,
                                      const SnapshotCollection& taken) {
    COPPICE_TRY(auto insert,
                database.prepare("INSERT INTO snapshot_collections (id, collection, position, name, type, "
                                 "created_ms) VALUES (?, ?, ?, ?, ?, ?)"));
    COPPICE_CHECK(insert.bind(1, taken.id)
                      .bind(2, collection)
                      .bind(3, position)
                      .bind(4, taken.name)
                      .bind(5, rows::number(taken.type))
                      .bind(6, rows::milliseconds(taken.created))
                      .run());
    COPPICE_TRY(auto member, database.prepare("INSERT INTO members (snapshot_collection, position, snapshot) "
                                              "VALUES (?, ?, ?)"));
    for (std::size_t place = 0; place < taken.members.size(); ++place) {
        COPPICE_CHECK(member.bind(1, taken.id).bind(2, place).bind(3, taken.members[place]).run());
    }
    return {};
}

Result<void> insertCollection(Database& database, const Collection& collection) {
    COPPICE_TRY(auto upsert,
                database.prepare("INSERT INTO collections (id, position, name) "
                                 "VALUES (?, (SELECT COALESCE(MAX(position) + 1, 0) FROM collections), ?) "
                                 "ON CONFLICT (id) DO UPDATE SET name = excluded.name"));
    COPPICE_CHECK(upsert.bind(1, collection.id).bind(2, collection.name).run());
    COPPICE_TRY(auto membership,
                database.prepare("INSERT INTO memberships (collection, position, vm) VALUES (?, ?, ?)"));
    for (std::size_t position = 0; position < collection.vms.size(); ++position) {
        COPPICE_CHECK(
            membership.bind(1, collection.id).bind(2, position).bind(3, collection.vms[position]).run());
    }
    for (std::size_t position = 0; position < collection.snapshots.size(); ++position) {
        const SnapshotCollection& taken = collection.snapshots[position];
        COPPICE_CHECK(checkKind(database, taken.id, "snapshot_collections"));
        COPPICE_CHECK(insertSnapshotCollection(database, collection.id, position, taken));
    }
    return {};
}

/// Deferred foreign keys would fail at COMMIT without a name; this says which.
Result<void> checkReferences(Database& database) {
    struct Reference {
        const char* sql;
        const char* detail;
    };
    constexpr Reference references[] = {
        {"SELECT s.name, s.parent FROM snapshots s LEFT JOIN snapshots p ON p.id = s.parent AND p.vm = s.vm "
         "WHERE s.parent IS NOT NULL AND p.id IS NULL LIMIT 1",
         "the parent of snapshot '{}' is no snapshot of the same VM"},
        {"SELECT v.name, v.current FROM vms v LEFT JOIN snapshots s ON s.id = v.current AND s.vm = v.id "
         "WHERE v.current IS NOT NULL AND s.id IS NULL LIMIT 1",
         "what VM '{}' derives from is no snapshot of it"},
        {"SELECT c.name, m.vm FROM memberships m JOIN collections c ON c.id = m.collection "
         "LEFT JOIN vms v ON v.id = m.vm WHERE v.id IS NULL LIMIT 1",
         "collection '{}' names a VM that does not exist"},
    };
    for (const Reference& reference : references) {
        COPPICE_TRY(auto query, database.prepare(reference.sql));
        COPPICE_TRY(const bool violated, query.step());
        if (violated) {
            return fail(ErrorCode::ManifestInvalid, merging, query.text(1),
                        fmt::format(fmt::runtime(reference.detail), query.text(0)));
        }
    }
    return {};
}

} // namespace

Result<void> merge(Database& database, const Inventory& addition) {
    COPPICE_CHECK(checkUnique(addition));
    COPPICE_CHECK(checkNotDestroying(database, addition));
    COPPICE_CHECK(removeReplaced(database, addition));
    for (const VirtualSystem& vm : addition.vms) {
        COPPICE_CHECK(checkKind(database, vm.id, "vms"));
        COPPICE_CHECK(insertVm(database, vm));
    }
    for (const Collection& collection : addition.collections) {
        COPPICE_CHECK(checkKind(database, collection.id, "collections"));
        COPPICE_CHECK(insertCollection(database, collection));
    }
    return checkReferences(database);
}

Result<void> setHold(Database& database, const Guid& snapshot, const std::optional<Hold>& hold) {
    const std::string action = hold ? "holding a snapshot" : "releasing a snapshot";
    COPPICE_TRY(const std::optional<std::uint64_t> destroying, findSnapshot(database, snapshot, action));
    if (!hold) {
        COPPICE_TRY(auto remove, database.prepare("DELETE FROM holds WHERE snapshot = ?"));
        return remove.bind(1, snapshot).run();
    }
    if (isBlank(hold->reason)) {
        return fail(ErrorCode::InvalidArgument, action, hold->reason, "a hold needs a reason");
    }
    COPPICE_CHECK(refuseIfDestroying(destroying, snapshot, action));
    return writeHold(database, snapshot, *hold);
}

Result<void> setNotes(Database& database, const Guid& snapshot, const std::string& notes) {
    const std::string action = "changing a snapshot's notes";
    COPPICE_TRY(const std::optional<std::uint64_t> destroying, findSnapshot(database, snapshot, action));
    COPPICE_CHECK(refuseIfDestroying(destroying, snapshot, action));
    COPPICE_TRY(auto update, database.prepare("UPDATE snapshots SET notes = ? WHERE id = ?"));
    return update.bind(1, notes).bind(2, snapshot).run();
}

Result<std::map<std::string, LayerFacts>> layerFacts(Database& database) {
    COPPICE_TRY(auto row, database.prepare("SELECT layer, parent, type, virtual_size_bytes, allocated_bytes, "
                                           "problem FROM layer_facts ORDER BY layer"));
    std::map<std::string, LayerFacts> facts; // which has the same order: each goes to the end
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return facts;
        }
        facts.emplace_hint(facts.end(), row.text(0),
                           LayerFacts{.parent = row.text(1),
                                      .type = row.text(2),
                                      .virtualSizeBytes = row.unsignedInteger(3),
                                      .allocatedBytes = row.unsignedInteger(4),
                                      .problem = row.text(5)});
    }
}

Result<void> replaceLayerFacts(Database& database, const std::map<std::string, LayerFacts>& facts) {
    COPPICE_CHECK(database.execute("DELETE FROM layer_facts"));
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO layer_facts (layer, parent, type, "
                                              "virtual_size_bytes, allocated_bytes, problem) "
                                              "VALUES (?, ?, ?, ?, ?, ?)"));
    for (const auto& [layer, fact] : facts) {
        COPPICE_CHECK(insert.bind(1, layer)
                          .bind(2, fact.parent)
                          .bind(3, fact.type)
                          .bind(4, fact.virtualSizeBytes)
                          .bind(5, fact.allocatedBytes)
                          .bind(6, fact.problem)
                          .run());
    }
    return {};
}

Result<void> replacePaths(Database& database, const PathMap& changes) {
    COPPICE_CHECK(database.execute("CREATE TEMP TABLE IF NOT EXISTS path_changes (old TEXT PRIMARY KEY, new "
                                   "TEXT NOT NULL); DELETE FROM path_changes"));
    COPPICE_TRY(auto insert, database.prepare("INSERT INTO path_changes (old, new) VALUES (?, ?)"));
    for (const auto& [from, to] : changes) {
        COPPICE_CHECK(insert.bind(1, from).bind(2, to).run());
    }
    // One statement a column: every row is looked up by its old value, so a → b and b → c do not chain. A
    // layer has one row of facts: what the new name had before gives way.
    return database.execute(
        "UPDATE disks SET active = (SELECT new FROM path_changes WHERE old = active) "
        "WHERE active IN (SELECT old FROM path_changes);"
        "UPDATE snapshot_disks SET layer = (SELECT new FROM path_changes WHERE old = layer) "
        "WHERE layer IN (SELECT old FROM path_changes);"
        "UPDATE layer_facts SET parent = (SELECT new FROM path_changes WHERE old = parent) "
        "WHERE parent IN (SELECT old FROM path_changes);"
        "CREATE TEMP TABLE moved_facts AS SELECT c.new AS layer, f.parent, f.type, f.virtual_size_bytes, "
        "f.allocated_bytes, f.problem FROM layer_facts f JOIN path_changes c ON c.old = f.layer;"
        "DELETE FROM layer_facts WHERE layer IN (SELECT old FROM path_changes "
        "UNION SELECT layer FROM moved_facts);"
        "INSERT OR REPLACE INTO layer_facts (layer, parent, type, virtual_size_bytes, allocated_bytes, "
        "problem) SELECT layer, parent, type, virtual_size_bytes, allocated_bytes, problem FROM moved_facts;"
        "DROP TABLE moved_facts;");
}

Result<std::vector<std::string>> roots(Database& database) {
    COPPICE_TRY(auto row, database.prepare("SELECT path FROM roots ORDER BY position"));
    std::vector<std::string> paths;
    for (;;) {
        COPPICE_TRY(const bool more, row.step());
        if (!more) {
            return paths;
        }
        paths.push_back(row.text(0));
    }
}

Result<void> addRoot(Database& database, const std::string& root) {
    COPPICE_TRY(auto insert, database.prepare("INSERT OR IGNORE INTO roots (path) VALUES (?)"));
    return insert.bind(1, root).run();
}

} // namespace coppice::inventory_repository
