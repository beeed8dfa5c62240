// A library's view with everything that is looked up in it. Made on a worker, immutable, shared.
#pragma once

#include "domain/inventory.h"
#include "providers/provider.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

namespace coppice::models {

/// What a snapshot, or a snapshot collection as a whole, holds and would take along.
struct SnapshotFigures {
    std::uint64_t ownBytes = 0;   ///< allocated on the volume by its own layers
    std::uint64_t freesBytes = 0; ///< the same over it and its dependents: an estimate, the plan knows better
    std::uint64_t dependents = 0; ///< VM snapshots that go with it, beyond itself (or its own members)
    bool operator==(const SnapshotFigures&) const = default;
};

/// By id of snapshot and of snapshot collection.
using FiguresById = std::unordered_map<Guid, SnapshotFigures>;

/// Figures of everything at once: linear for trees; where branches of different VMs meet again in snapshot
/// collections, quadratic in the number of those meeting points of one tree, 64 at a time.
FiguresById figuresOf(const InventoryIndex& index, const std::map<std::string, LayerFacts>& layers);

class ViewData {
public:
    /// May take a while for large libraries: not on a GUI thread. Whoever drops the last share of it does not
    /// wait until it is freed.
    static std::shared_ptr<const ViewData> make(std::shared_ptr<const LibraryView> view,
                                                const ProviderCapabilities& capabilities = {});

    const LibraryView& library() const { return *m_view; }
    const Inventory& inventory() const { return m_view->inventory; }
    const InventoryIndex& index() const { return m_index; }
    const ProviderCapabilities& capabilities() const { return m_capabilities; }
    /// All zero for an id that nothing has.
    SnapshotFigures figures(const Guid& id) const;
    /// What is wrong with the snapshot's layers, the first of them, with its path; empty: nothing.
    std::string problem(const Guid& snapshot) const;
    /// The first collection the VM is in; null if it is in none.
    const Collection* collectionOf(const Guid& vm) const;

    ViewData(std::shared_ptr<const LibraryView> view, const ProviderCapabilities& capabilities);

private:
    void findProblems();

    std::shared_ptr<const LibraryView> m_view;
    ProviderCapabilities m_capabilities;
    InventoryIndex m_index;
    FiguresById m_figures;
    std::unordered_map<Guid, std::string> m_problems;
    std::unordered_map<Guid, const Collection*> m_collectionOfVm;
};

} // namespace coppice::models
