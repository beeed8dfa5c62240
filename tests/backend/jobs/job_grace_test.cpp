// Grace periods and the queue's order, by a clock that stands still until the test moves it.
#include "jobs/job_queue.h"
#include "jobs/job_rules.h"
#include "queue_fixture.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <string_view>

namespace coppice::test {
namespace {

using namespace std::chrono_literals;

Result<void> nothing(JobContext&) {
    return {};
}

Result<void> untilAsked(JobContext& context) {
    for (;;) {
        COPPICE_CHECK(context.checkpoint());
    }
}

class GraceTest : public testing::Test {
protected:
    void SetUp() override { makeQueue(); }
    void TearDown() override { m_queue.reset(); }
    void makeQueue(unsigned workers = 1) {
        m_queue.reset();
        m_queue = std::make_unique<JobQueue>(
            m_store, systemClock(),
            [this](const JobRecord& record) -> Result<std::unique_ptr<Job>> {
                return job(record.id, nothing);
            },
            workers, m_clock);
        m_queue->addObserver(&m_observer);
        m_queue->start();
    }
    std::unique_ptr<Job> job(JobId id, FunctionJob::Run run) {
        return std::make_unique<FunctionJob>(
            [this, id, run = std::move(run)](JobContext& context) {
                {
                    const std::scoped_lock lock(m_mutex);
                    m_begun.push_back(id);
                }
                return run(context);
            },
            [this] {
                ++m_takenBack;
                return Result<void>{};
            });
    }
    void enqueue(JobId id, std::chrono::milliseconds grace, FunctionJob::Run run = nothing) {
        JobRecord record = newRecord(id);
        record.inGrace = grace > 0ms;
        m_store.put(record);
        const auto queued = m_queue->enqueue(record, job(id, std::move(run)), grace);
        ASSERT_TRUE(queued) << queued.error().detail;
    }
    std::vector<JobId> begun() const {
        const std::scoped_lock lock(m_mutex);
        return m_begun;
    }
    std::vector<JobId> order() const {
        std::vector<std::pair<std::uint64_t, JobId>> queued;
        for (const auto& record : m_queue->jobs()) {
            if (record->queuePosition) {
                queued.emplace_back(*record->queuePosition, record->id);
            }
        }
        std::ranges::sort(queued);
        std::vector<JobId> ids;
        for (const auto& [position, id] : queued) {
            EXPECT_EQ(position, ids.size() + 1);
            ids.push_back(id);
        }
        return ids;
    }

    MemoryJobStore m_store;
    WatchingObserver m_observer;
    ManualClock m_clock;
    mutable std::mutex m_mutex;
    std::vector<JobId> m_begun;
    std::atomic<int> m_takenBack = 0;
    std::unique_ptr<JobQueue> m_queue;
};

TEST_F(GraceTest, JobStartsWhenItsGracePeriodHasPassedAndNotEarlier) {
    enqueue(1, 10s);
    EXPECT_TRUE(m_queue->busy());
    EXPECT_EQ(m_queue->job(1)->state, JobState::New);
    EXPECT_EQ(*m_queue->job(1)->notBefore - m_clock.now(), 10s);
    m_clock.advance(9999ms);
    enqueue(2, 0s); // one worker: once this is done, it has looked at the first again
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);
    EXPECT_EQ(begun(), std::vector<JobId>{2});
    EXPECT_EQ(m_queue->job(1)->state, JobState::New);
    m_clock.advance(1ms);
    const auto done = m_queue->wait(1);
    EXPECT_EQ(done->state, JobState::Completed);
    EXPECT_FALSE(done->notBefore);
    EXPECT_FALSE(done->inGrace);
    EXPECT_FALSE(done->queuePosition);
}

TEST_F(GraceTest, GracePeriodsOfSeveralJobsEndInTheirOwnOrder) {
    enqueue(1, 20s);
    enqueue(2, 10s);
    m_clock.advance(10s);
    EXPECT_EQ(m_queue->wait(2)->state, JobState::Completed);
    EXPECT_EQ(m_queue->job(1)->state, JobState::New);
    m_clock.advance(10s);
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
    EXPECT_EQ(begun(), (std::vector<JobId>{2, 1}));
}

TEST_F(GraceTest, EveryWorkerHearsOfAGracePeriod) {
    makeQueue(2);
    enqueue(1, 10s);
    enqueue(2, 0s, untilAsked); // takes one of the two, whichever it is
    m_observer.waitForState(2, JobState::Running);
    m_clock.advance(10s);
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
    ASSERT_TRUE(m_queue->control(2, JobAction::Stop));
    m_queue->wait(2);
}

TEST_F(GraceTest, CancelTakesItBackWithoutItsEverBeginning) {
    enqueue(1, 10s);
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    const auto undone = m_queue->wait(1);
    EXPECT_EQ(undone->state, JobState::Terminated);
    ASSERT_TRUE(undone->error);
    EXPECT_EQ(undone->error->code, ErrorCode::Cancelled);
    EXPECT_EQ(undone->error->detail, "undone");
    EXPECT_FALSE(undone->started);
    EXPECT_FALSE(undone->inGrace);
    EXPECT_EQ(m_takenBack, 1);
    m_clock.advance(1h);
    enqueue(2, 0s);
    m_queue->wait(2);
    EXPECT_EQ(begun(), std::vector<JobId>{2});
    EXPECT_EQ(m_store.saved(1).state, JobState::Terminated);
}

TEST_F(GraceTest, StartNowEndsTheWait) {
    enqueue(1, 10s);
    EXPECT_TRUE(canDo(*m_queue->job(1), JobAction::StartNow));
    ASSERT_TRUE(m_queue->control(1, JobAction::StartNow));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
    EXPECT_EQ(m_queue->control(1, JobAction::StartNow).error().code, ErrorCode::InvalidJobState);
}

TEST_F(GraceTest, StartNowIsRefusedToAJobThatWaitsForNothingButItsTurn) {
    enqueue(1, 0s, untilAsked);
    m_observer.waitForState(1, JobState::Running);
    enqueue(2, 0s);
    EXPECT_EQ(m_queue->control(2, JobAction::StartNow).error().code, ErrorCode::InvalidJobState);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    m_queue->wait(2);
}

TEST_F(GraceTest, SuspendedInItsGracePeriodItWaitsNoMoreAndBeginsWhenResumed) {
    enqueue(1, 10s);
    ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Suspended);
    m_clock.advance(1h);
    EXPECT_TRUE(begun().empty());
    ASSERT_TRUE(m_queue->control(1, JobAction::Resume));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Completed);
}

