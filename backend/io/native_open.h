// Opening a regular file, and nothing but a regular file.
#pragma once

#include "core/error.h"
#include "io/file_descriptor.h"

#include <filesystem>
#include <string>

namespace coppice {

/// The form in which errors and files name a path.
std::string nameOfPath(const std::filesystem::path& path);

/// open(2) with `flags`, not following a symbolic link in the last component, never blocking on a FIFO or a
/// device; NotARegularFile if the name leads to anything but a regular file.
Result<FileDescriptor> openRegularFile(const std::filesystem::path& path, int flags, const char* action);

} // namespace coppice
