// A plan as the JSON document of DESIGN 7.
#include "plan_forms.h"

#include <algorithm>
#include <utility>

namespace coppice::ctl {
namespace {

Json idOrNull(const std::optional<Guid>& id) {
    return id ? Json(id->toString()) : Json(nullptr);
}

const char* kindName(DestroyReason::Kind kind) {
    switch (kind) {
    case DestroyReason::Kind::Selected:
        return "selected";
    case DestroyReason::Kind::SelectedMember:
        return "selectedMember";
    case DestroyReason::Kind::ChildOf:
        return "childOf";
    case DestroyReason::Kind::MemberOf:
        return "memberOf";
    }
    return "";
}

Json destroyedToJson(const InventoryIndex& index, const DestroyedSnapshot& destroyed) {
    Json reasons = Json::array();
    for (const DestroyReason& reason : destroyed.reasons) {
        Json entry = {{"kind", kindName(reason.kind)}, {"text", reasonText(index, reason)}};
        if (!reason.cause.isNull()) {
            entry["cause"] = reason.cause.toString();
        }
        if (!reason.through.isNull()) {
            entry["through"] = reason.through.toString();
        }
        reasons.push_back(std::move(entry));
    }
    const auto ref = index.snapshot(destroyed.id);
    return {{"id", destroyed.id.toString()},  {"name", ref ? ref->snapshot->name : ""},
            {"vm", destroyed.vm.toString()},  {"vmName", ref ? ref->vm->name : ""},
            {"selected", destroyed.selected}, {"reasons", std::move(reasons)}};
}

Json stepToJson(const PathGuard& guard, const merge::DiskStep& step) {
    Json layers = Json::array();
    for (const merge::LayerPrint& layer : step.layers) {
        layers.push_back(guard.display(layer.path));
    }
    Json json = {{"kind", merge::nameOf(step.kind)}, {"layers", std::move(layers)}};
    if (step.kind == merge::StepKind::Merge) {
        json["target"] = guard.display(step.layers[step.target].path);
        json["result"] = guard.display(step.result);
        json["parent"] = step.parent ? Json(guard.display(step.parent->path)) : Json(nullptr);
    } else {
        json["target"] = nullptr;
        json["result"] = step.kind == merge::StepKind::Keep ? Json(guard.display(step.layers.front().path))
                                                            : Json(nullptr);
    }
    if (step.keepReason) {
        json["keepReason"] = *step.keepReason == merge::KeepReason::Referenced ? "referenced" : "branch";
    }
    json["bytesToRead"] = step.bytesToRead;
    json["bytesToWrite"] = step.bytesToWrite;
    json["bytesFreed"] = step.bytesFreed;
    json["reversible"] = step.reversible;
    return json;
}

/// Steps grouped by disk, each group's in the order of execution.
Json disksToJson(const InventoryIndex& index, const PathGuard& guard, const merge::DiskPlan& plan) {
    Json disks = Json::array();
    for (const merge::DiskStep& step : plan.steps) {
        const std::string vm = step.vm.toString();
        auto disk = std::ranges::find_if(
            disks, [&](const Json& entry) { return entry["vm"] == vm && entry["slot"] == step.slot; });
        if (disk == disks.end()) {
            const VirtualSystem* system = index.vm(step.vm);
            disks.push_back(Json{{"vm", vm},
                                 {"vmName", system != nullptr ? system->name : ""},
                                 {"slot", step.slot},
                                 {"steps", Json::array()}});
            disk = std::prev(disks.end());
        }
        (*disk)["steps"].push_back(stepToJson(guard, step));
    }
    return disks;
}

} // namespace

Json totalsToJson(const merge::PlanTotals& totals) {
    return {{"bytesToRead", totals.bytesToRead},
            {"bytesToWrite", totals.bytesToWrite},
            {"bytesFreed", totals.bytesFreed},
            {"peakExtraBytes", totals.peakExtraBytes},
            {"freeBytes", totals.freeBytes}};
}

Json planToJson(const InventoryIndex& index, const PathGuard& guard, const DestroyPlan& plan) {
    Json destroyed = Json::array();
    for (const DestroyedSnapshot& snapshot : plan.closure.snapshots) {
        destroyed.push_back(destroyedToJson(index, snapshot));
    }
    Json collections = Json::array();
    for (const Guid& id : plan.closure.snapshotCollections) {
        collections.push_back(id.toString());
    }
    Json reparented = Json::array();
    for (const Closure::Reparented& moved : plan.closure.reparented) {
        reparented.push_back(
            Json{{"id", moved.snapshot.toString()}, {"newParent", idOrNull(moved.newParent)}});
    }
    Json movedNow = Json::array();
    for (const Closure::MovedNow& moved : plan.closure.movedNow) {
        movedNow.push_back(Json{{"vm", moved.vm.toString()}, {"newCurrent", idOrNull(moved.newCurrent)}});
    }
    Json volumes = Json::array();
    for (const merge::VolumeCost& volume : plan.disks.volumes) {
        volumes.push_back(Json{{"path", guard.display(volume.somePath)},
                               {"bytesToWrite", volume.bytesToWrite},
                               {"bytesFreed", volume.bytesFreed},
                               {"peakExtraBytes", volume.peakExtraBytes},
                               {"freeBytes", volume.freeBytes}});
    }
    Json refusals = Json::array();
    for (const Error& refusal : plan.refusals) {
        refusals.push_back(errorToJson(refusal));
    }
    const ReturnValue value =
        plan.refusals.empty() ? ReturnValue::Completed : coppice::returnValueOf(plan.refusals.front().code);
    Json json = {
        {"returnValue", static_cast<std::uint16_t>(value)},
        {"scope", plan.request.scope == DestroyScope::OnlySelected ? "onlySelected" : "withDependents"},
        {"destroyed", std::move(destroyed)},
        {"snapshotCollections", std::move(collections)},
        {"reparented", std::move(reparented)},
        {"movedNow", std::move(movedNow)},
        {"disks", disksToJson(index, guard, plan.disks)},
        {"volumes", std::move(volumes)},
        {"totals", totalsToJson(plan.disks.totals)},
        {"refusals", std::move(refusals)}};
    if (!plan.refusals.empty()) {
        json["error"] = errorToJson(plan.refusals.front());
    }
    return json;
}

} // namespace coppice::ctl
