// One writer a library (DESIGN 4). Readers go on.
#pragma once

#include "core/error.h"

#include <filesystem>
#include <memory>
#include <string>

namespace coppice {

/// Held as long as it lives, on `coppice.lock` in the library's folder; a process that dies loses it.
class LibraryLock {
public:
    /// LibraryInUse, naming program, process id, user and since when, if another process (or another lock in
    /// this one) holds it.
    static Result<std::unique_ptr<LibraryLock>> acquire(const std::filesystem::path& library,
                                                        const std::string& program);
    /// Whether any process holds it, this one included; asks without taking it. For lists: a process may take
    /// or lose it at any moment.
    static Result<bool> isHeld(const std::filesystem::path& library);
    virtual ~LibraryLock() = default;
};

} // namespace coppice
