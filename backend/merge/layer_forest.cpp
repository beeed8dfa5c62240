// Children from parents.
#include "merge/layer_forest.h"

namespace coppice::merge {

std::vector<std::vector<LayerIndex>> LayerForest::children() const {
    std::vector<std::vector<LayerIndex>> result(layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& parent = layers[i].parent;
        if (parent && *parent < layers.size()) {
            result[*parent].push_back(static_cast<LayerIndex>(i));
        }
    }
    return result;
}

} // namespace coppice::merge
