// The tables of coppice.db.
//
// Ids of the domain are text in Guid's form; times are UTC milliseconds since 1970; layers are in the path
// form of the manifest (relative to the library with '/', else absolute); enumerations are their numbers.
#include "store/schema.h"

#include <array>
#include <fmt/format.h>

namespace coppice {

namespace {

constexpr const char* version1 = R"sql(
CREATE TABLE vms (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    state INTEGER NOT NULL,
    current TEXT REFERENCES snapshots (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE disks (
    vm TEXT NOT NULL REFERENCES vms (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    slot TEXT NOT NULL,
    active TEXT NOT NULL,
    PRIMARY KEY (vm, position)
) STRICT;
CREATE INDEX disks_active ON disks (active);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state INTEGER NOT NULL,
    total_bytes INTEGER NOT NULL,
    done_bytes INTEGER NOT NULL,
    percent_complete INTEGER NOT NULL,
    cancellable INTEGER NOT NULL,
    resumable INTEGER NOT NULL,
    error_code TEXT,
    error_action TEXT,
    error_object TEXT,
    error_detail TEXT,
    error_offset INTEGER,
    error_os INTEGER,
    user TEXT NOT NULL,
    submitted_ms INTEGER NOT NULL,
    started_ms INTEGER,
    ended_ms INTEGER,
    log TEXT NOT NULL,
    -- How the journal ended: 1 finished, 2 abandoned, 3 superseded. Written with the change itself, so that it
    -- is right even if the process died before it saved the job's state.
    outcome INTEGER,
    outcome_ms INTEGER
) STRICT;

CREATE TABLE job_steps (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    vm TEXT NOT NULL,
    slot TEXT NOT NULL,
    total_bytes INTEGER NOT NULL,
    done_bytes INTEGER NOT NULL,
    state INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    action TEXT NOT NULL
) STRICT;

CREATE TABLE snapshots (
    id TEXT PRIMARY KEY,
    vm TEXT NOT NULL REFERENCES vms (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    parent TEXT REFERENCES snapshots (id) DEFERRABLE INITIALLY DEFERRED,
    type INTEGER NOT NULL,
    created_ms INTEGER NOT NULL,
    notes TEXT NOT NULL,
    destroying_job INTEGER REFERENCES jobs (id)
) STRICT;
CREATE INDEX snapshots_vm ON snapshots (vm, position);
CREATE INDEX snapshots_parent ON snapshots (parent);
CREATE INDEX snapshots_destroying ON snapshots (destroying_job) WHERE destroying_job IS NOT NULL;
CREATE INDEX vms_current ON vms (current);

CREATE TABLE snapshot_disks (
    snapshot TEXT NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    slot TEXT NOT NULL,
    layer TEXT NOT NULL,
    PRIMARY KEY (snapshot, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_disks_layer ON snapshot_disks (layer);

CREATE TABLE holds (
    snapshot TEXT PRIMARY KEY REFERENCES snapshots (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    by TEXT NOT NULL,
    since_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE memberships (
    collection TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    vm TEXT NOT NULL REFERENCES vms (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (collection, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_vm ON memberships (vm);

CREATE TABLE snapshot_collections (
    id TEXT PRIMARY KEY,
    collection TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type INTEGER NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshot_collections_collection ON snapshot_collections (collection, position);

-- A member that no VM has is a missing member, hence no foreign key to snapshots.
CREATE TABLE members (
    snapshot_collection TEXT NOT NULL REFERENCES snapshot_collections (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    PRIMARY KEY (snapshot_collection, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_snapshot ON members (snapshot);

CREATE TABLE layer_facts (
    layer TEXT PRIMARY KEY,
    parent TEXT NOT NULL,
    type TEXT NOT NULL,
    virtual_size_bytes INTEGER NOT NULL,
    allocated_bytes INTEGER NOT NULL,
    problem TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roots (
    position INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

-- One row a destroy that has begun and not ended. `request`, `closure` and `totals` are JSON (plan_codec.h).
CREATE TABLE journal (
    job INTEGER PRIMARY KEY REFERENCES jobs (id),
    verify INTEGER NOT NULL,
    request TEXT NOT NULL,
    closure TEXT NOT NULL,
    totals TEXT NOT NULL
) STRICT;

CREATE TABLE journal_volumes (
    job INTEGER NOT NULL REFERENCES journal (job) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    device INTEGER NOT NULL,
    some_path TEXT NOT NULL,
    bytes_to_write INTEGER NOT NULL,
    bytes_freed INTEGER NOT NULL,
    peak_extra_bytes INTEGER NOT NULL,
    free_bytes INTEGER NOT NULL,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_steps (
    job INTEGER NOT NULL REFERENCES journal (job) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    vm TEXT NOT NULL,
    slot TEXT NOT NULL,
    keep_reason INTEGER,
    target INTEGER NOT NULL,
    fixed_result INTEGER NOT NULL,
    result TEXT NOT NULL,
    bytes_to_read INTEGER NOT NULL,
    bytes_to_write INTEGER NOT NULL,
    bytes_freed INTEGER NOT NULL,
    reversible INTEGER NOT NULL,
    phase INTEGER NOT NULL,
    checkpoint_offset_bytes INTEGER NOT NULL DEFAULT 0,
    bytes_moved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

-- The prints of a step. role: 0 a layer of the run, 1 its parent, 2 a surviving child.
CREATE TABLE journal_layers (
    job INTEGER NOT NULL,
    step INTEGER NOT NULL,
    role INTEGER NOT NULL,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    data_write_guid TEXT NOT NULL,
    virtual_size_bytes INTEGER NOT NULL,
    PRIMARY KEY (job, step, role, position),
    FOREIGN KEY (job, step) REFERENCES journal_steps (job, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_layers_path ON journal_layers (path);

CREATE TABLE verification (
    job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    use TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (job, use)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    user TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
)sql";

// What merges took, to tell beforehand what the next will take.
constexpr const char* version2 = R"sql(
CREATE TABLE merge_samples (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    took_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX merge_samples_device ON merge_samples (device, id);
)sql";

/// Titles' facts, so that they can be said in any language (null and empty in older rows: their title is all
/// there is); confirmed jobs that can still be undone; the queue's order.
constexpr const char* version3 = R"sql(
ALTER TABLE jobs ADD COLUMN selected INTEGER;
ALTER TABLE jobs ADD COLUMN dependents INTEGER;
ALTER TABLE jobs ADD COLUMN verify INTEGER;
ALTER TABLE jobs ADD COLUMN in_grace INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN queue_position INTEGER;
ALTER TABLE job_steps ADD COLUMN layers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_steps ADD COLUMN file TEXT NOT NULL DEFAULT '';
)sql";

constexpr std::array migrations{Migration{version1}, Migration{version2}, Migration{version3}};

} // namespace

std::span<const Migration> libraryMigrations() {
    return migrations;
}

Result<std::size_t> checkSchema(Database& database, const std::filesystem::path& library,
                                std::span<const Migration> known) {
    COPPICE_TRY(const auto application, database.integer("PRAGMA application_id"));
    if (application != libraryApplicationId) {
        return fail(ErrorCode::NotALibrary, "opening the library", library.string(),
                    "its coppice.db belongs to another program");
    }
    COPPICE_TRY(const auto version, database.integer("PRAGMA user_version"));
    const std::int64_t last = static_cast<std::int64_t>(known.size());
    if (version.value_or(0) > last) {
        return fail(ErrorCode::LibraryTooNew, "opening the library", library.string(),
                    fmt::format("its schema is version {}, this program knows {}", *version, last));
    }
    if (version.value_or(0) < 1) {
        return fail(ErrorCode::NotALibrary, "opening the library", library.string(), "it was never finished");
    }
    return static_cast<std::size_t>(*version);
}

Result<void> migrate(Database& database, const std::filesystem::path& library,
                     std::span<const Migration> known) {
    for (std::size_t next = 1; next <= known.size(); ++next) {
        COPPICE_TRY(Transaction transaction, Transaction::begin(database));
        // Inside the transaction: another process may have migrated since.
        COPPICE_TRY(const auto version, database.integer("PRAGMA user_version"));
        if (version.value_or(0) >= static_cast<std::int64_t>(next)) {
            continue;
        }
        COPPICE_CHECK(database.execute(known[next - 1].sql));
        COPPICE_TRY(const auto violation, database.integer("SELECT 1 FROM pragma_foreign_key_check LIMIT 1"));
        if (violation) {
            return fail(ErrorCode::DatabaseFailed, "migrating the library", library.string(),
                        fmt::format("version {} would leave references to nothing", next));
        }
        COPPICE_CHECK(database.execute(fmt::format("PRAGMA user_version = {}", next)));
        COPPICE_CHECK(transaction.commit());
    }
    return {};
}

} // namespace coppice
