// A running destroy steered from a second process, stopped by a signal, killed while paused, failed and tried
// again.
#include "e2e/coppicectl_process.h"
#include "io/native_file_system.h"

#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>

namespace coppice::test {
namespace fs = std::filesystem;
namespace {

/// A destroy that works long enough to be met at it: --verify reads every disk before the first step.
class Steered : public testing::Test {
protected:
    static constexpr unsigned mib = 16;

    const std::string& target() const { return m_target; }
    const DemoLibrary& library() const { return m_library; }
    std::unique_ptr<Started> startDestroy() const {
        auto process = library().start({"destroy", target(), "--yes", "--verify"});
        library().awaitJob({"Running"});
        return process;
    }
    Outcome job(const char* verb) const { return library().run({"job", verb, "1"}); }
    /// The contents hold, and nothing is left behind.
    void expectDestroyed() const {
        const auto after = contentsOf(library().path());
        expectSurvivorsUnchanged(m_before, after);
        EXPECT_EQ(after.size(), 4U);
        const Outcome checked = library().run({"check"});
        EXPECT_EQ(checked.exitStatus, 0) << checked.out;
        EXPECT_EQ(checked.json()["warned"], 0) << checked.out;
    }
    void expectSurvivors() const { expectSurvivorsUnchanged(m_before, contentsOf(library().path())); }
    fs::path layer(std::size_t vm, std::size_t snapshot) const {
        return library().path() /
               m_tree["vms"][vm]["snapshots"][snapshot]["disks"]["SCSI 0:0"].get<std::string>();
    }

private:
    DemoLibrary m_library{mib};
    Json m_tree = m_library.tree();
    std::string m_target = m_library.snapshotCollection(1);
    std::map<std::string, std::string> m_before = contentsOf(m_library.path());
};

TEST_F(Steered, PausedAndResumedByAnotherProcess) {
    const auto destroy = startDestroy();
    const Outcome paused = job("pause");
    ASSERT_EQ(paused.exitStatus, 0) << paused.err;
    EXPECT_EQ(paused.json()["state"], "Suspended");
    EXPECT_EQ(library().run({"plan", target()}).exitStatus, 3) << "another job has them";
    const Outcome resumed = job("resume");
    ASSERT_EQ(resumed.exitStatus, 0) << resumed.err;
    const Outcome ended = destroy->wait();
    EXPECT_EQ(ended.exitStatus, 0) << ended.err;
    EXPECT_EQ(ended.json()["job"]["state"], "Completed");
    expectDestroyed();
}

TEST_F(Steered, StoppedByAnotherProcessAndResumedByAThird) {
    const auto destroy = startDestroy();
    const Outcome stopped = job("stop");
    ASSERT_EQ(stopped.exitStatus, 0) << stopped.err;
    const Outcome ended = destroy->wait();
    EXPECT_EQ(ended.exitStatus, 4) << ended.err;
    EXPECT_EQ(ended.json()["error"]["code"], "Stopped");
    EXPECT_EQ(library().run({"check"}).exitStatus, 0) << "what the job removed is no damage";
    EXPECT_EQ(library().run({"recover"}).exitStatus, 0);
    EXPECT_EQ(library().awaitJob({"Suspended"})["resumable"], true) << "it stays as the operator left it";
    const Outcome resumed = job("resume");
    EXPECT_EQ(resumed.exitStatus, 0) << resumed.err;
    expectDestroyed();
    EXPECT_EQ(job("resume").exitStatus, 3) << "it has ended";
}

TEST_F(Steered, InterruptedFromTheKeyboardAndResumed) {
    const auto destroy = startDestroy();
    destroy->signal(SIGINT);
    const Outcome ended = destroy->wait();
    EXPECT_EQ(ended.exitStatus, 4) << ended.err;
    EXPECT_EQ(ended.json()["job"]["state"], "Suspended");
    EXPECT_EQ(job("resume").exitStatus, 0);
    expectDestroyed();
}

TEST_F(Steered, KilledWhilePausedAndResumed) {
    const auto destroy = startDestroy();
    ASSERT_EQ(job("pause").exitStatus, 0);
    destroy->signal(SIGKILL);
    EXPECT_EQ(destroy->wait().exitStatus, -1);
    expectSurvivors();
    EXPECT_EQ(library().awaitJob({"Suspended"})["id"], 1);
    const Outcome resumed = job("resume");
    EXPECT_EQ(resumed.exitStatus, 0) << resumed.err;
    expectDestroyed();
}

TEST_F(Steered, LockedLayerFailsTheStepAndRetryMakesGood) {
    const auto destroy = startDestroy();
    ASSERT_EQ(job("stop").exitStatus, 0);
    destroy->wait();
    {
        const auto lock = nativeFileSystem().lock(layer(1, 3), LockKind::Shared);
        ASSERT_TRUE(lock);
        const Outcome failed = job("resume");
        EXPECT_EQ(failed.exitStatus, 1) << failed.err;
        EXPECT_EQ(failed.json()["state"], "Exception");
        EXPECT_EQ(failed.json()["errorName"], "LayerInUse");
        expectSurvivors();
    }
    const Outcome retried = job("retry");
    EXPECT_EQ(retried.exitStatus, 0) << retried.err;
    for (const Json& step : retried.json()["steps"]) {
        EXPECT_EQ(step["state"], "done");
        EXPECT_EQ(step["note"], "") << "a step that is done has nothing to explain";
    }
    expectDestroyed();
}

TEST_F(Steered, ChangedChainIsSkippedAndDestroyingAgainSucceeds) {
    const auto destroy = startDestroy();
    ASSERT_EQ(job("stop").exitStatus, 0);
    destroy->wait();
    const fs::path copy = layer(1, 3).string() + ".copy";
    fs::copy_file(layer(1, 3), copy);
    fs::rename(copy, layer(1, 3)); // same bytes, another file
    const Outcome failed = job("resume");
    EXPECT_EQ(failed.exitStatus, 1) << failed.err;
    EXPECT_EQ(failed.json()["errorName"], "ChainChanged");
    EXPECT_EQ(failed.json()["steps"].back()["state"], "skipped");
    expectSurvivors();
    EXPECT_EQ(job("retry").exitStatus, 1) << "the plan does not fit any more";
    // The other VM's disk is done and its files are gone: the new plan has only the rest to do.
    const Outcome planned = library().run({"plan", target()});
    EXPECT_EQ(planned.exitStatus, 0) << planned.err;
    const Outcome again = library().run({"destroy", target(), "--yes"});
    EXPECT_EQ(again.exitStatus, 0) << again.err;
    expectDestroyed();
}

} // namespace
} // namespace coppice::test
