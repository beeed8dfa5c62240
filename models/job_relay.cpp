// The mailbox between worker threads and the receiver's event loop.
#include "models/job_relay.h"

#include <QMetaObject>

#include <utility>

namespace coppice::models {

JobRelay::JobRelay(QObject& receiver, Deliver deliver)
    : m_deliver(std::move(deliver))
    , m_receiver(&receiver) {}

void JobRelay::jobChanged(std::shared_ptr<const JobRecord> record) {
    const std::lock_guard lock(m_mutex);
    if (m_receiver == nullptr) {
        return;
    }
    const JobId id = record->id;
    m_newest[id] = std::move(record);
    if (!m_pending) {
        m_pending = true;
        // The receiver cannot go away meanwhile: it detaches first, which needs the lock.
        QMetaObject::invokeMethod(
            m_receiver, [self = shared_from_this()] { self->deliverAll(); }, Qt::QueuedConnection);
    }
}

void JobRelay::detach() {
    const std::lock_guard lock(m_mutex);
    m_receiver = nullptr;
    m_newest.clear();
}

void JobRelay::deliverAll() {
    std::map<JobId, std::shared_ptr<const JobRecord>> newest;
    {
        const std::lock_guard lock(m_mutex);
        newest.swap(m_newest);
        m_pending = false; // before delivering: what comes from now on is a new call
    }
    for (const auto& [id, record] : newest) {
        m_deliver(record);
    }
}

} // namespace coppice::models
