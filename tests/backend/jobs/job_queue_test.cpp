// The queue's promises, with real threads. Nothing sleeps: jobs and tests meet at latches.
#include "jobs/job_queue.h"
#include "queue_fixture.h"

#include <atomic>
#include <gtest/gtest.h>
#include <latch>
#include <stdexcept>

namespace coppice::test {
namespace {

class JobQueueTest : public testing::Test {
protected:
    MemoryJobStore m_store;
    WatchingObserver m_observer;
    FunctionJob::Run m_revived = [](JobContext&) { return Result<void>{}; };
    FunctionJob::TakeBack m_revivedTakeBack = [] { return Result<void>{}; };
    std::atomic<int> m_revivals = 0;
    std::unique_ptr<JobQueue> m_queue;

    void SetUp() override { makeQueue(); }
    void TearDown() override { m_queue.reset(); }
    void makeQueue(unsigned workers = 1) {
        m_queue.reset();
        m_queue = std::make_unique<JobQueue>(
            m_store, systemClock(),
            [this](const JobRecord&) -> Result<std::unique_ptr<Job>> {
                ++m_revivals;
                return std::make_unique<FunctionJob>(m_revived, m_revivedTakeBack);
            },
            workers);
        m_queue->addObserver(&m_observer);
        m_queue->start();
    }
    void run(
        JobRecord record, FunctionJob::Run run,
        FunctionJob::TakeBack takeBack = [] { return Result<void>{}; }) {
        m_store.put(record);
        const auto queued = m_queue->enqueue(
            std::move(record), std::make_unique<FunctionJob>(std::move(run), std::move(takeBack)));
        ASSERT_TRUE(queued) << queued.error().detail;
    }
    ErrorCode codeOfControl(JobId id, JobAction action) {
        const auto done = m_queue->control(id, action);
        return done ? ErrorCode::Internal : done.error().code;
    }
};

/// Blocks a job, in the way real ones work: at checkpoints, block after block.
Result<void> untilAsked(JobContext& context) {
    for (;;) {
        COPPICE_CHECK(context.checkpoint());
    }
}

TEST_F(JobQueueTest, JobRunsToCompletedAndIsSaved) {
    run(newRecord(1, 1), [](JobContext& context) -> Result<void> {
        context.setTotalBytes(200);
        context.stepStarted(0);
        context.addDoneBytes(50);
        context.stepFinished(0);
        return {};
    });
    const auto record = m_queue->wait(1);
    EXPECT_EQ(record->state, JobState::Completed);
    EXPECT_EQ(record->percentComplete, 100);
    EXPECT_EQ(record->doneBytes, 200u);
    EXPECT_FALSE(record->error);
    EXPECT_FALSE(record->resumable);
    EXPECT_TRUE(record->started && record->ended);
    EXPECT_EQ(record->steps[0].state, StepState::Done);
    EXPECT_EQ(m_store.saved(1).state, JobState::Completed);
    EXPECT_EQ(m_store.saved(1).percentComplete, 100);
    EXPECT_FALSE(m_queue->busy());
}

TEST_F(JobQueueTest, PausedJobWaitsInItsCheckpointUntilResumed) {
    std::atomic<bool> goOn = false;
    std::atomic<int> blocksWhilePaused = 0;
    std::atomic<bool> paused = false;
    run(newRecord(1), [&](JobContext& context) -> Result<void> {
        while (!goOn) {
            COPPICE_CHECK(context.checkpoint());
            blocksWhilePaused += paused && !goOn ? 1 : 0;
        }
        return {};
    });
    m_observer.waitForState(1, JobState::Running);
    ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
    m_observer.waitForState(1, JobState::Suspended);
    paused = true;
    EXPECT_EQ(codeOfControl(1, JobAction::Pause), ErrorCode::InvalidJobState);
    EXPECT_TRUE(m_queue->busy());
    EXPECT_EQ(blocksWhilePaused, 0);
    goOn = true;
    ASSERT_TRUE(m_queue->control(1, JobAction::Resume));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
    EXPECT_EQ(blocksWhilePaused, 0);
}

TEST_F(JobQueueTest, CancelledJobIsTakenBackAndTerminated) {
    std::atomic<bool> takenBack = false;
    run(
        newRecord(1, 1),
        [](JobContext& context) {
            context.stepStarted(0);
            return untilAsked(context);
        },
        [&]() -> Result<void> {
            takenBack = true;
            return {};
        });
    m_observer.waitForState(1, JobState::Running);
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    const auto record = m_queue->wait(1);
    EXPECT_TRUE(takenBack);
    EXPECT_EQ(record->state, JobState::Terminated);
    ASSERT_TRUE(record->error);
    EXPECT_EQ(record->error->code, ErrorCode::Cancelled);
    EXPECT_FALSE(record->resumable);
    EXPECT_EQ(record->steps[0].state, StepState::Pending);
    EXPECT_EQ(codeOfControl(1, JobAction::Retry), ErrorCode::InvalidJobState);
}

TEST_F(JobQueueTest, PausedJobCanBeCancelled) {
    run(newRecord(1), untilAsked);
    ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
    m_observer.waitForState(1, JobState::Suspended);
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Terminated);
}

TEST_F(JobQueueTest, TakeBackThatFailsLeavesAJobThatCanBeRetried) {
    run(newRecord(1), untilAsked,
        []() -> Result<void> { return fail(ErrorCode::NoSpace, "taking back", "disk"); });
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    const auto record = m_queue->wait(1);
    EXPECT_EQ(record->state, JobState::Exception);
    EXPECT_EQ(record->error->code, ErrorCode::NoSpace);
    EXPECT_TRUE(record->resumable);
}

TEST_F(JobQueueTest, CancelIsRefusedPastThePointOfNoReturn) {
    run(newRecord(1), [](JobContext& context) {
        context.passPointOfNoReturn();
        return untilAsked(context);
    });
    m_observer.waitFor([](const JobRecord& record) { return !record.cancellable; });
    EXPECT_EQ(codeOfControl(1, JobAction::Cancel), ErrorCode::InvalidJobState);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Suspended);
}

