// Everything that a plan destroys, for the confirmation: what stops it first, then collection → VM →
// snapshot, each snapshot with its reason.
#pragma once

#include "merge/destroy_plan.h"
#include "models/roles.h"
#include "models/tree_model.h"
#include "models/view_data.h"

namespace coppice::models {

/// Columns: PlanColumn; roles: PlanRole.
class DestroyPlanModel final : public TreeModel {
    Q_OBJECT

public:
    using TreeModel::TreeModel;

    /// A new plan for the same view changes rows in place. Null: empty.
    void setPlan(const std::shared_ptr<const DestroyPlan>& plan, const std::shared_ptr<const ViewData>& view);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
};

} // namespace coppice::models
