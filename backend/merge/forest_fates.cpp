// Two passes over the trees: from the leaves down to the bases for what is needed, and back up for the trees.
#include "merge/forest_fates.h"

#include <ranges>

namespace coppice::merge {

ForestFates::ForestFates(const LayerForest& forest, const std::unordered_set<Guid>& destroyed)
    : m_states(forest.layers.size())
    , m_useDestroyed(forest.uses.size()) {
    readUses(forest, destroyed);
    passDown(forest);
    findTrees();
    decide();
}

void ForestFates::readUses(const LayerForest& forest, const std::unordered_set<Guid>& destroyed) {
    for (std::size_t i = 0; i < forest.uses.size(); ++i) {
        const LayerUse& use = forest.uses[i];
        if (use.layer >= m_states.size()) {
            continue;
        }
        LayerState& state = m_states[use.layer];
        state.owned = true;
        m_useDestroyed[i] = use.snapshot && destroyed.contains(*use.snapshot);
        // The first destroyed use names the disk; else the first use.
        if (state.use == noIndex || (m_useDestroyed[i] && !state.usedByDestroyed)) {
            state.use = static_cast<std::uint32_t>(i);
            state.useDistance = 0;
        }
        state.usedByDestroyed |= m_useDestroyed[i];
        state.referenced |= !m_useDestroyed[i];
    }
}

/// From the leaves to the bases, for what is needed. What lies on a ring of parents is never reached.
void ForestFates::passDown(const LayerForest& forest) {
    std::vector<std::uint32_t> childrenLeft(m_states.size(), 0);
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        const auto& parent = forest.layers[i].parent;
        if (parent && *parent < m_states.size()) {
            m_states[i].parent = *parent;
            ++childrenLeft[*parent];
        }
    }
    m_fromLeaves.reserve(m_states.size());
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        if (childrenLeft[i] == 0) {
            m_fromLeaves.push_back(static_cast<LayerIndex>(i));
        }
    }
    for (std::size_t next = 0; next < m_fromLeaves.size(); ++next) {
        LayerState& state = m_states[m_fromLeaves[next]];
        state.needed |= state.referenced;
        if (state.parent == noIndex) {
            continue;
        }
        LayerState& parent = m_states[state.parent];
        parent.owned |= state.owned;
        if (state.needed) {
            parent.needed = true;
            ++parent.neededChildren;
            parent.neededChild = m_fromLeaves[next];
        }
        if (state.use != noIndex && state.useDistance + 1 < parent.useDistance) {
            parent.use = state.use;
            parent.useDistance = state.useDistance + 1;
        }
        if (--childrenLeft[state.parent] == 0) {
            m_fromLeaves.push_back(state.parent);
        }
    }
}

/// Roots and depths, and which trees R touches.
void ForestFates::findTrees() {
    for (const LayerIndex layer : std::views::reverse(m_fromLeaves)) {
        LayerState& state = m_states[layer];
        if (state.parent == noIndex) {
            state.root = layer;
        } else {
            state.root = m_states[state.parent].root;
            state.depth = m_states[state.parent].depth + 1;
        }
    }
    for (const LayerIndex layer : m_fromLeaves) {
        const LayerState& state = m_states[layer];
        if (state.usedByDestroyed && state.root != noIndex) {
            m_states[state.root].concerned = true;
        }
    }
}

void ForestFates::decide() {
    for (const LayerIndex layer : m_fromLeaves) {
        LayerState& state = m_states[layer];
        if (state.root == noIndex || !m_states[state.root].concerned) {
            continue;
        }
        state.concerned = true;
        m_concerned.push_back(layer);
        if (!state.owned) {
            continue;
        }
        if (state.referenced) {
            state.fate = LayerFate::Referenced;
        } else if (state.neededChildren > 1) {
            state.fate = LayerFate::Branch;
        } else if (state.neededChildren == 1) {
            state.fate = LayerFate::Collapsed;
        } else {
            state.fate = LayerFate::Deleted;
        }
    }
}

std::vector<LayerFate> layerFates(const LayerForest& forest, const std::unordered_set<Guid>& destroyed) {
    const ForestFates fates(forest, destroyed);
    std::vector<LayerFate> result(fates.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = fates[static_cast<LayerIndex>(i)].fate;
    }
    return result;
}

} // namespace coppice::merge
