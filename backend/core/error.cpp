// Error codes: their names, the CIM return values that report them, and the mapping from errno.
#include "core/error.h"

#include <array>
#include <cerrno>
#include <string_view>

namespace coppice {

namespace {

struct CodeFacts {
    ErrorCode code;
    const char* name;
    ReturnValue returnValue;
};

// In the order of the enumeration. A broken chain or a damaged layer is a state that forbids the request
// (5); a lock that is not obtained in time is a timeout (3).
constexpr std::array codeFacts{
    CodeFacts{ErrorCode::UnknownReference, "UnknownReference", ReturnValue::InvalidParameter},
    CodeFacts{ErrorCode::NotASnapshot, "NotASnapshot", ReturnValue::InvalidType},
    CodeFacts{ErrorCode::InvalidArgument, "InvalidArgument", ReturnValue::InvalidParameter},
    CodeFacts{ErrorCode::SnapshotHeld, "SnapshotHeld", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::VirtualSystemRunning, "VirtualSystemRunning", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::MemberMissing, "MemberMissing", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::UnownedChild, "UnownedChild", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::InUseByJob, "InUseByJob", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::NotSupported, "NotSupported", ReturnValue::NotSupported},
    CodeFacts{ErrorCode::LibraryInUse, "LibraryInUse", ReturnValue::Timeout},
    CodeFacts{ErrorCode::LayerInUse, "LayerInUse", ReturnValue::Timeout},
    CodeFacts{ErrorCode::InvalidJobState, "InvalidJobState", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::NotALibrary, "NotALibrary", ReturnValue::Failed},
    CodeFacts{ErrorCode::LibraryExists, "LibraryExists", ReturnValue::Failed},
    CodeFacts{ErrorCode::LibraryTooNew, "LibraryTooNew", ReturnValue::Failed},
    CodeFacts{ErrorCode::DatabaseFailed, "DatabaseFailed", ReturnValue::Failed},
    CodeFacts{ErrorCode::ManifestInvalid, "ManifestInvalid", ReturnValue::InvalidParameter},
    CodeFacts{ErrorCode::FileNotFound, "FileNotFound", ReturnValue::Failed},
    CodeFacts{ErrorCode::FileExists, "FileExists", ReturnValue::Failed},
    CodeFacts{ErrorCode::PermissionDenied, "PermissionDenied", ReturnValue::Failed},
    CodeFacts{ErrorCode::NoSpace, "NoSpace", ReturnValue::Failed},
    CodeFacts{ErrorCode::NotARegularFile, "NotARegularFile", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::PathOutsideLibrary, "PathOutsideLibrary", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::IoFailed, "IoFailed", ReturnValue::Failed},
    CodeFacts{ErrorCode::NotVhdx, "NotVhdx", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::VhdxUnsupported, "VhdxUnsupported", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::HeaderCorrupt, "HeaderCorrupt", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::RegionTableCorrupt, "RegionTableCorrupt", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::MetadataCorrupt, "MetadataCorrupt", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::BatCorrupt, "BatCorrupt", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::LogCorrupt, "LogCorrupt", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::SequenceExhausted, "SequenceExhausted", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ParentNotFound, "ParentNotFound", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ParentMismatch, "ParentMismatch", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ParentLocatorInvalid, "ParentLocatorInvalid", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ChainCycle, "ChainCycle", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::SectorSizeMismatch, "SectorSizeMismatch", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::DuplicateLayer, "DuplicateLayer", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ChainChanged, "ChainChanged", ReturnValue::InvalidState},
    CodeFacts{ErrorCode::ContentMismatch, "ContentMismatch", ReturnValue::Failed},
    CodeFacts{ErrorCode::Cancelled, "Cancelled", ReturnValue::Failed},
    CodeFacts{ErrorCode::Stopped, "Stopped", ReturnValue::Failed},
    CodeFacts{ErrorCode::Interrupted, "Interrupted", ReturnValue::Failed},
    CodeFacts{ErrorCode::Internal, "Internal", ReturnValue::Failed},
};

constexpr bool indexedByCode() {
    for (std::size_t i = 0; i < codeFacts.size(); ++i) {
        if (static_cast<std::size_t>(codeFacts[i].code) != i) {
            return false;
        }
    }
    return codeFacts.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1;
}
static_assert(indexedByCode(), "codeFacts names every ErrorCode, in order");

const CodeFacts& factsOf(ErrorCode code) {
    return codeFacts[static_cast<std::size_t>(code)];
}

ErrorCode codeOfErrno(int osError) {
    switch (osError) {
    case ENOENT:
    case ENOTDIR: // a part of the path is no folder, so there is nothing of that name
        return ErrorCode::FileNotFound;
    case EEXIST:
    case ENOTEMPTY:
        return ErrorCode::FileExists;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::PermissionDenied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return ErrorCode::NoSpace;
    case EISDIR:
    case ELOOP: // a symbolic link where none is followed, or links in a circle
    case ENXIO: // a FIFO, socket or device without its other end
    case ENODEV:
        return ErrorCode::NotARegularFile;
    case ENAMETOOLONG:
        return ErrorCode::InvalidArgument;
    default:
        return ErrorCode::IoFailed;
    }
}

} // namespace

ReturnValue returnValueOf(ErrorCode code) {
    return factsOf(code).returnValue;
}

const char* nameOf(ErrorCode code) {
    return factsOf(code).name;
}

ErrorCode errorCodeFromName(const std::string& name) {
    for (const CodeFacts& facts : codeFacts) {
        if (std::string_view(facts.name) == name) {
            return facts.code;
        }
    }
    return ErrorCode::Internal;
}

Error osFailure(int osError, std::string action, std::string object) {
    return Error{.code = codeOfErrno(osError),
                 .action = std::move(action),
                 .object = std::move(object),
                 .detail = {},
                 .osError = osError};
}

} // namespace coppice
