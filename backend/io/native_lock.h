// Advisory locks on layer files that qemu, flock(1) and other Coppice processes respect and are seen by.
#pragma once

#include "io/file_system.h"

namespace coppice {

/// See FileSystem::lock().
Result<std::unique_ptr<FileLock>> lockNativeFile(const std::filesystem::path& path, LockKind kind);

} // namespace coppice
