// JSON of request, closure, totals and log. nlohmann's exceptions end here.
#include "store/plan_codec.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace coppice::plan_codec {

namespace {

using nlohmann::json;

constexpr const char* withDependents = "withDependents";
constexpr const char* onlySelected = "onlySelected";

struct KindName {
    DestroyReason::Kind kind;
    const char* name;
};
constexpr std::array kindNames{
    KindName{.kind = DestroyReason::Kind::Selected, .name = "selected"},
    KindName{.kind = DestroyReason::Kind::SelectedMember, .name = "selectedMember"},
    KindName{.kind = DestroyReason::Kind::ChildOf, .name = "childOf"},
    KindName{.kind = DestroyReason::Kind::MemberOf, .name = "memberOf"},
};

/// What cannot be understood; becomes DatabaseFailed in decoded().
struct Malformed {
    std::string detail;
};

std::string nameOf(DestroyReason::Kind kind) {
    for (const KindName& entry : kindNames) {
        if (entry.kind == kind) {
            return entry.name;
        }
    }
    return {};
}

DestroyReason::Kind kindOf(const std::string& name) {
    for (const KindName& entry : kindNames) {
        if (entry.name == name) {
            return entry.kind;
        }
    }
    throw Malformed{"unknown reason " + name};
}

json idOrNull(const std::optional<Guid>& id) {
    return id ? json(id->toString()) : json(nullptr);
}

Guid idOf(const json& value) {
    const std::string text = value.get<std::string>();
    const std::optional<Guid> id = Guid::parse(text);
    if (!id) {
        throw Malformed{"'" + text + "' is no id"};
    }
    return *id;
}

std::optional<Guid> optionalIdOf(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(idOf(value));
}

json idsOf(const std::vector<Guid>& ids) {
    json list = json::array();
    for (const Guid& id : ids) {
        list.push_back(id.toString());
    }
    return list;
}

std::vector<Guid> idsFrom(const json& list) {
    std::vector<Guid> ids;
    for (const json& value : list) {
        ids.push_back(idOf(value));
    }
    return ids;
}

DestroyedSnapshot destroyedFrom(const json& value) {
    DestroyedSnapshot snapshot{.id = idOf(value.at("id")),
                               .vm = idOf(value.at("vm")),
                               .selected = value.at("selected").get<bool>(),
                               .reasons = {}};
    for (const json& reason : value.at("reasons")) {
        snapshot.reasons.push_back({.kind = kindOf(reason.at("kind").get<std::string>()),
                                    .cause = idOf(reason.at("cause")),
                                    .through = idOf(reason.at("through"))});
    }
    return snapshot;
}

/// Runs `decode` on the parsed text; whatever is wrong with it is one error.
template <class Decode>
auto decoded(const std::string& text, Decode decode) -> Result<decltype(decode(json{}))> {
    try {
        return decode(json::parse(text));
    } catch (const json::exception& error) {
        return fail(ErrorCode::DatabaseFailed, "reading the journal", "coppice.db", error.what());
    } catch (const Malformed& error) {
        return fail(ErrorCode::DatabaseFailed, "reading the journal", "coppice.db", error.detail);
    }
}

} // namespace

std::string encode(const DestroyRequest& request) {
    return json{{"refs", idsOf(request.refs)},
                {"scope", request.scope == DestroyScope::OnlySelected ? onlySelected : withDependents}}
        .dump();
}

std::string encode(const Closure& closure) {
    json snapshots = json::array();
    for (const DestroyedSnapshot& snapshot : closure.snapshots) {
        json reasons = json::array();
        for (const DestroyReason& reason : snapshot.reasons) {
            reasons.push_back({{"kind", nameOf(reason.kind)},
                               {"cause", reason.cause.toString()},
                               {"through", reason.through.toString()}});
        }
        snapshots.push_back({{"id", snapshot.id.toString()},
                             {"vm", snapshot.vm.toString()},
                             {"selected", snapshot.selected},
                             {"reasons", std::move(reasons)}});
    }
    json reparented = json::array();
    for (const Closure::Reparented& moved : closure.reparented) {
        reparented.push_back(
            {{"snapshot", moved.snapshot.toString()}, {"newParent", idOrNull(moved.newParent)}});
    }
    json movedNow = json::array();
    for (const Closure::MovedNow& moved : closure.movedNow) {
        movedNow.push_back({{"vm", moved.vm.toString()}, {"newCurrent", idOrNull(moved.newCurrent)}});
    }
    return json{{"snapshots", std::move(snapshots)},
                {"snapshotCollections", idsOf(closure.snapshotCollections)},
                {"reparented", std::move(reparented)},
                {"movedNow", std::move(movedNow)}}
        .dump();
}

std::string encode(const merge::PlanTotals& totals) {
    return json{{"bytesToRead", totals.bytesToRead},
                {"bytesToWrite", totals.bytesToWrite},
                {"bytesFreed", totals.bytesFreed},
                {"peakExtraBytes", totals.peakExtraBytes},
                {"freeBytes", totals.freeBytes}}
        .dump();
}

std::string encode(const std::vector<std::string>& lines) {
    return json(lines).dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<DestroyRequest> decodeRequest(const std::string& text) {
    return decoded(text, [](const json& value) {
        const std::string scope = value.at("scope").get<std::string>();
        if (scope != onlySelected && scope != withDependents) {
            throw Malformed{"unknown scope " + scope};
        }
        return DestroyRequest{.refs = idsFrom(value.at("refs")),
                              .scope = scope == onlySelected ? DestroyScope::OnlySelected
                                                             : DestroyScope::WithDependents};
    });
}

Result<Closure> decodeClosure(const std::string& text) {
    return decoded(text, [](const json& value) {
        Closure closure;
        for (const json& snapshot : value.at("snapshots")) {
            closure.snapshots.push_back(destroyedFrom(snapshot));
        }
        closure.snapshotCollections = idsFrom(value.at("snapshotCollections"));
        for (const json& moved : value.at("reparented")) {
            closure.reparented.push_back(
                {.snapshot = idOf(moved.at("snapshot")), .newParent = optionalIdOf(moved.at("newParent"))});
        }
        for (const json& moved : value.at("movedNow")) {
            closure.movedNow.push_back(
                {.vm = idOf(moved.at("vm")), .newCurrent = optionalIdOf(moved.at("newCurrent"))});
        }
        return closure;
    });
}

Result<merge::PlanTotals> decodeTotals(const std::string& text) {
    return decoded(text, [](const json& value) {
        return merge::PlanTotals{.bytesToRead = value.at("bytesToRead").get<std::uint64_t>(),
                                 .bytesToWrite = value.at("bytesToWrite").get<std::uint64_t>(),
                                 .bytesFreed = value.at("bytesFreed").get<std::int64_t>(),
                                 .peakExtraBytes = value.at("peakExtraBytes").get<std::uint64_t>(),
                                 .freeBytes = value.at("freeBytes").get<std::uint64_t>()};
    });
}

Result<std::vector<std::string>> decodeLines(const std::string& text) {
    return decoded(text, [](const json& value) { return value.get<std::vector<std::string>>(); });
}

} // namespace coppice::plan_codec
