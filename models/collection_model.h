// The left side: library → collections → VMs, and the VMs that are in no collection.
#pragma once

#include "models/tree_model.h"
#include "models/view_data.h"
#include "models/view_scope.h"

namespace coppice::models {

/// One column. Roles: CollectionRole.
class CollectionModel final : public TreeModel {
    Q_OBJECT

public:
    using TreeModel::TreeModel;

    /// Null: no library.
    void setView(std::shared_ptr<const ViewData> view);

    ViewScope scopeAt(const QModelIndex& index) const;
    /// Of the first row that shows the scope; invalid if none does.
    QModelIndex indexOfScope(const ViewScope& scope) const;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

} // namespace coppice::models