TEST_F(JobQueueTest, CancelThatComesTooLateStops) {
    std::latch atWork(1);
    std::latch cancelled(1);
    std::atomic<bool> takenBack = false;
    run(
        newRecord(1),
        [&](JobContext& context) {
            atWork.count_down();
            cancelled.wait();
            context.passPointOfNoReturn();
            return untilAsked(context);
        },
        [&]() -> Result<void> {
            takenBack = true;
            return {};
        });
    atWork.wait();
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    cancelled.count_down();
    const auto record = m_queue->wait(1);
    EXPECT_EQ(record->state, JobState::Suspended);
    EXPECT_TRUE(record->resumable);
    EXPECT_FALSE(takenBack);
}

TEST_F(JobQueueTest, StoppedJobFreesItsWorkerAndIsRevivedByResume) {
    run(newRecord(1), untilAsked);
    m_observer.waitForState(1, JobState::Running);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    const auto stopped = m_queue->wait(1);
    EXPECT_EQ(stopped->state, JobState::Suspended);
    EXPECT_TRUE(stopped->resumable);
    EXPECT_EQ(stopped->error->code, ErrorCode::Stopped);
    EXPECT_TRUE(m_store.saved(1).resumable);
    EXPECT_FALSE(m_queue->busy());

    run(newRecord(2), [](JobContext&) { return Result<void>{}; }); // there is one worker, and it is free
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);

    ASSERT_TRUE(m_queue->control(1, JobAction::Resume));
    const auto done = m_queue->wait(1);
    EXPECT_EQ(done->state, JobState::Completed);
    EXPECT_FALSE(done->error);
    EXPECT_EQ(m_revivals, 1);
}

