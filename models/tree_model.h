// A tree of rows that is replaced as a whole but changes in place: rows that are gone are removed, new ones
// inserted, changed ones told about; one whose place among its siblings changed is taken out and put in
// again.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "core/guid.h"
#endif

#include <QAbstractItemModel>

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace coppice::models {

/// What makes a row the same row in the next tree, among the children of one parent.
struct RowKey {
    int kind = 0;
    Guid id;
    bool operator==(const RowKey&) const = default;
};

struct TreeChange;

class TreeRow {
public:
    explicit TreeRow(RowKey key)
        : m_key(key) {}
    virtual ~TreeRow() = default;
    TreeRow(const TreeRow&) = delete;
    TreeRow& operator=(const TreeRow&) = delete;

    const RowKey& key() const { return m_key; }
    TreeRow* parent() const { return m_parent; }
    int rowNumber() const { return m_rowNumber; } ///< among its siblings
    const std::vector<std::unique_ptr<TreeRow>>& children() const { return m_children; }
    TreeRow& append(std::unique_ptr<TreeRow> child);

    /// True if `other`, a row of the same key, looks the same.
    virtual bool shows(const TreeRow& other) const = 0;
    /// Takes over what `other`, a row of the same key, shows.
    virtual void takeOver(const TreeRow& other) = 0;

private:
    friend class TreeModel;
    friend TreeChange compareTrees(TreeRow& existing, std::unique_ptr<TreeRow> newer);
    void renumberFrom(std::size_t first);

    RowKey m_key;
    TreeRow* m_parent = nullptr;
    int m_rowNumber = 0;
    std::vector<std::unique_ptr<TreeRow>> m_children;
};

/// What leads from one tree to a newer one of the same keys. Made on any thread, from trees that nobody
/// changes meanwhile.
struct TreeChange {
    using Pair = std::pair<TreeRow*, TreeRow*>; ///< the one that is there, and its newer self

    std::unique_ptr<TreeRow> newer; ///< the root that the second rows belong to
    std::vector<Pair> parents;      ///< of children that come, go, move or look different; parents first
    std::vector<Pair> same;         ///< rows that look the same and yet take over what they point to
};
TreeChange compareTrees(TreeRow& existing, std::unique_ptr<TreeRow> newer);

class TreeModel : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;
    ~TreeModel() override;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex& parent = {}) const override;

protected:
    /// The row of a valid index, otherwise the (invisible) root; null while there is no tree.
    TreeRow* rowAt(const QModelIndex& index) const;
    QModelIndex indexOf(const TreeRow& row, int column = 0) const;
    const std::shared_ptr<TreeRow>& root() const { return m_root; }

    /// Shows the tree below `root` from now on, with the fewest signals. Rows that stay keep their address.
    void replaceTree(std::unique_ptr<TreeRow> root);
    /// The second half of the same, for a change that was worked out elsewhere: makes the tree the newer one,
    /// with the fewest signals. Rows that stay keep their address. Those in `change.same` are left to the
    /// caller; `change.newer` must live until they have taken over.
    void applyChange(TreeChange& change);
    /// As a reset, keeping nothing. Returns the tree that was there.
    std::shared_ptr<TreeRow> resetTree(std::shared_ptr<TreeRow> root);

    /// Before rows are deleted, and after rows were taken into the tree (each with everything below it), by
    /// applyChange().
    virtual void rowsLeaving(const TreeRow& top) { static_cast<void>(top); }
    virtual void rowsEntered(TreeRow& top) { static_cast<void>(top); }
    /// In the midst of a reset: root() is the new one.
    virtual void treeReset() {}

private:
    void syncChildren(TreeRow& existing, TreeRow& incoming);
    void removeMissing(TreeRow& existing, const std::vector<bool>& keep);
    void insertAdded(TreeRow& existing, std::vector<std::unique_ptr<TreeRow>>& incoming,
                     const std::vector<std::size_t>& matches);

    std::shared_ptr<TreeRow> m_root; ///< shared with whoever compares it with a newer one
};

} // namespace coppice::models
