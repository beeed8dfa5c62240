// Job records over a restart, and what other processes ask.
#include "store_fixture.h"

namespace coppice::test {
namespace {

class StoredJobsTest : public StoreTest {};

TEST_F(StoredJobsTest, EveryFieldOfARecordComesBack) {
    JobRecord record{.id = begin(middlePlan()),
                     .kind = "destroySnapshot",
                     .title = "Delete \"é\"",
                     .destroys = DestroyFacts{.selected = 3, .dependents = 9, .verify = true},
                     .state = JobState::Exception,
                     .totalBytes = ~std::uint64_t{0},
                     .doneBytes = 7,
                     .percentComplete = 42,
                     .cancellable = false,
                     .resumable = true,
                     .inGrace = true,
                     .queuePosition = 4,
                     .error = Error{.code = ErrorCode::LogCorrupt,
                                    .action = "reading",
                                    .object = "web1.vhdx",
                                    .detail = "why",
                                    .offsetBytes = 1ull << 63,
                                    .osError = 5},
                     .user = "ada",
                     .submitted = timeOf(1),
                     .started = timeOf(2),
                     .ended = timeOf(3),
                     .steps = {{.title = "a",
                                .layers = 5,
                                .file = "web1_0002.avhdx",
                                .kind = "merge",
                                .vm = "web1",
                                .slot = "SCSI 0:0",
                                .totalBytes = 5,
                                .doneBytes = 4,
                                .state = StepState::Failed,
                                .note = "bad\xff"},
                               {.title = "b",
                                .kind = "delete",
                                .vm = "web1",
                                .slot = "IDE",
                                .totalBytes = 0,
                                .doneBytes = 0,
                                .state = StepState::Skipped,
                                .note = ""}},
                     .log = {"one", "two\nlines", "\"quoted\""}};
    ASSERT_TRUE(m_store->saveJob(record));
    reopen();
    const auto jobs = m_store->loadJobs();
    ASSERT_TRUE(jobs) << jobs.error().detail;
    ASSERT_EQ(jobs->size(), 1u);
    const JobRecord& back = jobs->front();
    EXPECT_EQ(back, record); // id, state, bytes, steps
    EXPECT_EQ(back.kind, record.kind);
    EXPECT_EQ(back.title, record.title);
    EXPECT_EQ(back.destroys, record.destroys);
    EXPECT_EQ(back.inGrace, record.inGrace);
    EXPECT_EQ(back.queuePosition, record.queuePosition);
    EXPECT_EQ(back.totalBytes, record.totalBytes);
    EXPECT_EQ(back.percentComplete, record.percentComplete);
    EXPECT_EQ(back.cancellable, record.cancellable);
    EXPECT_EQ(back.resumable, record.resumable);
    EXPECT_EQ(back.user, record.user);
    EXPECT_EQ(back.submitted, record.submitted);
    EXPECT_EQ(back.started, record.started);
    EXPECT_EQ(back.ended, record.ended);
    EXPECT_EQ(back.log, record.log);
    ASSERT_TRUE(back.error);
    EXPECT_EQ(back.error->code, ErrorCode::LogCorrupt);
    EXPECT_EQ(back.error->action, "reading");
    EXPECT_EQ(back.error->object, "web1.vhdx");
    EXPECT_EQ(back.error->detail, "why");
    EXPECT_EQ(back.error->offsetBytes, 1ull << 63);
    EXPECT_EQ(back.error->osError, 5);

    record.error.reset();
    record.destroys.reset();
    record.queuePosition.reset();
    record.steps.pop_back();
    ASSERT_TRUE(m_store->saveJob(record));
    EXPECT_FALSE(m_store->loadJobs()->front().error);
    EXPECT_FALSE(m_store->loadJobs()->front().destroys);
    EXPECT_FALSE(m_store->loadJobs()->front().queuePosition);
    EXPECT_EQ(m_store->loadJobs()->front().steps.size(), 1u);
}

TEST_F(StoredJobsTest, LogLineThatIsNoUtf8IsKeptAsFarAsItCanBeRead) {
    JobRecord changed = record();
    changed.id = begin(middlePlan());
    changed.log = {"bad \xff byte"};
    ASSERT_TRUE(m_store->saveJob(changed));
    EXPECT_EQ(m_store->loadJobs()->front().log, std::vector<std::string>{"bad \xEF\xBF\xBD byte"});
}

TEST_F(StoredJobsTest, NumbersAscendAndAreNeverReused) {
    const JobId first = begin(middlePlan());
    ASSERT_TRUE(m_store->abandonDestroy(first));
    reopen();
    EXPECT_GT(begin(middlePlan()), first);
}

TEST_F(StoredJobsTest, UnknownJobIsNotSaved) {
    JobRecord unknown = record();
    unknown.id = 77;
    EXPECT_EQ(m_store->saveJob(unknown).error().code, ErrorCode::UnknownReference);
    EXPECT_EQ(m_store->requestAction(77, JobAction::Stop).error().code, ErrorCode::UnknownReference);
}

TEST_F(StoredJobsTest, RequestsOfAnotherProcessAreTakenOnceInOrder) {
    const JobId job = begin(middlePlan());
    auto other = LibraryStore::open(m_folder.path(), LibraryStore::Access::ReadWrite);
    ASSERT_TRUE(other);
    ASSERT_TRUE((*other)->requestAction(job, JobAction::Pause));
    ASSERT_TRUE((*other)->requestAction(job, JobAction::Stop));
    const auto requests = m_store->takeRequests();
    ASSERT_TRUE(requests);
    EXPECT_EQ(*requests,
              (std::vector<std::pair<JobId, JobAction>>{{job, JobAction::Pause}, {job, JobAction::Stop}}));
    EXPECT_TRUE(m_store->takeRequests()->empty());
}

TEST_F(StoredJobsTest, QueueOverTheStoreKeepsItsHistory) {
    JobRecord fresh = record();
    fresh.id = begin(middlePlan());
    class Nothing final : public Job {
        Result<void> run(JobContext& context) override {
            context.log("worked");
            return {};
        }
        Result<void> takeBack() override { return {}; }
    };
    const JobQueue::Revive revive = [](const JobRecord&) -> Result<std::unique_ptr<Job>> {
        return std::make_unique<Nothing>();
    };
    {
        JobQueue queue(*m_store, systemClock(), revive);
        queue.start();
        ASSERT_TRUE(queue.enqueue(fresh, std::make_unique<Nothing>()));
        EXPECT_EQ(queue.wait(fresh.id)->state, JobState::Completed);
    }
    reopen();
    const JobQueue queue(*m_store, systemClock(), revive);
    ASSERT_EQ(queue.jobs().size(), 1u);
    EXPECT_EQ(queue.job(fresh.id)->state, JobState::Completed);
    EXPECT_EQ(queue.job(fresh.id)->log, std::vector<std::string>{"worked"});
}

} // namespace
} // namespace coppice::test