TEST_F(JobQueueTest, QueuedJobIsCancelledAtOnceWhileAnotherRuns) {
    run(newRecord(1), untilAsked);
    m_observer.waitForState(1, JobState::Running);
    std::atomic<bool> ran = false;
    std::atomic<bool> takenBack = false;
    run(
        newRecord(2),
        [&](JobContext&) -> Result<void> {
            ran = true;
            return {};
        },
        [&]() -> Result<void> {
            takenBack = true;
            return {};
        });
    ASSERT_TRUE(m_queue->control(2, JobAction::Cancel));
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Terminated);
    EXPECT_TRUE(takenBack);
    EXPECT_FALSE(ran);
    EXPECT_EQ(m_queue->job(1)->state, JobState::Running);
}

TEST_F(JobQueueTest, QueuedJobThatIsStoppedRunsOnlyWhenResumed) {
    run(newRecord(1), untilAsked);
    run(newRecord(2), [](JobContext&) { return Result<void>{}; });
    ASSERT_TRUE(m_queue->control(2, JobAction::Stop));
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Suspended);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Suspended);
    EXPECT_EQ(m_queue->job(2)->state, JobState::Suspended);
    ASSERT_TRUE(m_queue->control(2, JobAction::Resume));
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);
}

TEST_F(JobQueueTest, CommitPhaseDefersStopAndPause) {
    std::latch inCommit(1);
    std::latch asked(1);
    std::atomic<bool> answeredInCommit = false;
    run(newRecord(1), [&](JobContext& context) -> Result<void> {
        context.enterCommitPhase();
        inCommit.count_down();
        asked.wait();
        answeredInCommit = !context.checkpoint().has_value();
        context.leaveCommitPhase();
        return untilAsked(context);
    });
    inCommit.wait();
    ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    asked.count_down();
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Suspended);
    EXPECT_FALSE(answeredInCommit);
}

TEST_F(JobQueueTest, ProgressNeverFallsAndIsHundredOnlyWhenCompleted) {
    std::latch looked(1);
    run(newRecord(1, 1), [&](JobContext& context) -> Result<void> {
        context.setTotalBytes(1000);
        for (int block = 0; block < 100; ++block) {
            context.addDoneBytes(10);
            context.stepProgress(0, static_cast<std::uint64_t>(block));
        }
        context.stepProgress(0, 3);
        context.addDoneBytes(5000); // counted twice by a job that went on from a checkpoint
        looked.wait();
        return {};
    });
    const auto full = m_observer.waitFor([](const JobRecord& record) { return record.doneBytes == 1000; });
    EXPECT_EQ(full->percentComplete, 99);
    EXPECT_EQ(full->steps[0].doneBytes, 99u);
    looked.count_down();
    EXPECT_EQ(m_queue->wait(1)->percentComplete, 100);
    m_observer.waitForState(1, JobState::Completed);
    std::uint64_t before = 0;
    for (const auto& record : m_observer.records()) {
        EXPECT_GE(record->doneBytes, before);
        EXPECT_EQ(record->percentComplete == 100, record->state == JobState::Completed);
        before = record->doneBytes;
    }
}

TEST_F(JobQueueTest, ManyUpdatesAreCoalescedAndTheLastStateArrives) {
    constexpr int updates = 20000;
    run(newRecord(1), [](JobContext& context) -> Result<void> {
        context.setTotalBytes(updates);
        for (int update = 0; update < updates; ++update) {
            context.addDoneBytes(1);
        }
        return {};
    });
    m_observer.waitForState(1, JobState::Completed);
    EXPECT_LT(m_observer.records().size(), static_cast<std::size_t>(updates / 10));
    EXPECT_EQ(m_observer.records().back()->state, JobState::Completed);
}

