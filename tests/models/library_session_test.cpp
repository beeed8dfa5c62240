// The bridge, with real threads and a real job queue over a provider made of values.
#include "fake_library.h"
#include "models/job_actions.h"
#include "sample_library.h"

#include <QSignalSpy>

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

using SharedRecord = std::shared_ptr<const JobRecord>;

constexpr int kWaitMs = 30000; ///< until a test is given up; nothing waits for its end

/// True once the spy has seen `count` signals.
bool waitFor(QSignalSpy& spy, qsizetype count = 1) {
    while (spy.count() < count) {
        if (!spy.wait(kWaitMs)) {
            return false;
        }
    }
    return true;
}

class LibrarySessionTest : public ::testing::Test {
protected:
    LibrarySessionTest() { m_library.view = sampleLibrary().library(); }

    void open(LibrarySession& session) {
        QSignalSpy opened(&session, &LibrarySession::opened);
        session.open(QStringLiteral("/sample"));
        ASSERT_TRUE(waitFor(opened));
    }
    static DestroyRequest request(const std::string& name) { return {.refs = {idOf(name)}}; }
    static std::shared_ptr<const DestroyPlan> plan(LibrarySession& session, const std::string& name) {
        QSignalSpy ready(&session, &LibrarySession::planReady);
        session.requestPlan(request(name));
        return waitFor(ready) ? ready.back().at(1).value<std::shared_ptr<const DestroyPlan>>() : nullptr;
    }
    /// Runs until it is stopped, cancelled or failed by the queue.
    static Result<void> workUntilAsked(JobContext& context) {
        context.setTotalBytes(1);
        while (true) {
            COPPICE_CHECK(context.checkpoint());
            std::this_thread::yield();
        }
    }

    FakeLibrary m_library;
};

TEST_F(LibrarySessionTest, OpensOnAnotherThreadAndTellsViewAndHistory) {
    m_library.records[7] = JobRecord{.id = 7, .title = "Old", .state = JobState::Completed};
    LibrarySession session(m_library.opener());
    QSignalSpy opened(&session, &LibrarySession::opened);
    QSignalSpy loaded(&session, &LibrarySession::jobsLoaded);
    session.open(QStringLiteral("/sample"));
    EXPECT_EQ(session.state(), LibrarySession::State::Opening);
    EXPECT_EQ(opened.count(), 0);
    ASSERT_TRUE(waitFor(loaded));
    EXPECT_EQ(opened.count(), 1);
    EXPECT_TRUE(session.isWritable());
    EXPECT_EQ(session.view()->library().name, "Sample");
    ASSERT_EQ(session.jobs().size(), 1U);
    EXPECT_EQ(session.jobs().front()->id, 7U);
    EXPECT_FALSE(session.hasActiveJobs());
}

TEST_F(LibrarySessionTest, TellsWhyALibraryCannotBeOpened) {
    m_library.openError =
        Error{.code = ErrorCode::NotALibrary, .action = "opening", .object = "/x", .detail = {}};
    LibrarySession session(m_library.opener());
    QSignalSpy failed(&session, &LibrarySession::openFailed);
    session.open(QStringLiteral("/x"));
    ASSERT_TRUE(waitFor(failed));
    EXPECT_EQ(failed.front().front().value<Error>().code, ErrorCode::NotALibrary);
    EXPECT_EQ(session.state(), LibrarySession::State::Closed);
}

TEST_F(LibrarySessionTest, SaysWhyALibraryIsOpenForReadingOnlyAndRunsNoJobsThere) {
    m_library.capabilities.writable = false;
    m_library.readOnlyBecause = Error{
        .code = ErrorCode::LibraryInUse, .action = "opening", .object = "/sample", .detail = "coppicectl"};
    m_library.records[1] = JobRecord{.id = 1, .title = "Elsewhere", .state = JobState::Running};
    LibrarySession session(m_library.opener());
    open(session);
    EXPECT_FALSE(session.isWritable());
    ASSERT_TRUE(session.readOnlyBecause());
    EXPECT_EQ(session.readOnlyBecause()->detail, "coppicectl");
    EXPECT_FALSE(session.hasActiveJobs());

    QSignalSpy loaded(&session, &LibrarySession::jobsLoaded);
    {
        const std::lock_guard lock(m_library.mutex);
        m_library.records[1].state = JobState::Completed;
    }
    session.refresh();
    ASSERT_TRUE(waitFor(loaded));
    EXPECT_EQ(session.jobs().front()->state, JobState::Completed);
}

