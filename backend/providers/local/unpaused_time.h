// How long a job works, without the time it stands paused.
#pragma once

#include "jobs/job_context.h"

#include <chrono>
#include <utility>

namespace coppice {

/// Passes everything on to `context`, which must outlive it, and leaves out what checkpoint() takes. One
/// thread.
class UnpausedTime final : public JobContext {
public:
    explicit UnpausedTime(JobContext& context)
        : m_context(context)
        , m_began(Clock::now()) {}

    std::chrono::milliseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_began - m_paused);
    }

    Result<void> checkpoint() override {
        const auto before = Clock::now();
        Result<void> result = m_context.checkpoint();
        m_paused += Clock::now() - before;
        return result;
    }
    void passPointOfNoReturn() override { m_context.passPointOfNoReturn(); }
    void enterCommitPhase() override { m_context.enterCommitPhase(); }
    void leaveCommitPhase() override { m_context.leaveCommitPhase(); }
    void setTotalBytes(std::uint64_t totalBytes) override { m_context.setTotalBytes(totalBytes); }
    void addDoneBytes(std::uint64_t bytes) override { m_context.addDoneBytes(bytes); }
    void stepStarted(std::size_t step) override { m_context.stepStarted(step); }
    void stepProgress(std::size_t step, std::uint64_t doneBytes) override {
        m_context.stepProgress(step, doneBytes);
    }
    void stepFinished(std::size_t step) override { m_context.stepFinished(step); }
    void stepSkipped(std::size_t step, const Error& why) override { m_context.stepSkipped(step, why); }
    void log(std::string line) override { m_context.log(std::move(line)); }

private:
    using Clock = std::chrono::steady_clock;
    JobContext& m_context;
    Clock::time_point m_began;
    Clock::duration m_paused{0};
};

} // namespace coppice