TEST_F(JobQueueTest, FailedJobKeepsItsErrorAndRetryRevivesIt) {
    run(newRecord(1, 2), [](JobContext& context) -> Result<void> {
        context.stepStarted(0);
        context.stepFinished(0);
        context.stepStarted(1);
        return fail(ErrorCode::NoSpace, "merging", "web1.vhdx", "the volume is full");
    });
    const auto failed = m_queue->wait(1);
    EXPECT_EQ(failed->state, JobState::Exception);
    EXPECT_EQ(failed->error->code, ErrorCode::NoSpace);
    EXPECT_TRUE(failed->resumable);
    EXPECT_EQ(failed->steps[0].state, StepState::Done);
    EXPECT_EQ(failed->steps[1].state, StepState::Failed);
    EXPECT_FALSE(failed->steps[1].note.empty());
    EXPECT_EQ(m_store.saved(1).error->object, "web1.vhdx");

    ASSERT_TRUE(m_queue->control(1, JobAction::Retry));
    const auto done = m_queue->wait(1);
    EXPECT_EQ(done->state, JobState::Completed);
    EXPECT_FALSE(done->error);
    EXPECT_EQ(done->steps[0].state, StepState::Done);
    EXPECT_EQ(m_revivals, 1);
}

TEST_F(JobQueueTest, StoppedJobCanStillBeTakenBack) {
    std::atomic<bool> takenBack = false;
    m_revivedTakeBack = [&]() -> Result<void> {
        takenBack = true;
        return {};
    };
    run(newRecord(1), untilAsked);
    m_observer.waitForState(1, JobState::Running);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    m_queue->wait(1);
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Terminated);
    EXPECT_TRUE(takenBack);
}

TEST_F(JobQueueTest, JobThatThrowsEndsInExceptionAndTheQueueGoesOn) {
    run(newRecord(1), [](JobContext&) -> Result<void> { throw std::runtime_error("damage"); });
    const auto record = m_queue->wait(1);
    EXPECT_EQ(record->state, JobState::Exception);
    EXPECT_EQ(record->error->detail, "damage");
    run(newRecord(2), [](JobContext&) { return Result<void>{}; });
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);
}

TEST_F(JobQueueTest, ClosingStopsRunningJobsAndLeavesQueuedOnesNew) {
    run(newRecord(1), untilAsked);
    run(newRecord(2), untilAsked);
    m_observer.waitForState(1, JobState::Running);
    m_observer.waitForState(2, JobState::New);
    m_queue.reset();
    EXPECT_EQ(m_store.saved(1).state, JobState::Suspended);
    EXPECT_TRUE(m_store.saved(1).resumable);
    EXPECT_EQ(m_store.saved(2).state, JobState::New);
    EXPECT_EQ(m_observer.records().back()->state, JobState::Suspended);
}

TEST_F(JobQueueTest, ClosingWakesAPausedJob) {
    run(newRecord(1), untilAsked);
    ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
    m_observer.waitForState(1, JobState::Suspended);
    m_queue.reset();
    EXPECT_EQ(m_store.saved(1).state, JobState::Suspended);
    EXPECT_TRUE(m_store.saved(1).resumable);
}

TEST_F(JobQueueTest, HistoryIsLoadedAndAPausedJobOfADeadProcessCanBeResumed) {
    JobRecord paused = newRecord(7);
    paused.state = JobState::Suspended;
    JobRecord completed = newRecord(8);
    completed.state = JobState::Completed;
    m_store.put(paused);
    m_store.put(completed);
    makeQueue();
    ASSERT_EQ(m_queue->jobs().size(), 2u);
    EXPECT_FALSE(m_queue->busy());
    EXPECT_TRUE(m_queue->job(7)->resumable);
    EXPECT_EQ(codeOfControl(8, JobAction::Retry), ErrorCode::InvalidJobState);
    EXPECT_EQ(codeOfControl(9, JobAction::Retry), ErrorCode::UnknownReference);
    ASSERT_TRUE(m_queue->control(7, JobAction::Resume));
    EXPECT_EQ(m_queue->wait(7)->state, JobState::Completed);
}