TEST_F(LibrarySessionTest, ANewPlanningRequestStopsTheOneBeforeWhichIsNotAnswered) {
    LibrarySession session(m_library.opener());
    open(session);
    m_library.plans.close();
    quint64 second = 0;
    m_library.planBegun = [&] {
        if (m_library.count("plan") > 1) {
            m_library.plans.open(); // too late for the first: only its stop token can have ended it
            return;
        }
        QMetaObject::invokeMethod(
            &session, [&] { second = session.requestPlan(request("L")); }, Qt::QueuedConnection);
    };
    QSignalSpy ready(&session, &LibrarySession::planReady);
    QSignalSpy failed(&session, &LibrarySession::planFailed);
    const quint64 first = session.requestPlan(request("A"));
    const bool answered = waitFor(ready);
    m_library.plans.open(); // lets go a plan that nobody stopped
    ASSERT_TRUE(answered);
    EXPECT_NE(first, second);
    EXPECT_EQ(ready.count(), 1);
    EXPECT_EQ(ready.front().front().toULongLong(), second);
    EXPECT_EQ(ready.front().at(1).value<std::shared_ptr<const DestroyPlan>>()->request, request("L"));
    EXPECT_EQ(failed.count(), 0);
    EXPECT_EQ(m_library.count("plan stopped"), 1);
}

TEST_F(LibrarySessionTest, OfManyPlanningRequestsOnlyTheNewestIsAnswered) {
    LibrarySession session(m_library.opener());
    open(session);
    QSignalSpy ready(&session, &LibrarySession::planReady);
    quint64 last = 0;
    for (int i = 0; i < 200; ++i) {
        last = session.requestPlan(request(i % 2 == 0 ? "A" : "B"));
    }
    ASSERT_TRUE(waitFor(ready));
    EXPECT_EQ(ready.count(), 1);
    EXPECT_EQ(ready.front().front().toULongLong(), last);
}

TEST_F(LibrarySessionTest, ACancelledPlanIsStoppedAndNotAnswered) {
    LibrarySession session(m_library.opener());
    open(session);
    m_library.plans.close();
    QSignalSpy ready(&session, &LibrarySession::planReady);
    QSignalSpy failed(&session, &LibrarySession::planFailed);
    session.requestPlan(request("A"));
    session.cancelPlan();
    QSignalSpy views(&session, &LibrarySession::viewChanged);
    session.refresh(); // behind the plan: comes only once that has ended
    ASSERT_TRUE(waitFor(views));
    EXPECT_EQ(ready.count() + failed.count(), 0);
}

TEST_F(LibrarySessionTest, TellsWhyAPlanCannotBeMade) {
    LibrarySession session(m_library.opener());
    open(session);
    QSignalSpy failed(&session, &LibrarySession::planFailed);
    const quint64 number = session.requestPlan(request("nothing"));
    ASSERT_TRUE(waitFor(failed));
    EXPECT_EQ(failed.front().front().toULongLong(), number);
    EXPECT_EQ(failed.front().at(1).value<Error>().code, ErrorCode::UnknownReference);
}

TEST_F(LibrarySessionTest, AnswersOfManyClosureRequestsTheFirstAndTheNewest) {
    LibrarySession session(m_library.opener());
    open(session);
    QSignalSpy ready(&session, &LibrarySession::closureReady);
    quint64 last = 0;
    for (int i = 0; i < 1000; ++i) {
        last = session.requestClosure(request(i == 999 ? "own" : "A"));
    }
    ASSERT_TRUE(waitFor(ready, 2));
    const auto live = ready.at(1).front().value<std::shared_ptr<const LiveClosure>>();
    EXPECT_EQ(live->number, last);
    EXPECT_EQ(live->selectedSnapshots, 1U);
    EXPECT_EQ(live->dependentSnapshots, 2U);
    EXPECT_EQ(live->freesBytes, 3U << 20);
}

TEST_F(LibrarySessionTest, AnswersAClosureWhileAPlanTakesItsTime) {
    LibrarySession session(m_library.opener());
    open(session);
    m_library.plans.close();
    session.requestPlan(request("A"));
    QSignalSpy ready(&session, &LibrarySession::closureReady);
    session.requestClosure(request("A"));
    EXPECT_TRUE(waitFor(ready));
    m_library.plans.open();
}

