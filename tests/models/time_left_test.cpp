// How long a job still takes: a range that is true, shown only when there is something to say, and steady.
#include "models/job_model.h"
#include "models/rate_history.h"
#include "models/time_left.h"

#include <gtest/gtest.h>
#include <set>

namespace coppice::models::test {
namespace {

constexpr std::uint64_t kMiB = 1ULL << 20;
constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;

/// A job that moves as many bytes a second as `rate` says of each second.
template <class Rate>
RateHistory historyOf(int seconds, Rate rate) {
    RateHistory history;
    std::uint64_t done = 0;
    history.add(0, 0, true);
    for (int second = 0; second < seconds; ++second) {
        for (int tenth = 1; tenth <= 10; ++tenth) {
            history.add(second * kSecond + tenth * 100,
                        done + rate(second) * static_cast<unsigned>(tenth) / 10, true);
        }
        done += rate(second);
    }
    return history;
}

std::uint64_t doneOf(const RateHistory& history) {
    return history.samples().back().doneBytes;
}

TEST(TimeLeft, OfASteadyRateIsExact) {
    const RateHistory history = historyOf(30, [](int) { return 10 * kMiB; });
    const auto left = history.timeLeftRange(doneOf(history) + 1000 * kMiB);
    ASSERT_TRUE(left);
    EXPECT_NEAR(static_cast<double>(left->leastMs), 100.0 * kSecond, kSecond);
    EXPECT_NEAR(static_cast<double>(left->mostMs), 100.0 * kSecond, kSecond);
}

TEST(TimeLeft, OfARateThatChangesSpansTheSlowAndTheFastStretch) {
    const RateHistory history =
        historyOf(60, [](int second) { return second / 15 % 2 == 0 ? 10 * kMiB : 20 * kMiB; });
    const auto left = history.timeLeftRange(doneOf(history) + 1000 * kMiB);
    ASSERT_TRUE(left);
    EXPECT_NEAR(static_cast<double>(left->leastMs), 50.0 * kSecond, kSecond);
    EXPECT_NEAR(static_cast<double>(left->mostMs), 100.0 * kSecond, kSecond);
}

TEST(TimeLeft, IsHiddenInTheFirstSecondsWhilePausedAndWhileTheRateJumps) {
    const RateHistory young = historyOf(4, [](int) { return 10 * kMiB; });
    EXPECT_FALSE(young.timeLeftRange(1000 * kMiB));
    RateHistory paused = historyOf(30, [](int) { return 10 * kMiB; });
    EXPECT_TRUE(paused.timeLeftRange(1000 * kMiB));
    paused.add(40 * kSecond, doneOf(paused), false);
    EXPECT_FALSE(paused.timeLeftRange(1000 * kMiB));
    const RateHistory jumping =
        historyOf(60, [](int second) { return second / 10 % 2 == 0 ? kMiB : 50 * kMiB; });
    EXPECT_FALSE(jumping.timeLeftRange(doneOf(jumping) + 1000 * kMiB));
}

TEST(TimeLeft, CountsAStallWithoutRecordsForAllItsSeconds) {
    RateHistory history = historyOf(20, [](int) { return 10 * kMiB; });
    const std::uint64_t done = doneOf(history);
    history.add(50 * kSecond, done + 60 * kMiB, true); // 2 MiB/s for 30 s
    const auto left = history.timeLeftRange(done + 60 * kMiB + 100 * kMiB);
    ASSERT_FALSE(left) << "from 10 to 50 s: too unsteady";
    const auto wholly = historyOf(60, [](int second) { return second < 30 ? 10 * kMiB : 4 * kMiB; });
    EXPECT_TRUE(wholly.timeLeftRange(doneOf(wholly) + 100 * kMiB));
}

TEST(TimeLeft, IsRoundedOutwards) {
    EXPECT_EQ(steadied({}, {.leastMs = 125 * kSecond, .mostMs = 170 * kSecond}),
              (TimeRange{.leastMs = 2 * kMinute, .mostMs = 3 * kMinute}));
    EXPECT_EQ(steadied({}, {.leastMs = 120 * kSecond, .mostMs = 120 * kSecond}),
              (TimeRange{.leastMs = 2 * kMinute, .mostMs = 3 * kMinute}));
    EXPECT_EQ(steadied({}, {.leastMs = 3 * kSecond, .mostMs = 4 * kSecond}),
              (TimeRange{.leastMs = 0, .mostMs = 10 * kSecond}));
}

TEST(TimeLeft, DoesNotFlickerWhenTheEstimateWaversAroundAStep) {
    std::optional<TimeRange> shown;
    std::set<QString> texts;
    for (int i = 0; i < 50; ++i) {
        const qint64 wave = (i % 2 == 0 ? -1 : 1) * 3 * kSecond;
        shown = steadied(shown, {.leastMs = 2 * kMinute + wave, .mostMs = 3 * kMinute + wave});
        if (i > 1) {
            texts.insert(timeRangeText(*shown));
        }
    }
    EXPECT_EQ(texts.size(), 1U);
}

TEST(TimeLeft, FollowsAnEstimateThatReallyGrows) {
    const TimeRange shown = steadied({}, {.leastMs = 2 * kMinute, .mostMs = 3 * kMinute});
    EXPECT_EQ(steadied(shown, {.leastMs = 5 * kMinute, .mostMs = 8 * kMinute}),
              (TimeRange{.leastMs = 4 * kMinute, .mostMs = 8 * kMinute}));
}

TEST(TimeLeft, ReadsAsOnePhrase) {
    EXPECT_EQ(timeRangeText({.leastMs = 2 * kMinute, .mostMs = 3 * kMinute}), QStringLiteral("2–3 min"));
    EXPECT_EQ(timeRangeText({.leastMs = 20 * kSecond, .mostMs = 40 * kSecond}), QStringLiteral("20–40 s"));
    EXPECT_EQ(timeRangeText({.leastMs = 0, .mostMs = 10 * kSecond}), QStringLiteral("under 10 s"));
    EXPECT_EQ(timeRangeText({.leastMs = 40 * kSecond, .mostMs = 2 * kMinute}),
              QStringLiteral("40 s – 2 min"));
    EXPECT_EQ(timeRangeText({.leastMs = 90 * kMinute, .mostMs = 120 * kMinute}),
              QStringLiteral("1 h 30 min – 2 h"));
}

std::shared_ptr<JobRecord> record(JobId id, JobState state, std::uint64_t doneBytes,
                                  std::uint64_t totalBytes) {
    auto job = std::make_shared<JobRecord>();
    job->id = id;
    job->state = state;
    job->doneBytes = doneBytes;
    job->totalBytes = totalBytes;
    return job;
}

TEST(JobModel, ShowsTheTimeLeftAsARangeWhileTheJobRuns) {
    qint64 now = 0;
    JobModel model(nullptr, [&now] { return now; });
    for (std::uint64_t second = 0; second <= 20; ++second) {
        now = static_cast<qint64>(second) * kSecond;
        model.updateJob(record(1, JobState::Running, second * 10 * kMiB, 1700 * kMiB));
    }
    const QModelIndex cell = model.index(0, asInt(JobColumn::TimeLeft));
    EXPECT_EQ(cell.data().toString(), QStringLiteral("2–3 min"));
    model.updateJob(record(1, JobState::Suspended, 200 * kMiB, 1700 * kMiB));
    EXPECT_TRUE(cell.data().toString().isEmpty());
}

TEST(JobModel, NeverGoesBackAndSaysWhenItCannotTellHowFarItIs) {
    JobModel model;
    model.updateJob(record(1, JobState::Running, 0, 0));
    const QModelIndex row = model.index(0, asInt(JobColumn::Progress));
    EXPECT_EQ(row.data(asInt(JobRole::Permille)).toInt(), -1);
    EXPECT_EQ(row.data().toString(), QStringLiteral("…"));
    model.updateJob(record(1, JobState::Running, 50 * kMiB, 100 * kMiB));
    EXPECT_EQ(row.data(asInt(JobRole::Permille)).toInt(), 500);
    model.updateJob(record(1, JobState::Running, 50 * kMiB, 200 * kMiB)); // more to do than was thought
    EXPECT_EQ(row.data(asInt(JobRole::Permille)).toInt(), 500);
}

TEST(JobModel, ForgetsTheRatesOfJobsLongOver) {
    qint64 now = 0;
    JobModel model(nullptr, [&now] { return now; });
    constexpr JobId kJobs = 3 * JobModel::kMaxHistories;
    for (JobId id = 1; id <= kJobs; ++id) {
        for (int i = 0; i < 3; ++i) {
            now += kSecond;
            model.updateJob(record(id, JobState::Running, static_cast<std::uint64_t>(i) * kMiB, 100 * kMiB));
        }
        if (id != 2) {
            model.updateJob(record(id, JobState::Completed, 100 * kMiB, 100 * kMiB));
        }
    }
    std::size_t kept = 0;
    for (JobId id = 1; id <= kJobs; ++id) {
        kept += model.history(id).samples().empty() ? 0U : 1U;
    }
    EXPECT_EQ(model.rowCount(), static_cast<int>(kJobs));
    EXPECT_EQ(kept, JobModel::kMaxHistories + 1);
    EXPECT_FALSE(model.history(2).samples().empty()) << "it still runs";
    EXPECT_FALSE(model.history(kJobs).samples().empty());
}

} // namespace
} // namespace coppice::models::test
