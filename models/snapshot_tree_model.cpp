// The snapshot tree's roles, columns and marks.
#include "models/snapshot_tree_model.h"

#include "models/snapshot_row.h"
#include "models/snapshot_tree_builder.h"
#include "models/texts.h"
#include "models/work_lane.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace coppice::models {

namespace {

constexpr std::size_t kMaxMarkSignals = 256;
constexpr int kColumns = asInt(SnapshotColumn::Count);

const SnapshotRow& snapshotRow(const TreeRow& row) {
    return static_cast<const SnapshotRow&>(row);
}

std::vector<QString> vmNames(const ViewData& view, const SnapshotCollection& together) {
    std::vector<QString> names;
    std::unordered_set<Guid> listed;
    for (const Guid& member : together.members) {
        const auto found = view.index().snapshot(member);
        if (found && listed.insert(found->vm->id).second) {
            names.push_back(fromUtf8(found->vm->name));
        }
    }
    return names;
}

QString kindText(const SnapshotRow& row) {
    switch (row.kind) {
    case SnapshotRowKind::SnapshotCollection:
        return row.together->type == SnapshotType::Recovery ? SnapshotTreeModel::tr("Collection, recovery")
                                                            : SnapshotTreeModel::tr("Collection");
    case SnapshotRowKind::Member:
    case SnapshotRowKind::Snapshot:
        return typeText(row.snapshot->type);
    case SnapshotRowKind::Now:
        return SnapshotTreeModel::tr("Current state");
    case SnapshotRowKind::CollectionGroup:
    case SnapshotRowKind::VmGroup:
    case SnapshotRowKind::OwnGroup:
        return {};
    }
    return {};
}

QString nameText(const SnapshotRow& row) {
    switch (row.kind) {
    case SnapshotRowKind::CollectionGroup:
        return fromUtf8(row.collection->name);
    case SnapshotRowKind::VmGroup:
        return fromUtf8(row.vm->name);
    case SnapshotRowKind::SnapshotCollection:
        return fromUtf8(row.together->name);
    case SnapshotRowKind::Member:
        return SnapshotTreeModel::tr("%1: %2", "VM and snapshot")
            .arg(fromUtf8(row.vm->name), fromUtf8(row.snapshot->name));
    case SnapshotRowKind::OwnGroup:
        return SnapshotTreeModel::tr("%1 — own snapshots").arg(fromUtf8(row.vm->name));
    case SnapshotRowKind::Snapshot:
        return fromUtf8(row.snapshot->name);
    case SnapshotRowKind::Now:
        return SnapshotTreeModel::tr("Now");
    }
    return {};
}

/// A time the row has, or nothing.
const Timestamp* createdOf(const SnapshotRow& row) {
    if (row.kind == SnapshotRowKind::SnapshotCollection) {
        return &row.together->created;
    }
    return row.snapshot != nullptr ? &row.snapshot->created : nullptr;
}

QString holdColumn(const SnapshotRow& row) {
    if (!row.held) {
        return {};
    }
    if (row.snapshot != nullptr && row.snapshot->hold) {
        const QString reason = fromUtf8(row.snapshot->hold->reason);
        return reason.isEmpty() ? SnapshotTreeModel::tr("Held") : reason;
    }
    const auto held = std::ranges::count_if(row.children(), [](const std::unique_ptr<TreeRow>& child) {
        const SnapshotRow& member = snapshotRow(*child);
        return member.kind == SnapshotRowKind::Member && member.held;
    });
    return SnapshotTreeModel::tr("%n member(s)", nullptr, static_cast<int>(held));
}

} // namespace

SnapshotTreeModel::SnapshotTreeModel(QObject* parent)
    : TreeModel(parent) {}

SnapshotTreeModel::~SnapshotTreeModel() = default;

void SnapshotTreeModel::setSearch(const ViewScope& scope, std::shared_ptr<const SearchResult> found) {
    if (m_scope == scope && m_found == found) {
        return;
    }
    const bool wasSearched = isSearched();
    const std::uint64_t before = m_search++;
    m_found = std::move(found);
    if (m_scope != scope) {
        setScope(scope); // rows are marked as they come
        return;
    }
    if (m_shownScope != m_scope) {
        return; // as they come, too
    }
    const std::size_t foundBefore = m_foundRows;
    const std::size_t shownBefore = m_shownRows;
    bool same = wasSearched == isSearched() && !std::exchange(m_foundOnEntering, false);
    if (m_found && same) {
        same = std::ranges::all_of(m_found->ids, [&](const Guid& id) {
            const auto [first, last] = m_rowsById.equal_range(id);
            return std::all_of(first, last,
                               [before](const auto& row) { return row.second->foundBy == before; });
        });
    }
    markAllFound();
    if (same && foundBefore == m_foundRows && shownBefore == m_shownRows) {
        return;
    }
    beginResetModel();
    endResetModel();
    emit scopeShown();
}

