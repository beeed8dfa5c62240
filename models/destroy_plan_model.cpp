// Everything that a plan destroys, as rows.
#include "models/destroy_plan_model.h"

#include "models/texts.h"

#include <unordered_map>
#include <utility>

namespace coppice::models {

namespace {

struct PlanRow final : TreeRow {
    PlanRow(PlanRowKind rowKind, const Guid& id)
        : TreeRow({asInt(rowKind), id})
        , kind(rowKind) {}

    bool shows(const TreeRow& other) const override {
        const auto& newer = static_cast<const PlanRow&>(other);
        return name == newer.name && why == newer.why && mark == newer.mark && held == newer.held &&
               running == newer.running;
    }

    void takeOver(const TreeRow& other) override {
        const auto& newer = static_cast<const PlanRow&>(other);
        name = newer.name;
        why = newer.why;
        mark = newer.mark;
        held = newer.held;
        running = newer.running;
    }

    PlanRowKind kind;
    QString name;
    QString why;
    Mark mark = Mark::None;
    bool held = false;
    bool running = false;
};

PlanRow& child(TreeRow& parent, std::unordered_map<Guid, PlanRow*>& known, PlanRowKind kind, const Guid& id) {
    PlanRow*& row = known[id];
    if (row == nullptr) {
        row = static_cast<PlanRow*>(&parent.append(std::make_unique<PlanRow>(kind, id)));
    }
    return *row;
}

void addStoppers(TreeRow& root, const std::vector<Error>& refusals) {
    if (refusals.empty()) {
        return;
    }
    auto group = std::make_unique<PlanRow>(PlanRowKind::StopperGroup, Guid{});
    group->name = DestroyPlanModel::tr("What stops it");
    for (const Error& refusal : refusals) {
        auto row = std::make_unique<PlanRow>(PlanRowKind::Stopper, Guid{});
        row->name = errorWhat(refusal);
        row->why = errorNext(refusal);
        row->held = refusal.code == ErrorCode::SnapshotHeld;
        row->running = refusal.code == ErrorCode::VirtualSystemRunning;
        group->append(std::move(row));
    }
    root.append(std::move(group));
}

void addSnapshots(TreeRow& root, const Closure& closure, const ViewData& view) {
    std::unordered_map<Guid, PlanRow*> collections;
    std::unordered_map<Guid, PlanRow*> vms;
    for (const DestroyedSnapshot& destroyed : closure.snapshots) {
        const auto found = view.index().snapshot(destroyed.id);
        if (!found) {
            continue; // gone since; the service plans anew before it begins
        }
        const Collection* collection = view.collectionOf(destroyed.vm);
        PlanRow& group =
            child(root, collections, PlanRowKind::Collection, collection ? collection->id : Guid{});
        group.name = collection ? fromUtf8(collection->name) : DestroyPlanModel::tr("Not in a collection");
        PlanRow& vm = child(group, vms, PlanRowKind::VirtualSystem, destroyed.vm);
        vm.name = fromUtf8(found->vm->name);
        vm.running = found->vm->state == VmState::Running;

        auto row = std::make_unique<PlanRow>(PlanRowKind::Snapshot, destroyed.id);
        row->name = fromUtf8(found->snapshot->name);
        row->mark = destroyed.selected ? Mark::Selected : Mark::Dependent;
        row->held = found->snapshot->hold.has_value();
        row->why = reasonsText(view, destroyed);
        vm.append(std::move(row));
    }
}

} // namespace

void DestroyPlanModel::setPlan(const std::shared_ptr<const DestroyPlan>& plan,
                               const std::shared_ptr<const ViewData>& view) {
    auto root = std::make_unique<PlanRow>(PlanRowKind::Collection, Guid{});
    if (plan && view) {
        addStoppers(*root, plan->refusals);
        addSnapshots(*root, plan->closure, *view);
    }
    replaceTree(std::move(root));
}

int DestroyPlanModel::columnCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : asInt(PlanColumn::Count);
}

QVariant DestroyPlanModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto& row = static_cast<const PlanRow&>(*rowAt(index));
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return index.column() == asInt(PlanColumn::Name) ? row.name : row.why;
    case asInt(PlanRole::Kind):
        return asInt(row.kind);
    case asInt(PlanRole::Id):
        return QVariant::fromValue(row.key().id);
    case asInt(PlanRole::Mark):
        return asInt(row.mark);
    case asInt(PlanRole::Held):
        return row.held;
    case asInt(PlanRole::Running):
        return row.running;
    default:
        return {};
    }
}

QVariant DestroyPlanModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == asInt(PlanColumn::Name) ? tr("Name") : tr("Why");
}

} // namespace coppice::models
