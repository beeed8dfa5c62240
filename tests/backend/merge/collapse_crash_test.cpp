// The collapse dies at every operation: the process alone, or with the power. At once, before anything is
// recovered, every survivor must read as before; then the work is finished forward from the notes alone.

#include "collapse_world.h"
#include "support/crash_file_system.h"

#include <fmt/format.h>
#include <random>

namespace coppice::test {
namespace {

const std::filesystem::path folder = "/library";
constexpr merge::ExecutorOptions smallBatches{.batchBytes = 128 << 10, .bufferBytes = 64 << 10};

struct Situation {
    CrashFileSystem files;
    Notes notes;
    std::vector<RandomLayer> layers;
};

RandomChainOptions smallOptions(std::uint64_t seed) {
    RandomChainOptions options;
    options.seed = seed;
    options.layers = 3 + seed % 3;
    options.branching = seed % 3 == 1;
    options.dirtyLogs = seed % 4 == 2;
    options.minVirtualSizeBytes = 2 << 20;
    options.maxVirtualSizeBytes = 5 << 20;
    options.operations = 5;
    return options;
}

Situation makeSituation(std::uint64_t seed, bool severalFolders = false) {
    Situation situation;
    EXPECT_TRUE(situation.files.createDirectories(folder));
    CollapseWorld world(situation.files, folder);
    if (severalFolders) {
        world.useFolders({"a", "b/deeper"});
    }
    world.build(smallOptions(seed));
    if (seed % 2 == 0) {
        world.forceTarget(seed / 2 % 3);
    }
    situation.files.syncAll();
    situation.notes = world.notes();
    situation.layers = world.layers();
    return situation;
}

/// What is found after the crash reads right, and the notes lead to the end.
testing::AssertionResult recovers(CrashFileSystem found, Notes notes,
                                  const std::vector<RandomLayer>& layers) {
    if (auto right = survivorsReadRight(found, folder, notes, layers); !right) {
        return testing::AssertionFailure() << "before recovery: " << right.message();
    }
    TestContext context;
    const auto finished = runSteps(found, folder, notes, context, smallBatches);
    if (!finished) {
        return testing::AssertionFailure()
               << "recovery: " << nameOf(finished.error().code) << " " << finished.error().action << " "
               << finished.error().object << ": " << finished.error().detail;
    }
    if (auto right = survivorsReadRight(found, folder, notes, layers); !right) {
        return testing::AssertionFailure() << "after recovery: " << right.message();
    }
    return onlyNeededFilesLeft(found, folder, notes);
}

void dieAtEveryOperation(std::uint64_t seed, bool severalFolders) {
    Situation start = makeSituation(seed, severalFolders);
    if (testing::Test::HasFatalFailure()) {
        return;
    }
    CrashFileSystem rehearsal = start.files.clone();
    Notes rehearsed = start.notes;
    TestContext context;
    ASSERT_TRUE(runSteps(rehearsal, folder, rehearsed, context, smallBatches));
    const std::uint64_t operations = rehearsal.operationCount();
    const std::vector<std::string> log = rehearsal.operationLog();

    for (std::uint64_t n = 1; n <= operations; ++n) {
        SCOPED_TRACE(fmt::format("seed {}, dies at operation {}", seed, log[n - 1]));
        CrashFileSystem files = start.files.clone();
        files.crashAt(n);
        Notes notes = start.notes;
        TestContext dying;
        ASSERT_FALSE(runSteps(files, folder, notes, dying, smallBatches));
        ASSERT_TRUE(recovers(files.afterKill(), notes, start.layers)) << "the process died";
        ASSERT_TRUE(recovers(files.afterCrash(seed * 1000 + n), notes, start.layers)) << "the power failed";
    }
}

class CollapseCrash : public testing::TestWithParam<std::uint64_t> {};

TEST_P(CollapseCrash, AtEveryOperationNothingIsLost) {
    ASSERT_NO_FATAL_FAILURE(dieAtEveryOperation(GetParam(), false));
}

TEST_P(CollapseCrash, AtEveryOperationAcrossFoldersNothingIsLost) {
    ASSERT_NO_FATAL_FAILURE(dieAtEveryOperation(GetParam() + 100, true));
}

TEST_P(CollapseCrash, AtEveryNoteInTheJournalNothingIsLost) {
    Situation start = makeSituation(GetParam() + 200);
    ASSERT_FALSE(HasFatalFailure());
    CrashFileSystem rehearsal = start.files.clone();
    Notes rehearsed = start.notes;
    TestContext context;
    std::size_t calls = 0;
    ASSERT_TRUE(runSteps(rehearsal, folder, rehearsed, context, smallBatches, {}, &calls));
    for (std::size_t call = 1; call <= calls; ++call) {
        for (const bool afterEffect : {false, true}) {
            SCOPED_TRACE(fmt::format("dies at note {}, {} it", call, afterEffect ? "after" : "before"));
            CrashFileSystem files = start.files.clone();
            Notes notes = start.notes;
            TestContext dying;
            ASSERT_FALSE(runSteps(files, folder, notes, dying, smallBatches, {call, afterEffect}));
            ASSERT_TRUE(recovers(files.afterKill(), notes, start.layers));
            ASSERT_TRUE(recovers(files.afterCrash(call), notes, start.layers));
        }
    }
}

TEST_P(CollapseCrash, AFailedOperationIsReportedAndTheWorkCanGoOn) {
    Situation start = makeSituation(GetParam() + 300);
    ASSERT_FALSE(HasFatalFailure());
    CrashFileSystem rehearsal = start.files.clone();
    Notes rehearsed = start.notes;
    TestContext context;
    ASSERT_TRUE(runSteps(rehearsal, folder, rehearsed, context, smallBatches));
    const std::uint64_t operations = rehearsal.operationCount();
    for (std::uint64_t n = 1; n <= operations; ++n) {
        SCOPED_TRACE(fmt::format("operation {} finds the disk full", n));
        CrashFileSystem files = start.files.clone();
        files.failAt(n, ErrorCode::NoSpace);
        Notes notes = start.notes;
        TestContext first;
        const auto failed = runSteps(files, folder, notes, first, smallBatches);
        if (!failed) {
            ASSERT_EQ(failed.error().code, ErrorCode::NoSpace) << failed.error().action;
        }
        ASSERT_TRUE(recovers(files.clone(), notes, start.layers));
    }
}

TEST_P(CollapseCrash, DyingAgainAndAgainEndsAtLast) {
    Situation start = makeSituation(GetParam() + 400);
    ASSERT_FALSE(HasFatalFailure());
    std::mt19937_64 engine(GetParam());
    CrashFileSystem files = start.files.clone();
    Notes notes = start.notes;
    for (int attempt = 0;; ++attempt) {
        SCOPED_TRACE(fmt::format("attempt {}", attempt));
        ASSERT_LT(attempt, 2000);
        files.crashAt(1 + engine() % (20 + static_cast<std::uint64_t>(attempt)));
        TestContext context;
        const bool finished = runSteps(files, folder, notes, context, smallBatches).has_value();
        files = finished ? files.clone() : files.afterCrash(engine());
        ASSERT_TRUE(survivorsReadRight(files, folder, notes, start.layers));
        if (finished) {
            break;
        }
    }
    EXPECT_TRUE(onlyNeededFilesLeft(files, folder, notes));
}

INSTANTIATE_TEST_SUITE_P(Seeds, CollapseCrash, testing::Range<std::uint64_t>(0, 8));

} // namespace
} // namespace coppice::test
