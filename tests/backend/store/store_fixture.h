// A library with one VM, three snapshots, two collections; and a plan that destroys some of it.
#pragma once

#include "store/library_store.h"
#include "support/temp_folder.h"

#include <array>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coppice::test {

/// A Guid that is easy to recognise.
inline Guid idOf(std::uint8_t number) {
    Guid id;
    id.bytes[15] = number;
    return id;
}

inline Timestamp timeOf(std::int64_t milliseconds) {
    return Timestamp(std::chrono::milliseconds(milliseconds));
}

/// first ← second ← third ← Now. `second` is a member of a snapshot collection, beside a missing one.
inline const Guid vmId = idOf(1);
inline const Guid firstId = idOf(11);
inline const Guid secondId = idOf(12);
inline const Guid thirdId = idOf(13);
inline const Guid collectionId = idOf(2);
inline const Guid takenId = idOf(21);
inline const Guid missingId = idOf(99);

inline Snapshot snapshotOf(const Guid& id, std::optional<Guid> parent, const std::string& layer) {
    return {.id = id,
            .name = "Snapshot " + layer,
            .parent = parent,
            .created = timeOf(1700000000123),
            .notes = "notes of " + layer,
            .hold = {},
            .disks = {{"SCSI 0:0", layer}}};
}

inline Inventory smallInventory() {
    VirtualSystem vm{.id = vmId,
                     .name = "web1",
                     .state = VmState::Off,
                     .disks = {{.slot = "SCSI 0:0", .active = "web1/d.avhdx"}},
                     .current = thirdId,
                     .snapshots = {snapshotOf(firstId, std::nullopt, "web1/a.vhdx"),
                                   snapshotOf(secondId, firstId, "web1/b.avhdx"),
                                   snapshotOf(thirdId, secondId, "web1/c.avhdx")}};
    Collection collection{.id = collectionId,
                          .name = "Payroll",
                          .vms = {vmId},
                          .snapshots = {{.id = takenId,
                                         .name = "Nightly",
                                         .type = SnapshotType::Recovery,
                                         .created = timeOf(-5),
                                         .members = {missingId, secondId}}}};
    return {.collections = {collection}, .vms = {vm}};
}

class StoreTest : public testing::Test {
protected:
    void SetUp() override {
        const auto made = LibraryStore::create(m_folder.path());
        ASSERT_TRUE(made) << made.error().detail;
        reopen();
        const auto merged = m_store->merge(smallInventory());
        ASSERT_TRUE(merged) << merged.error().detail;
    }
    void reopen(LibraryStore::Access access = LibraryStore::Access::ReadWrite) {
        m_store.reset();
        auto opened = LibraryStore::open(m_folder.path(), access);
        ASSERT_TRUE(opened) << opened.error().detail;
        m_store = std::move(*opened);
    }
    std::filesystem::path layer(const std::string& name) const { return m_folder.path() / "web1" / name; }
    merge::LayerPrint print(const std::string& name, std::uint64_t inode) const {
        return {.path = layer(name),
                .file = {.device = ~std::uint64_t{0}, .inode = inode},
                .dataWriteGuid = idOf(static_cast<std::uint8_t>(100 + inode)),
                .virtualSizeBytes = 1ull << 46};
    }
    /// Destroys `second`: b merges into c, under c's name; the parent is a, Now's layer d the child.
    DestroyPlan middlePlan() const {
        DestroyPlan plan;
        plan.request = {.refs = {secondId}, .scope = DestroyScope::OnlySelected};
        plan.closure.snapshots = {
            {.id = secondId,
             .vm = vmId,
             .selected = true,
             .reasons = {{.kind = DestroyReason::Kind::Selected, .cause = {}, .through = {}},
                         {.kind = DestroyReason::Kind::MemberOf, .cause = takenId, .through = missingId}}}};
        plan.closure.snapshotCollections = {takenId};
        plan.closure.reparented = {{.snapshot = thirdId, .newParent = firstId}};
        plan.disks.steps = {
            {.kind = merge::StepKind::Merge,
             .vm = vmId,
             .slot = "SCSI 0:0",
             .layers = {print("b.avhdx", 2), print("c.avhdx", 3)},
             .keepReason = {},
             .target = 0,
             .parent = print("a.vhdx", 1),
             .result = layer("c.avhdx"),
             .children = {print("d.avhdx", 4)},
             .bytesToRead = 10,
             .bytesToWrite = 9,
             .bytesFreed = -8,
             .reversible = false},
            {.kind = merge::StepKind::Keep,
             .vm = vmId,
             .slot = "SCSI 0:0",
             .layers = {print("a.vhdx", 1)},
             .keepReason = merge::KeepReason::Branch,
             .parent = {},
             .result = {},
             .children = {}},
        };
        plan.disks.volumes = {{.device = 5,
                               .somePath = layer("b.avhdx"),
                               .bytesToWrite = 9,
                               .bytesFreed = -8,
                               .peakExtraBytes = 7,
                               .freeBytes = 6}};
        plan.disks.totals = {
            .bytesToRead = 10, .bytesToWrite = 9, .bytesFreed = -8, .peakExtraBytes = 7, .freeBytes = 6};
        return plan;
    }
    static JobRecord record() {
        return {.kind = "destroySnapshot",
                .title = "Delete 1 snapshot",
                .totalBytes = 9,
                .error = {},
                .user = "ada",
                .submitted = timeOf(1),
                .started = {},
                .ended = {},
                .steps = {{.title = "Merge",
                           .kind = "merge",
                           .vm = "web1",
                           .slot = "SCSI 0:0",
                           .totalBytes = 9,
                           .note = {}}},
                .log = {}};
    }
    JobId begin(const DestroyPlan& plan) {
        const auto job = m_store->beginDestroy(record(), plan, true);
        EXPECT_TRUE(job) << job.error().object << ": " << job.error().detail;
        return job.value_or(0);
    }
    /// The code that beginDestroy refuses with; Internal if it does not.
    ErrorCode refusal(const DestroyPlan& plan) {
        const auto job = m_store->beginDestroy(record(), plan, false);
        return job ? ErrorCode::Internal : job.error().code;
    }
    void saveState(JobId job, JobState state, bool resumable) {
        JobRecord changed = record();
        changed.id = job;
        changed.state = state;
        changed.resumable = resumable;
        ASSERT_TRUE(m_store->saveJob(changed));
    }
    void setPhases(JobId job, std::vector<merge::StepPhase> phases) {
        for (const merge::StepPhase phase : phases) {
            const auto notes = m_store->stepJournal(job, 0);
            ASSERT_TRUE(notes);
            ASSERT_TRUE((*notes)->setPhase(phase));
        }
    }

    TempFolder m_folder;
    std::unique_ptr<LibraryStore> m_store;
};

} // namespace coppice::test
