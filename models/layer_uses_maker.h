// Finds out who uses each layer, on a thread of its own.
#pragma once

#include "models/disk_chain.h"
#include "models/work_lane.h"

#include <QObject>

#include <memory>

namespace coppice::models {

class LayerUsesMaker final : public QObject {
    Q_OBJECT

public:
    explicit LayerUsesMaker(QObject* parent = nullptr);
    /// Waits for what is being made.
    ~LayerUsesMaker() override;

    /// made() follows, unless another view comes first. Null: forgets all.
    void setView(std::shared_ptr<const ViewData> view);
    /// Of the view set last; null until made().
    const LayerUses* uses() const { return m_uses.get(); }

signals:
    void made();

private:
    std::shared_ptr<const ViewData> m_view;
    std::shared_ptr<const LayerUses> m_uses;
    WorkLane m_lane; ///< last: its thread uses all of the above
};

} // namespace coppice::models
