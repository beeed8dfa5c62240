// Writing and reading the manifest.
#include "providers/local/manifest.h"

#include "providers/local/layer_reader.h"

#include <fmt/format.h>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace coppice {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr int manifestVersion = 1;

std::unexpected<Error> invalid(const std::string& place, std::string why) {
    return fail(ErrorCode::ManifestInvalid, "reading the manifest", place.empty() ? "/" : place,
                std::move(why));
}

/// A value and where it stands, for the error that names the place.
struct Node {
    const Json* value;
    std::string place;

    Result<Node> member(const char* key) const {
        const auto found = value->find(key);
        if (found == value->end()) {
            return invalid(place, fmt::format("the key \"{}\" is missing", key));
        }
        return Node{.value = &*found, .place = place + "/" + key};
    }
    /// Nothing if the key is absent or null.
    std::optional<Node> optionalMember(const char* key) const {
        const auto found = value->find(key);
        if (found == value->end() || found->is_null()) {
            return std::nullopt;
        }
        return Node{.value = &*found, .place = place + "/" + key};
    }
    Result<void> expectObject() const {
        return value->is_object() ? Result<void>{} : Result<void>(invalid(place, "an object is expected"));
    }
    Result<std::vector<Node>> items() const {
        if (!value->is_array()) {
            return invalid(place, "an array is expected");
        }
        std::vector<Node> nodes;
        for (std::size_t i = 0; i < value->size(); ++i) {
            nodes.push_back({.value = &(*value)[i], .place = place + "/" + std::to_string(i)});
        }
        return nodes;
    }
    Result<std::string> text() const {
        if (!value->is_string()) {
            return invalid(place, "a string is expected");
        }
        return value->get<std::string>();
    }
    Result<Guid> guid() const {
        COPPICE_TRY(const std::string string, text());
        const std::optional<Guid> id = Guid::parse(string);
        if (!id || id->isNull()) {
            return invalid(place, fmt::format("\"{}\" is not a GUID", string));
        }
        return *id;
    }
    Result<Timestamp> time() const {
        COPPICE_TRY(const std::string string, text());
        const std::optional<Timestamp> timestamp = parseIso8601(string);
        if (!timestamp) {
            return invalid(place, fmt::format("\"{}\" is not a time like 2026-11-01T09:00:00Z", string));
        }
        return *timestamp;
    }
};

Result<std::string> textOf(const Node& node, const char* key) {
    COPPICE_TRY(const Node member, node.member(key));
    return member.text();
}

Result<Guid> guidOf(const Node& node, const char* key) {
    COPPICE_TRY(const Node member, node.member(key));
    return member.guid();
}

Result<std::vector<Guid>> guidsOf(const Node& node, const char* key) {
    COPPICE_TRY(const Node member, node.member(key));
    COPPICE_TRY(const std::vector<Node> items, member.items());
    std::vector<Guid> guids;
    for (const Node& item : items) {
        COPPICE_TRY(const Guid guid, item.guid());
        guids.push_back(guid);
    }
    return guids;
}

Result<std::vector<Node>> itemsOf(const Node& node, const char* key) {
    COPPICE_TRY(const Node member, node.member(key));
    return member.items();
}

Result<SnapshotType> typeOf(const Node& node) {
    COPPICE_TRY(const Node member, node.member("type"));
    COPPICE_TRY(const std::string name, member.text());
    const std::optional<SnapshotType> type = snapshotTypeFromName(name);
    if (!type) {
        return invalid(member.place, fmt::format("\"{}\" is neither standard nor recovery", name));
    }
    return *type;
}

class ManifestReader {
public:
    ManifestReader(const PathGuard& guard, const Inventory& existing)
        : m_guard(guard) {
        for (const VirtualSystem& vm : existing.vms) {
            m_knownVms.insert(vm.id);
            for (const Snapshot& snapshot : vm.snapshots) {
                m_ownerOfExisting.emplace(snapshot.id, vm.id);
            }
        }
    }

