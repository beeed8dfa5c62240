// A library's view with its index and figures.
#include "models/view_data.h"

#include <utility>

namespace coppice::models {

ViewData::ViewData(std::shared_ptr<const LibraryView> view, const ProviderCapabilities& capabilities)
    : m_view(std::move(view))
    , m_capabilities(capabilities)
    , m_index(m_view->inventory)
    , m_figures(figuresOf(m_index, m_view->layers)) {
    for (const Collection& collection : m_view->inventory.collections) {
        for (const Guid& vm : collection.vms) {
            m_collectionOfVm.emplace(vm, &collection);
        }
    }
}

std::shared_ptr<const ViewData> ViewData::make(std::shared_ptr<const LibraryView> view,
                                               const ProviderCapabilities& capabilities) {
    return std::make_shared<const ViewData>(std::move(view), capabilities);
}

SnapshotFigures ViewData::figures(const Guid& id) const {
    const auto found = m_figures.find(id);
    return found == m_figures.end() ? SnapshotFigures{} : found->second;
}

const Collection* ViewData::collectionOf(const Guid& vm) const {
    const auto found = m_collectionOfVm.find(vm);
    return found == m_collectionOfVm.end() ? nullptr : found->second;
}

} // namespace coppice::models