TEST_F(GraceTest, ProcessThatEndsLeavesItNewAndTheNextOneOffersItOnly) {
    enqueue(1, 10s);
    m_queue.reset();
    EXPECT_EQ(m_store.saved(1).state, JobState::New);
    EXPECT_TRUE(m_store.saved(1).inGrace);
    makeQueue();
    m_clock.advance(1h);
    enqueue(2, 0s);
    m_queue->wait(2);
    EXPECT_EQ(begun(), std::vector<JobId>{2});
    EXPECT_TRUE(isInterrupted(*m_queue->job(1)));
    EXPECT_TRUE(m_queue->job(1)->inGrace);
    EXPECT_FALSE(m_queue->busy());
    ASSERT_TRUE(m_queue->control(1, JobAction::Cancel));
    EXPECT_EQ(m_queue->wait(1)->state, JobState::Terminated);
    EXPECT_EQ(m_takenBack, 1);
}

TEST_F(GraceTest, JobStoppedByClosingIsInterruptedAndOneStoppedByTheOperatorIsNot) {
    makeQueue(2);
    enqueue(1, 0s, untilAsked);
    enqueue(2, 0s, untilAsked);
    m_observer.waitForState(1, JobState::Running);
    m_observer.waitForState(2, JobState::Running);
    ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
    m_queue->wait(1);
    m_queue.reset();
    EXPECT_FALSE(isInterrupted(m_store.saved(1)));
    EXPECT_TRUE(isStopped(m_store.saved(1)));
    EXPECT_TRUE(isInterrupted(m_store.saved(2)));
}

class OrderTest : public GraceTest {
protected:
    void SetUp() override {
        GraceTest::SetUp();
        enqueue(1, 0s, untilAsked);
        m_observer.waitForState(1, JobState::Running);
        for (const JobId id : {2u, 3u, 4u}) {
            enqueue(id, 0s);
        }
        ASSERT_EQ(order(), (std::vector<JobId>{2, 3, 4}));
    }
    void runAll() {
        ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
        for (const JobId id : {1u, 2u, 3u, 4u}) {
            m_queue->wait(id);
        }
    }
};

TEST_F(OrderTest, MovedJobsStartInTheirNewOrder) {
    ASSERT_TRUE(m_queue->move(4, 1));
    EXPECT_EQ(order(), (std::vector<JobId>{4, 2, 3}));
    ASSERT_TRUE(m_queue->move(2, 99));
    EXPECT_EQ(order(), (std::vector<JobId>{4, 3, 2}));
    ASSERT_TRUE(m_queue->move(3, 2));
    EXPECT_EQ(order(), (std::vector<JobId>{4, 3, 2}));
    runAll();
    EXPECT_EQ(begun(), (std::vector<JobId>{1, 4, 3, 2}));
    EXPECT_TRUE(order().empty());
}

