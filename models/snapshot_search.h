// Answers queries about a view on a thread of its own; the newest alone matters.
#pragma once

#include "models/snapshot_query.h"
#include "models/view_data.h"
#include "models/work_lane.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <unordered_set>

namespace coppice::models {

struct SearchResult {
    quint64 number = 0; ///< of the request
    std::unordered_set<Guid> ids;
    std::shared_ptr<const ViewData> view; ///< what was searched
};

class SnapshotSearch final : public QObject {
    Q_OBJECT

public:
    explicit SnapshotSearch(QObject* parent = nullptr);
    /// Waits for the pass that runs.
    ~SnapshotSearch() override;

    /// What is searched from now on; its index is made at once, off this thread. Null: nothing.
    void setView(std::shared_ptr<const ViewData> view);

    /// Everything in the view that matches. A new request stops the one before, which may then not be
    /// answered; the newest always is, by found(). Returns its number, greater than any before; 0 without a
    /// view.
    quint64 request(const SnapshotQuery& query);
    /// No answer comes any more.
    void cancel();

signals:
    void found(std::shared_ptr<const coppice::models::SearchResult> result);

private:
    void answer(const std::shared_ptr<const SearchResult>& result);
    /// On the lane. Null: a newer request waits.
    std::shared_ptr<const SearchResult> search(const SnapshotQuery& query,
                                               const std::shared_ptr<const ViewData>& view, quint64 number);
    void prepare(const std::shared_ptr<const ViewData>& view); ///< on the lane

    std::shared_ptr<const ViewData> m_view;
    std::atomic<quint64> m_newest = 0;
    /// Used on the lane alone.
    std::shared_ptr<const ViewData> m_indexedView;
    std::shared_ptr<const SearchIndex> m_index;
    WorkLane m_lane; ///< last: its thread uses all of the above
};

} // namespace coppice::models
