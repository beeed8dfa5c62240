// Validate, plan, enqueue.
#include "service/collection_snapshot_service.h"

#include "core/error_text.h"

#include <algorithm>
#include <utility>

namespace coppice {
namespace {

constexpr unsigned jobsAtOnce = 1;

std::vector<Guid> sortedIds(const DestroyPlan& plan) {
    std::vector<Guid> ids;
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        ids.push_back(snapshot.id);
    }
    std::ranges::sort(ids);
    return ids;
}

} // namespace

CollectionSnapshotService::CollectionSnapshotService(Provider& provider, const Clock& clock,
                                                     const SteadyClock& steady)
    : m_provider(provider)
    , m_jobs(std::make_unique<JobQueue>(
          provider.jobStore(), clock,
          [&provider](const JobRecord& record) { return provider.jobFor(record); }, jobsAtOnce, steady)) {}

CollectionSnapshotService::~CollectionSnapshotService() = default;

Result<UnfinishedJobs> CollectionSnapshotService::start(Unfinished policy) {
    UnfinishedJobs unfinished;
    if (m_provider.capabilities().writable) {
        COPPICE_TRY(std::vector<JobRecord> interrupted, m_provider.interruptedJobs());
        for (JobRecord& record : interrupted) {
            const JobId id = record.id;
            const Result<void> finished = m_provider.finishCommits(record);
            if (policy == Unfinished::Resume && !record.inGrace) {
                COPPICE_TRY(std::unique_ptr<Job> job, m_provider.jobFor(record));
                COPPICE_CHECK(m_jobs->enqueue(std::move(record), std::move(job)));
                unfinished.resumed.push_back(id);
                continue;
            }
            if (!finished) {
                record.log.push_back("Its commit is still to be finished: " + errorText(finished.error()));
            }
            COPPICE_CHECK(m_jobs->offer(std::move(record)));
            unfinished.offered.push_back(id);
        }
    }
    m_jobs->start();
    return unfinished;
}

Result<DestroyPlan> CollectionSnapshotService::plan(const DestroyRequest& request, std::stop_token stop) {
    return m_provider.planDestroy(request, std::move(stop));
}

Result<JobId> CollectionSnapshotService::destroySnapshot(const DestroyRequest& request,
                                                         const DestroyPlan* confirmed,
                                                         const DestroyOptions& options) {
    const ProviderCapabilities can = m_provider.capabilities();
    if (!can.destroy) {
        return fail(ErrorCode::NotSupported, "destroying snapshots", "",
                    "the provider cannot destroy snapshots");
    }
    if (!can.writable) {
        return fail(ErrorCode::LibraryInUse, "destroying snapshots", "",
                    "the library is open for reading only");
    }
    COPPICE_TRY(const DestroyPlan plan, m_provider.planDestroy(request));
    if (!plan.refusals.empty()) {
        return std::unexpected(plan.refusals.front());
    }
    if (confirmed != nullptr && sortedIds(*confirmed) != sortedIds(plan)) {
        return fail(ErrorCode::ChainChanged, "destroying snapshots", "",
                    "what would go is not what was confirmed any more");
    }
    COPPICE_TRY(JobRecord record, m_provider.beginDestroy(plan, options));
    const JobId id = record.id;
    COPPICE_TRY(std::unique_ptr<Job> job, m_provider.jobFor(record));
    COPPICE_CHECK(m_jobs->enqueue(std::move(record), std::move(job), options.grace));
    return id;
}

} // namespace coppice
