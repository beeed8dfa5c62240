// Keeps a tree's rows in step with a newer tree of the same keys.
#include "models/tree_model.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace coppice::models {

namespace {

struct RowKeyHash {
    std::size_t operator()(const RowKey& key) const noexcept {
        return std::hash<Guid>{}(key.id) * 31 + static_cast<std::size_t>(key.kind);
    }
};

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

bool haveSameKeys(const TreeRow& existing, const TreeRow& incoming) {
    return std::ranges::equal(
        existing.children(), incoming.children(), {},
        [](const auto& row) -> const RowKey& { return row->key(); },
        [](const auto& row) -> const RowKey& { return row->key(); });
}

/// For every incoming child the existing one that stays for it, in ascending order; kNoMatch for a new one.
std::vector<std::size_t> matchChildren(const TreeRow& existing, const TreeRow& incoming) {
    std::unordered_map<RowKey, std::size_t, RowKeyHash> places;
    for (std::size_t i = 0; i < existing.children().size(); ++i) {
        places.emplace(existing.children()[i]->key(), i);
    }
    std::vector<std::size_t> matches(incoming.children().size(), kNoMatch);
    std::size_t next = 0; // a row that would have to move up is taken out and put in again instead
    for (std::size_t i = 0; i < matches.size(); ++i) {
        const auto place = places.find(incoming.children()[i]->key());
        if (place == places.end() || place->second < next) {
            continue;
        }
        matches[i] = place->second;
        next = place->second + 1;
    }
    return matches;
}

} // namespace

TreeRow& TreeRow::append(std::unique_ptr<TreeRow> child) {
    child->m_parent = this;
    child->m_rowNumber = static_cast<int>(m_children.size());
    m_children.push_back(std::move(child));
    return *m_children.back();
}

void TreeRow::renumberFrom(std::size_t first) {
    for (std::size_t i = first; i < m_children.size(); ++i) {
        m_children[i]->m_rowNumber = static_cast<int>(i);
    }
}

TreeChange compareTrees(TreeRow& existing, std::unique_ptr<TreeRow> newer) {
    TreeChange change;
    std::vector<TreeChange::Pair> waiting{{&existing, newer.get()}};
    while (!waiting.empty()) {
        const auto [before, after] = waiting.back();
        waiting.pop_back();
        const std::size_t firstHere = change.same.size();
        bool changed = !haveSameKeys(*before, *after);
        const std::vector<std::size_t> matches =
            changed ? matchChildren(*before, *after) : std::vector<std::size_t>();
        for (std::size_t i = 0; i < after->m_children.size(); ++i) {
            const std::size_t match = matches.empty() ? i : matches[i];
            if (match == kNoMatch) {
                continue;
            }
            TreeRow& row = *before->m_children[match];
            TreeRow& self = *after->m_children[i];
            changed = changed || !row.shows(self);
            change.same.emplace_back(&row, &self);
            if (!row.m_children.empty() || !self.m_children.empty()) {
                waiting.emplace_back(&row, &self);
            }
        }
        if (changed) {
            change.same.resize(firstHere);
            change.parents.emplace_back(before, after);
        }
    }
    change.newer = std::move(newer);
    return change;
}

TreeModel::~TreeModel() = default;

QModelIndex TreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, rowAt(parent)->m_children[static_cast<std::size_t>(row)].get());
}

QModelIndex TreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid()) {
        return {};
    }
    return indexOf(*rowAt(child)->parent());
}

int TreeModel::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0) {
        return 0;
    }
    const TreeRow* row = rowAt(parent);
    return row == nullptr ? 0 : static_cast<int>(row->children().size());
}

TreeRow* TreeModel::rowAt(const QModelIndex& index) const {
    return index.isValid() ? static_cast<TreeRow*>(index.internalPointer()) : m_root.get();
}

QModelIndex TreeModel::indexOf(const TreeRow& row, int column) const {
    return row.parent() == nullptr ? QModelIndex() : createIndex(row.rowNumber(), column, &row);
}

std::shared_ptr<TreeRow> TreeModel::resetTree(std::shared_ptr<TreeRow> root) {
    beginResetModel();
    m_root.swap(root);
    treeReset();
    endResetModel();
    return root;
}

