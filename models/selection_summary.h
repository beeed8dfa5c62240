// What several selected snapshots are together. Pure.
#pragma once

#include "models/view_data.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>

namespace coppice::models {

struct SelectionSummary {
    std::uint64_t snapshots = 0;   ///< VM snapshots, members of selected snapshot collections included
    std::uint64_t collections = 0; ///< snapshot collections
    std::uint64_t held = 0;        ///< of the snapshots
    std::uint64_t ownBytes = 0;    ///< of the snapshots, each once
    std::optional<Timestamp> oldest;
    std::optional<Timestamp> newest;
    /// "web1: 3", by name: the VMs and how many of their snapshots.
    QStringList vms;
};

/// Ids that nothing has are left out.
SelectionSummary summaryOf(const ViewData& view, std::span<const Guid> ids);

} // namespace coppice::models
