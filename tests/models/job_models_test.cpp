// The job list, the steps of one job, and the history of its rate, under streaming updates.
#include "model_watch.h"
#include "models/job_actions.h"
#include "models/job_model.h"
#include "models/step_model.h"
#include "models/texts.h"

#include <QSignalSpy>
#include <QTimer>

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

constexpr std::uint64_t kMiB = 1ULL << 20;

std::shared_ptr<JobRecord> record(JobId id, JobState state, std::uint64_t doneBytes = 0) {
    auto job = std::make_shared<JobRecord>();
    job->id = id;
    job->title = "Delete";
    job->state = state;
    job->totalBytes = 100 * kMiB;
    job->doneBytes = doneBytes;
    return job;
}

JobId idAt(const JobModel& model, int row) {
    return model.job(model.index(row, 0))->id;
}

TEST(JobModel, PutsTheNewestJobOnTopInWhateverOrderTheyCome) {
    JobModel model;
    const ModelWatch watch(model);
    model.setJobs({record(2, JobState::Completed), record(1, JobState::Completed)});
    model.updateJob(record(5, JobState::New));
    model.updateJob(record(4, JobState::New));
    ASSERT_EQ(model.rowCount(), 4);
    EXPECT_EQ(idAt(model, 0), 5U);
    EXPECT_EQ(idAt(model, 1), 4U);
    EXPECT_EQ(idAt(model, 3), 1U);
    EXPECT_EQ(model.indexOfJob(4).row(), 1);
    EXPECT_FALSE(model.indexOfJob(3).isValid());
}

TEST(JobModel, ChangesARowInPlaceWhileItsRecordsStream) {
    qint64 now = 0;
    JobModel model(nullptr, [&now] { return now; });
    const ModelWatch watch(model);
    model.updateJob(record(1, JobState::Running));
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    for (std::uint64_t step = 1; step <= 50; ++step) {
        now += 100;
        model.updateJob(record(1, JobState::Running, step * kMiB));
    }
    const QModelIndex row = model.index(0, 0);
    EXPECT_EQ(changes.count(), 50);
    EXPECT_EQ(inserts.count(), 0);
    EXPECT_EQ(row.data(asInt(JobRole::Percent)).toInt(), 50);
    EXPECT_DOUBLE_EQ(row.data(asInt(JobRole::BytesPerSecond)).toDouble(), 10.0 * kMiB);
    EXPECT_EQ(row.data(asInt(JobRole::TimeLeftMs)).toLongLong(), 5000);
}

TEST(JobModel, ShowsAllDoneOnlyOnceCommitted) {
    JobModel model;
    const auto job = record(1, JobState::Running, 100 * kMiB);
    job->percentComplete = 99;
    model.updateJob(job);
    EXPECT_EQ(model.index(0, 0).data(asInt(JobRole::Permille)).toInt(), 999);
    const auto committed = record(1, JobState::Completed, 100 * kMiB);
    committed->percentComplete = 100;
    model.updateJob(committed);
    EXPECT_EQ(model.index(0, 0).data(asInt(JobRole::Permille)).toInt(), 1000);
    EXPECT_FALSE(model.index(0, 0).data(asInt(JobRole::TimeLeftMs)).isValid());
}

TEST(JobActions, FollowTheJobsState) {
    const auto job = record(1, JobState::Running);
    EXPECT_TRUE(canDo(*job, JobAction::Pause));
    EXPECT_TRUE(canDo(*job, JobAction::Cancel));
    EXPECT_TRUE(canDo(*job, JobAction::Stop));
    EXPECT_FALSE(canDo(*job, JobAction::Resume));
    job->cancellable = false;
    EXPECT_FALSE(canDo(*job, JobAction::Cancel));
    EXPECT_TRUE(canDo(*job, JobAction::Stop));
    job->state = JobState::Suspended; // paused
    EXPECT_TRUE(canDo(*job, JobAction::Resume));
    EXPECT_TRUE(canDo(*job, JobAction::Stop));
    EXPECT_FALSE(hasEnded(*job));
    job->resumable = true; // stopped
    EXPECT_TRUE(canDo(*job, JobAction::Resume));
    EXPECT_FALSE(canDo(*job, JobAction::Stop));
    EXPECT_TRUE(hasEnded(*job));
    job->state = JobState::Exception;
    EXPECT_TRUE(canDo(*job, JobAction::Retry));
    job->state = JobState::Completed;
    job->resumable = false;
    for (const JobAction action :
         {JobAction::Pause, JobAction::Resume, JobAction::Cancel, JobAction::Stop, JobAction::Retry}) {
        EXPECT_FALSE(canDo(*job, action)) << nameOf(action);
    }
}

