// Typed errors. A backend function that can fail returns Result<T>; no exception crosses a backend API.
//
// An Error says what was being done, to which object, why it failed and where. It carries facts, not
// sentences: the words a person reads are made in core/error_text.h, and only there.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>

namespace coppice {

/// CIM return values of Msvm_CollectionSnapshotService.
enum class ReturnValue : std::uint16_t {
    Completed = 0,
    NotSupported = 1,
    Failed = 2,
    Timeout = 3,
    InvalidParameter = 4,
    InvalidState = 5,
    InvalidType = 6,
    JobStarted = 4096,
};

enum class ErrorCode {
    // References and arguments.
    UnknownReference, ///< no snapshot, snapshot collection or job has this id
    NotASnapshot,     ///< the id names a VM or a collection, not a snapshot (collection)
    InvalidArgument,  ///< a value that can never be right
    // Refusals: the request is well formed, but the state forbids it. Nothing was touched.
    SnapshotHeld,
    VirtualSystemRunning,
    MemberMissing, ///< a snapshot collection names a snapshot that no VM has
    UnownedChild,  ///< a layer no VM owns derives from one that would change
    InUseByJob,    ///< another unfinished job works on the snapshot or the chain
    NotSupported,
    LibraryInUse,    ///< another process holds the library's writer lock
    LayerInUse,      ///< another process holds a lock on a layer file
    InvalidJobState, ///< the job cannot do this now
    // Library.
    NotALibrary,
    LibraryExists,
    LibraryTooNew, ///< written by a newer schema than this program knows
    DatabaseFailed,
    ManifestInvalid,
    // Files.
    FileNotFound,
    FileExists,
    PermissionDenied,
    NoSpace,
    NotARegularFile,
    PathOutsideLibrary, ///< a path or parent locator leads out of the library and its roots
    IoFailed,
    // VHDX structure (MS-VHDX).
    NotVhdx,
    VhdxUnsupported, ///< a required item or version this engine does not know
    HeaderCorrupt,
    RegionTableCorrupt,
    MetadataCorrupt,
    BatCorrupt,
    LogCorrupt,
    SequenceExhausted, ///< header sequence number at its end
    // Chains.
    ParentNotFound,
    ParentMismatch, ///< neither parent_linkage nor parent_linkage2 matches
    ParentLocatorInvalid,
    ChainCycle,
    SectorSizeMismatch, ///< logical sector sizes differ along a chain
    DuplicateLayer,     ///< one file reached under two names
    ChainChanged,       ///< the chain is no longer what the plan was made from
    ContentMismatch,    ///< --verify: a survivor does not read as before
    // Jobs.
    Cancelled,
    Stopped,
    Interrupted, ///< the process that ran the job ended first
    Internal,
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string action; ///< what was being done, as a gerund phrase: "reading the block table"
    std::string object; ///< the path, id or name concerned
    std::string detail; ///< why, in a few words; may be empty
    std::optional<std::uint64_t> offsetBytes = std::nullopt; ///< where in the file, if that is known
    int osError = 0;                                         ///< errno, 0 when the system was not the cause
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string action, std::string object,
                                   std::string detail = {}) {
    return std::unexpected(Error{
        .code = code, .action = std::move(action), .object = std::move(object), .detail = std::move(detail)});
}

/// The CIM return value that reports `code` (DESIGN 2: refusals).
ReturnValue returnValueOf(ErrorCode code);

/// Stable, machine-readable name of `code`, e.g. "SnapshotHeld"; used in JSON and the database.
const char* nameOf(ErrorCode code);

/// Inverse of nameOf; ErrorCode::Internal for a name of no code.
ErrorCode errorCodeFromName(const std::string& name);

/// The error for a failed system call: maps errno to the fitting code (ENOENT, EACCES, ENOSPC, …).
Error osFailure(int osError, std::string action, std::string object);

} // namespace coppice

// GCC 12 has no `TRY`; these two keep error propagation to one line.
#define COPPICE_CONCAT_(a, b) a##b
#define COPPICE_CONCAT(a, b) COPPICE_CONCAT_(a, b)
/// COPPICE_TRY(auto x, f()); — assigns f()'s value or returns its error.
#define COPPICE_TRY(decl, expr) COPPICE_TRY_(decl, expr, COPPICE_CONCAT(tryResult, __LINE__))
#define COPPICE_TRY_(decl, expr, name)                                                                       \
    auto name = (expr);                                                                                      \
    if (!name) {                                                                                             \
        return std::unexpected(std::move(name).error());                                                     \
    }                                                                                                        \
    decl = std::move(*name)
/// COPPICE_CHECK(f()); — returns f()'s error, if any.
#define COPPICE_CHECK(expr)                                                                                  \
    do {                                                                                                     \
        if (auto checkResult = (expr); !checkResult) {                                                       \
            return std::unexpected(std::move(checkResult).error());                                          \
        }                                                                                                    \
    } while (false)
