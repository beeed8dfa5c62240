// Applying an active log sequence: on disk, or in memory over a file that must not be changed
// (MS-VHDX 2.3.3).
#pragma once

#include "io/block_file.h"
#include "vhdx/header.h"
#include "vhdx/log_reader.h"

#include <memory>

namespace coppice::vhdx {

/// Writes what the log holds to its places and extends the file to the head's LastFileOffset; not flushed.
/// Can be repeated.
Result<void> replayLogOnDisk(BlockFile& file, LogReader& reader, const std::vector<LogEntry>& sequence);

/// A view of `file` as it will be after replay. Reading only: writing is refused. Holds no copy of the log's
/// sectors, only where they lie.
Result<std::unique_ptr<BlockFile>> replayLogInMemory(std::unique_ptr<BlockFile> file, LogReader& reader,
                                                     const std::vector<LogEntry>& sequence);

} // namespace coppice::vhdx
