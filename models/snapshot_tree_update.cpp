// How the snapshot tree follows its view: at once for what is small, through a worker otherwise.
#include "models/snapshot_tree_update.h"

#include "models/retire.h"
#include "models/snapshot_tree_model.h"
#include "models/work_lane.h"

#include <QMetaObject>
#include <QTimerEvent>

#include <algorithm>
#include <utility>

namespace coppice::models {

namespace {

constexpr std::size_t kSnapshotsAtOnce = 3000; ///< a tree of so many is made within a frame
constexpr std::size_t kRowsPerSlice = 4000;    ///< that take over between two events

std::shared_ptr<const void> shareOf(std::unique_ptr<TreeRow> rows) {
    return std::shared_ptr<TreeRow>(std::move(rows));
}

} // namespace

std::shared_ptr<SnapshotTreeUpdate> makeUpdate(const SnapshotTreeOrder& order) {
    auto update = std::make_shared<SnapshotTreeUpdate>();
    update->number = order.number;
    update->view = order.view;
    update->scope = order.scope;
    update->isReset = order.existing == nullptr;
    std::unique_ptr<TreeRow> root = buildSnapshotTree(*order.view, order.scope);
    if (update->isReset) {
        addRowsById(*root, update->rowsById);
        update->root = std::move(root);
    } else {
        update->change = compareTrees(*order.existing, std::move(root));
    }
    return update;
}

void LateTakeOver::advance(std::size_t rows) {
    const std::size_t end = std::min(change.same.size(), next + rows);
    for (; next < end; ++next) {
        change.same[next].first->takeOver(*change.same[next].second);
    }
}

void SnapshotTreeModel::setView(std::shared_ptr<const ViewData> view) {
    m_wanted = std::move(view);
    update();
    emit contentsChanged();
}

void SnapshotTreeModel::setScope(const ViewScope& scope) {
    if (m_scope == scope) {
        return;
    }
    m_scope = scope;
    if (m_wanted) {
        update();
    }
    emit contentsChanged();
}

void SnapshotTreeModel::update() {
    ++m_newest;
    if (!m_wanted) {
        m_shown = m_newest;
        showNothing();
        return;
    }
    const bool isRead = m_compared != nullptr && m_compared == root().get();
    if (!isRead && snapshotsIn(*m_wanted, m_scope) <= kSnapshotsAtOnce) {
        takeOverLate(true);
        show(*makeUpdate(order()));
        takeOverLate(true);
        return;
    }
    if (m_shownScope != m_scope) {
        showNothing(); // rather than what is somewhere else
    }
    if (!m_underWay) {
        startUpdate();
    }
}

SnapshotTreeOrder SnapshotTreeModel::order() const {
    return {.number = m_newest,
            .view = m_wanted,
            .scope = m_scope,
            .existing = m_shownScope == m_scope ? root() : nullptr};
}

void SnapshotTreeModel::startUpdate() {
    takeOverLate(true); // the worker reads the rows
    if (!m_lane) {
        m_lane = std::make_unique<WorkLane>();
    }
    m_underWay = true;
    const SnapshotTreeOrder next = order();
    m_compared = next.existing.get();
    m_lane->post([this, next] {
        QMetaObject::invokeMethod(
            this, [this, update = makeUpdate(next)] { updateMade(update); }, Qt::QueuedConnection);
    });
}

void SnapshotTreeModel::updateMade(const std::shared_ptr<SnapshotTreeUpdate>& made) {
    m_underWay = false;
    m_compared = nullptr;
    if (made->number == m_newest) {
        show(*made);
    } else if (m_shown != m_newest) {
        startUpdate();
    }
    retire(made);
}

void SnapshotTreeModel::show(SnapshotTreeUpdate& made) {
    m_shown = made.number;
    m_shownScope = made.scope;
    const std::shared_ptr<const ViewData> before = std::exchange(m_view, made.view); // rows point into it
    if (made.isReset) {
        m_late = {};
        m_nextRowsById = std::move(made.rowsById);
        retire(resetTree(std::move(made.root)));
        emit scopeShown();
        return;
    }
    applyChange(made.change);
    m_late = {.change = std::move(made.change), .before = before, .next = 0};
    m_lateTimer.start(0, this);
}

void SnapshotTreeModel::showNothing() {
    m_late = {};
    m_shownScope.reset();
    m_view = m_wanted;
    m_nextRowsById.clear();
    retire(resetTree(nullptr));
}

void SnapshotTreeModel::treeReset() {
    auto gone = std::make_shared<RowsById>(std::exchange(m_rowsById, std::move(m_nextRowsById)));
    m_nextRowsById.clear();
    retire(std::move(gone));
    markAllFound();
}

void SnapshotTreeModel::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_lateTimer.timerId()) {
        takeOverLate(false);
    } else {
        TreeModel::timerEvent(event);
    }
}

void SnapshotTreeModel::takeOverLate(bool all) {
    m_late.advance(all ? m_late.change.same.size() : kRowsPerSlice);
    if (m_late.isDone()) {
        m_lateTimer.stop();
        if (m_late.change.newer) {
            retire(shareOf(std::move(m_late.change.newer)));
            m_late = {};
        }
    }
}

} // namespace coppice::models
