// Every model, and the proxies over it, keeps its word through thousands of random steps. The seed is in the
// failure.
#include "model_watch.h"
#include "models/collection_model.h"
#include "models/destroy_plan_model.h"
#include "models/job_filter_model.h"
#include "models/job_model.h"
#include "models/snapshot_filter_model.h"
#include "models/snapshot_search.h"
#include "models/snapshot_tree_model.h"
#include "models/step_model.h"
#include "sample_library.h"

#include <QSortFilterProxyModel>
#include <QStringListModel>

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace coppice::models::test {
namespace {

class Random {
public:
    explicit Random(unsigned seed)
        : m_engine(seed) {}
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_engine); }
    bool chance(int oneIn) { return below(oneIn) == 0; }
    std::mt19937& engine() { return m_engine; }

private:
    std::mt19937 m_engine;
};

/// Every cell of every row, as a view would ask: an index or a pointer that leads nowhere shows.
int readAll(const QAbstractItemModel& model, const QModelIndex& parent = {}) {
    int rows = model.rowCount(parent);
    for (int row = 0, end = rows; row < end; ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            EXPECT_TRUE(index.isValid());
            EXPECT_EQ(index.parent(), parent);
            index.data();
        }
        rows += readAll(model, model.index(row, 0, parent));
    }
    return rows;
}

ViewScope randomScope(Random& random, const ViewData& view) {
    const Inventory& inventory = view.inventory();
    switch (random.below(4)) {
    case 0:
        return {.kind = CollectionRowKind::Library, .id = {}};
    case 1:
        return {.kind = CollectionRowKind::NotInCollection, .id = {}};
    case 2:
        if (!inventory.collections.empty()) {
            const auto place = random.below(static_cast<int>(inventory.collections.size()));
            return {.kind = CollectionRowKind::Collection,
                    .id = inventory.collections[static_cast<std::size_t>(place)].id};
        }
        [[fallthrough]];
    default:
        if (inventory.vms.empty()) {
            return {};
        }
        const auto place = random.below(static_cast<int>(inventory.vms.size()));
        return {.kind = CollectionRowKind::VirtualSystem,
                .id = inventory.vms[static_cast<std::size_t>(place)].id};
    }
}

std::shared_ptr<const SearchResult> randomResult(Random& random,
                                                 const std::shared_ptr<const ViewData>& view) {
    auto result = std::make_shared<SearchResult>();
    result->view = view;
    for (const VirtualSystem& vm : view->inventory().vms) {
        for (const Snapshot& snapshot : vm.snapshots) {
            if (random.chance(4)) {
                result->ids.insert(snapshot.id);
            }
        }
    }
    return result;
}

/// The same library with a few things changed: snapshots come, go, move, are held or being destroyed;
/// collections change places.
std::shared_ptr<const LibraryView> changed(Random& random, const LibraryView& before) {
    auto after = std::make_shared<LibraryView>(before);
    Inventory& inventory = after->inventory;
    for (VirtualSystem& vm : inventory.vms) {
        if (random.chance(3) && !vm.snapshots.empty()) {
            const auto place = static_cast<std::size_t>(random.below(static_cast<int>(vm.snapshots.size())));
            Snapshot& snapshot = vm.snapshots[place];
            switch (random.below(6)) {
            case 0:
                vm.snapshots.erase(vm.snapshots.begin() + static_cast<std::ptrdiff_t>(place));
                break;
            case 1: { // a copy of its own
                Snapshot added = snapshot;
                added.id = Guid::random();
                added.parent = snapshot.id;
                added.created += std::chrono::hours(1);
                vm.snapshots.push_back(std::move(added));
                break;
            }
            case 2:
                snapshot.name += "'";
                break;
            case 3:
                snapshot.destroying = !snapshot.destroying;
                break;
            case 4:
                snapshot.parent = vm.snapshots.front().id;
                break;
            default:
                snapshot.created += std::chrono::hours(random.below(48) - 24); // moves among its siblings
            }
        }
    }
    if (random.chance(6)) {
        std::ranges::shuffle(inventory.collections, random.engine());
    }
    if (random.chance(6)) {
        std::ranges::shuffle(inventory.vms, random.engine());
    }
    return after;
}

