// A job in the foreground: its progress on stderr, Ctrl-C to stop it.
#pragma once

#include "command_line.h"
#include "output.h"
#include "service/collection_snapshot_service.h"

#include <functional>
#include <memory>
#include <thread>

namespace coppice::ctl {

/// While it lives, SIGINT, SIGTERM and SIGHUP call `stop` (on another thread, once) instead of ending the
/// process. One at a time.
class InterruptGuard {
public:
    explicit InterruptGuard(std::function<void()> stop);
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

private:
    std::function<void()> m_stop;
    std::jthread m_watcher;
};

/// Waits until the job is final or stopped, and shows how it goes: a bar on a terminal, a line a step
/// otherwise. Ctrl-C stops the job; it can be resumed.
std::shared_ptr<const JobRecord> runInForeground(CollectionSnapshotService& service, JobId id);

/// Done, Stopped or Failed.
ExitStatus exitStatusOf(const JobRecord& record);
/// What a job that ran to its end returned.
ReturnValue returnValueOf(const JobRecord& record);
Json jobToJson(const JobRecord& record);

} // namespace coppice::ctl
