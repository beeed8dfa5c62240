// A job that asks for its checkpoint until the gate opens, then does the real work.
#include "gated_provider.h"

#include <thread>

namespace coppice::test {

namespace {

class GatedJob final : public Job {
public:
    GatedJob(std::unique_ptr<Job> job, std::shared_ptr<Gate> gate)
        : m_job(std::move(job))
        , m_gate(std::move(gate)) {}

    Result<void> run(JobContext& context) override {
        if (m_gate->closed && !m_gate->cancellable) {
            context.passPointOfNoReturn();
        }
        while (m_gate->closed) {
            COPPICE_CHECK(context.checkpoint());
            std::this_thread::yield();
        }
        if (m_gate->failOnce.exchange(false)) {
            return fail(ErrorCode::IoFailed, "writing a block", "web1.avhdx", "the test asked for it");
        }
        return m_job->run(context);
    }

    Result<void> takeBack() override { return m_job->takeBack(); }

private:
    std::unique_ptr<Job> m_job;
    std::shared_ptr<Gate> m_gate;
};

} // namespace

Result<std::unique_ptr<Job>> GatedProvider::jobFor(const JobRecord& record) {
    COPPICE_TRY(std::unique_ptr<Job> job, m_library->jobFor(record));
    return std::make_unique<GatedJob>(std::move(job), m_gate);
}

} // namespace coppice::test
