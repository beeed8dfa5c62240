// The list of jobs: as many columns as there is room for, never a sideways scroll bar.
#pragma once

#include "ui/hint_tree_view.h"

#include <QHash>

namespace coppice::ui {

/// Over a JobModel, through any proxy. Where there is no room for a column without squeezing the job's title,
/// the least needed ones go, Done / Total first; they come back with the room. The context menu, by mouse and
/// by menu key, holds the view's actions().
class JobTableView final : public HintTreeView {
    Q_OBJECT
public:
    explicit JobTableView(QWidget* parent = nullptr);

    /// After setModel(): widths, stretching, delegates' needs.
    void setUpColumns();

    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& state);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void fitColumns();

    QHash<int, int> m_givenUp; ///< columns without room, and how wide they were
};

} // namespace coppice::ui
