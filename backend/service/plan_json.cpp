// A plan as the JSON document of DESIGN 7.
#include "service/plan_json.h"

#include "core/error_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace coppice {
namespace {

using Json = nlohmann::ordered_json;

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

Json stepToJson(const DisplayPath& display, const merge::DiskStep& step) {
    Json layers = Json::array();
    for (const merge::LayerPrint& layer : step.layers) {
        layers.push_back(display(layer.path));
    }
    Json json = {{"kind", merge::nameOf(step.kind)}, {"layers", std::move(layers)}};
    if (step.kind == merge::StepKind::Merge) {
        json["target"] = display(step.layers[step.target].path);
        json["result"] = display(step.result);
        json["parent"] = step.parent ? Json(display(step.parent->path)) : Json(nullptr);
    } else {
        json["target"] = nullptr;
        json["result"] =
            step.kind == merge::StepKind::Keep ? Json(display(step.layers.front().path)) : Json(nullptr);
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
Json disksToJson(const InventoryIndex& index, const DisplayPath& display, const merge::DiskPlan& plan) {
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
        (*disk)["steps"].push_back(stepToJson(display, step));
    }
    return disks;
}

/// null when it cannot be told.
Json timeToJson(const std::optional<merge::TimeRange>& time) {
    using Seconds = std::chrono::duration<double>;
    return time ? Json{{"least", Seconds(time->least).count()}, {"most", Seconds(time->most).count()}}
                : Json(nullptr);
}

std::string snapshotText(const InventoryIndex& index, const Guid& id) {
    const auto ref = index.snapshot(id);
    return ref ? ref->snapshot->name + " on " + ref->vm->name : id.toString();
}

std::string snapshotCollectionText(const InventoryIndex& index, const Guid& id) {
    const auto ref = index.snapshotCollection(id);
    return ref ? ref->snapshotCollection->name : id.toString();
}

} // namespace

Json errorToJson(const Error& error) {
    return {{"code", nameOf(error.code)},
            {"returnValue", static_cast<std::uint16_t>(returnValueOf(error.code))},
            {"message", errorText(error)},
            {"object", error.object}};
}

std::string reasonText(const InventoryIndex& index, const DestroyReason& reason) {
    switch (reason.kind) {
    case DestroyReason::Kind::Selected:
        return "selected";
    case DestroyReason::Kind::SelectedMember:
        return fmt::format("member of {}, which is selected", snapshotCollectionText(index, reason.cause));
    case DestroyReason::Kind::ChildOf:
        return "child of " + snapshotText(index, reason.cause);
    case DestroyReason::Kind::MemberOf: {
        const auto through = index.snapshot(reason.through);
        return fmt::format("member of {}, which loses {}'s part", snapshotCollectionText(index, reason.cause),
                           through ? through->vm->name : reason.through.toString());
    }
    }
    return {};
}

Json totalsToJson(const merge::PlanTotals& totals) {
    return {{"bytesToRead", totals.bytesToRead},
            {"bytesToWrite", totals.bytesToWrite},
            {"bytesFreed", totals.bytesFreed},
            {"peakExtraBytes", totals.peakExtraBytes},
            {"freeBytes", totals.freeBytes}};
}

Json planToJson(const InventoryIndex& index, const DisplayPath& display, const DestroyPlan& plan) {
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
        volumes.push_back(Json{{"path", display(volume.somePath)},
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
        plan.refusals.empty() ? ReturnValue::Completed : returnValueOf(plan.refusals.front().code);
    Json json = {
        {"returnValue", static_cast<std::uint16_t>(value)},
        {"scope", plan.request.scope == DestroyScope::OnlySelected ? "onlySelected" : "withDependents"},
        {"destroyed", std::move(destroyed)},
        {"snapshotCollections", std::move(collections)},
        {"reparented", std::move(reparented)},
        {"movedNow", std::move(movedNow)},
        {"disks", disksToJson(index, display, plan.disks)},
        {"volumes", std::move(volumes)},
        {"totals", totalsToJson(plan.disks.totals)},
        {"estimatedSeconds", timeToJson(plan.disks.time)},
        {"refusals", std::move(refusals)}};
    if (!plan.refusals.empty()) {
        json["error"] = errorToJson(plan.refusals.front());
    }
    return json;
}

} // namespace coppice