    Result<Inventory> read(const Json& document);

private:
    Result<VirtualSystem> readVm(const Node& node);
    Result<Snapshot> readSnapshot(const Node& node, const Guid& vm);
    Result<Collection> readCollection(const Node& node);
    Result<std::string> readPath(const Node& node);
    Result<Guid> readNewId(const Node& node);
    static Result<void> checkAncestry(const VirtualSystem& vm, const std::string& place);

    const PathGuard& m_guard;
    std::unordered_set<Guid> m_knownVms;
    std::unordered_map<Guid, Guid> m_ownerOfExisting; ///< VM of each snapshot the library has
    std::unordered_set<Guid> m_ids;                   ///< of everything in this manifest
};

Result<Guid> ManifestReader::readNewId(const Node& node) {
    COPPICE_TRY(const Guid id, guidOf(node, "id"));
    if (!m_ids.insert(id).second) {
        return invalid(node.place + "/id",
                       fmt::format("{} is the id of something else already", id.toString()));
    }
    return id;
}

Result<std::string> ManifestReader::readPath(const Node& node) {
    COPPICE_TRY(const std::string stored, node.text());
    if (stored.empty() || stored.find('\0') != std::string::npos) {
        return invalid(node.place, "a path is expected");
    }
    Result<std::filesystem::path> resolved = resolveMaybeMissing(m_guard, m_guard.absolute(stored));
    if (!resolved) {
        Error error = std::move(resolved).error();
        error.detail = node.place + (error.detail.empty() ? "" : ": " + error.detail);
        return std::unexpected(std::move(error));
    }
    return m_guard.display(*resolved);
}

Result<Snapshot> ManifestReader::readSnapshot(const Node& node, const Guid& vm) {
    COPPICE_CHECK(node.expectObject());
    Snapshot snapshot;
    COPPICE_TRY(snapshot.id, readNewId(node));
    if (const auto owner = m_ownerOfExisting.find(snapshot.id);
        owner != m_ownerOfExisting.end() && owner->second != vm) {
        return invalid(node.place + "/id", "another VM of the library has a snapshot with this id");
    }
    COPPICE_TRY(snapshot.name, textOf(node, "name"));
    if (const std::optional<Node> parent = node.optionalMember("parent")) {
        COPPICE_TRY(const Guid id, parent->guid());
        snapshot.parent = id;
    }
    COPPICE_TRY(snapshot.type, typeOf(node));
    COPPICE_TRY(const Node created, node.member("created"));
    COPPICE_TRY(snapshot.created, created.time());
    if (const std::optional<Node> notes = node.optionalMember("notes")) {
        COPPICE_TRY(snapshot.notes, notes->text());
    }
    if (const std::optional<Node> hold = node.optionalMember("hold")) {
        COPPICE_CHECK(hold->expectObject());
        Hold values;
        COPPICE_TRY(values.reason, textOf(*hold, "reason"));
        COPPICE_TRY(values.by, textOf(*hold, "by"));
        COPPICE_TRY(const Node since, hold->member("since"));
        COPPICE_TRY(values.since, since.time());
        snapshot.hold = std::move(values);
    }
    COPPICE_TRY(const Node disks, node.member("disks"));
    COPPICE_CHECK(disks.expectObject());
    for (const auto& [slot, path] : disks.value->items()) {
        COPPICE_TRY(std::string stored, readPath({.value = &path, .place = disks.place + "/" + slot}));
        snapshot.disks.emplace(slot, std::move(stored));
    }
    return snapshot;
}

Result<void> ManifestReader::checkAncestry(const VirtualSystem& vm, const std::string& place) {
    std::unordered_map<Guid, std::size_t> position;
    for (std::size_t i = 0; i < vm.snapshots.size(); ++i) {
        position.emplace(vm.snapshots[i].id, i);
    }
    enum class Mark : std::uint8_t { New, Open, Rooted };
    std::vector<Mark> marks(vm.snapshots.size(), Mark::New);
    for (std::size_t start = 0; start < vm.snapshots.size(); ++start) {
        std::vector<std::size_t> way;
        for (std::size_t at = start; marks[at] != Mark::Rooted;) {
            const std::string parentPlace = fmt::format("{}/snapshots/{}/parent", place, at);
            if (marks[at] == Mark::Open) {
                return invalid(parentPlace, "the snapshot would be its own ancestor");
            }
            marks[at] = Mark::Open;
            way.push_back(at);
            if (!vm.snapshots[at].parent) {
                break;
            }
            const auto parent = position.find(*vm.snapshots[at].parent);
            if (parent == position.end()) {
                return invalid(parentPlace, "the VM has no snapshot with this id");
            }
            at = parent->second;
        }
        for (const std::size_t at : way) {
            marks[at] = Mark::Rooted;
        }
    }
    if (vm.current && !position.contains(*vm.current)) {
        return invalid(place + "/current", "the VM has no snapshot with this id");
    }
    return {};
}

