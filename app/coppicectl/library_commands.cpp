// library create, import, export, adopt, demo.
#include "output.h"
#include "providers/local/adopt.h"
#include "providers/local/demo.h"
#include "providers/local/manifest.h"
#include "service/plan_json.h"
#include "session.h"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace coppice::ctl {
namespace fs = std::filesystem;
namespace {

fs::path absolutePath(const fs::path& path) {
    std::error_code error;
    const fs::path absolute = fs::absolute(path, error);
    return error ? path : absolute;
}

ExitStatus createLibrary(const Globals& globals) {
    if (const auto created = LocalLibrary::create(absolutePath(globals.library)); !created) {
        return report(globals, created.error());
    }
    if (globals.json) {
        printJson({{"library", absolutePath(globals.library).string()}});
    } else {
        printLine("Made the library " + absolutePath(globals.library).string());
    }
    return ExitStatus::Done;
}

Result<std::string> readText(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
        return fail(ErrorCode::FileNotFound, "reading the manifest", path.string());
    }
    if (!fs::is_regular_file(status)) {
        return fail(ErrorCode::NotARegularFile, "reading the manifest", path.string());
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) {
        return fail(ErrorCode::IoFailed, "reading the manifest", path.string());
    }
    return text;
}

void printAdded(const Globals& globals, const Inventory& inventory, Json more) {
    std::size_t snapshots = 0;
    for (const VirtualSystem& vm : inventory.vms) {
        snapshots += vm.snapshots.size();
    }
    if (globals.json) {
        Json json = {{"collections", inventory.collections.size()},
                     {"vms", inventory.vms.size()},
                     {"snapshots", snapshots}};
        json.update(more);
        printJson(json);
        return;
    }
    printLine(fmt::format("{}, {}, {}", plural(inventory.collections.size(), "collection"),
                          plural(inventory.vms.size(), "VM"), plural(snapshots, "snapshot")));
}

ExitStatus importManifest(const Globals& globals, const fs::path& file) {
    const auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    LocalLibrary& library = *session->library;
    const auto text = readText(file);
    if (!text) {
        return report(globals, text.error());
    }
    const auto existing = library.store().inventory();
    if (!existing) {
        return report(globals, existing.error());
    }
    const auto inventory = inventoryFromManifest(*text, library.guard(), *existing);
    if (!inventory) {
        return report(globals, inventory.error());
    }
    if (const auto added = library.add(*inventory); !added) {
        return report(globals, added.error());
    }
    printAdded(globals, *inventory, Json::object());
    return ExitStatus::Done;
}

ExitStatus exportManifest(const Globals& globals) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto inventory = (*library)->store().inventory();
    if (!inventory) {
        return report(globals, inventory.error());
    }
    fmt::print("{}", manifestFromInventory(*inventory));
    return ExitStatus::Done;
}

/// The library's guard, with the folder as one more root where it lies outside.
Result<PathGuard> guardWith(const LocalLibrary& library, const fs::path& folder) {
    if (library.guard().resolve(folder)) {
        return library.guard();
    }
    std::vector<fs::path> roots = library.guard().roots();
    roots.push_back(folder);
    return PathGuard::make(nativeFileSystem(), roots);
}

Result<Adoption> adopt(LocalLibrary& library, const fs::path& folder) {
    COPPICE_TRY(const Inventory existing, library.store().inventory());
    COPPICE_TRY(const PathGuard guard, guardWith(library, folder));
    COPPICE_TRY(Adoption adoption, adoptFolder(guard, folder, existing));
    if (!adoption.inventory.vms.empty() && guard.roots().size() > library.guard().roots().size()) {
        COPPICE_CHECK(library.addRoot(folder));
    }
    COPPICE_CHECK(library.store().merge(adoption.inventory));
    return adoption;
}

ExitStatus adoptCommand(const Globals& globals, const fs::path& folder) {
    Result<Adoption> adoption = [&]() -> Result<Adoption> {
        COPPICE_TRY(const WritingSession session, openForWriting(globals));
        return adopt(*session.library, absolutePath(folder));
    }();
    if (!adoption) {
        return report(globals, adoption.error());
    }
    // Opened anew, with the root that was added.
    const auto session = openForWriting(globals);
    if (!session) {
        return report(globals, session.error());
    }
    if (const auto facts = session->library->refreshFacts(); !facts) {
        return report(globals, facts.error());
    }
    Json skipped = Json::array();
    for (const Error& error : adoption->skipped) {
        printErrorLine(error);
        skipped.push_back(errorToJson(error));
    }
    printAdded(globals, adoption->inventory,
               {{"skipped", std::move(skipped)}, {"knownDisks", adoption->knownDisks}});
    return ExitStatus::Done;
}

