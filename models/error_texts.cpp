// The backend's templates of sentences about errors, where lupdate finds them. The backend knows no Qt; a
// test keeps this list complete.
#include "models/error_texts.h"

#include <QtGlobal>

namespace coppice::models {

namespace {

constexpr const char* texts[] = {
    QT_TRANSLATE_NOOP("ErrorText",
                      "No snapshot, snapshot collection or job has the id[ \"{object}\"][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Check the id against the snapshot tree or the job list."),
    QT_TRANSLATE_NOOP(
        "ErrorText", "The id[ \"{object}\"] names neither a snapshot nor a snapshot collection[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Choose a snapshot or a snapshot collection, not a virtual machine or a collection."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The value[ \"{object}\"] is not valid[: {detail}][ ({os})][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Correct the value and try again."),
    QT_TRANSLATE_NOOP("ErrorText", "The snapshot[ \"{object}\"] is on hold[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Release the hold, or leave the snapshot out of the selection."),
    QT_TRANSLATE_NOOP("ErrorText", "The virtual machine[ \"{object}\"] is running[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Shut it down, then try again; its disks cannot be merged while it runs."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "A member of the snapshot collection[ \"{object}\"] is missing[: {detail}]."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "Import the library's description again, or destroy the members that are left one by one."),
    QT_TRANSLATE_NOOP("ErrorText", "A disk that belongs to no virtual machine depends on a layer that would "
                                   "change[: {object}][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Move that disk away, delete it, or import the virtual machine it belongs to."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The snapshot or disk[ \"{object}\"] is in use by another job[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Wait until that job ends, or stop it in the job list."),
    QT_TRANSLATE_NOOP("ErrorText", "This is not supported here[: {object}][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Use a library or host that can do it."),
    QT_TRANSLATE_NOOP("ErrorText", "Another program writes to the library[ \"{object}\"][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Close that program, or wait until it ends, then try again."),
    QT_TRANSLATE_NOOP("ErrorText", "Another program uses the disk[ \"{object}\"][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Close that program or shut down its virtual machine, then try again."),
    QT_TRANSLATE_NOOP("ErrorText", "The job[ {object}] cannot do this in its present state[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Look at the job's state in the job list, and choose what it offers."),
    QT_TRANSLATE_NOOP("ErrorText", "The folder[ \"{object}\"] is not a library[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Choose a library's folder, or create one there with \"coppicectl library create\"."),
    QT_TRANSLATE_NOOP("ErrorText", "The folder[ \"{object}\"] already is a library[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Open it as it is, or choose another folder."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "The library[ \"{object}\"] was written by a newer version of this program[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Update Coppice, then open the library again."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "The library's database[ \"{object}\"] cannot be used[: {detail}][: {os}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Check the disk space and the permissions of the library's folder, then try again."),
    QT_TRANSLATE_NOOP("ErrorText", "The manifest[ \"{object}\"] is not valid[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Correct the place it names, then import it again."),
    QT_TRANSLATE_NOOP("ErrorText", "The file[ \"{object}\"] does not exist[: {detail}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Check the path; put the file back if it was moved."),
    QT_TRANSLATE_NOOP("ErrorText", "The name[ \"{object}\"] is already taken[: {detail}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Choose another name, or move the file that is there."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Access[ to \"{object}\"] is denied[: {detail}][: {os}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Check the owner and the permissions of the file and its folder."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "There is not enough space[ for \"{object}\"][: {detail}][: {os}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Free space on the volume or raise the limit, then resume."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The path[ \"{object}\"] does not name a regular file[: {detail}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Name the disk file itself; links, folders, pipes and devices are not opened."),
    QT_TRANSLATE_NOOP("ErrorText", "The path[ \"{object}\"] leads out of the library[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Move the disk into the library, or add its folder as a root."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "Reading or writing[ \"{object}\"] failed[: {detail}][: {os}][ at byte {offset}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Check the volume and its cables or network, then resume."),
    QT_TRANSLATE_NOOP("ErrorText", "The file[ \"{object}\"] is not a VHDX disk[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Name a VHDX or AVHDX file; convert disks of other formats first."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The disk[ \"{object}\"] needs a feature that is not supported[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Convert the disk with the program that made it, or leave it out."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The headers of the disk[ \"{object}\"] are damaged[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Restore the file from a backup."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "The region table of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The metadata of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP(
        "ErrorText", "The block table of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The log of the disk[ \"{object}\"] is damaged[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP("ErrorText", "The disk[ \"{object}\"] cannot be changed any more: its sequence number "
                                   "is at its end[ ({detail})]."),
    QT_TRANSLATE_NOOP("ErrorText", "Copy its content to a new disk."),
    QT_TRANSLATE_NOOP("ErrorText", "The parent of the disk[ \"{object}\"] was not found[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "Put the parent back where the disk expects it, then check the chain again."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The parent of the disk[ \"{object}\"] is not the one it was made from[: {detail}]."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "Put the right parent back; a parent that was changed makes the content of its children wrong."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The disk[ \"{object}\"] does not say rightly where its parent is[: {detail}]."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "Repair its parent path with the program that made it, or restore the file from a backup."),
    QT_TRANSLATE_NOOP("ErrorText", "The chain of the disk[ \"{object}\"] leads back to itself[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Restore the files of the chain from a backup."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The disk[ \"{object}\"] and its parent have different sector sizes[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Put back the parent the disk was made from."),
    QT_TRANSLATE_NOOP("ErrorText", "The disk file[ \"{object}\"] is reached under two names[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Keep one of the names, and point all that use the file to it."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "The chain of the disk[ \"{object}\"] is no longer what was planned for[: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Nothing more was changed in it; plan again."),
    QT_TRANSLATE_NOOP(
        "ErrorText",
        "The content[ of \"{object}\"] is not what it was before[: {detail}][ at byte {offset}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Do not use the disk; restore it from a backup and report this error."),
    QT_TRANSLATE_NOOP("ErrorText", "The operation was cancelled[: {object}][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Nothing was destroyed; start it again when you want to."),
    QT_TRANSLATE_NOOP("ErrorText", "The operation was stopped[: {object}][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Resume it from the job list."),
    QT_TRANSLATE_NOOP("ErrorText", "The program ended before the job did[: {object}][: {detail}]."),
    QT_TRANSLATE_NOOP("ErrorText",
                      "An internal error happened[: {object}][: {detail}][: {os}][, while {action}]."),
    QT_TRANSLATE_NOOP("ErrorText", "Report it with this message."),
};

} // namespace

std::span<const char* const> errorTexts() {
    return texts;
}

} // namespace coppice::models
