// Lays graphs out beside the GUI thread; only the newest request counts.
#pragma once

#ifndef Q_MOC_RUN // moc 6.4 stumbles over libstdc++'s <concepts> when they come before Qt
#include "models/snapshot_graph.h"
#include "models/work_lane.h"
#endif

#include <QObject>

namespace coppice::models {

class GraphLayouter final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// made() follows, unless a newer request comes first. Null: none follows, and none that is under way.
    void request(std::shared_ptr<const ViewData> view, const ViewScope& scope, GraphLanes lanes);
    /// A request is not answered yet.
    bool busy() const { return m_busy; }

signals:
    void made(std::shared_ptr<const coppice::models::SnapshotGraph> graph);

private:
    quint64 m_newest = 0;
    bool m_busy = false;
    WorkLane m_lane; ///< last: its work uses this object
};

} // namespace coppice::models
