// A disk's chain drawn as stacked layers, newest on top.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace coppice::ui {

struct ChainLayer {
    QString name; ///< file name
    QString path; ///< as the library names it
    QString type; ///< "dynamic", …
    quint64 allocatedBytes = 0;
    QString problem; ///< empty, or what is wrong with it
};

struct DiskChain {
    QString slot;
    quint64 virtualSizeBytes = 0;
    QList<ChainLayer> layers; ///< newest first
};

/// Each layer is a bar as wide as its share of the disk's space. The text is also the accessible
/// description.
class ChainView final : public QWidget {
    Q_OBJECT
public:
    explicit ChainView(QWidget* parent = nullptr);

    void setDisks(QList<DiskChain> disks);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    int rowHeight() const;
    QString toolTipOf(const ChainLayer& layer) const;

    QList<DiskChain> m_disks;
};

} // namespace coppice::ui
