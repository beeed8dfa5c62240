// The real local library, whose jobs wait at a gate before they start: what a test does to a running job then
// does not depend on how fast the job is.
#pragma once

#include "providers/local/local_library.h"

#include <atomic>
#include <memory>
#include <optional>

namespace coppice::test {

struct Gate {
    std::atomic<bool> closed = false;      ///< jobs wait while it is
    std::atomic<bool> cancellable = false; ///< false: waiting jobs can be stopped, not cancelled
    std::atomic<bool> failOnce = false;    ///< the next job to pass fails instead
};

class GatedProvider final : public Provider {
public:
    GatedProvider(std::unique_ptr<LocalLibrary> library, std::shared_ptr<Gate> gate)
        : m_library(std::move(library))
        , m_gate(std::move(gate)) {}

    ProviderCapabilities capabilities() const override { return m_library->capabilities(); }
    Result<std::shared_ptr<const LibraryView>> view() override { return m_library->view(); }
    Result<DestroyPlan> planDestroy(const DestroyRequest& request, std::stop_token stop) override {
        return m_library->planDestroy(request, std::move(stop));
    }
    Result<JobRecord> beginDestroy(const DestroyPlan& plan, const DestroyOptions& options) override {
        return m_library->beginDestroy(plan, options);
    }
    Result<std::unique_ptr<Job>> jobFor(const JobRecord& record) override;
    Result<void> hold(const Guid& snapshot, const std::string& reason) override {
        return m_library->hold(snapshot, reason);
    }
    Result<void> release(const Guid& snapshot) override { return m_library->release(snapshot); }
    Result<void> setNotes(const Guid& snapshot, const std::string& notes) override {
        return m_library->setNotes(snapshot, notes);
    }
    JobStore& jobStore() override { return m_library->jobStore(); }
    Result<std::vector<JobRecord>> interruptedJobs() override { return m_library->interruptedJobs(); }
    Result<void> finishCommits(JobRecord& record) override { return m_library->finishCommits(record); }

private:
    std::unique_ptr<LocalLibrary> m_library;
    std::shared_ptr<Gate> m_gate;
};

} // namespace coppice::test
