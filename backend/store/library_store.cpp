// The store's calls: each takes the mutex, opens a transaction and hands over to a repository.
#include "store/library_store.h"

#include "io/path_guard.h"
#include "store/inventory_repository.h"
#include "store/job_repository.h"
#include "store/journal_repository.h"
#include "store/merge_samples.h"
#include "store/process_identity.h"
#include "store/rows.h"
#include "store/schema.h"

#include <array>
#include <fmt/format.h>
#include <mutex>
#include <system_error>

namespace coppice {

namespace fs = std::filesystem;

namespace {

constexpr const char* databaseName = "coppice.db";

std::unexpected<Error> failed(const std::error_code& error, const char* action, const fs::path& path) {
    return std::unexpected(osFailure(error.value(), action, path.string()));
}

/// A finished database under a name of its own, its log written back into it.
Result<void> makeDatabase(const fs::path& file, const fs::path& library) {
    COPPICE_TRY(Database database, Database::open(file, Database::Mode::Create));
    COPPICE_CHECK(database.execute(fmt::format("PRAGMA application_id = {}", libraryApplicationId)));
    return migrate(database, library);
}

void removeDatabase(const fs::path& file) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        fs::remove(file.string() + suffix, ignored);
    }
}

} // namespace

struct LibraryStore::State {
    State(Database opened, PathGuard pathGuard)
        : database(std::move(opened))
        , guard(std::move(pathGuard)) {}

    std::mutex mutex;
    Database database;
    PathGuard guard; ///< of the library's folder alone: for the path form

    /// Runs `work(database)` in one transaction under the mutex; commits if it succeeded.
    template <class Work>
    auto transact(Transaction::Kind kind, Work work) -> decltype(work(database)) {
        const std::scoped_lock lock(mutex);
        COPPICE_TRY(Transaction transaction, Transaction::begin(database, kind));
        auto result = work(database);
        if (result) {
            COPPICE_CHECK(transaction.commit());
        }
        return result;
    }
    template <class Work>
    auto write(Work work) {
        return transact(Transaction::Kind::Write, std::move(work));
    }
    template <class Work>
    auto read(Work work) {
        return transact(Transaction::Kind::Read, std::move(work));
    }

    class Notes;
};

/// One step's notes. Keeps what it knows, so that phase() needs no database.
class LibraryStore::State::Notes final : public merge::StepJournal {
public:
    Notes(State& state, JobId job, std::size_t step, journal_repository::StepProgress progress)
        : m_state(state)
        , m_job(job)
        , m_step(step)
        , m_progress(progress) {}

    merge::StepPhase phase() const override { return m_progress.phase; }
    std::uint64_t checkpointOffsetBytes() const override { return m_progress.checkpointOffsetBytes; }

    Result<void> setPhase(merge::StepPhase phase) override {
        COPPICE_CHECK(m_state.write([&](Database& database) {
            return journal_repository::setPhase(database, m_job, m_step, phase);
        }));
        m_progress.phase = phase;
        return {};
    }
    Result<void> checkpoint(std::uint64_t offsetBytes, std::uint64_t bytesMoved) override {
        COPPICE_CHECK(m_state.write([&](Database& database) {
            return journal_repository::checkpoint(database, m_job, m_step, offsetBytes, bytesMoved);
        }));
        m_progress.checkpointOffsetBytes = offsetBytes;
        return {};
    }
    Result<void> commitLayers(const std::vector<merge::PathChange>& changes) override {
        COPPICE_CHECK(m_state.write([&](Database& database) {
            return journal_repository::commitLayers(database, m_state.guard, m_job, m_step, changes);
        }));
        m_progress.phase = merge::StepPhase::Removing;
        return {};
    }

private:
    State& m_state;
    JobId m_job;
    std::size_t m_step;
    journal_repository::StepProgress m_progress;
};

LibraryStore::LibraryStore(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}

LibraryStore::~LibraryStore() = default;

Result<void> LibraryStore::create(const fs::path& library) {
    const char* action = "making a library";
    std::error_code error;
    fs::create_directories(library, error);
    if (error) {
        return failed(error, action, library);
    }
    const fs::path file = library / databaseName;
    if (fs::exists(fs::symlink_status(file, error))) {
        return fail(ErrorCode::LibraryExists, action, library.string());
    }
    // Made under another name and linked, so that coppice.db is whole or not there at all, and of two that
    // make a library at once one is told.
    const fs::path unfinished = library / fmt::format("{}.{}", databaseName, Guid::random().toString());
    const Result<void> made = makeDatabase(unfinished, library);
    if (made) {
        fs::create_hard_link(unfinished, file, error);
    }
    removeDatabase(unfinished);
    if (!made) {
        return made;
    }
    if (error == std::errc::file_exists) {
        return fail(ErrorCode::LibraryExists, action, library.string());
    }
    if (error) {
        return failed(error, action, file);
    }
    return nativeFileSystem().syncDirectory(library);
}