void SnapshotTreeModel::markAllFound() {
    m_foundRows = 0;
    m_shownRows = 0;
    m_foundOnEntering = false;
    if (!m_found) {
        return;
    }
    for (const Guid& id : m_found->ids) {
        const auto [first, last] = m_rowsById.equal_range(id);
        std::for_each(first, last, [this](const auto& row) { markFound(*row.second); });
    }
}

void SnapshotTreeModel::markFound(SnapshotRow& row) {
    row.foundBy = m_search;
    ++m_foundRows;
    const auto show = [this](SnapshotRow& shown) {
        const bool isNew = shown.shownBy != m_search;
        shown.shownBy = m_search;
        m_shownRows += isNew ? 1U : 0U;
        return isNew;
    };
    show(row);
    for (const std::unique_ptr<TreeRow>& child : row.children()) {
        auto& member = static_cast<SnapshotRow&>(*child);
        if (member.kind == SnapshotRowKind::Member) {
            show(member);
        }
    }
    for (TreeRow* above = row.parent(); above != nullptr && above->parent() != nullptr;
         above = above->parent()) {
        if (!show(static_cast<SnapshotRow&>(*above))) {
            break;
        }
    }
}

SearchMatch SnapshotTreeModel::matchOf(const SnapshotRow& row) const {
    if (!m_found) {
        return SearchMatch::None;
    }
    if (row.foundBy == m_search) {
        return SearchMatch::Found;
    }
    return row.shownBy == m_search ? SearchMatch::Context : SearchMatch::Hidden;
}

std::size_t SnapshotTreeModel::shownRows() const {
    return m_found ? m_shownRows : m_rowsById.size();
}

std::size_t SnapshotTreeModel::foundCount() const {
    if (!m_found) {
        return 0;
    }
    return static_cast<std::size_t>(
        std::ranges::count_if(m_found->ids, [this](const Guid& id) { return m_rowsById.contains(id); }));
}

std::vector<Guid> SnapshotTreeModel::selectableIds() const {
    std::vector<Guid> ids;
    std::unordered_set<Guid> listed;
    std::vector<const TreeRow*> waiting;
    if (root()) {
        waiting.push_back(root().get());
    }
    while (!waiting.empty()) {
        const SnapshotRow& row = snapshotRow(*waiting.back());
        waiting.pop_back();
        const bool wanted =
            row.parent() != nullptr && row.selectable() && (!m_found || row.foundBy == m_search);
        if (wanted && listed.insert(row.key().id).second) {
            ids.push_back(row.key().id);
        }
        for (auto child = row.children().rbegin(); child != row.children().rend(); ++child) {
            waiting.push_back(child->get());
        }
    }
    return ids;
}

void SnapshotTreeModel::setClosure(std::shared_ptr<const LiveClosure> closure) {
    if (!closure) {
        setMarks({}, {});
        return;
    }
    mark(closure->selectedIds, closure->dependentIds, closure);
}

void SnapshotTreeModel::setMarks(const std::unordered_set<Guid>& selected,
                                 const std::unordered_set<Guid>& dependent) {
    mark(selected, dependent, nullptr);
}

void SnapshotTreeModel::mark(const std::unordered_set<Guid>& selected,
                             const std::unordered_set<Guid>& dependent,
                             std::shared_ptr<const LiveClosure> closure) {
    std::unordered_set<Guid> touched;
    const auto note = [&touched](const std::unordered_set<Guid>& one, const std::unordered_set<Guid>& other) {
        for (const Guid& id : one) {
            if (!other.contains(id)) {
                touched.insert(id);
            }
        }
    };
    note(m_selected, selected);
    note(selected, m_selected);
    note(m_dependent, dependent);
    note(dependent, m_dependent);
    m_selected = selected;
    m_dependent = dependent;
    m_closure = std::move(closure); // last: the sets may be its own, or those of the one it replaces
    if (touched.empty()) {
        return;
    }

    std::vector<TreeRow*> rows;
    for (const Guid& id : touched) {
        const auto [first, last] = m_rowsById.equal_range(id);
        for (auto it = first; it != last; ++it) {
            rows.push_back(it->second);
        }
    }
    tellMarks(std::move(rows));
    emit marksChanged();
}

