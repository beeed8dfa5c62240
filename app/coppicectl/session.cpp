// Opening a library for a command.
#include "session.h"

#include "foreground.h"
#include "output.h"

#include <fmt/format.h>
#include <utility>

namespace coppice::ctl {
namespace {

Result<void> needLibrary(const Globals& globals) {
    if (globals.library.empty()) {
        return fail(ErrorCode::InvalidArgument, "opening the library", "--library",
                    "name the library's folder by --library or COPPICE_LIBRARY");
    }
    return {};
}

} // namespace

Result<std::unique_ptr<LocalLibrary>> openForReading(const Globals& globals) {
    COPPICE_CHECK(needLibrary(globals));
    return LocalLibrary::open(globals.library, {.access = LibraryStore::Access::ReadOnly});
}

Result<WritingSession> openForWriting(const Globals& globals) {
    COPPICE_CHECK(needLibrary(globals));
    WritingSession session;
    COPPICE_TRY(session.library,
                LocalLibrary::open(globals.library, {.access = LibraryStore::Access::ReadWrite}));
    session.service = std::make_unique<CollectionSnapshotService>(*session.library, systemClock());
    COPPICE_TRY(const UnfinishedJobs unfinished, session.service->start(Unfinished::Resume));
    for (const JobId id : unfinished.offered) {
        note(fmt::format(
            "Job {} was confirmed, but could still be undone when its program ended; nothing of it has "
            "begun. \"coppicectl job start {}\" begins it, \"job cancel {}\" takes it back.",
            id, id, id));
    }
    for (const JobId id : unfinished.resumed) {
        const std::shared_ptr<const JobRecord> record = session.service->jobs().job(id);
        note(fmt::format("Finishing job {}, which was interrupted: {}", id, record ? record->title : ""));
        session.finished.push_back(runInForeground(*session.service, id));
        if (session.finished.back()->state == JobState::Suspended) {
            return fail(ErrorCode::Stopped, "finishing an interrupted job", fmt::format("job {}", id),
                        "it can be resumed");
        }
        if (session.finished.back()->error) {
            printErrorLine(*session.finished.back()->error);
        }
    }
    return session;
}

} // namespace coppice::ctl