TEST(RandomModels, SnapshotTreeAndItsFilter) {
    constexpr int steps = 2500;
    for (unsigned seed = 1; seed <= 3; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        SnapshotTreeModel model;
        SnapshotFilterModel filter;
        filter.setSourceModel(&model);
        const ModelWatch watchSource(model);
        const ModelWatch watchFilter(filter);
        std::shared_ptr<const LibraryView> library = randomLibrary(random.engine());
        for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
            if (random.chance(40)) {
                library = randomLibrary(random.engine());
            } else {
                library = changed(random, *library);
            }
            const auto view = ViewData::make(library);
            model.setView(random.chance(60) ? nullptr : view);
            switch (random.below(8)) {
            case 0:
                model.setScope(randomScope(random, *view));
                break;
            case 1:
                model.setSearch(model.scope(), random.chance(2) ? nullptr : randomResult(random, view));
                break;
            case 2:
                filter.sort(random.below(asInt(SnapshotColumn::Count) + 1) - 1,
                            random.chance(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
                break;
            case 3:
                if (!view->inventory().vms.empty() && !view->inventory().vms.front().snapshots.empty()) {
                    model.setClosure(
                        liveClosureOf(view, {.refs = {view->inventory().vms.front().snapshots.front().id}}));
                }
                break;
            case 4:
                model.setClosure(nullptr);
                break;
            default:
                break;
            }
            if (step % 50 == 0) {
                EXPECT_LE(readAll(filter), readAll(model));
            }
        }
    }
}

TEST(RandomModels, CollectionsOnTheLeft) {
    constexpr int steps = 2000;
    constexpr unsigned seed = 4;
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    CollectionModel model;
    const ModelWatch watch(model);
    std::shared_ptr<const LibraryView> library = randomLibrary(random.engine());
    for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
        library = random.chance(30) ? randomLibrary(random.engine()) : changed(random, *library);
        model.setView(random.chance(60) ? nullptr : ViewData::make(library));
        readAll(model);
    }
}

TEST(RandomModels, WhatAConfirmationLists) {
    constexpr int steps = 1500;
    constexpr unsigned seed = 5;
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    DestroyPlanModel model;
    const ModelWatch watch(model);
    std::shared_ptr<const LibraryView> library = randomLibrary(random.engine());
    for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
        library = random.chance(30) ? randomLibrary(random.engine()) : changed(random, *library);
        const auto view = ViewData::make(library);
        DestroyRequest request;
        for (const VirtualSystem& vm : view->inventory().vms) {
            for (const Snapshot& snapshot : vm.snapshots) {
                if (random.chance(4)) {
                    request.refs.push_back(snapshot.id);
                }
            }
        }
        request.scope = random.chance(2) ? DestroyScope::WithDependents : DestroyScope::OnlySelected;
        Result<Closure> closure = closureOf(view->index(), request.refs, request.scope);
        auto plan = std::make_shared<DestroyPlan>();
        plan->request = request;
        if (closure) {
            plan->closure = std::move(*closure);
        }
        if (random.chance(3)) {
            plan->refusals.push_back({.code = ErrorCode::SnapshotHeld, .action = "", .object = "a"});
        }
        model.setPlan(random.chance(20) ? nullptr : plan, view);
        readAll(model);
    }
}

JobRecord randomRecord(Random& random, JobId id) {
    JobRecord record;
    record.id = id;
    record.title = "Delete " + std::to_string(random.below(9) + 2) + " snapshots";
    record.state = static_cast<JobState>(asInt(JobState::New) + random.below(3));
    record.totalBytes = 1 << 30;
    record.doneBytes = static_cast<std::uint64_t>(random.below(1 << 30));
    for (int step = random.below(5); step > 0; --step) {
        record.steps.push_back({.title = "Merge 2 layers into a.avhdx",
                                .kind = "merge",
                                .vm = "a",
                                .slot = "SCSI 0:0",
                                .totalBytes = 1000,
                                .doneBytes = static_cast<std::uint64_t>(random.below(1000)),
                                .state = static_cast<StepState>(random.below(5)),
                                .note = {}});
    }
    return record;
}

TEST(RandomModels, JobsTheirFilterAndTheirStepsWhileRecordsStream) {
    constexpr int steps = 5000;
    constexpr unsigned seed = 6;
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    JobModel jobs;
    JobFilterModel filter;
    filter.setSourceModel(&jobs);
    filter.setDynamicSortFilter(true);
    StepModel current;
    const ModelWatch watchJobs(jobs);
    const ModelWatch watchFilter(filter);
    const ModelWatch watchSteps(current);
    for (int step = 0; step < steps && !::testing::Test::HasFailure(); ++step) {
        const auto record =
            std::make_shared<const JobRecord>(randomRecord(random, static_cast<JobId>(1 + random.below(20))));
        switch (random.below(40)) {
        case 0:
            jobs.setJobs({});
            break;
        case 1:
            jobs.setJobs({record});
            break;
        case 2:
            filter.sort(random.below(asInt(JobColumn::Count)),
                        random.chance(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
            break;
        case 3:
            current.setJob(nullptr);
            break;
        default:
            jobs.updateJob(record);
            if (random.chance(3)) {
                current.setJob(record);
            }
        }
        if (step % 50 == 0) {
            EXPECT_LE(readAll(filter), readAll(jobs));
            readAll(current);
        }
    }
}

/// Moves a row and says nothing.
class SilentModel final : public QStringListModel {
public:
    using QStringListModel::QStringListModel;
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : QStringListModel::rowCount() - m_hidden;
    }
    void hideOne() { ++m_hidden; }
    void tellOfAllThatWasThere() {
        emit dataChanged(index(0), createIndex(QStringListModel::rowCount() - 1, 0));
    }

private:
    int m_hidden = 0;
};

TEST(RandomModels, AModelThatLosesARowWithoutAWordIsFound) {
    SilentModel model({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    const ModelWatch watch(model);
    model.hideOne();
    model.tellOfAllThatWasThere();
    EXPECT_FALSE(ModelWatch::takeFindings().empty());
}

} // namespace
} // namespace coppice::models::test
