// The library on disk: made once, opened by many, locked by one, and still there after kill -9.
#include "store/library_lock.h"
#include "store/schema.h"
#include "store_fixture.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace coppice::test {
namespace {

class LibraryFilesTest : public StoreTest {
protected:
    ErrorCode openCode(const std::filesystem::path& library,
                       LibraryStore::Access access = LibraryStore::Access::ReadWrite) {
        const auto opened = LibraryStore::open(library, access);
        return opened ? ErrorCode::Internal : opened.error().code;
    }
    Database raw() {
        auto database = Database::open(m_folder / "coppice.db", Database::Mode::ReadWrite);
        EXPECT_TRUE(database);
        return std::move(*database);
    }
};

/// Runs `body` in a child process; gives its exit status. A child that ends by a signal is 1000 + signal.
template <class Body>
int inChild(Body body) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(body());
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

TEST_F(LibraryFilesTest, SecondCreateIsRefusedAndChangesNothing) {
    const auto again = LibraryStore::create(m_folder.path());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::LibraryExists);
    EXPECT_EQ(*m_store->inventory(), smallInventory());
}

TEST_F(LibraryFilesTest, CreateMakesTheFolderAndLeavesNothingElse) {
    const auto library = m_folder / "new" / "library";
    ASSERT_TRUE(LibraryStore::create(library));
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        names.push_back(entry.path().filename());
    }
    EXPECT_EQ(names, std::vector<std::string>{"coppice.db"});
    EXPECT_TRUE(LibraryStore::open(library, LibraryStore::Access::ReadOnly));
}

TEST_F(LibraryFilesTest, WhatIsNoLibraryIsNotOpened) {
    EXPECT_EQ(openCode(m_folder / "nothing"), ErrorCode::NotALibrary);
    const auto other = m_folder / "other";
    std::filesystem::create_directory(other);
    EXPECT_EQ(openCode(other), ErrorCode::NotALibrary);
    std::ofstream(other / "coppice.db") << std::string(8192, 'x');
    EXPECT_EQ(openCode(other), ErrorCode::NotALibrary);
    std::filesystem::resize_file(other / "coppice.db", 0);
    EXPECT_EQ(openCode(other), ErrorCode::NotALibrary);
    std::filesystem::remove(other / "coppice.db");
    {
        auto foreign = Database::open(other / "coppice.db", Database::Mode::Create);
        ASSERT_TRUE(foreign);
        ASSERT_TRUE(foreign->execute("CREATE TABLE mine (x); PRAGMA user_version = 1"));
    }
    EXPECT_EQ(openCode(other), ErrorCode::NotALibrary);
    EXPECT_EQ(openCode(other, LibraryStore::Access::ReadOnly), ErrorCode::NotALibrary);
}

TEST_F(LibraryFilesTest, NewerLibraryIsNotTouched) {
    m_store.reset();
    ASSERT_TRUE(raw().execute("PRAGMA user_version = 1000"));
    EXPECT_EQ(openCode(m_folder.path()), ErrorCode::LibraryTooNew);
    EXPECT_EQ(openCode(m_folder.path(), LibraryStore::Access::ReadOnly), ErrorCode::LibraryTooNew);
}

TEST_F(LibraryFilesTest, WhetherItIsLockedCanBeAskedWithoutTakingTheLock) {
    EXPECT_FALSE(*LibraryLock::isHeld(m_folder.path())) << "there is no lock file yet";
    auto lock = LibraryLock::acquire(m_folder.path(), "test");
    ASSERT_TRUE(lock);
    EXPECT_TRUE(*LibraryLock::isHeld(m_folder.path()));
    EXPECT_TRUE(*LibraryLock::isHeld(m_folder.path())) << "asking takes nothing from the holder";
    lock->reset();
    EXPECT_FALSE(*LibraryLock::isHeld(m_folder.path()));
    EXPECT_TRUE(LibraryLock::acquire(m_folder.path(), "test"));
}

