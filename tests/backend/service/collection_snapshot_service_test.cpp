// The service over a real local library: confirmation, read-only libraries, linked clones, verification.
#include "providers/local/adopt.h"
#include "providers/local/demo.h"
#include "providers/local/local_library.h"
#include "service/collection_snapshot_service.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <gtest/gtest.h>

namespace coppice {
namespace {

class Service : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(LocalLibrary::create(m_folder.path()));
        m_library = open(LibraryStore::Access::ReadWrite);
        auto inventory = makeDemoDisks(nativeFileSystem(), m_folder.path(),
                                       {.collections = 1, .vms = 1, .snapshots = 3, .mib = 1, .seed = 7});
        ASSERT_TRUE(inventory);
        inventory->vms[0].snapshots.back().hold.reset();
        ASSERT_TRUE(m_library->add(*inventory));
        m_inventory = *inventory;
    }
    std::unique_ptr<LocalLibrary> open(LibraryStore::Access access) {
        auto library = LocalLibrary::open(m_folder.path(), {.access = access});
        EXPECT_TRUE(library);
        return library ? std::move(*library) : nullptr;
    }
    Guid snapshot(std::size_t n) const { return m_inventory.vms[0].snapshots[n].id; }

    /// A new differencing disk over a layer, in its folder, that no VM has.
    std::filesystem::path makeChild(const std::string& layer) {
        const auto parent = m_library->guard().absolute(layer);
        auto path = parent.parent_path() / "clone.vhdx";
        auto chain = vhdx::Chain::open(m_library->guard(), parent);
        EXPECT_TRUE(chain);
        vhdx::CreateParameters create;
        create.type = vhdx::DiskType::Differencing;
        create.virtualSizeBytes = chain->virtualSizeBytes();
        create.parent = vhdx::makeParentLocator(path, parent, chain->layers().front()->info().dataWriteGuid);
        auto file = nativeFileSystem().create(path);
        EXPECT_TRUE(file);
        EXPECT_TRUE(vhdx::Image::create(std::move(*file), create));
        return path;
    }

    test::TempFolder m_folder;
    std::unique_ptr<LocalLibrary> m_library;
    Inventory m_inventory;
};

TEST_F(Service, RefusesWhatIsNotWhatWasConfirmed) {
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    const auto confirmed = service.plan({.refs = {snapshot(2)}});
    ASSERT_TRUE(confirmed);
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, &*confirmed);
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, ErrorCode::ChainChanged);
    EXPECT_TRUE(service.jobs().jobs().empty());
}

TEST_F(Service, RefusesALibraryOpenForReadingOnly) {
    m_library.reset();
    const auto library = open(LibraryStore::Access::ReadOnly);
    CollectionSnapshotService service(*library, systemClock());
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}});
    ASSERT_FALSE(job);
    EXPECT_EQ(job.error().code, ErrorCode::LibraryInUse);
}

TEST_F(Service, DestroysAndForgetsTheFactsOfWhatIsGone) {
    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start());
    const auto job = service.destroySnapshot({.refs = {snapshot(1)}}, nullptr, /*verify=*/true);
    ASSERT_TRUE(job);
    const auto record = service.jobs().wait(*job);
    EXPECT_EQ(record->state, JobState::Completed);
    const auto view = m_library->view();
    ASSERT_TRUE(view);
    EXPECT_EQ((*view)->inventory.vms[0].snapshots.size(), 1U);
    EXPECT_EQ((*view)->layers.size(), 2U) << "one snapshot and Now";
    for (const auto& [path, facts] : (*view)->layers) {
        EXPECT_TRUE(facts.problem.empty()) << path << ": " << facts.problem;
    }
}

TEST_F(Service, RefusesALayerThatARunningLinkedCloneReadsThrough) {
    const auto path = makeChild(m_inventory.vms[0].snapshots[1].disks.begin()->second);
    Inventory clone;
    clone.vms.push_back({.id = Guid::random(),
                         .name = "clone",
                         .state = VmState::Running,
                         .disks = {{.slot = "SCSI 0:0", .active = m_library->guard().display(path)}},
                         .current = std::nullopt,
                         .snapshots = {}});
    ASSERT_TRUE(m_library->add(clone));
    const auto plan =
        m_library->planDestroy({.refs = {snapshot(0)}, .scope = DestroyScope::OnlySelected}, {});
    ASSERT_TRUE(plan);
    ASSERT_EQ(plan->refusals.size(), 1U);
    EXPECT_EQ(plan->refusals[0].code, ErrorCode::VirtualSystemRunning);
    EXPECT_EQ(plan->refusals[0].object.find("clone"), 0U);
}

TEST_F(Service, TouchesNothingWhenAChildWasMadeSinceThePlan) {
    const auto plan = m_library->planDestroy({.refs = {snapshot(1)}}, {});
    ASSERT_TRUE(plan);
    ASSERT_TRUE(plan->refusals.empty());
    const auto begun = m_library->beginDestroy(*plan, /*verify=*/false);
    ASSERT_TRUE(begun);
    const auto child = makeChild(m_inventory.vms[0].snapshots[1].disks.begin()->second);
    const auto hashOf = [&] {
        auto chain = vhdx::Chain::open(m_library->guard(), child);
        return chain ? vhdx::contentSha256(*chain).value() : chain.error().detail;
    };
    const std::string before = hashOf();

    CollectionSnapshotService service(*m_library, systemClock());
    ASSERT_TRUE(service.start()); // runs what was begun
    const auto record = service.jobs().wait(begun->id);
    EXPECT_EQ(record->state, JobState::Exception);
    ASSERT_TRUE(record->error);
    EXPECT_EQ(record->error->code, ErrorCode::UnownedChild);
    EXPECT_EQ(record->error->object, child);
    EXPECT_EQ(hashOf(), before);
}

TEST_F(Service, AdoptsTheSameChainsThatTheDemoMade) {
    const auto adoption = adoptFolder(m_library->guard(), m_folder.path(), Inventory{});
    ASSERT_TRUE(adoption);
    EXPECT_TRUE(adoption->skipped.empty());
    ASSERT_EQ(adoption->inventory.vms.size(), 1U);
    const VirtualSystem& vm = adoption->inventory.vms[0];
    EXPECT_EQ(vm.name, m_inventory.vms[0].name);
    ASSERT_EQ(vm.snapshots.size(), 3U);
    EXPECT_EQ(vm.disks[0].active, m_inventory.vms[0].disks[0].active);
    const auto again = adoptFolder(m_library->guard(), m_folder.path(), adoption->inventory);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->inventory.vms.empty());
    EXPECT_EQ(again->knownDisks, 1U);
}

} // namespace
} // namespace coppice
