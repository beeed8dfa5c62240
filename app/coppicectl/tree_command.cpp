// tree: collections, VMs, snapshots.
#include "core/units.h"
#include "output.h"
#include "providers/local/manifest.h"
#include "session.h"

#include <fmt/format.h>
#include <set>
#include <string>

namespace coppice::ctl {
namespace {

std::string snapshotLine(const Snapshot& snapshot) {
    std::string line =
        fmt::format("{}  {}  {}", snapshot.name, shortTime(snapshot.created), snapshot.id.toString());
    if (snapshot.type == SnapshotType::Recovery) {
        line += "  recovery";
    }
    if (snapshot.hold) {
        line += fmt::format("  held by {}: {}", snapshot.hold->by, snapshot.hold->reason);
    }
    if (snapshot.destroying) {
        line += "  being destroyed";
    }
    return line;
}

/// Children below their parent; Now below what it derives from. Without recursion: trees can be deep.
void printVm(const InventoryIndex& index, const VirtualSystem& vm, std::size_t indent) {
    printLine(fmt::format("{:{}}{} ({})  {}", "", indent, vm.name, nameOf(vm.state), vm.id.toString()));
    struct Entry {
        const Snapshot* snapshot; ///< null: Now
        std::size_t depth;
    };
    std::vector<Entry> open;
    if (!vm.current) {
        open.push_back({.snapshot = nullptr, .depth = 1});
    }
    for (auto it = vm.snapshots.rbegin(); it != vm.snapshots.rend(); ++it) {
        if (!it->parent) {
            open.push_back({.snapshot = &*it, .depth = 1});
        }
    }
    constexpr std::size_t step = 2;
    while (!open.empty()) {
        const Entry entry = open.back();
        open.pop_back();
        const std::size_t column = indent + step * entry.depth;
        if (entry.snapshot == nullptr) {
            printLine(fmt::format("{:{}}Now", "", column));
            continue;
        }
        printLine(fmt::format("{:{}}{}", "", column, snapshotLine(*entry.snapshot)));
        if (vm.current == entry.snapshot->id) {
            open.push_back({.snapshot = nullptr, .depth = entry.depth + 1});
        }
        const std::vector<Guid>& children = index.children(entry.snapshot->id);
        for (auto it = children.rbegin(); it != children.rend(); ++it) {
            if (const auto child = index.snapshot(*it)) {
                open.push_back({.snapshot = child->snapshot, .depth = entry.depth + 1});
            }
        }
    }
}

void printTree(const LibraryView& view) {
    const InventoryIndex index(view.inventory);
    printLine(fmt::format("Library {}  {}", view.name, view.location));
    std::set<Guid> shown;
    constexpr std::size_t vmIndent = 4;
    for (const Collection& collection : view.inventory.collections) {
        printLine(fmt::format("  Collection {}  {}", collection.name, collection.id.toString()));
        for (const SnapshotCollection& snapshot : collection.snapshots) {
            printLine(fmt::format("    Snapshot collection {}  {}  {}  {}", snapshot.name,
                                  shortTime(snapshot.created), plural(snapshot.members.size(), "member"),
                                  snapshot.id.toString()));
        }
        for (const Guid& id : collection.vms) {
            if (const VirtualSystem* vm = index.vm(id)) {
                printVm(index, *vm, vmIndent);
                shown.insert(id);
            }
        }
    }
    for (const VirtualSystem& vm : view.inventory.vms) {
        if (!shown.contains(vm.id)) {
            printVm(index, vm, vmIndent / 2);
        }
    }
}

/// The manifest with what it leaves out: marks, and what is known of the layers.
Json treeToJson(const LibraryView& view) {
    Json json = Json::parse(manifestFromInventory(view.inventory), nullptr, false);
    json["library"] = view.location;
    for (std::size_t i = 0; i < view.inventory.vms.size(); ++i) {
        const VirtualSystem& vm = view.inventory.vms[i];
        for (std::size_t j = 0; j < vm.snapshots.size(); ++j) {
            json["vms"][i]["snapshots"][j]["destroying"] = vm.snapshots[j].destroying;
        }
    }
    Json layers = Json::object();
    for (const auto& [path, facts] : view.layers) {
        layers[path] = {{"parent", facts.parent.empty() ? Json(nullptr) : Json(facts.parent)},
                        {"type", facts.type},
                        {"virtualSizeBytes", facts.virtualSizeBytes},
                        {"allocatedBytes", facts.allocatedBytes},
                        {"problem", facts.problem}};
    }
    json["layers"] = std::move(layers);
    return json;
}

ExitStatus tree(const Globals& globals) {
    const auto library = openForReading(globals);
    if (!library) {
        return report(globals, library.error());
    }
    const auto view = (*library)->view();
    if (!view) {
        return report(globals, view.error());
    }
    if (globals.json) {
        printJson(treeToJson(**view));
    } else {
        printTree(**view);
    }
    return ExitStatus::Done;
}

} // namespace

void addTreeCommand(CLI::App& app, const Globals& globals, Action& action) {
    CLI::App* command = app.add_subcommand("tree", "Show collections, VMs and snapshots");
    whenChosen(command, globals, action, true, [&globals] { return tree(globals); });
}

} // namespace coppice::ctl
