// Lays graphs out beside the GUI thread; only the newest request counts.
#include "models/graph_layouter.h"

#include "models/snapshot_graph_layout.h"

#include <QMetaObject>

namespace coppice::models {

void GraphLayouter::request(std::shared_ptr<const ViewData> view, const ViewScope& scope, GraphLanes lanes) {
    const quint64 number = ++m_newest;
    m_lane.drop();
    m_busy = view != nullptr;
    if (!m_busy) {
        return;
    }
    m_lane.post([this, number, from = std::move(view), scope, lanes] {
        auto graph = layOutGraph(from, scope, lanes);
        const auto deliver = [this, number, made = std::move(graph)] {
            if (number == m_newest) {
                m_busy = false;
                emit this->made(made);
            }
        };
        QMetaObject::invokeMethod(this, deliver, Qt::QueuedConnection);
    });
}

} // namespace coppice::models
