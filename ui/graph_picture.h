// The graph on paper, with its headings on every page.
#pragma once

#include "ui/graph_painter.h"
#include "ui/picture.h"

#include <vector>

namespace coppice::ui {

class GraphPicture final : public Picture {
public:
    /// `looks` is read now and not kept.
    GraphPicture(std::shared_ptr<const models::SnapshotGraph> graph, const GraphLooks& looks, QString title);

    bool prepareSome() override { return false; }
    int layOut(const QSizeF& page) override;
    QSizeF size() const override;
    void paint(QPainter& painter, int piece) override;

private:
    /// The looks of a moment.
    class Looks final : public GraphLooks {
    public:
        Looks(const models::SnapshotGraph& graph, const GraphLooks& now);
        bool isSelected(int node) const override { return m_selected[static_cast<std::size_t>(node)]; }
        models::Mark markOf(int node) const override { return m_marks[static_cast<std::size_t>(node)]; }
        bool isFound(int node) const override { return m_found[static_cast<std::size_t>(node)]; }

    private:
        std::vector<bool> m_selected;
        std::vector<bool> m_found;
        std::vector<models::Mark> m_marks;
    };
    QRectF graphArea(const QSizeF& page) const;

    GraphShapes m_shapes;
    Looks m_looks;
    QString m_title;
    QSizeF m_page;     ///< empty: one picture
    double m_zoom = 1; ///< fits the page where that can be read
    int m_columns = 1;
    int m_rows = 1;
};

} // namespace coppice::ui
