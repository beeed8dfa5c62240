// An opened library, for a command's lifetime.
#pragma once

#include "command_line.h"
#include "providers/local/local_library.h"
#include "service/collection_snapshot_service.h"

#include <memory>

namespace coppice::ctl {

/// InvalidArgument if no library was named.
Result<std::unique_ptr<LocalLibrary>> openForReading(const Globals& globals);

/// The library and the service that runs its jobs. Interrupted jobs are finished before it is handed out.
struct WritingSession {
    std::unique_ptr<LocalLibrary> library;
    std::unique_ptr<CollectionSnapshotService> service; ///< goes before the library

    /// Records of the interrupted jobs, as they ended.
    std::vector<std::shared_ptr<const JobRecord>> finished;
};

/// Takes the writer lock, finishes what an earlier process left interrupted, with a line on stderr each.
/// Stopped if the operator interrupts that.
Result<WritingSession> openForWriting(const Globals& globals);

} // namespace coppice::ctl
