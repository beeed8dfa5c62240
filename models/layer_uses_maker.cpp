// One lane; views that nobody waits for any more are dropped.
#include "models/layer_uses_maker.h"

#include <QMetaObject>

#include <utility>

namespace coppice::models {

LayerUsesMaker::LayerUsesMaker(QObject* parent)
    : QObject(parent) {}

LayerUsesMaker::~LayerUsesMaker() {
    m_lane.drop();
}

void LayerUsesMaker::setView(std::shared_ptr<const ViewData> view) {
    if (view == m_view) {
        return;
    }
    m_lane.drop();
    m_uses.reset();
    m_view = std::move(view);
    if (!m_view) {
        return;
    }
    m_lane.post([this, from = m_view] {
        auto uses = LayerUses::make(from);
        QMetaObject::invokeMethod(
            this,
            [this, from, uses = std::move(uses)] {
                if (from == m_view) {
                    m_uses = uses;
                    emit made();
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace coppice::models
