// The left side as rows.
#include "models/collection_model.h"

#include "models/texts.h"

#include <unordered_set>
#include <utility>

namespace coppice::models {

namespace {

struct CollectionRow final : TreeRow {
    CollectionRow(CollectionRowKind rowKind, const Guid& id)
        : TreeRow({asInt(rowKind), id})
        , kind(rowKind) {}

    bool shows(const TreeRow& other) const override {
        const auto& newer = static_cast<const CollectionRow&>(other);
        return name == newer.name && collection == newer.collection && vmState == newer.vmState &&
               vms == newer.vms && snapshots == newer.snapshots;
    }

    void takeOver(const TreeRow& other) override {
        const auto& newer = static_cast<const CollectionRow&>(other);
        name = newer.name;
        collection = newer.collection;
        vmState = newer.vmState;
        vms = newer.vms;
        snapshots = newer.snapshots;
    }

    CollectionRowKind kind;
    QString name;
    Guid collection;
    VmState vmState = VmState::Off;
    qulonglong vms = 0;
    qulonglong snapshots = 0;
};

void addVm(CollectionRow& group, const VirtualSystem& vm, const Guid& collection) {
    auto row = std::make_unique<CollectionRow>(CollectionRowKind::VirtualSystem, vm.id);
    row->name = fromUtf8(vm.name);
    row->collection = collection;
    row->vmState = vm.state;
    row->vms = 1;
    row->snapshots = vm.snapshots.size();
    group.vms += 1;
    group.snapshots += row->snapshots;
    group.append(std::move(row));
}

std::unique_ptr<CollectionRow> libraryRow(const ViewData& view) {
    auto library = std::make_unique<CollectionRow>(CollectionRowKind::Library, Guid{});
    library->name = fromUtf8(view.library().name);
    for (const Collection& collection : view.inventory().collections) {
        auto row = std::make_unique<CollectionRow>(CollectionRowKind::Collection, collection.id);
        row->name = fromUtf8(collection.name);
        std::unordered_set<Guid> listed;
        for (const Guid& id : collection.vms) {
            const VirtualSystem* vm = view.index().vm(id);
            if (vm != nullptr && listed.insert(id).second) {
                addVm(*row, *vm, collection.id);
            }
        }
        library->append(std::move(row));
    }
    auto loose = std::make_unique<CollectionRow>(CollectionRowKind::NotInCollection, Guid{});
    loose->name = CollectionModel::tr("Not in a collection");
    for (const VirtualSystem& vm : view.inventory().vms) {
        library->vms += 1;
        library->snapshots += vm.snapshots.size();
        if (view.collectionOf(vm.id) == nullptr) {
            addVm(*loose, vm, Guid{});
        }
    }
    if (!loose->children().empty()) {
        library->append(std::move(loose));
    }
    return library;
}

} // namespace

void CollectionModel::setView(std::shared_ptr<const ViewData> view) {
    auto root = std::make_unique<CollectionRow>(CollectionRowKind::Library, Guid{});
    if (view) {
        root->append(libraryRow(*view));
    }
    replaceTree(std::move(root));
}

ViewScope CollectionModel::scopeAt(const QModelIndex& index) const {
    if (!index.isValid()) {
        return {};
    }
    const auto& row = static_cast<const CollectionRow&>(*rowAt(index));
    return {row.kind, row.key().id};
}

QModelIndex CollectionModel::indexOfScope(const ViewScope& scope) const {
    std::vector<QModelIndex> waiting{index(0, 0)};
    while (!waiting.empty()) {
        const QModelIndex candidate = waiting.back();
        waiting.pop_back();
        if (!candidate.isValid() || scopeAt(candidate) == scope) {
            return candidate;
        }
        for (int row = rowCount(candidate); row-- > 0;) {
            waiting.push_back(index(row, 0, candidate));
        }
    }
    return {};
}

int CollectionModel::columnCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : 1;
}

QVariant CollectionModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto& row = static_cast<const CollectionRow&>(*rowAt(index));
    const bool isVm = row.kind == CollectionRowKind::VirtualSystem;
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return isVm ? tr("%1, %n snapshot(s)", nullptr, static_cast<int>(row.snapshots))
                          .arg(stateText(row.vmState))
                    : tr("%1 VMs, %2 snapshots").arg(numberText(row.vms), numberText(row.snapshots));
    case asInt(CollectionRole::Kind):
        return asInt(row.kind);
    case asInt(CollectionRole::Id):
        return QVariant::fromValue(row.key().id);
    case asInt(CollectionRole::CollectionId):
        return isVm ? QVariant::fromValue(row.collection) : QVariant();
    case asInt(CollectionRole::VmState):
        return isVm ? QVariant(static_cast<int>(row.vmState)) : QVariant();
    case asInt(CollectionRole::Vms):
        return row.vms;
    case asInt(CollectionRole::Snapshots):
        return row.snapshots;
    default:
        return {};
    }
}

QVariant CollectionModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && section == 0 && role == Qt::DisplayRole) {
        return tr("Collections");
    }
    return TreeModel::headerData(section, orientation, role);
}

} // namespace coppice::models
