// The words for each error code.
//
// A part of a template in [square brackets] is left out when a placeholder in it has nothing to say.
#include "core/error_text.h"

#include <fmt/format.h>
#include <optional>
#include <string_view>
#include <system_error>

namespace coppice {

namespace {

/// A fact on one line: control characters in a path or a library's message must not break it.
std::string onOneLine(std::string_view fact) {
    std::string line;
    line.reserve(fact.size());
    for (const char c : fact) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        line += control ? ' ' : c;
    }
    const std::size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) {
        return {};
    }
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

/// The value of a placeholder; nullopt if there is none of that name.
std::optional<std::string> factOf(std::string_view placeholder, const Error& error) {
    if (placeholder == "action") {
        return onOneLine(error.action);
    }
    if (placeholder == "object") {
        return onOneLine(error.object);
    }
    if (placeholder == "detail") {
        return onOneLine(error.detail);
    }
    if (placeholder == "offset") {
        return error.offsetBytes ? fmt::format("{}", *error.offsetBytes) : std::string();
    }
    if (placeholder == "os") {
        return error.osError != 0 ? onOneLine(std::generic_category().message(error.osError)) : std::string();
    }
    return std::nullopt;
}

} // namespace

ErrorTemplate errorTemplate(ErrorCode code) {
    switch (code) {
    case ErrorCode::UnknownReference:
        return {"No snapshot, snapshot collection or job has the id[ \"{object}\"][: {detail}].",
                "Check the id against the snapshot tree or the job list."};
    case ErrorCode::NotASnapshot:
        return {"The id[ \"{object}\"] names neither a snapshot nor a snapshot collection[: {detail}].",
                "Choose a snapshot or a snapshot collection, not a virtual machine or a collection."};
    case ErrorCode::InvalidArgument:
        return {"The value[ \"{object}\"] is not valid[: {detail}][ ({os})][, while {action}].",
                "Correct the value and try again."};
    case ErrorCode::SnapshotHeld:
        return {"The snapshot[ \"{object}\"] is on hold[: {detail}].",
                "Release the hold, or leave the snapshot out of the selection."};
    case ErrorCode::VirtualSystemRunning:
        return {"The virtual machine[ \"{object}\"] is running[: {detail}].",
                "Shut it down, then try again; its disks cannot be merged while it runs."};
    case ErrorCode::MemberMissing:
        return {"A member of the snapshot collection[ \"{object}\"] is missing[: {detail}].",
                "Import the library's description again, or destroy the members that are left one by one."};
    case ErrorCode::UnownedChild:
        return {"A disk that belongs to no virtual machine depends on a layer that would change[: {object}]"
                "[: {detail}].",
                "Move that disk away, delete it, or import the virtual machine it belongs to."};
    case ErrorCode::InUseByJob:
        return {"The snapshot or disk[ \"{object}\"] is in use by another job[: {detail}].",
                "Wait until that job ends, or stop it in the job list."};
    case ErrorCode::NotSupported:
        return {"This is not supported here[: {object}][: {detail}].",
                "Use a library or host that can do it."};
    case ErrorCode::LibraryInUse:
        return {"Another program writes to the library[ \"{object}\"][: {detail}].",
                "Close that program, or wait until it ends, then try again."};
    case ErrorCode::LayerInUse:
        return {"Another program uses the disk[ \"{object}\"][: {detail}].",
                "Close that program or shut down its virtual machine, then try again."};
    case ErrorCode::InvalidJobState:
        return {"The job[ {object}] cannot do this in its present state[: {detail}].",
                "Look at the job's state in the job list, and choose what it offers."};
    case ErrorCode::NotALibrary:
        return {"The folder[ \"{object}\"] is not a library[: {detail}].",
                "Choose a library's folder, or create one there with \"coppicectl library create\"."};
    case ErrorCode::LibraryExists:
        return {"The folder[ \"{object}\"] already is a library[: {detail}].",
                "Open it as it is, or choose another folder."};
    case ErrorCode::LibraryTooNew:
        return {"The library[ \"{object}\"] was written by a newer version of this program[: {detail}].",
                "Update Coppice, then open the library again."};
    case ErrorCode::DatabaseFailed:
        return {"The library's database[ \"{object}\"] cannot be used[: {detail}][: {os}][, while {action}].",
                "Check the disk space and the permissions of the library's folder, then try again."};
    case ErrorCode::ManifestInvalid:
        return {"The manifest[ \"{object}\"] is not valid[: {detail}].",
                "Correct the place it names, then import it again."};
    case ErrorCode::FileNotFound:
        return {"The file[ \"{object}\"] does not exist[: {detail}][, while {action}].",
                "Check the path; put the file back if it was moved."};
    case ErrorCode::FileExists:
        return {"The name[ \"{object}\"] is already taken[: {detail}][, while {action}].",
                "Choose another name, or move the file that is there."};
    case ErrorCode::PermissionDenied:
        return {"Access[ to \"{object}\"] is denied[: {detail}][: {os}][, while {action}].",
                "Check the owner and the permissions of the file and its folder."};
    case ErrorCode::NoSpace:
        return {"There is not enough space[ for \"{object}\"][: {detail}][: {os}][, while {action}].",
                "Free space on the volume or raise the limit, then resume."};
    case ErrorCode::NotARegularFile:
        return {"The path[ \"{object}\"] does not name a regular file[: {detail}][, while {action}].",
                "Name the disk file itself; links, folders, pipes and devices are not opened."};
    case ErrorCode::PathOutsideLibrary:
        return {"The path[ \"{object}\"] leads out of the library[: {detail}].",
                "Move the disk into the library, or add its folder as a root."};
    case ErrorCode::IoFailed:
        return {"Reading or writing[ \"{object}\"] failed[: {detail}][: {os}][ at byte {offset}][, while "
                "{action}].",
                "Check the volume and its cables or network, then resume."};
    case ErrorCode::NotVhdx:
        return {"The file[ \"{object}\"] is not a VHDX disk[: {detail}].",
                "Name a VHDX or AVHDX file; convert disks of other formats first."};
    case ErrorCode::VhdxUnsupported:
        return {"The disk[ \"{object}\"] needs a feature that is not supported[: {detail}].",
                "Convert the disk with the program that made it, or leave it out."};
    case ErrorCode::HeaderCorrupt:
        return {"The headers of the disk[ \"{object}\"] are damaged[: {detail}][ at byte {offset}].",
                "Restore the file from a backup."};
    case ErrorCode::RegionTableCorrupt:
        return {"The region table of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}].",
                "Restore the file from a backup."};
    case ErrorCode::MetadataCorrupt:
        return {"The metadata of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}].",
                "Restore the file from a backup."};
    case ErrorCode::BatCorrupt:
        return {"The block table of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}].",
                "Restore the file from a backup."};
    case ErrorCode::LogCorrupt:
        return {"The log of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}].",
                "Restore the file from a backup."};
    case ErrorCode::SequenceExhausted:
        return {"The disk[ \"{object}\"] cannot be changed any more: its sequence number is at its end[ "
                "({detail})].",
                "Copy its content to a new disk."};
    case ErrorCode::ParentNotFound:
        return {"The parent of the disk[ \"{object}\"] was not found[: {detail}].",
                "Put the parent back where the disk expects it, then check the chain again."};
    case ErrorCode::ParentMismatch:
        return {
            "The parent of the disk[ \"{object}\"] is not the one it was made from[: {detail}].",
            "Put the right parent back; a parent that was changed makes the content of its children wrong."};
    case ErrorCode::ParentLocatorInvalid:
        return {"The disk[ \"{object}\"] does not say rightly where its parent is[: {detail}].",
                "Repair its parent path with the program that made it, or restore the file from a backup."};
    case ErrorCode::ChainCycle:
        return {"The chain of the disk[ \"{object}\"] leads back to itself[: {detail}].",
                "Restore the files of the chain from a backup."};
    case ErrorCode::SectorSizeMismatch:
        return {"The disk[ \"{object}\"] and its parent have different sector sizes[: {detail}].",
                "Put back the parent the disk was made from."};
    case ErrorCode::DuplicateLayer:
        return {"The disk file[ \"{object}\"] is reached under two names[: {detail}].",
                "Keep one of the names, and point all that use the file to it."};
    case ErrorCode::ChainChanged:
        return {"The chain of the disk[ \"{object}\"] is no longer what was planned for[: {detail}].",
                "Nothing more was changed in it; plan again."};
    case ErrorCode::ContentMismatch:
        return {"The content[ of \"{object}\"] is not what it was before[: {detail}][ at byte {offset}].",
                "Do not use the disk; restore it from a backup and report this error."};
    case ErrorCode::Cancelled:
        return {"The operation was cancelled[: {object}][: {detail}].",
                "Nothing was destroyed; start it again when you want to."};
    case ErrorCode::Stopped:
        return {"The operation was stopped[: {object}][: {detail}].", "Resume it from the job list."};
    case ErrorCode::Interrupted:
        return {"The program ended before the job did[: {object}][: {detail}].",
                "Resume it from the job list."};
    case ErrorCode::Internal:
        break;
    }
    return {"An internal error happened[: {object}][: {detail}][: {os}][, while {action}].",
            "Report it with this message."};
}

std::string fillErrorTemplate(const std::string& text, const Error& error) {
    std::string filled;
    std::size_t optionalStart = 0; // length of `filled` where the optional part began
    bool optionalHolds = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '[':
            optionalStart = filled.size();
            optionalHolds = true;
            break;
        case ']':
            if (!optionalHolds) {
                filled.resize(optionalStart);
            }
            break;
        case '{': {
            const std::size_t end = text.find('}', i);
            const auto fact = end == std::string::npos
                                  ? std::nullopt
                                  : factOf(std::string_view(text).substr(i + 1, end - i - 1), error);
            if (!fact) {
                filled += text[i];
                break;
            }
            optionalHolds = optionalHolds && !fact->empty();
            filled += *fact;
            i = end;
            break;
        }
        default:
            filled += text[i];
        }
    }
    return filled;
}

std::string errorText(const Error& error) {
    const ErrorTemplate words = errorTemplate(error.code);
    return fillErrorTemplate(words.what, error) + ' ' + fillErrorTemplate(words.next, error);
}

} // namespace coppice