TEST_F(LibraryFilesTest, NewestMergeSamplesOfEachVolumeAreKept) {
    using namespace std::chrono_literals;
    EXPECT_TRUE(m_store->mergeSamples()->empty());
    ASSERT_TRUE(m_store->addMergeSample(~std::uint64_t{0}, {.bytes = 1ull << 40, .took = 3s}));
    const int added = 40;
    const int kept = 32;
    for (int i = 0; i < added; ++i) {
        ASSERT_TRUE(m_store->addMergeSample(7, {.bytes = static_cast<std::uint64_t>(i), .took = 1ms}));
    }
    reopen();
    const merge::MergeSamples samples = *m_store->mergeSamples();
    EXPECT_EQ(samples.at(~std::uint64_t{0}),
              (std::vector<merge::MergeSample>{{.bytes = 1ull << 40, .took = 3s}}));
    ASSERT_EQ(samples.at(7).size(), static_cast<std::size_t>(kept));
    EXPECT_EQ(samples.at(7).front().bytes, static_cast<std::uint64_t>(added - kept));
    EXPECT_EQ(samples.at(7).back().bytes, static_cast<std::uint64_t>(added - 1));
}

TEST_F(LibraryFilesTest, OlderDatabaseIsMigratedStepByStep) {
    m_store.reset();
    Database database = raw();
    const std::size_t released = libraryMigrations().size();
    std::vector<Migration> next(libraryMigrations().begin(), libraryMigrations().end());
    next.push_back({"ALTER TABLE vms ADD COLUMN colour TEXT NOT NULL DEFAULT 'green'"});
    next.push_back({"UPDATE vms SET colour = colour || '!'"});
    ASSERT_TRUE(migrate(database, m_folder.path(), next));
    EXPECT_EQ(*database.integer("PRAGMA user_version"), static_cast<std::int64_t>(released + 2));
    EXPECT_EQ(*database.integer("SELECT COUNT(*) FROM vms WHERE colour = 'green!'"), 1);
    ASSERT_TRUE(migrate(database, m_folder.path(), next)); // nothing is done twice
    EXPECT_EQ(*database.integer("SELECT COUNT(*) FROM vms WHERE colour = 'green!'"), 1);
}

TEST_F(LibraryFilesTest, JobsOfSchemaOneKeepTheTitlesTheyHave) {
    const auto library = m_folder / "old";
    std::filesystem::create_directory(library);
    {
        auto database = Database::open(library / "coppice.db", Database::Mode::Create);
        ASSERT_TRUE(database);
        ASSERT_TRUE(database->execute("PRAGMA application_id = " + std::to_string(libraryApplicationId)));
        ASSERT_TRUE(migrate(*database, library, libraryMigrations().first(1)));
        ASSERT_EQ(*database->integer("PRAGMA user_version"), 1);
        ASSERT_TRUE(database->execute(
            "INSERT INTO jobs (kind, title, state, total_bytes, done_bytes, percent_complete, cancellable, "
            "resumable, user, submitted_ms, log) VALUES ('destroySnapshot', 'Delete 2 snapshots', 7, 9, 9, "
            "100, 0, 0, 'ada', 1, '[]');"
            "INSERT INTO job_steps (job, position, title, kind, vm, slot, total_bytes, done_bytes, state, "
            "note) "
            "VALUES (1, 0, 'Merge 2 layers into a.avhdx', 'merge', 'web1', 'IDE', 9, 9, 2, '')"));
    }
    EXPECT_EQ(openCode(library, LibraryStore::Access::ReadOnly), ErrorCode::DatabaseFailed)
        << "reading changes nothing, the schema either";
    const auto store = LibraryStore::open(library, LibraryStore::Access::ReadWrite);
    ASSERT_TRUE(store) << store.error().detail;
    const auto jobs = (*store)->loadJobs();
    ASSERT_TRUE(jobs) << jobs.error().detail;
    ASSERT_EQ(jobs->size(), 1u);
    const JobRecord& job = jobs->front();
    EXPECT_EQ(job.title, "Delete 2 snapshots");
    EXPECT_FALSE(job.destroys);
    EXPECT_FALSE(job.inGrace);
    EXPECT_FALSE(job.queuePosition);
    ASSERT_EQ(job.steps.size(), 1u);
    EXPECT_EQ(job.steps[0].title, "Merge 2 layers into a.avhdx");
    EXPECT_TRUE(job.steps[0].file.empty());
    ASSERT_TRUE((*store)->saveJob(job));
    EXPECT_EQ((*store)->loadJobs()->front().title, "Delete 2 snapshots");
}