void SnapshotTreeModel::tellMarks(std::vector<TreeRow*> rows) {
    std::ranges::sort(rows, [](const TreeRow* a, const TreeRow* b) {
        return a->parent() != b->parent() ? std::less<>{}(a->parent(), b->parent())
                                          : a->rowNumber() < b->rowNumber();
    });
    const auto follows = [](const TreeRow* a, const TreeRow* b) {
        return a->parent() == b->parent() && a->rowNumber() + 1 == b->rowNumber();
    };
    std::vector<std::pair<TreeRow*, TreeRow*>> runs;
    for (TreeRow* row : rows) {
        if (!runs.empty() && follows(runs.back().second, row)) {
            runs.back().second = row;
        } else {
            runs.emplace_back(row, row);
        }
    }
    const QList<int> roles{asInt(SnapshotRole::Mark), asInt(SnapshotRole::Reason)};
    if (runs.size() > kMaxMarkSignals) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1), roles);
        return;
    }
    for (const auto& [first, last] : runs) {
        emit dataChanged(indexOf(*first), indexOf(*last, kColumns - 1), roles);
    }
}

QModelIndexList SnapshotTreeModel::indexesOf(const Guid& id) const {
    QModelIndexList indexes;
    const auto [first, last] = m_rowsById.equal_range(id);
    for (auto it = first; it != last; ++it) {
        indexes.push_back(indexOf(*it->second));
    }
    return indexes;
}

void SnapshotTreeModel::rowsEntered(TreeRow& top) {
    addRowsById(top, m_rowsById);
    if (!m_found) {
        return;
    }
    std::vector<TreeRow*> waiting{&top};
    while (!waiting.empty()) {
        auto* row = static_cast<SnapshotRow*>(waiting.back());
        waiting.pop_back();
        if (row->selectable() && m_found->ids.contains(row->key().id)) {
            m_foundOnEntering = true;
            markFound(*row);
        }
        for (const std::unique_ptr<TreeRow>& child : row->children()) {
            waiting.push_back(child.get());
        }
    }
}

void SnapshotTreeModel::rowsLeaving(const TreeRow& top) {
    std::vector<const TreeRow*> waiting{&top};
    while (!waiting.empty()) {
        const TreeRow* row = waiting.back();
        waiting.pop_back();
        m_foundRows -= m_found && snapshotRow(*row).foundBy == m_search ? 1U : 0U;
        m_shownRows -= m_found && snapshotRow(*row).shownBy == m_search ? 1U : 0U;
        const auto [first, last] = m_rowsById.equal_range(row->key().id);
        const auto own = std::find_if(first, last, [row](const auto& entry) { return entry.second == row; });
        if (own != last) {
            m_rowsById.erase(own);
        }
        for (const std::unique_ptr<TreeRow>& child : row->children()) {
            waiting.push_back(child.get());
        }
    }
}

int SnapshotTreeModel::columnCount(const QModelIndex& parent) const {
    return parent.column() > 0 ? 0 : kColumns;
}

Qt::ItemFlags SnapshotTreeModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    // Groups and Now can be looked at, which is being current, but never be part of a selection.
    return snapshotRow(*rowAt(index)).selectable() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                                   : Qt::ItemIsEnabled;
}

Mark SnapshotTreeModel::markOf(const Guid& id) const {
    if (m_selected.contains(id)) {
        return Mark::Selected;
    }
    return m_dependent.contains(id) ? Mark::Dependent : Mark::None;
}

QString SnapshotTreeModel::reason(const SnapshotRow& row) const {
    QStringList lines;
    if (row.destroying) {
        lines += tr("Being deleted by a job.");
    }
    if (row.snapshot != nullptr && row.snapshot->hold) {
        lines += holdText(*row.snapshot->hold);
    } else if (row.held) {
        lines += tr("A member is held.");
    }
    if (!row.problem.isEmpty()) {
        lines += row.problem;
    }
    if (m_closure && row.snapshot != nullptr && markOf(row.key().id) == Mark::Dependent) {
        const auto found = m_closure->position.find(row.key().id);
        if (found != m_closure->position.end()) {
            const DestroyedSnapshot& destroyed = m_closure->closure.snapshots[found->second];
            lines += tr("Goes too: %1").arg(reasonText(*m_closure->view, destroyed.reasons.front()));
        }
    }
    return lines.join(u'\n');
}

QVariant SnapshotTreeModel::display(const SnapshotRow& row, int column) const {
    switch (static_cast<SnapshotColumn>(column)) {
    case SnapshotColumn::Name:
        return nameText(row);
    case SnapshotColumn::Created: {
        const Timestamp* created = createdOf(row);
        return created == nullptr ? QVariant() : timeText(*created);
    }
    case SnapshotColumn::Kind:
        return kindText(row);
    case SnapshotColumn::Vms:
        if (row.kind == SnapshotRowKind::SnapshotCollection) {
            constexpr std::size_t kNamed = 3;
            const std::vector<QString> names = vmNames(*m_view, *row.together);
            QStringList shown(names.begin(),
                              names.begin() + static_cast<std::ptrdiff_t>(std::min(kNamed, names.size())));
            QString text = shown.join(QStringLiteral(", "));
            if (names.size() > kNamed) {
                text =
                    tr("%1 +%2", "VM names and how many more").arg(text, numberText(names.size() - kNamed));
            }
            return text;
        }
        return row.selectable() ? fromUtf8(row.vm->name) : QVariant();
    case SnapshotColumn::OwnData:
        return row.selectable() ? bytesText(row.figures.ownBytes) : QVariant();
    case SnapshotColumn::Frees:
        return row.selectable() ? bytesText(row.figures.freesBytes) : QVariant();
    case SnapshotColumn::Dependents:
        return row.selectable() ? numberText(row.figures.dependents) : QVariant();
    case SnapshotColumn::Hold:
        return holdColumn(row);
    case SnapshotColumn::Count:
        break;
    }
    return {};
}