Result<VirtualSystem> ManifestReader::readVm(const Node& node) {
    COPPICE_CHECK(node.expectObject());
    VirtualSystem vm;
    COPPICE_TRY(vm.id, readNewId(node));
    COPPICE_TRY(vm.name, textOf(node, "name"));
    COPPICE_TRY(const Node stateNode, node.member("state"));
    COPPICE_TRY(const std::string stateName, stateNode.text());
    const std::optional<VmState> state = vmStateFromName(stateName);
    if (!state) {
        return invalid(stateNode.place,
                       fmt::format("\"{}\" is not off, running, paused or saved", stateName));
    }
    vm.state = *state;
    COPPICE_TRY(const std::vector<Node> disks, itemsOf(node, "disks"));
    std::set<std::string> slots;
    for (const Node& item : disks) {
        COPPICE_CHECK(item.expectObject());
        Disk disk;
        COPPICE_TRY(disk.slot, textOf(item, "slot"));
        if (!slots.insert(disk.slot).second) {
            return invalid(item.place + "/slot", fmt::format("\"{}\" holds another disk already", disk.slot));
        }
        COPPICE_TRY(const Node active, item.member("active"));
        COPPICE_TRY(disk.active, readPath(active));
        vm.disks.push_back(std::move(disk));
    }
    if (const std::optional<Node> current = node.optionalMember("current")) {
        COPPICE_TRY(const Guid id, current->guid());
        vm.current = id;
    }
    COPPICE_TRY(const std::vector<Node> snapshots, itemsOf(node, "snapshots"));
    for (const Node& item : snapshots) {
        COPPICE_TRY(Snapshot snapshot, readSnapshot(item, vm.id));
        vm.snapshots.push_back(std::move(snapshot));
    }
    COPPICE_CHECK(checkAncestry(vm, node.place));
    return vm;
}

Result<Collection> ManifestReader::readCollection(const Node& node) {
    COPPICE_CHECK(node.expectObject());
    Collection collection;
    COPPICE_TRY(collection.id, readNewId(node));
    COPPICE_TRY(collection.name, textOf(node, "name"));
    COPPICE_TRY(collection.vms, guidsOf(node, "vms"));
    for (std::size_t i = 0; i < collection.vms.size(); ++i) {
        if (!m_knownVms.contains(collection.vms[i])) {
            return invalid(fmt::format("{}/vms/{}", node.place, i), "no VM has this id");
        }
    }
    COPPICE_TRY(const std::vector<Node> snapshots, itemsOf(node, "snapshots"));
    for (const Node& item : snapshots) {
        COPPICE_CHECK(item.expectObject());
        SnapshotCollection snapshot;
        COPPICE_TRY(snapshot.id, readNewId(item));
        COPPICE_TRY(snapshot.name, textOf(item, "name"));
        COPPICE_TRY(snapshot.type, typeOf(item));
        COPPICE_TRY(const Node created, item.member("created"));
        COPPICE_TRY(snapshot.created, created.time());
        COPPICE_TRY(snapshot.members, guidsOf(item, "members"));
        collection.snapshots.push_back(std::move(snapshot));
    }
    return collection;
}