namespace {

struct OpenedDatabase {
    Database database;
    PathGuard guard;
    std::size_t version; ///< of its schema; never newer than this program's
};

Result<OpenedDatabase> openDatabase(const fs::path& library, LibraryStore::Access access) {
    const char* action = "opening the library";
    std::error_code error;
    const fs::file_status status = fs::status(library / databaseName, error);
    if (!fs::exists(status)) {
        if (error && status.type() == fs::file_type::none) {
            return failed(error, action, library);
        }
        return fail(ErrorCode::NotALibrary, action, library.string(), "it holds no coppice.db");
    }
    if (!fs::is_regular_file(status)) { // opening a pipe would wait for ever
        return fail(ErrorCode::NotALibrary, action, library.string(), "its coppice.db is no regular file");
    }
    COPPICE_TRY(PathGuard guard, PathGuard::make(nativeFileSystem(), std::array{library}));
    auto database = Database::open(guard.roots().front() / databaseName,
                                   access == LibraryStore::Access::ReadWrite ? Database::Mode::ReadWrite
                                                                             : Database::Mode::ReadOnly);
    if (!database) {
        Error why = std::move(database).error();
        if (why.code == ErrorCode::NotALibrary) {
            why.object = library.string();
        }
        return std::unexpected(std::move(why));
    }
    COPPICE_TRY(const std::size_t version, checkSchema(*database, library));
    return OpenedDatabase{.database = std::move(*database), .guard = std::move(guard), .version = version};
}

} // namespace

Result<void> LibraryStore::recognise(const fs::path& library) {
    COPPICE_CHECK(openDatabase(library, Access::ReadOnly));
    return {};
}

Result<std::unique_ptr<LibraryStore>> LibraryStore::open(const fs::path& library, Access access) {
    COPPICE_TRY(OpenedDatabase opened, openDatabase(library, access));
    const std::size_t newest = libraryMigrations().size();
    if (access == Access::ReadWrite) {
        // Readers must not be kept out, even if another tool changed the mode.
        COPPICE_CHECK(opened.database.execute("PRAGMA journal_mode = WAL"));
        COPPICE_CHECK(migrate(opened.database, library));
    } else if (opened.version < newest) {
        return fail(
            ErrorCode::DatabaseFailed, "opening the library", library.string(),
            fmt::format("its schema is version {}, older than {}: opening it for writing once changes that",
                        opened.version, newest));
    }
    return std::unique_ptr<LibraryStore>(
        new LibraryStore(std::make_unique<State>(std::move(opened.database), std::move(opened.guard))));
}

Result<Inventory> LibraryStore::inventory() {
    return m_state->read(inventory_repository::load);
}

Result<void> LibraryStore::merge(const Inventory& addition) {
    return m_state->write([&](Database& database) -> Result<void> {
        COPPICE_CHECK(inventory_repository::merge(database, addition));
        return rows::addAudit(database, currentUserName(), "merge", {},
                              fmt::format("{} virtual systems, {} collections", addition.vms.size(),
                                          addition.collections.size()));
    });
}

Result<std::vector<fs::path>> LibraryStore::roots() {
    COPPICE_TRY(const auto stored, m_state->read(inventory_repository::roots));
    std::vector<fs::path> paths;
    for (const std::string& path : stored) {
        paths.push_back(m_state->guard.absolute(path));
    }
    return paths;
}

Result<void> LibraryStore::addRoot(const fs::path& root) {
    std::error_code error;
    const fs::path canonical = fs::canonical(root, error);
    if (error) {
        return failed(error, "adding a folder to the library", root);
    }
    return m_state->write([&](Database& database) -> Result<void> {
        COPPICE_CHECK(inventory_repository::addRoot(database, m_state->guard.display(canonical)));
        return rows::addAudit(database, currentUserName(), "root added", canonical.string(), {});
    });
}

Result<std::map<std::string, LayerFacts>> LibraryStore::layerFacts() {
    return m_state->read(inventory_repository::layerFacts);
}

Result<void> LibraryStore::saveLayerFacts(const std::map<std::string, LayerFacts>& facts) {
    return m_state->write(
        [&](Database& database) { return inventory_repository::replaceLayerFacts(database, facts); });
}

