// The process is killed, and while the work goes on the power fails. What the second run found, because the
// operating system still knew it, need not have been durable: it must not build on it.

#include "collapse_world.h"
#include "support/crash_file_system.h"

#include <fmt/format.h>
#include <random>

namespace coppice::test {
namespace {

const std::filesystem::path folder = "/library";
constexpr merge::ExecutorOptions smallBatches{.batchBytes = 256 << 10, .bufferBytes = 128 << 10};

class DoubleCrash : public testing::TestWithParam<std::uint64_t> {};

TEST_P(DoubleCrash, KilledThenWithoutPowerNothingIsLost) {
    const std::uint64_t seed = GetParam();
    CrashFileSystem start;
    ASSERT_TRUE(start.createDirectories(folder));
    CollapseWorld world(start, folder);
    if (seed % 4 == 3) {
        world.useFolders({"a", "b"});
    }
    RandomChainOptions options;
    options.seed = 900 + seed;
    options.layers = 4;
    options.minVirtualSizeBytes = 1 << 20;
    options.maxVirtualSizeBytes = 3 << 20;
    options.logicalSectorsBytes = {4096};
    options.operations = 2;
    const std::unordered_set<std::size_t> destroyed =
        seed % 2 == 0 ? std::unordered_set<std::size_t>{1, 2} : std::unordered_set<std::size_t>{0, 1, 2};
    ASSERT_NO_FATAL_FAILURE(world.build(options, destroyed));
    world.forceTarget(seed / 2 % 2);
    start.syncAll();

    CrashFileSystem rehearsal = start.clone();
    Notes rehearsed = world.notes();
    TestContext context;
    ASSERT_TRUE(runSteps(rehearsal, folder, rehearsed, context, smallBatches));
    const std::uint64_t operations = rehearsal.operationCount();
    const auto log = rehearsal.operationLog();

    std::mt19937_64 engine(seed);
    for (std::uint64_t n = 1; n <= operations; ++n) {
        CrashFileSystem first = start.clone();
        first.crashAt(n);
        Notes afterFirst = world.notes();
        TestContext dying;
        ASSERT_FALSE(runSteps(first, folder, afterFirst, dying, smallBatches));
        for (const std::uint64_t limit : {1U, 6U, 24U}) {
            const std::uint64_t m = 1 + engine() % limit;
            SCOPED_TRACE(fmt::format("seed {}, killed at {}, no power at operation {} of the second run",
                                     seed, log[n - 1], m));
            CrashFileSystem second = first.afterKill();
            second.crashAt(m);
            Notes notes = afterFirst;
            TestContext again;
            static_cast<void>(runSteps(second, folder, notes, again, smallBatches));
            CrashFileSystem found = second.afterCrash(engine());
            ASSERT_TRUE(survivorsReadRight(found, folder, notes, world.layers()));
            TestContext last;
            const auto finished = runSteps(found, folder, notes, last, smallBatches);
            ASSERT_TRUE(finished) << nameOf(finished.error().code) << " " << finished.error().object << ": "
                                  << finished.error().detail;
            ASSERT_TRUE(survivorsReadRight(found, folder, notes, world.layers()));
            ASSERT_TRUE(onlyNeededFilesLeft(found, folder, notes));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DoubleCrash, testing::Range<std::uint64_t>(0, 6));

} // namespace
} // namespace coppice::test
