// What the chart is given: curves in round units, broken at pauses, in words as well.
#include "models/rate_figure.h"

#include <gtest/gtest.h>

namespace coppice::models::test {
namespace {

constexpr std::uint64_t kMiB = 1ULL << 20;

RateHistory steady(int seconds, std::uint64_t bytesPerSecond) {
    RateHistory history;
    for (int i = 0; i <= seconds; ++i) {
        history.add(5000 + i * 1000, static_cast<std::uint64_t>(i) * bytesPerSecond, true);
    }
    return history;
}

TEST(RateFigure, ShowsEachJobFromItsOwnStartInRoundUnits) {
    const RateHistory slow = steady(90, 10 * kMiB);
    const RateHistory fast = steady(30, 37 * kMiB);
    const RateFigure figure =
        rateFigureOf({{.id = 1, .history = &slow}, {.id = 2, .history = &fast}}, RateAxis::Time);
    ASSERT_EQ(figure.curves.size(), 2U);
    EXPECT_EQ(figure.curves[0].pieces[0].front().x, 0);
    EXPECT_DOUBLE_EQ(figure.curves[0].pieces[0].back().x, 90);
    EXPECT_DOUBLE_EQ(figure.curves[1].pieces[0].back().x, 30);
    EXPECT_NEAR(figure.curves[1].pieces[0].back().y, 37, 0.1);
    EXPECT_EQ(figure.xMax, 120);
    EXPECT_EQ(figure.yMax, 40);
    EXPECT_EQ(figure.xTitle, QStringLiteral("Seconds since the start"));
    EXPECT_EQ(figure.yTitle, QStringLiteral("MiB/s"));
}

TEST(RateFigure, GoesOverTheBytesDone) {
    const RateHistory history = steady(100, 41 * kMiB);
    const RateFigure figure = rateFigureOf({{.id = 1, .history = &history}}, RateAxis::Bytes);
    EXPECT_NEAR(figure.curves[0].pieces[0].back().x, 4.0, 0.1);
    EXPECT_EQ(figure.xMax, 8);
    EXPECT_EQ(figure.xTitle, QStringLiteral("GiB done"));
}

TEST(RateFigure, BreaksACurveAtAPause) {
    RateHistory history;
    history.add(0, 0, true);
    history.add(1000, 10 * kMiB, true);
    history.add(2000, 10 * kMiB, false);
    history.add(60000, 10 * kMiB, true);
    history.add(61000, 20 * kMiB, true);
    history.add(62000, 30 * kMiB, true);
    const RateFigure figure = rateFigureOf({{.id = 1, .history = &history}}, RateAxis::Time);
    ASSERT_EQ(figure.curves[0].pieces.size(), 2U);
    EXPECT_DOUBLE_EQ(figure.curves[0].pieces[0].back().x, 1);
    EXPECT_DOUBLE_EQ(figure.curves[0].pieces[1].front().x, 61);
    EXPECT_GT(figure.curves[0].pieces[1].front().y, 0) << "not known yet is not nothing";
}

TEST(RateFigure, KeepsThePauseWhenTheHistoryIsThinned) {
    RateHistory history;
    for (int i = 0; i < 100; ++i) {
        history.add(i * 100, static_cast<std::uint64_t>(i) * kMiB, true);
    }
    history.add(10000, 100 * kMiB, false);
    for (int i = 0; i < 5000; ++i) {
        history.add(60000 + i * 100, static_cast<std::uint64_t>(100 + i) * kMiB, true);
    }
    const RateFigure figure = rateFigureOf({{.id = 1, .history = &history}}, RateAxis::Time);
    EXPECT_EQ(figure.curves[0].pieces.size(), 2U);
}

TEST(RateFigure, LeavesOutWhatIsNoCurveAndCountsWhatIsTooMany) {
    RateHistory point;
    point.add(0, 0, true);
    const RateHistory history = steady(10, kMiB);
    std::vector<RateInput> inputs{{.id = 99, .history = &point}};
    for (JobId id = 1; id <= RateFigure::maxCurves + 2; ++id) {
        inputs.push_back({.id = id, .history = &history});
    }
    const RateFigure figure = rateFigureOf(inputs, RateAxis::Time);
    EXPECT_EQ(figure.curves.size(), RateFigure::maxCurves);
    EXPECT_EQ(figure.leftOut, 2U);
    EXPECT_EQ(figure.curves.front().id, 1U);
    EXPECT_TRUE(rateFigureOf({{.id = 99, .history = &point}}, RateAxis::Time).isEmpty());
}

TEST(RateFigure, FindsAndReadsOutTheNearestPoint) {
    const RateHistory history = steady(90, 10 * kMiB);
    const RateFigure figure = rateFigureOf({{.id = 7, .history = &history}}, RateAxis::Time);
    const std::size_t point = figure.curves[0].nearest(80.4);
    EXPECT_DOUBLE_EQ(figure.curves[0].pointAt(point).x, 80);
    EXPECT_EQ(figure.readout(0, point), QStringLiteral("Job 7 · 1 min 20 s · 10.0 MiB/s · 800.0 MiB done"));
    EXPECT_EQ(figure.curves[0].nearest(1e9), figure.curves[0].pointCount() - 1);
    EXPECT_TRUE(figure.summary().startsWith(QStringLiteral("Job 7: 10.0 MiB/s at the end")))
        << qPrintable(figure.summary());
}

} // namespace
} // namespace coppice::models::test
