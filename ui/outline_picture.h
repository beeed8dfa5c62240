// The snapshot tree on paper: every row of the scope that a search does not hide, with its columns.
#pragma once

#include "models/roles.h"
#include "ui/picture.h"

#include <QModelIndex>
#include <QObject>
#include <QStringList>

#include <vector>

namespace coppice::ui {

class SnapshotTreeView;

/// Reads the tree's rows a few at a time, from the start again if they change meanwhile; then keeps none of
/// it.
class OutlinePicture final : public Picture {
public:
    /// `tree` outlives the preparation.
    OutlinePicture(SnapshotTreeView& tree, QString title);

    bool prepareSome() override;
    int layOut(const QSizeF& page) override;
    QSizeF size() const override;
    void paint(QPainter& painter, int piece) override;

private:
    struct Column {
        int logical = 0;
        QString heading;
        bool number = false;
        double width = 0;
        double left = 0;
    };
    struct Row {
        QStringList texts; ///< by column
        int depth = 0;
        models::SnapshotRowKind kind = models::SnapshotRowKind::Snapshot;
        models::Mark mark = models::Mark::None;
        bool selected = false;
        bool held = false;
        bool destroying = false;
        bool problem = false;
    };
    struct Waiting {
        QModelIndex index;
        int depth = 0;
    };

    void start();
    void read(const Waiting& next);
    void placeColumns(double width);
    void paintHeadings(QPainter& painter, double top) const;
    void paintRow(QPainter& painter, const Row& row, double top) const;
    void paintName(QPainter& painter, const Row& row, const QRectF& cell) const;

    SnapshotTreeView* m_tree;
    QString m_title;
    QObject m_watch; ///< receives the model's changes
    bool m_changed = true;
    std::vector<Waiting> m_waiting;
    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
    double m_nameWidth = 0; ///< that the longest name would take, indentation included
    QSizeF m_page;          ///< empty: one picture
    double m_width = 0;
    int m_rowsPerPiece = 1;
};

} // namespace coppice::ui
