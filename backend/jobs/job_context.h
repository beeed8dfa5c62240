// What a running job sees of the world that watches and steers it.
#pragma once

#include "core/error.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace coppice {

/// Called on the job's worker thread only. Implemented by the queue.
class JobContext {
public:
    virtual ~JobContext() = default;

    /// Looked at in every block. Blocks here while the job is paused; then success, or Cancelled or Stopped
    /// as the operator asked. Never fails between enterCommitPhase() and leaveCommitPhase().
    virtual Result<void> checkpoint() = 0;

    /// From here the job cannot be taken back any more: Cancel ends, Stop takes its place.
    virtual void passPointOfNoReturn() = 0;
    /// The commit step: neither pause nor stop is answered until it is left, which happens in well under a
    /// second.
    virtual void enterCommitPhase() = 0;
    virtual void leaveCommitPhase() = 0;

    /// Of the whole job, in bytes. Monotonic; coalesced by the queue.
    virtual void setTotalBytes(std::uint64_t totalBytes) = 0;
    virtual void addDoneBytes(std::uint64_t bytes) = 0;
    /// Per-disk steps, by index as given when the job was made.
    virtual void stepStarted(std::size_t step) = 0;
    virtual void stepProgress(std::size_t step, std::uint64_t doneBytes) = 0;
    virtual void stepFinished(std::size_t step) = 0;
    virtual void stepSkipped(std::size_t step, const Error& why) = 0;
    /// A line for the job's log.
    virtual void log(std::string line) = 0;
};

} // namespace coppice
