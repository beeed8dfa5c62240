// A table that says why it is empty.
#pragma once

#include <QTreeView>

namespace coppice::ui {

class HintTreeView : public QTreeView {
    Q_OBJECT
public:
    explicit HintTreeView(QString hint, QWidget* parent = nullptr);

    void setHint(const QString& hint);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_hint; ///< shown in place of rows
};

} // namespace coppice::ui
