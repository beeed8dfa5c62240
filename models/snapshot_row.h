// One row of the snapshot tree: what it stands for in a view, and what was worked out for it.
#pragma once

#include "models/roles.h"
#include "models/tree_model.h"
#include "models/view_data.h"

#include <QString>

namespace coppice::models {

/// Pointers lead into the view the row was made from, which the model keeps.
struct SnapshotRow final : TreeRow {
    SnapshotRow(SnapshotRowKind rowKind, const Guid& id)
        : TreeRow({asInt(rowKind), id})
        , kind(rowKind) {}

    bool shows(const TreeRow& other) const override;
    void takeOver(const TreeRow& other) override;

    SnapshotRowKind kind;
    const Collection* collection = nullptr;       ///< it stands under; null in none
    const VirtualSystem* vm = nullptr;            ///< null for rows about several
    const Snapshot* snapshot = nullptr;           ///< Member, Snapshot
    const SnapshotCollection* together = nullptr; ///< SnapshotCollection, and a Member's
    SnapshotFigures figures;                      ///< SnapshotCollection, Member, Snapshot
    bool held = false;
    bool destroying = false;
    bool current = false; ///< Now derives from it
    QString problem;
    /// Numbers of the last search that found it, and of the last that shows it; 0: none yet.
    std::uint64_t foundBy = 0;
    std::uint64_t shownBy = 0;

    bool selectable() const {
        return kind == SnapshotRowKind::SnapshotCollection || kind == SnapshotRowKind::Member ||
               kind == SnapshotRowKind::Snapshot;
    }
};

} // namespace coppice::models
