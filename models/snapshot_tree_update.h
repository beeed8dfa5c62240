// The next tree of a scope, worked out away from the thread that shows it.
#pragma once

#include "models/snapshot_tree_builder.h"
#include "models/tree_model.h"
#include "models/view_data.h"
#include "models/view_scope.h"

#include <memory>

namespace coppice::models {

struct SnapshotTreeOrder {
    quint64 number = 0;
    std::shared_ptr<const ViewData> view;
    ViewScope scope;
    std::shared_ptr<TreeRow> existing; ///< the tree of the same scope that is shown; null: there is none
};

struct SnapshotTreeUpdate {
    quint64 number = 0; ///< of the order
    std::shared_ptr<const ViewData> view;
    ViewScope scope;
    bool isReset = false;
    std::shared_ptr<TreeRow> root; ///< of a reset, with the rows below it by id
    RowsById rowsById;
    TreeChange change; ///< otherwise
};

/// Any thread, as long as nobody changes `order.existing`.
std::shared_ptr<SnapshotTreeUpdate> makeUpdate(const SnapshotTreeOrder& order);

/// What is left to do after an update was shown: rows that look the same still point into the view before.
struct LateTakeOver {
    TreeChange change;
    std::shared_ptr<const ViewData> before;
    std::size_t next = 0; ///< of change.same

    bool isDone() const { return next >= change.same.size(); }
    void advance(std::size_t rows);
};

} // namespace coppice::models
