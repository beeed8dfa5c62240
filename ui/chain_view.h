// Disks' chains as stacked layers, newest on top, each filled in proportion to its own data.
#pragma once

#include "models/disk_chain.h"

#include <QListView>

#include <vector>

class QStandardItemModel;

namespace coppice::ui {

/// A list of one heading a disk and one row a layer; as high as all of them, so that it never scrolls itself.
/// Tab leads into it, arrows from layer to layer. A row's accessible text says everything about its layer.
class ChainView final : public QListView {
    Q_OBJECT
public:
    explicit ChainView(QWidget* parent = nullptr);

    /// `marked`: the snapshot whose layers are pointed out; null: none.
    void setDisks(const std::vector<models::DiskChain>& disks, const Guid& marked);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// Enter or a double click on a layer that a snapshot owns.
    void snapshotActivated(const coppice::Guid& id);

protected:
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitHeight();

    QStandardItemModel* m_items;
};

} // namespace coppice::ui
