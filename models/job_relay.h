// Brings job records from worker threads to one receiver: the newest of each job, one pending call at a time.
#pragma once

#include "jobs/job_queue.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace coppice::models {

/// Owned by shared_ptr: a pending call keeps it alive.
class JobRelay final : public JobObserver, public std::enable_shared_from_this<JobRelay> {
public:
    using Deliver = std::function<void(const std::shared_ptr<const JobRecord>&)>;

    /// `deliver` is called on the thread `receiver` lives in, from its event loop, oldest job first. Records
    /// that arrive before a delivery replace each other; the newest of each job always arrives.
    JobRelay(QObject& receiver, Deliver deliver);

    void jobChanged(std::shared_ptr<const JobRecord> record) override;

    /// No delivery begins after this returns. On the receiver's thread.
    void detach();

private:
    void deliverAll();

    Deliver m_deliver;
    std::mutex m_mutex;
    QObject* m_receiver;
    std::map<JobId, std::shared_ptr<const JobRecord>> m_newest;
    bool m_pending = false;
};

} // namespace coppice::models
