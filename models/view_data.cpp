// A library's view with its index and figures.
#include "models/view_data.h"

#include "models/retire.h"

#include <algorithm>
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
    findProblems();
}

void ViewData::findProblems() {
    const auto hasProblem = [](const auto& layer) { return !layer.second.problem.empty(); };
    if (std::ranges::none_of(m_view->layers, hasProblem)) {
        return; // the usual case: no path needs to be looked up
    }
    for (const VirtualSystem& vm : m_view->inventory.vms) {
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, path] : snapshot.disks) {
                const auto facts = m_view->layers.find(path);
                if (facts != m_view->layers.end() && hasProblem(*facts)) {
                    m_problems.emplace(snapshot.id, path + ": " + facts->second.problem);
                    break;
                }
            }
        }
    }
}

std::shared_ptr<const ViewData> ViewData::make(std::shared_ptr<const LibraryView> view,
                                               const ProviderCapabilities& capabilities) {
    const auto forget = [](const ViewData* data) { retire(std::shared_ptr<const ViewData>(data)); };
    return {new ViewData(std::move(view), capabilities), forget};
}

SnapshotFigures ViewData::figures(const Guid& id) const {
    const auto found = m_figures.find(id);
    return found == m_figures.end() ? SnapshotFigures{} : found->second;
}

std::string ViewData::problem(const Guid& snapshot) const {
    const auto found = m_problems.find(snapshot);
    return found == m_problems.end() ? std::string() : found->second;
}

const Collection* ViewData::collectionOf(const Guid& vm) const {
    const auto found = m_collectionOfVm.find(vm);
    return found == m_collectionOfVm.end() ? nullptr : found->second;
}

} // namespace coppice::models
