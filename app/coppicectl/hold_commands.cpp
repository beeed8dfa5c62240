// hold, release and note.
#include "output.h"
#include "references.h"
#include "session.h"

#include <functional>
#include <memory>
#include <string>

namespace coppice::ctl {
namespace {

using Change = std::function<Result<void>(LocalLibrary&, const Guid&)>;

ExitStatus change(const Globals& globals, const std::string& text, const Change& apply) {
    const auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    LocalLibrary& library = *session->library;
    const auto inventory = library.store().inventory();
    if (!inventory) {
        return report(globals, inventory.error());
    }
    const auto id = resolveReference(*inventory, text);
    if (!id) {
        return report(globals, id.error());
    }
    if (const auto changed = apply(library, *id); !changed) {
        return report(globals, changed.error());
    }
    if (globals.json) {
        printJson({{"returnValue", 0}, {"id", id->toString()}});
    }
    return ExitStatus::Done;
}

} // namespace

void addHoldCommands(CLI::App& app, const Globals& globals, Action& action) {
    auto id = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    CLI::App* hold = app.add_subcommand("hold", "Protect a snapshot from being destroyed");
    hold->add_option("ID", *id, "The snapshot")->required();
    hold->add_option("--reason", *reason, "Why, for whoever comes across it")->required();
    whenChosen(hold, globals, action, true, [&globals, id, reason] {
        return change(globals, *id, [&](LocalLibrary& library, const Guid& snapshot) {
            return library.hold(snapshot, *reason);
        });
    });
    CLI::App* release = app.add_subcommand("release", "End the protection of a snapshot");
    release->add_option("ID", *id, "The snapshot")->required();
    whenChosen(release, globals, action, true, [&globals, id] {
        return change(globals, *id,
                      [](LocalLibrary& library, const Guid& snapshot) { return library.release(snapshot); });
    });
    CLI::App* note = app.add_subcommand("note", "Replace the notes of a snapshot");
    note->add_option("ID", *id, "The snapshot")->required();
    note->add_option("--text", *reason, "The notes; empty for none")->required();
    whenChosen(note, globals, action, true, [&globals, id, reason] {
        return change(globals, *id, [&](LocalLibrary& library, const Guid& snapshot) {
            return library.setNotes(snapshot, *reason);
        });
    });
}

} // namespace coppice::ctl