TEST_F(LibrarySessionTest, StreamsAJobToItsLastStateAndFetchesTheViewAnew) {
    constexpr std::uint64_t kBlocks = 50000;
    m_library.work = [](JobContext& context) -> Result<void> {
        context.setTotalBytes(kBlocks);
        for (std::uint64_t i = 0; i < kBlocks; ++i) {
            COPPICE_CHECK(context.checkpoint());
            context.addDoneBytes(1);
        }
        return {};
    };
    LibrarySession session(m_library.opener());
    open(session);
    const auto confirmed = plan(session, "own");
    ASSERT_TRUE(confirmed);

    QSignalSpy started(&session, &LibrarySession::destroyStarted);
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    QSignalSpy ended(&session, &LibrarySession::jobEnded);
    int viewsAfterTheEnd = 0;
    QObject::connect(&session, &LibrarySession::viewChanged,
                     [&] { viewsAfterTheEnd += ended.isEmpty() ? 0 : 1; });
    QSignalSpy views(&session, &LibrarySession::viewChanged);
    session.destroySnapshots(confirmed);
    ASSERT_TRUE(waitFor(ended));
    ASSERT_TRUE(waitFor(started));
    while (viewsAfterTheEnd == 0) {
        ASSERT_TRUE(views.wait(kWaitMs));
    }

    std::uint64_t doneBytes = 0;
    for (const QList<QVariant>& arguments : changed) {
        const auto record = arguments.front().value<SharedRecord>();
        EXPECT_GE(record->doneBytes, doneBytes);
        doneBytes = record->doneBytes;
    }
    const auto last = changed.back().front().value<SharedRecord>();
    EXPECT_EQ(last->state, JobState::Completed);
    EXPECT_EQ(last->doneBytes, kBlocks);
    EXPECT_EQ(ended.count(), 1);
    EXPECT_EQ(session.jobs().front()->state, JobState::Completed);
    EXPECT_FALSE(session.hasActiveJobs());
}

TEST_F(LibrarySessionTest, RefusesToDestroyWhatIsNotWhatWasConfirmed) {
    LibrarySession session(m_library.opener());
    open(session);
    auto other = std::make_shared<DestroyPlan>(*plan(session, "own"));
    other->closure.snapshots.pop_back();
    QSignalSpy failed(&session, &LibrarySession::destroyFailed);
    session.destroySnapshots(other);
    ASSERT_TRUE(waitFor(failed));
    EXPECT_EQ(failed.front().front().value<Error>().code, ErrorCode::ChainChanged);
}

TEST_F(LibrarySessionTest, PausesResumesAndStopsAJobThatRuns) {
    m_library.work = [](JobContext& context) {
        context.passPointOfNoReturn();
        return workUntilAsked(context);
    };
    LibrarySession session(m_library.opener());
    open(session);
    const auto confirmed = plan(session, "own");
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    QSignalSpy ended(&session, &LibrarySession::jobEnded);
    const auto until = [&](const std::function<bool(const JobRecord&)>& holds) {
        while (session.jobs().empty() || !holds(*session.jobs().front())) {
            if (!changed.wait(kWaitMs)) {
                return false;
            }
        }
        return true;
    };
    session.destroySnapshots(confirmed);
    ASSERT_TRUE(until([](const JobRecord& job) {
        return job.state == JobState::Running && !canDo(job, JobAction::Cancel);
    }));
    EXPECT_TRUE(session.hasActiveJobs());
    const JobId id = session.jobs().front()->id;
    session.controlJob(id, JobAction::Pause);
    ASSERT_TRUE(until([](const JobRecord& job) { return job.state == JobState::Suspended; }));
    EXPECT_EQ(ended.count(), 0);
    session.controlJob(id, JobAction::Resume);
    ASSERT_TRUE(until([](const JobRecord& job) { return job.state == JobState::Running; }));
    session.controlJob(id, JobAction::Stop);
    ASSERT_TRUE(waitFor(ended));
    EXPECT_TRUE(isStopped(*session.jobs().front()));

    QSignalSpy refused(&session, &LibrarySession::actionFailed);
    session.controlJob(id + 1, JobAction::Pause);
    ASSERT_TRUE(waitFor(refused));
    EXPECT_EQ(refused.front().front().value<Error>().code, ErrorCode::UnknownReference);
}