TEST_F(LibraryFilesTest, MigrationThatFailsLeavesTheVersionBefore) {
    m_store.reset();
    Database database = raw();
    const auto version = *database.integer("PRAGMA user_version");
    std::vector<Migration> next(libraryMigrations().begin(), libraryMigrations().end());
    next.push_back(
        {"DELETE FROM vms WHERE name = 'nobody'; CREATE TABLE half (x); SELECT no_such_function()"});
    EXPECT_FALSE(migrate(database, m_folder.path(), next));
    EXPECT_EQ(*database.integer("PRAGMA user_version"), version);
    EXPECT_FALSE(database.integer("SELECT COUNT(*) FROM half"));
}

TEST_F(LibraryFilesTest, OlderDatabaseIsNotReadWithoutMigration) {
    Database database = raw();
    std::vector<Migration> next(libraryMigrations().begin(), libraryMigrations().end());
    EXPECT_EQ(*checkSchema(database, m_folder.path(), next), next.size());
    next.push_back({"SELECT 1"});
    EXPECT_EQ(*checkSchema(database, m_folder.path(), next), next.size() - 1);
}

TEST_F(LibraryFilesTest, WriterSettingsHold) {
    Database database = raw();
    EXPECT_EQ(*database.integer("PRAGMA foreign_keys"), 1);
    EXPECT_EQ(*database.integer("PRAGMA synchronous"), 2); // FULL
    auto mode = database.prepare("PRAGMA journal_mode");
    ASSERT_TRUE(mode && *mode->step());
    EXPECT_EQ(mode->text(0), "wal");
}

TEST_F(LibraryFilesTest, ReaderInAnotherProcessGoesOnWhileAWriterIsInATransaction) {
    Database writer = raw();
    auto transaction = Transaction::begin(writer);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(writer.execute("UPDATE vms SET name = 'half done'"));
    EXPECT_EQ(inChild([&] {
                  auto reader = LibraryStore::open(m_folder.path(), LibraryStore::Access::ReadOnly);
                  if (!reader) {
                      return 2;
                  }
                  const auto inventory = (*reader)->inventory();
                  return inventory && inventory->vms[0].name == "web1" ? 0 : 3;
              }),
              0);
}

TEST_F(LibraryFilesTest, ReaderCannotWrite) {
    reopen(LibraryStore::Access::ReadOnly);
    const auto held = m_store->setHold(firstId, std::nullopt);
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, ErrorCode::PermissionDenied);
}

TEST_F(LibraryFilesTest, FolderThatCannotBeWrittenGivesAClearError) {
    m_store.reset(); // the last one out removes the log
    ASSERT_EQ(chmod(m_folder.path().c_str(), 0555), 0);
    const int status = inChild([&] {
        if (geteuid() == 0 && setuid(65534) != 0) {
            return 2;
        }
        const auto opened = LibraryStore::open(m_folder.path(), LibraryStore::Access::ReadOnly);
        if (opened) {
            return 3;
        }
        return opened.error().code == ErrorCode::PermissionDenied &&
                       opened.error().object == m_folder.path().string() && !opened.error().detail.empty()
                   ? 0
                   : 10 + static_cast<int>(opened.error().code);
    });
    chmod(m_folder.path().c_str(), 0755);
    EXPECT_EQ(status, 0);
}