Result<Inventory> ManifestReader::read(const Json& document) {
    const Node root{.value = &document, .place = {}};
    COPPICE_CHECK(root.expectObject());
    COPPICE_TRY(const Node version, root.member("version"));
    if (!version.value->is_number_integer() || *version.value != manifestVersion) {
        return invalid(version.place, fmt::format("version {} is expected", manifestVersion));
    }
    Inventory inventory;
    COPPICE_TRY(const std::vector<Node> vms, itemsOf(root, "vms"));
    for (const Node& item : vms) {
        COPPICE_TRY(VirtualSystem vm, readVm(item));
        m_knownVms.insert(vm.id);
        inventory.vms.push_back(std::move(vm));
    }
    COPPICE_TRY(const std::vector<Node> collections, itemsOf(root, "collections"));
    for (const Node& item : collections) {
        COPPICE_TRY(Collection collection, readCollection(item));
        inventory.collections.push_back(std::move(collection));
    }
    return inventory;
}

OrderedJson idsToJson(const std::vector<Guid>& ids) {
    OrderedJson array = OrderedJson::array();
    for (const Guid& id : ids) {
        array.push_back(id.toString());
    }
    return array;
}

OrderedJson idToJson(const std::optional<Guid>& id) {
    return id ? OrderedJson(id->toString()) : OrderedJson(nullptr);
}

OrderedJson toJson(const Snapshot& snapshot) {
    OrderedJson disks = OrderedJson::object();
    for (const auto& [slot, path] : snapshot.disks) {
        disks[slot] = path;
    }
    OrderedJson hold = nullptr;
    if (snapshot.hold) {
        hold = {{"reason", snapshot.hold->reason},
                {"by", snapshot.hold->by},
                {"since", toIso8601(snapshot.hold->since)}};
    }
    return {{"id", snapshot.id.toString()},
            {"name", snapshot.name},
            {"parent", idToJson(snapshot.parent)},
            {"type", nameOf(snapshot.type)},
            {"created", toIso8601(snapshot.created)},
            {"notes", snapshot.notes},
            {"hold", std::move(hold)},
            {"disks", std::move(disks)}};
}

OrderedJson toJson(const VirtualSystem& vm) {
    OrderedJson disks = OrderedJson::array();
    for (const Disk& disk : vm.disks) {
        disks.push_back(OrderedJson{{"slot", disk.slot}, {"active", disk.active}});
    }
    OrderedJson snapshots = OrderedJson::array();
    for (const Snapshot& snapshot : vm.snapshots) {
        snapshots.push_back(toJson(snapshot));
    }
    return {{"id", vm.id.toString()},          {"name", vm.name},
            {"state", nameOf(vm.state)},       {"disks", std::move(disks)},
            {"current", idToJson(vm.current)}, {"snapshots", std::move(snapshots)}};
}

OrderedJson toJson(const Collection& collection) {
    OrderedJson snapshots = OrderedJson::array();
    for (const SnapshotCollection& snapshot : collection.snapshots) {
        snapshots.push_back(OrderedJson{{"id", snapshot.id.toString()},
                                        {"name", snapshot.name},
                                        {"type", nameOf(snapshot.type)},
                                        {"created", toIso8601(snapshot.created)},
                                        {"members", idsToJson(snapshot.members)}});
    }
    return {{"id", collection.id.toString()},
            {"name", collection.name},
            {"vms", idsToJson(collection.vms)},
            {"snapshots", std::move(snapshots)}};
}

} // namespace

Result<Inventory> inventoryFromManifest(std::string_view json, const PathGuard& guard,
                                        const Inventory& existing) {
    const Json document = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    if (document.is_discarded()) {
        return invalid({}, "it is not JSON");
    }
    return ManifestReader(guard, existing).read(document);
}

std::string manifestFromInventory(const Inventory& inventory) {
    OrderedJson collections = OrderedJson::array();
    for (const Collection& collection : inventory.collections) {
        collections.push_back(toJson(collection));
    }
    OrderedJson vms = OrderedJson::array();
    for (const VirtualSystem& vm : inventory.vms) {
        vms.push_back(toJson(vm));
    }
    const OrderedJson document = {
        {"version", manifestVersion}, {"collections", std::move(collections)}, {"vms", std::move(vms)}};
    constexpr int indent = 2;
    return document.dump(indent, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace coppice
