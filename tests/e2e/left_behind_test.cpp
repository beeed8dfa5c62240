// Jobs whose process is gone: what the lists say of them, and what becomes of one that could still be undone.
#include "e2e/coppicectl_process.h"
#include "providers/local/local_library.h"
#include "store/library_lock.h"

#include <csignal>
#include <gtest/gtest.h>

namespace coppice::test {
namespace {

class LeftBehind : public testing::Test {
protected:
    /// Job 1, begun by a process that ended in the job's grace period.
    void leaveInGrace() {
        auto library = LocalLibrary::open(m_library.path(), {.access = LibraryStore::Access::ReadWrite});
        ASSERT_TRUE(library);
        const auto plan = (*library)->planDestroy({.refs = {Guid::parse(m_target).value()}}, {});
        ASSERT_TRUE(plan);
        ASSERT_TRUE(plan->refusals.empty());
        ASSERT_TRUE((*library)->beginDestroy(*plan, {.grace = std::chrono::seconds(10)}));
    }
    std::string jobsText() const { return ctl({"jobs", "--library", m_library.path().string()}).out; }
    Json job() const { return m_library.run({"job", "show", "1"}).json(); }

    DemoLibrary m_library;
    std::string m_target = m_library.snapshotCollection(1);
    std::map<std::string, std::uintmax_t> m_files = layerFiles(m_library.path());
};

TEST_F(LeftBehind, JobInItsGracePeriodIsNotBegunByWhoeverWritesNext) {
    leaveInGrace();
    const std::string kept = m_library.tree()["vms"][0]["snapshots"][0]["id"];
    const Outcome held = m_library.run({"hold", kept, "--reason", "test"});
    EXPECT_EQ(held.exitStatus, 0) << held.err;
    EXPECT_NE(held.err.find("job start 1"), std::string::npos) << held.err;
    EXPECT_EQ(m_library.run({"recover"}).exitStatus, 0);
    EXPECT_EQ(layerFiles(m_library.path()), m_files);
    EXPECT_EQ(job()["interrupted"], true);
    EXPECT_EQ(m_library.run({"plan", m_target}).exitStatus, 3) << "the job has them still";
}

TEST_F(LeftBehind, CancelTakesItBackAndNothingHasChanged) {
    const Json before = m_library.tree();
    leaveInGrace();
    const Outcome cancelled = m_library.run({"job", "cancel", "1"});
    EXPECT_EQ(cancelled.exitStatus, 0) << cancelled.err;
    EXPECT_EQ(cancelled.json()["state"], "Terminated");
    EXPECT_EQ(layerFiles(m_library.path()), m_files);
    EXPECT_EQ(m_library.tree(), before);
    EXPECT_EQ(m_library.run({"job", "start", "1"}).exitStatus, 3) << "it is gone";
}

TEST_F(LeftBehind, StartBeginsIt) {
    leaveInGrace();
    const Outcome started = m_library.run({"job", "start", "1"});
    EXPECT_EQ(started.exitStatus, 0) << started.err;
    EXPECT_EQ(started.json()["state"], "Completed");
    EXPECT_LT(layerFiles(m_library.path()).size(), m_files.size());
}

TEST_F(LeftBehind, ListSaysInterruptedAndKeepsTheStoredState) {
    leaveInGrace();
    EXPECT_NE(jobsText().find("Interrupted"), std::string::npos) << jobsText();
    EXPECT_NE(jobsText().find("(can be resumed)"), std::string::npos) << jobsText();
    const Json listed = m_library.run({"jobs"}).json()["jobs"][0];
    EXPECT_EQ(listed["state"], "New");
    EXPECT_EQ(listed["jobState"], 2);
    EXPECT_EQ(listed["interrupted"], true);
    EXPECT_EQ(listed["resumable"], true);
    // While somebody has the library, the job is his, and may be about to begin.
    const auto lock = LibraryLock::acquire(m_library.path(), "coppice");
    ASSERT_TRUE(lock);
    EXPECT_EQ(jobsText().find("Interrupted"), std::string::npos) << jobsText();
    EXPECT_EQ(m_library.run({"jobs"}).json()["jobs"][0]["interrupted"], false);
}

TEST_F(LeftBehind, JobKilledWhilePausedCanBeResumedSaysTheList) {
    const DemoLibrary library(16);
    const auto destroy = library.start({"destroy", library.snapshotCollection(1), "--yes", "--verify"});
    library.awaitJob({"Running"});
    ASSERT_EQ(library.run({"job", "pause", "1"}).exitStatus, 0);
    destroy->signal(SIGKILL);
    destroy->wait();
    const std::string text = ctl({"jobs", "--library", library.path().string()}).out;
    EXPECT_NE(text.find("Interrupted"), std::string::npos) << text;
    EXPECT_NE(text.find("(can be resumed)"), std::string::npos) << text;
    EXPECT_EQ(library.run({"jobs"}).json()["jobs"][0]["resumable"], true);
}

} // namespace
} // namespace coppice::test