Result<merge::MergeSamples> LibraryStore::mergeSamples() {
    return m_state->read(merge_samples::load);
}

Result<void> LibraryStore::addMergeSample(std::uint64_t device, const merge::MergeSample& sample) {
    return m_state->write([&](Database& database) { return merge_samples::add(database, device, sample); });
}

Result<void> LibraryStore::setHold(const Guid& snapshot, const std::optional<Hold>& hold) {
    return m_state->write([&](Database& database) -> Result<void> {
        COPPICE_CHECK(inventory_repository::setHold(database, snapshot, hold));
        return rows::addAudit(database, hold ? hold->by : currentUserName(), hold ? "hold" : "release",
                              snapshot.toString(), hold ? hold->reason : std::string());
    });
}

Result<void> LibraryStore::setNotes(const Guid& snapshot, const std::string& notes) {
    return m_state->write([&](Database& database) -> Result<void> {
        COPPICE_CHECK(inventory_repository::setNotes(database, snapshot, notes));
        return rows::addAudit(database, currentUserName(), "notes", snapshot.toString(), notes);
    });
}

Result<JobId> LibraryStore::beginDestroy(const JobRecord& record, const DestroyPlan& plan, bool verify) {
    return m_state->write([&](Database& database) -> Result<JobId> {
        COPPICE_CHECK(journal_repository::clearTheWay(database, m_state->guard, plan));
        return journal_repository::begin(database, m_state->guard, record, plan, verify);
    });
}

Result<LibraryStore::JournalledDestroy> LibraryStore::journalledDestroy(JobId job) {
    return m_state->read([&](Database& database) -> Result<JournalledDestroy> {
        COPPICE_TRY(auto journalled, journal_repository::load(database, m_state->guard, job));
        return JournalledDestroy{.plan = std::move(journalled.plan), .verify = journalled.verify};
    });
}

Result<std::unique_ptr<merge::StepJournal>> LibraryStore::stepJournal(JobId job, std::size_t step) {
    COPPICE_TRY(const auto progress, m_state->read([&](Database& database) {
        return journal_repository::stepProgress(database, job, step);
    }));
    return std::make_unique<State::Notes>(*m_state, job, step, progress);
}

Result<void> LibraryStore::finishDestroy(JobId job) {
    return m_state->write([&](Database& database) { return journal_repository::finish(database, job); });
}

Result<void> LibraryStore::abandonDestroy(JobId job) {
    return m_state->write([&](Database& database) { return journal_repository::abandon(database, job); });
}

Result<void> LibraryStore::requestAction(JobId job, JobAction action) {
    return m_state->write(
        [&](Database& database) { return job_repository::addRequest(database, job, action); });
}

Result<void> LibraryStore::saveVerification(JobId job,
                                            const std::map<std::string, std::string>& sha256ByUse) {
    return m_state->write(
        [&](Database& database) { return job_repository::replaceVerification(database, job, sha256ByUse); });
}

Result<std::map<std::string, std::string>> LibraryStore::verification(JobId job) {
    return m_state->read([&](Database& database) { return job_repository::verification(database, job); });
}

Result<std::vector<AuditEntry>> LibraryStore::audit() {
    return m_state->read([](Database& database) -> Result<std::vector<AuditEntry>> {
        COPPICE_TRY(auto row,
                    database.prepare("SELECT at_ms, user, action, object, detail FROM audit ORDER BY id"));
        std::vector<AuditEntry> entries;
        for (;;) {
            COPPICE_TRY(const bool more, row.step());
            if (!more) {
                return entries;
            }
            entries.push_back({.at = rows::timestamp(row, 0),
                               .user = row.text(1),
                               .action = row.text(2),
                               .object = row.text(3),
                               .detail = row.text(4)});
        }
    });
}

Result<void> LibraryStore::saveJob(const JobRecord& record) {
    return m_state->write([&](Database& database) { return job_repository::save(database, record); });
}

Result<std::vector<JobRecord>> LibraryStore::loadJobs() {
    return m_state->read(job_repository::load);
}

Result<std::vector<std::pair<JobId, JobAction>>> LibraryStore::takeRequests() {
    // Asked for several times a second: the write lock only when there is something to take.
    COPPICE_TRY(const bool any, m_state->read(job_repository::hasRequests));
    if (!any) {
        return std::vector<std::pair<JobId, JobAction>>{};
    }
    return m_state->write(job_repository::takeRequests);
}

} // namespace coppice
