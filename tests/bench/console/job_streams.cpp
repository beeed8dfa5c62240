// Records that grow.
#include "job_streams.h"

#include <chrono>
#include <fmt/format.h>

namespace coppice::bench {

namespace {

constexpr std::chrono::milliseconds pace{100};
constexpr std::size_t stepsEach = 40;
constexpr std::uint64_t stepBytes = std::uint64_t{4} << 30;
constexpr std::uint64_t bytesPerUpdate = std::uint64_t{25} << 20;

JobRecord recordOf(JobId id) {
    JobRecord record;
    record.id = id;
    record.kind = "destroySnapshot";
    record.title = fmt::format("Delete {} snapshots and 9 dependents", id + 2);
    record.state = JobState::Running;
    record.totalBytes = stepsEach * stepBytes;
    record.cancellable = false;
    record.user = "anna";
    record.submitted = systemClock().now();
    record.started = record.submitted;
    for (std::size_t i = 0; i < stepsEach; ++i) {
        record.steps.push_back({.title = fmt::format("Merge 3 layers into web-{:04}_0042.avhdx", i),
                                .kind = "merge",
                                .vm = fmt::format("web-{:04}", i),
                                .slot = "SCSI 0:0",
                                .totalBytes = stepBytes,
                                .note = {}});
    }
    return record;
}

void advance(JobRecord& record) {
    record.doneBytes = std::min(record.doneBytes + bytesPerUpdate, record.totalBytes);
    record.percentComplete = static_cast<std::uint16_t>(record.doneBytes * 99 / record.totalBytes);
    const auto current = std::min<std::size_t>(record.doneBytes / stepBytes, stepsEach - 1);
    for (std::size_t i = 0; i < current; ++i) {
        record.steps[i].state = StepState::Done;
        record.steps[i].doneBytes = stepBytes;
    }
    record.steps[current].state = StepState::Running;
    record.steps[current].doneBytes = record.doneBytes - current * stepBytes;
}

} // namespace

JobStreams::JobStreams(models::LibrarySession& session, unsigned streams)
    : m_relay(std::make_shared<models::JobRelay>(
          session,
          [&session](const std::shared_ptr<const JobRecord>& record) { emit session.jobChanged(record); })) {
    for (unsigned stream = 0; stream < streams; ++stream) {
        m_threads.emplace_back([relay = m_relay, stream](const std::stop_token& stop) {
            JobRecord record = recordOf(stream + 1);
            std::this_thread::sleep_for(pace * stream / 8); // not all at the same moment
            while (!stop.stop_requested()) {
                advance(record);
                relay->jobChanged(std::make_shared<const JobRecord>(record));
                std::this_thread::sleep_for(pace);
            }
        });
    }
}

JobStreams::~JobStreams() {
    m_threads.clear();
    m_relay->detach();
}

} // namespace coppice::bench
