// A table that says why it is empty.
#pragma once

#include <QTreeView>

namespace coppice::ui {

class HintTreeView final : public QTreeView {
    Q_OBJECT
public:
    explicit HintTreeView(QString hint, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_hint; ///< shown in place of rows
};

} // namespace coppice::ui
