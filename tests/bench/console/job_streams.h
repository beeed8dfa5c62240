// Eight jobs' worth of progress, from threads of their own, through the same relay as the real ones.
#pragma once

#include "models/job_relay.h"
#include "models/library_session.h"

#include <memory>
#include <thread>
#include <vector>

namespace coppice::bench {

/// Each stream sends ten records a second as long as this lives. The session's queue runs one job at a time;
/// what the window must bear is more.
class JobStreams {
public:
    JobStreams(models::LibrarySession& session, unsigned streams);
    ~JobStreams();
    JobStreams(const JobStreams&) = delete;
    JobStreams& operator=(const JobStreams&) = delete;

private:
    std::shared_ptr<models::JobRelay> m_relay;
    std::vector<std::jthread> m_threads; ///< last: they use the relay
};

} // namespace coppice::bench
