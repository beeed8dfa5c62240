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
#include <vector>

namespace coppice::models {

/// What makes a row the same row in the next tree, among the children of one parent.
struct RowKey {
    int kind = 0;
    Guid id;
    bool operator==(const RowKey&) const = default;
};

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

    /// Takes over what `other`, a row of the same key, shows; true if anything is different.
    virtual bool takeOver(TreeRow& other) = 0;

private:
    friend class TreeModel;
    void renumberFrom(std::size_t first);

    RowKey m_key;
    TreeRow* m_parent = nullptr;
    int m_rowNumber = 0;
    std::vector<std::unique_ptr<TreeRow>> m_children;
};

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
    TreeRow* root() const { return m_root.get(); }

    /// Shows the tree below `root` from now on, with the fewest signals. Rows that stay keep their address.
    void replaceTree(std::unique_ptr<TreeRow> root);
    /// As a reset, keeping nothing.
    void resetTree(std::unique_ptr<TreeRow> root);

    /// Before rows are deleted, and after rows were taken into the tree (each with everything below it).
    virtual void rowsLeaving(const TreeRow& top) { static_cast<void>(top); }
    virtual void rowsEntered(TreeRow& top) { static_cast<void>(top); }

private:
    void sync(TreeRow& existing, TreeRow& incoming);
    void removeMissing(TreeRow& existing, const std::vector<bool>& keep);
    void insertAdded(TreeRow& existing, std::vector<std::unique_ptr<TreeRow>>& incoming,
                     const std::vector<std::size_t>& matches);

    std::unique_ptr<TreeRow> m_root;
};

} // namespace coppice::models
