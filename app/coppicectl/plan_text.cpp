// A plan as text for a person.
#include "plan_text.h"

#include "core/units.h"
#include "service/plan_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <unordered_set>

namespace coppice::ctl {
namespace {

using Lines = std::vector<std::string>;

void addDestroyed(const InventoryIndex& index, const Closure& closure, Lines& lines) {
    lines.emplace_back("What goes");
    const VirtualSystem* last = nullptr;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        const auto ref = index.snapshot(destroyed.id);
        if (!ref) {
            continue;
        }
        if (ref->vm != last) {
            lines.push_back("  " + ref->vm->name);
            last = ref->vm;
        }
        std::string reasons;
        for (const DestroyReason& reason : destroyed.reasons) {
            reasons += (reasons.empty() ? "" : "; ") + reasonText(index, reason);
        }
        lines.push_back(fmt::format("    {} {}  {}  {}  {}", destroyed.selected ? '*' : '-',
                                    ref->snapshot->name, shortTime(ref->snapshot->created),
                                    destroyed.id.toString(), reasons));
    }
    for (const Guid& id : closure.snapshotCollections) {
        if (const auto ref = index.snapshotCollection(id)) {
            lines.push_back(fmt::format("  Snapshot collection {} of {}  {}", ref->snapshotCollection->name,
                                        ref->collection->name, id.toString()));
        }
    }
}

/// Now of each VM concerned and the snapshots next to the cut.
void addSurvivors(const InventoryIndex& index, const Closure& closure, Lines& lines) {
    lines.emplace_back("What survives, byte for byte");
    std::unordered_set<Guid> gone;
    std::set<Guid> vms;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        gone.insert(destroyed.id);
        vms.insert(destroyed.vm);
    }
    const auto nameOfParent = [&](const std::optional<Guid>& id) {
        const auto ref = id ? index.snapshot(*id) : std::nullopt;
        return ref ? ref->snapshot->name : std::string("nothing");
    };
    for (const VirtualSystem& vm : index.inventory().vms) {
        if (!vms.contains(vm.id)) {
            continue;
        }
        const auto left = static_cast<std::size_t>(std::ranges::count_if(
            vm.snapshots, [&](const Snapshot& snapshot) { return !gone.contains(snapshot.id); }));
        std::string now = fmt::format("  {}: Now, and {}", vm.name, plural(left, "snapshot"));
        for (const Closure::MovedNow& moved : closure.movedNow) {
            if (moved.vm == vm.id) {
                now += "; Now derives from " + nameOfParent(moved.newCurrent);
            }
        }
        lines.push_back(std::move(now));
        for (const Closure::Reparented& moved : closure.reparented) {
            const auto ref = index.snapshot(moved.snapshot);
            if (ref && ref->vm == &vm) {
                lines.push_back(fmt::format("    {} derives from {}", ref->snapshot->name,
                                            nameOfParent(moved.newParent)));
            }
        }
    }
}

std::string stepText(const PathGuard& guard, const merge::DiskStep& step) {
    switch (step.kind) {
    case merge::StepKind::Delete:
        return fmt::format("delete {}, frees {}", guard.display(step.layers.front().path),
                           signedBytes(step.bytesFreed));
    case merge::StepKind::Keep:
        return fmt::format("keep   {}: {}", guard.display(step.layers.front().path),
                           step.keepReason == merge::KeepReason::Branch
                               ? "two or more surviving layers derive from it"
                               : "a surviving snapshot or Now points at it too");
    case merge::StepKind::Merge:
        break;
    }
    std::string run;
    for (std::size_t i = 0; i < step.layers.size(); ++i) {
        run += (i == 0 ? "" : " <- ") + step.layers[i].path.filename().string() +
               (i == step.target ? " (target)" : "");
    }
    return fmt::format("merge  {} into {}: writes {}, frees {}{}", run, guard.display(step.result),
                       formatBytes(step.bytesToWrite), signedBytes(step.bytesFreed),
                       step.reversible ? ", can be taken back until its commit" : "");
}

void addDisks(const InventoryIndex& index, const PathGuard& guard, const merge::DiskPlan& plan,
              Lines& lines) {
    lines.emplace_back("What happens to the disks");
    std::vector<std::string> order;
    std::map<std::string, Lines> byDisk;
    for (const merge::DiskStep& step : plan.steps) {
        const VirtualSystem* vm = index.vm(step.vm);
        const std::string disk = (vm != nullptr ? vm->name : step.vm.toString()) + ", " + step.slot;
        if (!byDisk.contains(disk)) {
            order.push_back(disk);
        }
        byDisk[disk].push_back("    " + stepText(guard, step));
    }
    for (const std::string& disk : order) {
        lines.push_back("  " + disk);
        std::ranges::move(byDisk[disk], std::back_inserter(lines));
    }
}

} // namespace

std::string headline(const Closure& closure) {
    const auto selected = static_cast<std::size_t>(
        std::ranges::count_if(closure.snapshots, [](const DestroyedSnapshot& s) { return s.selected; }));
    const std::size_t dependents = closure.snapshots.size() - selected;
    std::string text = "Delete " + plural(selected, "snapshot");
    if (dependents > 0) {
        text += " and " + plural(dependents, "dependent");
    }
    return text;
}

std::vector<std::string> planToText(const InventoryIndex& index, const PathGuard& guard,
                                    const DestroyPlan& plan) {
    Lines lines = {headline(plan.closure)};
    if (!plan.refusals.empty()) {
        lines.push_back(fmt::format("Refused, {}:", plural(plan.refusals.size(), "reason")));
    }
    addDestroyed(index, plan.closure, lines);
    addSurvivors(index, plan.closure, lines);
    if (plan.disks.steps.empty()) {
        return lines;
    }
    addDisks(index, guard, plan.disks, lines);
    const merge::PlanTotals& totals = plan.disks.totals;
    lines.push_back(fmt::format(
        "In total: reads {}, writes {}, frees {}; needs {} extra at most, {} are free",
        formatBytes(totals.bytesToRead), formatBytes(totals.bytesToWrite), signedBytes(totals.bytesFreed),
        formatBytes(totals.peakExtraBytes), formatBytes(totals.freeBytes)));
    if (plan.disks.time) {
        const auto seconds = [](std::chrono::milliseconds time) {
            return std::chrono::duration<double>(time).count();
        };
        lines.push_back(fmt::format("It should take between {:.1f} and {:.1f} seconds",
                                    seconds(plan.disks.time->least), seconds(plan.disks.time->most)));
    }
    if (plan.disks.volumes.size() > 1) {
        for (const merge::VolumeCost& volume : plan.disks.volumes) {
            lines.push_back(
                fmt::format("  the volume of {}: writes {}, frees {}; needs {} extra at most, {} are free",
                            guard.display(volume.somePath), formatBytes(volume.bytesToWrite),
                            signedBytes(volume.bytesFreed), formatBytes(volume.peakExtraBytes),
                            formatBytes(volume.freeBytes)));
        }
    }
    return lines;
}

} // namespace coppice::ctl