TEST_F(LibrarySessionTest, ClosesWithARunningJobWhichIsThenResumable) {
    m_library.work = [](JobContext& context) {
        context.passPointOfNoReturn();
        return workUntilAsked(context);
    };
    LibrarySession session(m_library.opener());
    open(session);
    const auto confirmed = plan(session, "own");
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    session.destroySnapshots(confirmed);
    while (session.jobs().empty() || session.jobs().front()->state != JobState::Running) {
        ASSERT_TRUE(changed.wait(kWaitMs));
    }
    QSignalSpy closed(&session, &LibrarySession::closed);
    session.close();
    EXPECT_EQ(session.state(), LibrarySession::State::Closing);
    ASSERT_TRUE(waitFor(closed));
    EXPECT_EQ(session.state(), LibrarySession::State::Closed);
    EXPECT_EQ(session.view(), nullptr);
    EXPECT_EQ(m_library.count("close"), 1);
    EXPECT_TRUE(m_library.recordOf(1).resumable);
    EXPECT_TRUE(changed.back().front().value<SharedRecord>()->resumable);
}

TEST_F(LibrarySessionTest, IsDestroyedWithARunningJobAndAWaitingPlan) {
    m_library.work = [](JobContext& context) {
        context.passPointOfNoReturn();
        return workUntilAsked(context);
    };
    {
        LibrarySession session(m_library.opener());
        open(session);
        const auto confirmed = plan(session, "own");
        QSignalSpy changed(&session, &LibrarySession::jobChanged);
        session.destroySnapshots(confirmed);
        while (session.jobs().empty() || session.jobs().front()->state != JobState::Running) {
            ASSERT_TRUE(changed.wait(kWaitMs));
        }
        m_library.plans.close();
        session.requestPlan(request("A"));
        session.requestClosure(request("A"));
    }
    EXPECT_EQ(m_library.count("close"), 1);
    EXPECT_TRUE(m_library.recordOf(1).resumable);
}

TEST_F(LibrarySessionTest, IsDestroyedAtAnyMomentOfOpeningAndClosing) {
    for (int round = 0; round < 20; ++round) {
        {
            LibrarySession session(m_library.opener());
            session.open(QStringLiteral("/sample"));
            if (round % 2 == 1) {
                QSignalSpy opened(&session, &LibrarySession::opened);
                ASSERT_TRUE(waitFor(opened));
                session.close();
            }
        }
        EXPECT_EQ(m_library.count("open"), m_library.count("close"));
    }
}

TEST_F(LibrarySessionTest, OpeningAnotherLibraryClosesTheFirstBefore) {
    LibrarySession session(m_library.opener());
    open(session);
    QSignalSpy opened(&session, &LibrarySession::opened);
    session.open(QStringLiteral("/other"));
    ASSERT_TRUE(waitFor(opened));
    EXPECT_EQ(session.folder(), QStringLiteral("/other"));
    const std::lock_guard lock(m_library.mutex);
    EXPECT_EQ(std::ranges::count(m_library.events, "open"), 2);
    EXPECT_LT(std::ranges::find(m_library.events, "close") - m_library.events.begin(),
              std::ranges::find(m_library.events.rbegin(), m_library.events.rend(), "open").base() -
                  m_library.events.begin());
}

TEST_F(LibrarySessionTest, ClosingWhileOpeningEndsClosed) {
    LibrarySession session(m_library.opener());
    QSignalSpy closed(&session, &LibrarySession::closed);
    QSignalSpy opened(&session, &LibrarySession::opened);
    session.open(QStringLiteral("/sample"));
    session.close();
    ASSERT_TRUE(waitFor(closed));
    EXPECT_EQ(opened.count(), 0);
    EXPECT_EQ(session.state(), LibrarySession::State::Closed);
}

TEST_F(LibrarySessionTest, HoldsAndTellsWhatFailed) {
    LibrarySession session(m_library.opener());
    open(session);
    QSignalSpy views(&session, &LibrarySession::viewChanged);
    session.hold(idOf("own"), QStringLiteral("audit"));
    ASSERT_TRUE(waitFor(views));
    EXPECT_EQ(m_library.count("hold " + idOf("own").toString()), 1);
    QSignalSpy failed(&session, &LibrarySession::actionFailed);
    session.release(idOf("own"));
    ASSERT_TRUE(waitFor(failed));
}

