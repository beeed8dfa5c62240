// Paints the hint over the empty viewport.
#include "ui/hint_tree_view.h"

#include "ui/style.h"

#include <QPainter>

namespace coppice::ui {

HintTreeView::HintTreeView(QString hint, QWidget* parent)
    : QTreeView(parent)
    , m_hint(std::move(hint)) {}

void HintTreeView::setHint(const QString& hint) {
    m_hint = hint;
    viewport()->update();
}

void HintTreeView::paintEvent(QPaintEvent* event) {
    QTreeView::paintEvent(event);
    if (model() == nullptr || model()->rowCount() > 0) {
        return;
    }
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const int margin = spacing::normal;
    painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                     Qt::AlignCenter | Qt::TextWordWrap, m_hint);
}

} // namespace coppice::ui
