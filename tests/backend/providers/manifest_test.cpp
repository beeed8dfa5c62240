// The manifest: what is read, what is refused and where.
#include "providers/local/manifest.h"
#include "support/temp_folder.h"

#include <array>
#include <filesystem>
#include <functional>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace coppice {
namespace {

using Json = nlohmann::json;

constexpr const char* vmId = "11111111-0000-4000-8000-000000000001";
constexpr const char* first = "22222222-0000-4000-8000-000000000001";
constexpr const char* second = "22222222-0000-4000-8000-000000000002";
constexpr const char* missing = "22222222-0000-4000-8000-000000000009";

class Manifest : public testing::Test {
protected:
    Manifest()
        : m_guard(*PathGuard::make(nativeFileSystem(), std::array{m_folder.path()})) {}

    static Json snapshot(const char* id, const Json& parent) {
        return {{"id", id},
                {"name", "Before patch"},
                {"parent", parent},
                {"type", "standard"},
                {"created", "2026-11-01T09:00:00Z"},
                {"notes", "n"},
                {"hold", nullptr},
                {"disks", {{"SCSI 0:0", std::string("web1/") + id + ".vhdx"}}}};
    }
    static Json valid() {
        Json held = snapshot(second, first);
        held["hold"] = {{"reason", "audit"}, {"by", "ann"}, {"since", "2026-11-02T09:00:00Z"}};
        held["type"] = "recovery";
        const Json together = {{"id", "33333333-0000-4000-8000-000000000001"},
                               {"name", "Nightly"},
                               {"type", "standard"},
                               {"created", "2026-11-01T09:00:00Z"},
                               {"members", {first, missing}}};
        return {{"version", 1},
                {"collections", Json::array({{{"id", "44444444-0000-4000-8000-000000000001"},
                                              {"name", "Payroll"},
                                              {"vms", {vmId}},
                                              {"snapshots", Json::array({together})}}})},
                {"vms",
                 Json::array({{{"id", vmId},
                               {"name", "web1"},
                               {"state", "saved"},
                               {"disks", Json::array({{{"slot", "SCSI 0:0"}, {"active", "web1/now.avhdx"}}})},
                               {"current", second},
                               {"snapshots", Json::array({snapshot(first, nullptr), held})}}})}};
    }
    Result<Inventory> read(const Json& json) const { return inventoryFromManifest(json.dump(), m_guard); }

    /// The valid manifest with one change is refused, naming `place`.
    void expectInvalid(const std::string& place, const std::function<void(Json&)>& damage) const {
        Json json = valid();
        damage(json);
        const auto inventory = read(json);
        ASSERT_FALSE(inventory) << json.dump();
        EXPECT_EQ(inventory.error().code, ErrorCode::ManifestInvalid);
        EXPECT_EQ(inventory.error().object, place) << inventory.error().detail;
    }

    test::TempFolder m_folder;
    PathGuard m_guard;
};

TEST_F(Manifest, WrittenAndReadBackIsTheSame) {
    const auto inventory = read(valid());
    ASSERT_TRUE(inventory) << inventory.error().object << " " << inventory.error().detail;
    const auto again = inventoryFromManifest(manifestFromInventory(*inventory), m_guard);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *inventory);
    EXPECT_EQ(Json::parse(manifestFromInventory(*inventory)), valid()) << "nothing is lost, nothing is added";
}

TEST_F(Manifest, UnknownKeysAreIgnored) {
    Json json = valid();
    json["future"] = 1;
    json["vms"][0]["future"] = Json::array();
    EXPECT_TRUE(read(json));
}

TEST_F(Manifest, OtherVersion) {
    expectInvalid("/version", [](Json& json) { json["version"] = 2; });
}

TEST_F(Manifest, NoJson) {
    const auto inventory = inventoryFromManifest("{", m_guard);
    ASSERT_FALSE(inventory);
    EXPECT_EQ(inventory.error().code, ErrorCode::ManifestInvalid);
}

TEST_F(Manifest, MissingKey) {
    expectInvalid("/vms/0/snapshots/1", [](Json& json) { json["vms"][0]["snapshots"][1].erase("disks"); });
}

TEST_F(Manifest, MistypedName) {
    expectInvalid("/vms/0/name", [](Json& json) { json["vms"][0]["name"] = 7; });
}

TEST_F(Manifest, IdThatIsNoGuid) {
    expectInvalid("/collections/0/id", [](Json& json) { json["collections"][0]["id"] = "one"; });
}

TEST_F(Manifest, IdUsedTwice) {
    expectInvalid("/vms/0/snapshots/1/id", [](Json& json) { json["vms"][0]["snapshots"][1]["id"] = first; });
}

TEST_F(Manifest, ParentThatTheVmHasNot) {
    expectInvalid("/vms/0/snapshots/0/parent",
                  [](Json& json) { json["vms"][0]["snapshots"][0]["parent"] = missing; });
}

TEST_F(Manifest, SnapshotThatIsItsOwnAncestor) {
    expectInvalid("/vms/0/snapshots/0/parent",
                  [](Json& json) { json["vms"][0]["snapshots"][0]["parent"] = second; });
}

TEST_F(Manifest, CurrentThatTheVmHasNot) {
    expectInvalid("/vms/0/current", [](Json& json) { json["vms"][0]["current"] = missing; });
}

TEST_F(Manifest, UnknownVmInACollection) {
    expectInvalid("/collections/0/vms/0", [](Json& json) { json["collections"][0]["vms"][0] = missing; });
}

TEST_F(Manifest, UnknownState) {
    expectInvalid("/vms/0/state", [](Json& json) { json["vms"][0]["state"] = "asleep"; });
}

TEST_F(Manifest, SlotUsedTwice) {
    expectInvalid("/vms/0/disks/1/slot",
                  [](Json& json) { json["vms"][0]["disks"].push_back(json["vms"][0]["disks"][0]); });
}

TEST_F(Manifest, PathThatClimbsOut) {
    Json json = valid();
    json["vms"][0]["disks"][0]["active"] = "../now.avhdx";
    const auto inventory = read(json);
    ASSERT_FALSE(inventory);
    EXPECT_EQ(inventory.error().code, ErrorCode::PathOutsideLibrary);
}

TEST_F(Manifest, PathThroughALinkThatLeadsOut) {
    std::filesystem::create_directory_symlink("/", m_folder / "web1");
    const auto inventory = read(valid());
    ASSERT_FALSE(inventory);
    EXPECT_EQ(inventory.error().code, ErrorCode::PathOutsideLibrary);
}

TEST_F(Manifest, PathsComeBackInOneForm) {
    Json json = valid();
    json["vms"][0]["disks"][0]["active"] = "web1/./x/../now.avhdx";
    const auto inventory = read(json);
    ASSERT_TRUE(inventory);
    EXPECT_EQ(inventory->vms[0].disks[0].active, "web1/now.avhdx");
}

} // namespace
} // namespace coppice
