// One lane; what waits there is dropped when something newer is asked.
#include "models/snapshot_search.h"

#include <QMetaObject>

#include <utility>

namespace coppice::models {

SnapshotSearch::SnapshotSearch(QObject* parent)
    : QObject(parent) {}

SnapshotSearch::~SnapshotSearch() {
    cancel();
}

void SnapshotSearch::setView(std::shared_ptr<const ViewData> view) {
    cancel();
    m_view = std::move(view);
    // Also without a view: what the lane still holds of the old one goes away there.
    m_lane.post([this, made = m_view] { prepare(made); });
}

quint64 SnapshotSearch::request(const SnapshotQuery& query) {
    cancel();
    if (!m_view) {
        return 0;
    }
    const quint64 number = m_newest;
    m_lane.post([this, query, view = m_view, number] {
        if (const std::shared_ptr<const SearchResult> result = search(query, view, number)) {
            QMetaObject::invokeMethod(this, [this, result] { answer(result); }, Qt::QueuedConnection);
        }
    });
    return number;
}

void SnapshotSearch::cancel() {
    ++m_newest;
    m_lane.drop();
}

void SnapshotSearch::answer(const std::shared_ptr<const SearchResult>& result) {
    if (result->number == m_newest) {
        emit found(result);
    }
}

void SnapshotSearch::prepare(const std::shared_ptr<const ViewData>& view) {
    if (m_indexedView == view) {
        return;
    }
    m_index.reset(); // its memory first
    m_indexedView = view;
    if (view) {
        m_index = SearchIndex::make(*view);
    }
}

std::shared_ptr<const SearchResult> SnapshotSearch::search(const SnapshotQuery& query,
                                                           const std::shared_ptr<const ViewData>& view,
                                                           quint64 number) {
    constexpr std::size_t kEntriesBetweenLooks = 1024;
    prepare(view);
    auto result = std::make_shared<SearchResult>();
    result->number = number;
    result->view = view;
    const std::vector<SearchEntry>& entries = m_index->entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i % kEntriesBetweenLooks == 0 && m_newest != number) {
            return nullptr;
        }
        if (query.matches(entries[i])) {
            result->ids.insert(entries[i].id);
        }
    }
    return result;
}

} // namespace coppice::models