TEST_F(LibraryFilesTest, WhatWasCommittedSurvivesKillNine) {
    m_store.reset();
    const int status = inChild([&] {
        auto store = LibraryStore::open(m_folder.path(), LibraryStore::Access::ReadWrite);
        if (!store || !(*store)->beginDestroy(record(), middlePlan(), true)) {
            return 2;
        }
        const auto notes = (*store)->stepJournal(1, 0);
        if (!notes || !(*notes)->setPhase(merge::StepPhase::Copying) || !(*notes)->checkpoint(4096, 4096) ||
            !(*notes)->commitLayers({{.from = layer("c.avhdx"), .to = layer("a2.vhdx")}})) {
            return 3;
        }
        std::raise(SIGKILL);
        return 4;
    });
    ASSERT_EQ(status, 1000 + SIGKILL);
    reopen();
    const auto notes = m_store->stepJournal(1, 0);
    ASSERT_TRUE(notes);
    EXPECT_EQ((*notes)->phase(), merge::StepPhase::Removing);
    EXPECT_EQ((*notes)->checkpointOffsetBytes(), 4096u);
    EXPECT_EQ(m_store->inventory()->vms[0].snapshots[2].disks.at("SCSI 0:0"), "web1/a2.vhdx");
    EXPECT_TRUE(m_store->inventory()->vms[0].snapshots[1].destroying);
}

TEST_F(LibraryFilesTest, TransactionOfAKilledProcessNeverHappened) {
    m_store.reset();
    const int status = inChild([&] {
        auto database = Database::open(m_folder / "coppice.db", Database::Mode::ReadWrite);
        auto transaction = Transaction::begin(*database);
        if (!transaction || !database->execute("DELETE FROM snapshots; UPDATE vms SET current = NULL")) {
            return 2;
        }
        std::raise(SIGKILL);
        return 3;
    });
    ASSERT_EQ(status, 1000 + SIGKILL);
    reopen();
    EXPECT_EQ(*m_store->inventory(), smallInventory());
}

TEST_F(LibraryFilesTest, SecondLockIsRefusedAndNamesTheFirst) {
    const auto first = LibraryLock::acquire(m_folder.path(), "coppice");
    ASSERT_TRUE(first) << first.error().detail;
    const auto second = LibraryLock::acquire(m_folder.path(), "coppicectl"); // in this process
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::LibraryInUse);
    EXPECT_EQ(second.error().object, m_folder.path().string());
    EXPECT_NE(second.error().detail.find("coppice (process " + std::to_string(getpid()) + ")"),
              std::string::npos)
        << second.error().detail;
    EXPECT_EQ(inChild([&] {
                  const auto other = LibraryLock::acquire(m_folder.path(), "coppicectl");
                  return !other && other.error().code == ErrorCode::LibraryInUse ? 0 : 1;
              }),
              0);
}

TEST_F(LibraryFilesTest, LockThatWasLetGoOrWhoseHolderDiedIsNoHindrance) {
    {
        ASSERT_TRUE(LibraryLock::acquire(m_folder.path(), "coppice"));
    }
    ASSERT_EQ(inChild([&] {
                  const auto lock = LibraryLock::acquire(m_folder.path(), "coppice");
                  std::raise(SIGKILL);
                  return 0;
              }),
              1000 + SIGKILL);
    EXPECT_TRUE(LibraryLock::acquire(m_folder.path(), "coppice"));
}

TEST_F(LibraryFilesTest, LockIsNotTakenThroughASymbolicLink) {
    std::ofstream(m_folder / "precious") << "data";
    std::filesystem::create_symlink("precious", m_folder / "coppice.lock");
    EXPECT_FALSE(LibraryLock::acquire(m_folder.path(), "coppice"));
    EXPECT_EQ(std::filesystem::file_size(m_folder / "precious"), 4u);
}

} // namespace
} // namespace coppice::test
