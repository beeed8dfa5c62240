// What earlier merges say about the time of the next.
#include "merge/time_estimate.h"

#include <gtest/gtest.h>

namespace coppice::merge::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t mib = 1ull << 20;

DiskStep mergeOn(std::uint64_t device, std::uint64_t bytes) {
    DiskStep step;
    step.kind = StepKind::Merge;
    step.layers.resize(2);
    step.target = 1;
    step.layers[1].file.device = device;
    step.bytesToWrite = bytes;
    return step;
}

DiskPlan planOf(std::vector<DiskStep> steps) {
    DiskPlan plan;
    plan.steps = std::move(steps);
    return plan;
}

} // namespace

TEST(TimeEstimate, UnknownForAVolumeThatWasNeverMeasured) {
    const MergeSamples samples{{1, {{.bytes = 100 * mib, .took = 1s}}}};
    EXPECT_TRUE(estimateTime(planOf({mergeOn(1, mib)}), samples));
    EXPECT_FALSE(estimateTime(planOf({mergeOn(1, mib), mergeOn(2, mib)}), samples));
}

TEST(TimeEstimate, UnknownWithoutMerges) {
    DiskStep removal;
    removal.kind = StepKind::Delete;
    EXPECT_FALSE(estimateTime(planOf({removal}), {{0, {{.bytes = 100 * mib, .took = 1s}}}}));
}

TEST(TimeEstimate, OneMeasurementGivesAFifthEitherWay) {
    const MergeSamples samples{{1, {{.bytes = 100 * mib, .took = 1s}}}};
    EXPECT_EQ(estimateTime(planOf({mergeOn(1, 1000 * mib)}), samples), (TimeRange{.least = 8s, .most = 12s}));
}

TEST(TimeEstimate, ScatterWidensTheRange) {
    const MergeSamples samples{{1, {{.bytes = 100 * mib, .took = 1s}, {.bytes = 100 * mib, .took = 2s}}}};
    EXPECT_EQ(estimateTime(planOf({mergeOn(1, 1000 * mib)}), samples), (TimeRange{.least = 8s, .most = 24s}));
}

TEST(TimeEstimate, EachSmallMergeCostsItsFlushes) {
    const MergeSamples samples{{1, {{.bytes = 100 * mib, .took = 1s}, {.bytes = 0, .took = 50ms}}}};
    const std::vector<DiskStep> hundred(100, mergeOn(1, 0));
    EXPECT_EQ(estimateTime(planOf(hundred), samples), (TimeRange{.least = 4s, .most = 6s}));
}

TEST(TimeEstimate, SmallMergesAloneAreCountedOnceAtLeast) {
    const MergeSamples samples{{1, {{.bytes = mib, .took = 10ms}}}};
    EXPECT_EQ(estimateTime(planOf({mergeOn(1, mib)}), samples), (TimeRange{.least = 8ms, .most = 24ms}));
}

TEST(TimeEstimate, VolumesAddUp) {
    const MergeSamples samples{{1, {{.bytes = 100 * mib, .took = 1s}}},
                               {2, {{.bytes = 100 * mib, .took = 10s}}}};
    EXPECT_EQ(estimateTime(planOf({mergeOn(1, 100 * mib), mergeOn(2, 100 * mib)}), samples),
              (TimeRange{.least = 8800ms, .most = 13200ms}));
}

TEST(TimeEstimate, AMergeThatTookNoTimeIsNoDivisionByZero) {
    const MergeSamples samples{{1, {{.bytes = 64 * mib, .took = 0ms}}}};
    const auto time = estimateTime(planOf({mergeOn(1, 64 * mib)}), samples);
    ASSERT_TRUE(time);
    EXPECT_LE(time->most, 2ms);
}

} // namespace coppice::merge::test
