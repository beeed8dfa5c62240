// A provider made of values, whose plans and jobs wait at gates that a test opens. Threads are real.
#pragma once

#include "models/library_session.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>

namespace coppice::models::test {

class Gate {
public:
    void open();
    void close();
    /// Until it is open or `stop` is asked for. True if it is open.
    bool pass(const std::stop_token& stop = {});

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_open = true;
};

/// What a test and the provider on its threads share; outlives the session.
struct FakeLibrary {
    std::shared_ptr<const LibraryView> view;
    ProviderCapabilities capabilities{};
    std::optional<Error> readOnlyBecause;
    std::optional<Error> openError;
    Gate plans;
    std::function<void()> planBegun; ///< on the session's thread of work
    std::function<Result<void>(JobContext&)> work = [](JobContext&) { return Result<void>{}; };

    std::mutex mutex; ///< of what follows
    std::map<JobId, JobRecord> records;
    std::vector<JobId> interrupted;  ///< those of `records` that a dead process left
    std::vector<std::string> events; ///< "open", "close", "view", …

    void note(const std::string& event);
    int count(const std::string& event);
    JobRecord recordOf(JobId id);

    OpenLibrary opener();
};

} // namespace coppice::models::test