TEST_F(OrderTest, ObserversHearOfEveryJobThatAMoveShifted) {
    ASSERT_TRUE(m_queue->move(4, 1));
    for (const auto& [id, position] : {std::pair<JobId, std::uint64_t>{4, 1}, {2, 2}, {3, 3}}) {
        m_observer.waitFor(
            [&](const JobRecord& record) { return record.id == id && record.queuePosition == position; });
    }
}

TEST_F(OrderTest, OnlyAQueuedJobIsMoved) {
    EXPECT_EQ(m_queue->move(1, 1).error().code, ErrorCode::InvalidJobState);
    EXPECT_EQ(m_queue->move(77, 1).error().code, ErrorCode::UnknownReference);
    ASSERT_TRUE(m_queue->control(3, JobAction::Cancel));
    EXPECT_EQ(m_queue->move(3, 1).error().code, ErrorCode::InvalidJobState);
    EXPECT_EQ(order(), (std::vector<JobId>{2, 4}));
}

TEST_F(OrderTest, OrderIsStored) {
    ASSERT_TRUE(m_queue->move(4, 1));
    m_queue.reset();
    EXPECT_EQ(m_store.saved(4).queuePosition, 1u);
    EXPECT_EQ(m_store.saved(2).queuePosition, 2u);
    EXPECT_EQ(m_store.saved(3).queuePosition, 3u);
    EXPECT_FALSE(m_store.saved(1).queuePosition);
}

TEST_F(OrderTest, JobInItsGracePeriodKeepsItsPlaceAndLetsOthersPass) {
    enqueue(5, 10s);
    ASSERT_TRUE(m_queue->move(5, 1));
    EXPECT_EQ(order(), (std::vector<JobId>{5, 2, 3, 4}));
    runAll();
    EXPECT_EQ(begun(), (std::vector<JobId>{1, 2, 3, 4}));
    m_clock.advance(10s);
    EXPECT_EQ(m_queue->wait(5)->state, JobState::Completed);
}

class RulesTest : public GraceTest {
public:
    void running() {
        enqueue(1, 0s, untilAsked);
        m_observer.waitForState(1, JobState::Running);
    }
    void paused() {
        running();
        ASSERT_TRUE(m_queue->control(1, JobAction::Pause));
        m_observer.waitForState(1, JobState::Suspended);
    }
    void stopped() {
        running();
        ASSERT_TRUE(m_queue->control(1, JobAction::Stop));
        m_queue->wait(1);
    }
    void failed() {
        enqueue(1, 0s,
                [](JobContext&) -> Result<void> { return fail(ErrorCode::NoSpace, "writing", "disk"); });
        m_queue->wait(1);
    }
    void queued() {
        enqueue(2, 0s, untilAsked);
        m_observer.waitForState(2, JobState::Running);
        enqueue(1, 0s);
    }
    void pastReturn() {
        enqueue(1, 0s, [](JobContext& context) {
            context.passPointOfNoReturn();
            return untilAsked(context);
        });
        m_observer.waitFor(
            [](const JobRecord& record) { return record.state == JobState::Running && !record.cancellable; });
    }
    void inGrace() { enqueue(1, 10s); }
    void completed() {
        enqueue(1, 0s);
        m_queue->wait(1);
    }
    void freshQueue() {
        m_queue.reset();
        m_store.clear();
        m_observer.clear();
        makeQueue();
    }
};

TEST_F(RulesTest, QueueDoesExactlyWhatTheRuleAllows) {
    const std::vector<std::pair<const char*, void (RulesTest::*)()>> situations = {
        {"running", &RulesTest::running},      {"paused", &RulesTest::paused},
        {"stopped", &RulesTest::stopped},      {"failed", &RulesTest::failed},
        {"queued", &RulesTest::queued},        {"past the point of no return", &RulesTest::pastReturn},
        {"in its grace", &RulesTest::inGrace}, {"completed", &RulesTest::completed}};
    for (const auto& [name, reach] : situations) {
        int allowed = 0;
        for (const JobAction action : {JobAction::Pause, JobAction::Stop, JobAction::Cancel,
                                       JobAction::Resume, JobAction::Retry, JobAction::StartNow}) {
            freshQueue();
            (this->*reach)();
            const bool may = canDo(*m_queue->job(1), action);
            EXPECT_EQ(m_queue->control(1, action).has_value(), may) << nameOf(action) << ", " << name;
            allowed += may ? 1 : 0;
        }
        EXPECT_EQ(allowed == 0, std::string_view(name) == "completed") << name;
    }
}

} // namespace
} // namespace coppice::test