TEST_F(LibrarySessionTest, ADestroyWaitsForItsGracePeriodAndIsUndoneInIt) {
    std::atomic<bool> ran = false;
    m_library.work = [&](JobContext&) -> Result<void> {
        ran = true;
        return {};
    };
    LibrarySession session(m_library.opener());
    session.setGracePeriod(std::chrono::hours(1));
    open(session);
    const auto confirmed = plan(session, "own");
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    QSignalSpy ended(&session, &LibrarySession::jobEnded);
    session.destroySnapshots(confirmed);
    ASSERT_TRUE(waitFor(changed));
    const SharedRecord waiting = session.jobs().front();
    EXPECT_EQ(waiting->state, JobState::New);
    EXPECT_TRUE(waiting->inGrace);
    EXPECT_TRUE(waiting->notBefore);
    EXPECT_TRUE(session.hasActiveJobs()) << "closing would end the wait: it is to be asked about";
    session.controlJob(waiting->id, JobAction::Cancel);
    ASSERT_TRUE(waitFor(ended));
    EXPECT_EQ(session.jobs().front()->state, JobState::Terminated);
    EXPECT_FALSE(ran);
}

TEST_F(LibrarySessionTest, StartNowEndsTheGracePeriod) {
    LibrarySession session(m_library.opener());
    session.setGracePeriod(std::chrono::hours(1));
    open(session);
    const auto confirmed = plan(session, "own");
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    QSignalSpy ended(&session, &LibrarySession::jobEnded);
    session.destroySnapshots(confirmed);
    ASSERT_TRUE(waitFor(changed));
    session.controlJob(session.jobs().front()->id, JobAction::StartNow);
    ASSERT_TRUE(waitFor(ended));
    EXPECT_EQ(session.jobs().front()->state, JobState::Completed);
}

TEST_F(LibrarySessionTest, MovesAJobInTheQueueAndTellsWhenItCannot) {
    LibrarySession session(m_library.opener());
    session.setGracePeriod(std::chrono::hours(1));
    open(session);
    const auto confirmed = plan(session, "own");
    QSignalSpy changed(&session, &LibrarySession::jobChanged);
    const auto positions = [&] {
        std::map<JobId, std::uint64_t> all;
        for (const auto& job : session.jobs()) {
            all[job->id] = job->queuePosition.value_or(0);
        }
        return all;
    };
    const auto until = [&](const std::map<JobId, std::uint64_t>& wanted) {
        while (positions() != wanted) {
            if (!changed.wait(kWaitMs)) {
                return false;
            }
        }
        return true;
    };
    for (int i = 0; i < 3; ++i) {
        session.destroySnapshots(confirmed);
    }
    ASSERT_TRUE(until({{1, 1}, {2, 2}, {3, 3}}));
    EXPECT_EQ(session.queueLength(), 3U);
    session.moveJob(3, -1);
    ASSERT_TRUE(until({{1, 1}, {2, 3}, {3, 2}}));
    session.moveJob(3, -5);
    ASSERT_TRUE(until({{1, 2}, {2, 3}, {3, 1}}));
    session.moveJob(3, 1);
    ASSERT_TRUE(until({{1, 1}, {2, 3}, {3, 2}}));
    QSignalSpy refused(&session, &LibrarySession::actionFailed);
    session.moveJob(9, 1);
    ASSERT_TRUE(waitFor(refused));
    EXPECT_EQ(refused.front().front().value<Error>().code, ErrorCode::UnknownReference);
}

TEST_F(LibrarySessionTest, OffersWhatAnEarlierProcessLeftAndRunsItOnlyWhenAsked) {
    m_library.records[1] = JobRecord{.id = 1, .title = "Left", .state = JobState::Running};
    m_library.records[2] = JobRecord{.id = 2, .title = "Waiting", .state = JobState::New};
    m_library.interrupted = {2, 1};
    LibrarySession session(m_library.opener());
    QSignalSpy offered(&session, &LibrarySession::jobsOffered);
    QSignalSpy loaded(&session, &LibrarySession::jobsLoaded);
    session.open(QStringLiteral("/sample"));
    ASSERT_TRUE(waitFor(loaded));
    for (const auto& job : session.jobs()) { // never shown as running, not even before the queue says so
        EXPECT_TRUE(isInterrupted(*job));
    }
    ASSERT_TRUE(waitFor(offered));
    EXPECT_EQ(offered.front().front().value<std::vector<JobId>>(), (std::vector<JobId>{2, 1}));
    EXPECT_FALSE(session.hasActiveJobs());
    QSignalSpy ended(&session, &LibrarySession::jobEnded);
    session.controlJob(1, JobAction::Resume);
    ASSERT_TRUE(waitFor(ended));
    EXPECT_EQ(ended.front().front().value<SharedRecord>()->id, 1U);
    EXPECT_EQ(ended.front().front().value<SharedRecord>()->state, JobState::Completed);
    EXPECT_TRUE(isInterrupted(*session.jobs().front())) << "the other still waits to be asked for";
}

} // namespace
} // namespace coppice::models::test
