// What becomes of each layer (DESIGN 3), and what the plan needs to know to say so. Private to the plan.
#pragma once

#include "merge/plan.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_set>
#include <vector>

namespace coppice::merge {

inline constexpr std::uint32_t noIndex = std::numeric_limits<std::uint32_t>::max();

/// Per layer. Indices are into the forest; noIndex: none.
struct LayerState {
    LayerIndex parent = noIndex;
    LayerIndex root =
        noIndex; ///< of its tree; noIndex for a layer whose parents form a ring, or derive from one
    std::uint32_t depth = 0; ///< parents below it
    LayerFate fate = LayerFate::Untouched;
    bool owned = false; ///< a use points at it or at a descendant
    bool usedByDestroyed = false;
    bool referenced = false; ///< by what survives
    bool needed = false;     ///< referenced, or has a needed child
    bool concerned = false;  ///< R points at some layer of its tree
    std::uint32_t neededChildren = 0;
    LayerIndex neededChild = noIndex; ///< the last one; the only one of a layer that collapses
    /// The use it is listed under: a destroyed snapshot's of its own, one of its own, or the nearest above.
    std::uint32_t use = noIndex;
    std::uint32_t useDistance = noIndex; ///< layers between
};

/// All layers' states. A tree is concerned as a whole if R points at one of its layers: a branch layer that
/// an earlier plan left collapses with the next one that touches its tree.
class ForestFates {
public:
    ForestFates(const LayerForest& forest, const std::unordered_set<Guid>& destroyed);

    const LayerState& operator[](LayerIndex layer) const { return m_states[layer]; }
    std::size_t size() const { return m_states.size(); }
    /// The layers of the trees concerned, unowned ones included, children before their parents.
    const std::vector<LayerIndex>& concerned() const { return m_concerned; }
    /// By use: R has it.
    bool isDestroyed(std::size_t use) const { return m_useDestroyed[use]; }

private:
    void readUses(const LayerForest& forest, const std::unordered_set<Guid>& destroyed);
    void passDown(const LayerForest& forest);
    void findTrees();
    void decide();

    std::vector<LayerState> m_states;
    std::vector<bool> m_useDestroyed;
    std::vector<LayerIndex> m_fromLeaves; ///< children before parents; without rings
    std::vector<LayerIndex> m_concerned;
};

} // namespace coppice::merge