/// A demo is made of files that nobody looks through before deleting them: never among somebody's own.
Result<void> seeThatItIsFree(const fs::path& folder) {
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (!fs::exists(status)) {
        return {};
    }
    const char* action = "making the demo library";
    if (fs::is_directory(status)) {
        const bool empty = fs::is_empty(folder, error);
        if (empty && !error) {
            return {};
        }
    }
    if (error) {
        return std::unexpected(osFailure(error.value(), action, folder.string()));
    }
    const char* why = "it is not a folder";
    if (fs::is_directory(status)) {
        why =
            fs::exists(folder / "coppice.db", error) ? "it already is a library" : "the folder is not empty";
    }
    return fail(ErrorCode::InvalidArgument, action, folder.string(), why);
}

ExitStatus demo(const Globals& globals, const fs::path& folder, const DemoParameters& parameters) {
    if (const auto checked = checkDemoParameters(parameters); !checked) {
        return report(globals, checked.error());
    }
    const fs::path absolute = absolutePath(folder);
    if (const auto free = seeThatItIsFree(absolute); !free) {
        return report(globals, free.error());
    }
    if (const auto created = LocalLibrary::create(absolute); !created) {
        return report(globals, created.error());
    }
    const auto library = LocalLibrary::open(absolute, {.access = LibraryStore::Access::ReadWrite});
    if (!library) {
        return report(globals, library.error());
    }
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const auto inventory = makeDemoDisks(nativeFileSystem(), (*library)->guard().roots().front(), parameters,
                                         [&](std::uint64_t done, std::uint64_t total) {
                                             if (terminal) {
                                                 fmt::print(stderr, "\rMaking layer {} of {}{}", done, total,
                                                            done == total ? "\n" : "");
                                             }
                                         });
    if (!inventory) {
        return report(globals, inventory.error());
    }
    if (const auto added = (*library)->add(*inventory); !added) {
        return report(globals, added.error());
    }
    if (!globals.json) {
        printLine("Made the demo library " + absolute.string());
    }
    printAdded(globals, *inventory, {{"library", absolute.string()}});
    return ExitStatus::Done;
}

void addDemoCommand(CLI::App& app, const Globals& globals, Action& action) {
    CLI::App* command = app.add_subcommand("demo", "Make a library of real VHDX chains to try");
    auto folder = std::make_shared<fs::path>();
    auto parameters = std::make_shared<DemoParameters>();
    command->add_option("DIR", *folder, "Folder to make it in")->required();
    command->add_option("--collections", parameters->collections, "Number of collections")
        ->capture_default_str();
    command->add_option("--vms", parameters->vms, "VMs in each collection")->capture_default_str();
    command->add_option("--snapshots", parameters->snapshots, "Snapshots of each VM")->capture_default_str();
    command->add_option("--mib", parameters->mib, "MiB written into each layer")->capture_default_str();
    command->add_option("--seed", parameters->seed, "Same seed, same library")->capture_default_str();
    whenChosen(command, globals, action, false,
               [&globals, folder, parameters] { return demo(globals, *folder, *parameters); });
}

} // namespace

void addLibraryCommands(CLI::App& app, const Globals& globals, Action& action) {
    CLI::App* library = app.add_subcommand("library", "Make libraries");
    library->require_subcommand(1);
    CLI::App* create = library->add_subcommand("create", "Make the --library folder a library");
    whenChosen(create, globals, action, true, [&globals] { return createLibrary(globals); });

    CLI::App* import = app.add_subcommand("import", "Read a manifest into the library");
    auto file = std::make_shared<fs::path>();
    import->add_option("FILE", *file, "The manifest, JSON")->required();
    whenChosen(import, globals, action, true, [&globals, file] { return importManifest(globals, *file); });

    CLI::App* exported = app.add_subcommand("export", "Write the library's manifest to stdout");
    whenChosen(exported, globals, action, true, [&globals] { return exportManifest(globals); });

    CLI::App* adopted =
        app.add_subcommand("adopt", "Build VMs and snapshots from the .vhdx/.avhdx chains in a folder");
    auto folder = std::make_shared<fs::path>();
    adopted->add_option("FOLDER", *folder, "Inside the library, or it is added to its roots")->required();
    whenChosen(adopted, globals, action, true, [&globals, folder] { return adoptCommand(globals, *folder); });

    addDemoCommand(app, globals, action);
}

} // namespace coppice::ctl