void TreeModel::replaceTree(std::unique_ptr<TreeRow> root) {
    if (!m_root || !root) {
        resetTree(std::move(root));
        return;
    }
    TreeChange change = compareTrees(*m_root, std::move(root));
    applyChange(change);
    for (const auto& [existing, newer] : change.same) {
        existing->takeOver(*newer);
    }
}

void TreeModel::applyChange(TreeChange& change) {
    for (const auto& [existing, newer] : change.parents) {
        syncChildren(*existing, *newer);
    }
}

void TreeModel::syncChildren(TreeRow& existing, TreeRow& incoming) {
    const std::vector<std::size_t> matches = matchChildren(existing, incoming);
    std::vector<bool> keep(existing.children().size(), false);
    for (const std::size_t match : matches) {
        if (match != kNoMatch) {
            keep[match] = true;
        }
    }
    removeMissing(existing, keep);

    std::vector<std::unique_ptr<TreeRow>>& incomingRows = incoming.m_children;
    insertAdded(existing, incomingRows, matches);

    // What is left in incomingRows has an existing row at the same place.
    int firstChanged = -1;
    const int columns = columnCount({});
    const auto tell = [&](int end) {
        if (firstChanged >= 0) {
            emit dataChanged(indexOf(*existing.m_children[static_cast<std::size_t>(firstChanged)]),
                             indexOf(*existing.m_children[static_cast<std::size_t>(end - 1)], columns - 1));
            firstChanged = -1;
        }
    };
    for (std::size_t i = 0; i < incomingRows.size(); ++i) {
        bool changed = false;
        if (incomingRows[i]) {
            changed = !existing.m_children[i]->shows(*incomingRows[i]);
            existing.m_children[i]->takeOver(*incomingRows[i]);
        }
        if (!changed) {
            tell(static_cast<int>(i));
        } else if (firstChanged < 0) {
            firstChanged = static_cast<int>(i);
        }
    }
    tell(static_cast<int>(incomingRows.size()));
}

void TreeModel::removeMissing(TreeRow& existing, const std::vector<bool>& keep) {
    std::size_t end = keep.size();
    while (end > 0) {
        if (keep[end - 1]) {
            --end;
            continue;
        }
        std::size_t first = end - 1;
        while (first > 0 && !keep[first - 1]) {
            --first;
        }
        beginRemoveRows(indexOf(existing), static_cast<int>(first), static_cast<int>(end - 1));
        const auto begin = existing.m_children.begin() + static_cast<std::ptrdiff_t>(first);
        const auto last = existing.m_children.begin() + static_cast<std::ptrdiff_t>(end);
        std::for_each(begin, last, [this](const std::unique_ptr<TreeRow>& row) { rowsLeaving(*row); });
        existing.m_children.erase(begin, last);
        existing.renumberFrom(first);
        endRemoveRows();
        end = first;
    }
}

void TreeModel::insertAdded(TreeRow& existing, std::vector<std::unique_ptr<TreeRow>>& incoming,
                            const std::vector<std::size_t>& matches) {
    std::size_t first = 0;
    while (first < incoming.size()) {
        if (matches[first] != kNoMatch) {
            ++first;
            continue;
        }
        std::size_t end = first;
        while (end < incoming.size() && matches[end] == kNoMatch) {
            ++end;
        }
        beginInsertRows(indexOf(existing), static_cast<int>(first), static_cast<int>(end - 1));
        const auto from = incoming.begin() + static_cast<std::ptrdiff_t>(first);
        const auto to = incoming.begin() + static_cast<std::ptrdiff_t>(end);
        std::for_each(from, to,
                      [&existing](const std::unique_ptr<TreeRow>& row) { row->m_parent = &existing; });
        existing.m_children.insert(existing.m_children.begin() + static_cast<std::ptrdiff_t>(first),
                                   std::make_move_iterator(from), std::make_move_iterator(to));
        existing.renumberFrom(first);
        for (std::size_t i = first; i < end; ++i) {
            rowsEntered(*existing.m_children[i]);
        }
        endInsertRows();
        first = end;
    }
}

} // namespace coppice::models