TEST_F(JobQueueTest, JobWhoseJournalIsGoneCannotBeRetried) {
    JobRecord failed = newRecord(7);
    failed.state = JobState::Exception;
    failed.resumable = true;
    m_store.put(failed);
    JobQueue queue(m_store, systemClock(), [](const JobRecord&) -> Result<std::unique_ptr<Job>> {
        return fail(ErrorCode::UnknownReference, "reading the journal", "7");
    });
    queue.start();
    ASSERT_TRUE(queue.control(7, JobAction::Retry));
    EXPECT_EQ(queue.wait(7)->state, JobState::Exception);
    EXPECT_FALSE(queue.job(7)->resumable);
}

TEST_F(JobQueueTest, RequestsOfOtherProcessesAreCarriedOut) {
    run(newRecord(1), untilAsked);
    m_observer.waitForState(1, JobState::Running);
    m_store.request(1, JobAction::Pause);
    m_observer.waitForState(1, JobState::Suspended);
    m_store.request(1, JobAction::Stop);
    EXPECT_EQ(m_queue->wait(1)->error->code, ErrorCode::Stopped);
}

TEST_F(JobQueueTest, FailureToSaveIsInTheRecordsError) {
    m_store.failWith(
        Error{.code = ErrorCode::NoSpace, .action = "saving", .object = "coppice.db", .detail = {}});
    run(newRecord(1), [](JobContext&) { return Result<void>{}; });
    const auto record = m_queue->wait(1);
    EXPECT_EQ(record->state, JobState::Completed);
    ASSERT_TRUE(record->error);
    EXPECT_EQ(record->error->object, "coppice.db");
    m_store.failWith(std::nullopt);
    m_queue.reset(); // tries once more
    EXPECT_EQ(m_store.saved(1).state, JobState::Completed);
    EXPECT_FALSE(m_store.saved(1).error);
}

TEST_F(JobQueueTest, LogKeepsTheNewestThousandLines) {
    run(newRecord(1), [](JobContext& context) -> Result<void> {
        for (int line = 0; line < 1500; ++line) {
            context.log(std::to_string(line));
        }
        return {};
    });
    const auto record = m_queue->wait(1);
    ASSERT_EQ(record->log.size(), 1000u);
    EXPECT_EQ(record->log.front(), "500");
    EXPECT_EQ(record->log.back(), "1499");
}

TEST_F(JobQueueTest, NoCallReachesAnObserverAfterItsRemoval) {
    class Mortal final : public JobObserver {
    public:
        void jobChanged(std::shared_ptr<const JobRecord>) override { calls += removed ? 1000 : 1; }
        std::atomic<bool> removed = false;
        std::atomic<int> calls = 0;
    };
    run(newRecord(1), [](JobContext& context) -> Result<void> {
        for (;;) {
            context.addDoneBytes(1);
            COPPICE_CHECK(context.checkpoint());
        }
    });
    for (int round = 0; round < 200; ++round) {
        auto mortal = std::make_unique<Mortal>();
        m_queue->addObserver(mortal.get());
        m_queue->removeObserver(mortal.get());
        mortal->removed = true;
        EXPECT_LT(mortal->calls, 1000); // and freed here: a sanitizer sees a call after it
    }
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    m_queue->wait(1);
}

TEST_F(JobQueueTest, JobsOfSeveralWorkersRunAtTheSameTime) {
    makeQueue(2);
    std::latch together(2);
    for (const JobId id : {1u, 2u}) {
        run(newRecord(id), [&](JobContext&) -> Result<void> {
            together.arrive_and_wait();
            return {};
        });
    }
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);
}

TEST_F(JobQueueTest, JobIsNotQueuedTwice) {
    run(newRecord(1), untilAsked);
    const auto again = m_queue->enqueue(newRecord(1), std::make_unique<FunctionJob>(untilAsked));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::InvalidJobState);
}

TEST(JobActionTest, NamesRoundTrip) {
    for (const JobAction action : {JobAction::Pause, JobAction::Resume, JobAction::Cancel, JobAction::Stop,
                                   JobAction::Retry, JobAction::StartNow}) {
        EXPECT_EQ(jobActionFromName(nameOf(action)), action);
    }
    EXPECT_FALSE(jobActionFromName("explode"));
}

} // namespace
} // namespace coppice::test