QVariant SnapshotTreeModel::sortValue(const SnapshotRow& row, int column) const {
    switch (static_cast<SnapshotColumn>(column)) {
    case SnapshotColumn::Created: {
        const Timestamp* created = createdOf(row);
        return created == nullptr ? QVariant() : dateTimeOf(*created);
    }
    case SnapshotColumn::Vms:
        return row.kind == SnapshotRowKind::SnapshotCollection
                   ? QVariant(static_cast<qulonglong>(vmNames(*m_view, *row.together).size()))
                   : QVariant(qulonglong{1});
    case SnapshotColumn::OwnData:
        return static_cast<qulonglong>(row.figures.ownBytes);
    case SnapshotColumn::Frees:
        return static_cast<qulonglong>(row.figures.freesBytes);
    case SnapshotColumn::Dependents:
        return static_cast<qulonglong>(row.figures.dependents);
    case SnapshotColumn::Name:
    case SnapshotColumn::Kind:
    case SnapshotColumn::Hold:
    case SnapshotColumn::Count:
        break;
    }
    return display(row, column);
}

QVariant SnapshotTreeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SnapshotRow& row = snapshotRow(*rowAt(index));
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::TextAlignmentRole: {
        const bool number = index.column() >= asInt(SnapshotColumn::OwnData) &&
                            index.column() <= asInt(SnapshotColumn::Dependents);
        return number ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    }
    case Qt::ToolTipRole:
    case asInt(SnapshotRole::Reason):
        return reason(row);
    case asInt(SnapshotRole::Kind):
        return asInt(row.kind);
    case asInt(SnapshotRole::Id):
        return QVariant::fromValue(row.key().id);
    case asInt(SnapshotRole::VmId):
        return row.vm == nullptr ? QVariant() : QVariant::fromValue(row.vm->id);
    case asInt(SnapshotRole::CollectionId):
        return row.collection == nullptr ? QVariant() : QVariant::fromValue(row.collection->id);
    case asInt(SnapshotRole::Selectable):
        return row.selectable();
    case asInt(SnapshotRole::Held):
        return row.held;
    case asInt(SnapshotRole::Destroying):
        return row.destroying;
    case asInt(SnapshotRole::Problem):
        return row.problem;
    case asInt(SnapshotRole::Mark):
        return asInt(row.selectable() ? markOf(row.key().id) : Mark::None);
    case asInt(SnapshotRole::Current):
        return row.current;
    case asInt(SnapshotRole::OwnBytes):
        return static_cast<qulonglong>(row.figures.ownBytes);
    case asInt(SnapshotRole::FreesBytes):
        return static_cast<qulonglong>(row.figures.freesBytes);
    case asInt(SnapshotRole::Dependents):
        return static_cast<qulonglong>(row.figures.dependents);
    case asInt(SnapshotRole::Created): {
        const Timestamp* created = createdOf(row);
        return created == nullptr ? QVariant() : dateTimeOf(*created);
    }
    case asInt(SnapshotRole::SortValue):
        return sortValue(row, index.column());
    case asInt(SnapshotRole::SearchMatch):
        return asInt(matchOf(row));
    default:
        return {};
    }
}

QVariant SnapshotTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const auto column = static_cast<SnapshotColumn>(section);
    if (role == Qt::ToolTipRole) {
        switch (column) {
        case SnapshotColumn::OwnData:
            return tr("Space its own disk files take on the volume");
        case SnapshotColumn::Frees:
            return tr("Own data of it and of everything that goes with it; the plan tells exactly");
        case SnapshotColumn::Dependents:
            return tr("Snapshots that go with it");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case SnapshotColumn::Name:
        return tr("Name");
    case SnapshotColumn::Created:
        return tr("Created");
    case SnapshotColumn::Kind:
        return tr("Kind");
    case SnapshotColumn::Vms:
        return tr("VMs");
    case SnapshotColumn::OwnData:
        return tr("Own data");
    case SnapshotColumn::Frees:
        return tr("Frees");
    case SnapshotColumn::Dependents:
        return tr("Dependents");
    case SnapshotColumn::Hold:
        return tr("Hold");
    case SnapshotColumn::Count:
        break;
    }
    return {};
}

} // namespace coppice::models