TEST(JobTexts, SayTheTitleFromItsNumbersAndOldRecordsKeepTheirs) {
    const auto job = record(1, JobState::New);
    EXPECT_EQ(jobTitle(*job), QStringLiteral("Delete"));
    job->destroys = DestroyFacts{.selected = 3, .dependents = 0, .verify = false};
    EXPECT_EQ(jobTitle(*job), QStringLiteral("Delete 3 snapshot(s)")) << "the plural is the translator's";
    job->destroys->dependents = 9;
    EXPECT_EQ(jobTitle(*job), QStringLiteral("Delete 3 snapshot(s) and 9 dependent(s)"));
    job->destroys->verify = true;
    EXPECT_EQ(jobTitle(*job), QStringLiteral("Delete 3 snapshot(s) and 9 dependent(s), then verify"));

    JobStep step{.title = "Old", .kind = "merge", .vm = {}, .slot = {}, .note = {}};
    EXPECT_EQ(stepTitle(step), QStringLiteral("Old"));
    step.layers = 4;
    step.file = "web1_0002.avhdx";
    EXPECT_EQ(stepTitle(step), QStringLiteral("Merge 4 layer(s) into web1_0002.avhdx"));
    step.kind = "delete";
    EXPECT_EQ(stepTitle(step), QStringLiteral("Delete web1_0002.avhdx"));
}

TEST(JobTexts, SayWhereAJobStandsAndWhenItStarts) {
    using namespace std::chrono_literals;
    const SteadyTime now(1h);
    const auto job = record(1, JobState::New);
    job->queuePosition = 2;
    EXPECT_EQ(jobStateText(*job, now), QStringLiteral("Queued, no. 2"));
    job->inGrace = true;
    job->notBefore = now + 7001ms;
    EXPECT_EQ(jobStateText(*job, now), QStringLiteral("Starts in 8 s")) << "rounded up: never 0 s too early";
    EXPECT_EQ(jobStateText(*job, now + 1h), QStringLiteral("Starts in 0 s"));
    settleAsLeft(*job);
    EXPECT_EQ(jobStateText(*job, now), QStringLiteral("Interrupted"));
    job->error->code = ErrorCode::Stopped;
    EXPECT_EQ(jobStateText(*job, now), QStringLiteral("Stopped"));
}

TEST(JobModel, TellsThatACountdownGoesOnAndNothingOnceItHasEnded) {
    using namespace std::chrono_literals;
    JobModel model;
    const ModelWatch watch(model);
    model.updateJob(record(1, JobState::Running));
    const auto job = record(2, JobState::New);
    job->queuePosition = 1;
    job->notBefore = steadyClock().now() + 1h;
    model.updateJob(job);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    ASSERT_TRUE(changes.wait(30000));
    EXPECT_EQ(changes.front().at(0).toModelIndex(), model.indexOfJob(2));
    const auto* const timer = model.findChild<QTimer*>();
    ASSERT_NE(timer, nullptr);
    EXPECT_TRUE(timer->isActive());
    model.updateJob(record(2, JobState::Running));
    EXPECT_FALSE(timer->isActive());
}

TEST(StepModel, TellsOnlyOfTheStepsThatDiffer) {
    StepModel model;
    const ModelWatch watch(model);
    const auto job = record(1, JobState::Running);
    job->steps.resize(5);
    model.setJob(job);
    EXPECT_EQ(model.rowCount(), 5);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const auto next = std::make_shared<JobRecord>(*job);
    next->steps[2].state = StepState::Running;
    next->steps[3].state = StepState::Running;
    model.setJob(next);
    ASSERT_EQ(changes.count(), 1);
    EXPECT_EQ(changes.front().at(0).toModelIndex().row(), 2);
    EXPECT_EQ(changes.front().at(1).toModelIndex().row(), 3);
    EXPECT_EQ(resets.count(), 0);
    model.setJob(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(RateHistory, StaysBoundedAndStillSpansTheWholeJob) {
    RateHistory history;
    constexpr int kRecords = 200000;
    for (int i = 0; i < kRecords; ++i) {
        history.add(i * 100, static_cast<std::uint64_t>(i) * kMiB, true);
        ASSERT_LE(history.samples().size(), RateHistory::kMaxSamples);
    }
    EXPECT_EQ(history.samples().front().timeMs, 0);
    EXPECT_EQ(history.samples().back().timeMs, (kRecords - 1) * 100);
    EXPECT_GE(history.samples().size(), RateHistory::kMaxSamples / 4);
    for (std::size_t i = 1; i < history.samples().size(); ++i) {
        ASSERT_GT(history.samples()[i].timeMs, history.samples()[i - 1].timeMs);
    }
}

TEST(RateHistory, CountsNoPauseIntoTheRateAfterIt) {
    RateHistory history;
    history.add(0, 0, true);
    history.add(1000, 10 * kMiB, true);
    EXPECT_DOUBLE_EQ(history.bytesPerSecond(), 10.0 * kMiB);
    history.add(2000, 10 * kMiB, false);
    EXPECT_DOUBLE_EQ(history.bytesPerSecond(), 0);
    EXPECT_FALSE(history.timeLeftMs(100 * kMiB));
    history.add(3600000, 10 * kMiB, true);
    history.add(3601000, 20 * kMiB, true);
    EXPECT_DOUBLE_EQ(history.bytesPerSecond(), 10.0 * kMiB);
    EXPECT_EQ(history.timeLeftMs(100 * kMiB), 8000);
}

} // namespace
} // namespace coppice::models::test
