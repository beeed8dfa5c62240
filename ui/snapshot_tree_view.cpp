// Connects the models with the view, and keeps columns and expansion sensible.
#include "ui/snapshot_tree_view.h"

#include "models/roles.h"
#include "models/selection_keeper.h"
#include "models/texts.h"
#include "ui/snapshot_delegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

#include <utility>

namespace coppice::ui {

using models::asInt;
using models::SnapshotColumn;

namespace {

constexpr int minimumNameWidth = 190;
constexpr int expandAllUpToRows = 2000;

} // namespace

SnapshotTreeView::SnapshotTreeView(QWidget* parent)
    : BandTreeView(parent) {
    setObjectName(QStringLiteral("snapshotTree"));
    setAccessibleName(tr("Snapshots"));
    setAccessibleDescription(tr("Drag over rows to select them; Ctrl adds, Alt takes away"));
    m_filter.setSourceModel(&m_model);
    setModel(&m_filter);
    setItemDelegate(new SnapshotDelegate(this));
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(true);
    setSortingEnabled(true);
    header()->setSortIndicatorClearable(true);
    header()->setSortIndicator(-1, Qt::AscendingOrder);
    header()->setAccessibleName(tr("Columns"));
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(40);
    auto* const keeper =
        new models::SelectionKeeper(selectionModel(), [this](const Guid& id) { return indexesOf(id); });
    setInitialColumns();

    connect(&m_model, &models::SnapshotTreeModel::marksChanged, viewport(),
            QOverload<>::of(&QWidget::update));
    connect(&m_model, &models::SnapshotTreeModel::scopeShown, this, &SnapshotTreeView::expandShown);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SnapshotTreeView::selectedIdsChanged);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SnapshotTreeView::currentRowChanged);
    connect(keeper, &models::SelectionKeeper::restored, this, &SnapshotTreeView::selectedIdsChanged);
}

void SnapshotTreeView::setInitialColumns() {
    // Measured by what usually stands there, so that fonts and languages of any width fit.
    const QFontMetrics metrics = fontMetrics();
    const auto width = [&](const QString& sample) { return metrics.horizontalAdvance(sample) + 14; };
    const QString size = QStringLiteral("999.9 MiB");
    const std::pair<SnapshotColumn, QString> samples[] = {
        {SnapshotColumn::Created, models::timeText(systemClock().now())},
        {SnapshotColumn::Kind, QStringLiteral("Collection")},
        {SnapshotColumn::Vms, QStringLiteral("database1")},
        {SnapshotColumn::OwnData, size},
        {SnapshotColumn::Frees, size},
        {SnapshotColumn::Dependents, QStringLiteral("10,000")},
        {SnapshotColumn::Hold, QStringLiteral("operator")}};
    for (const auto& [column, sample] : samples) {
        setColumnWidth(asInt(column), qMax(width(sample), header()->sectionSizeHint(asInt(column))));
    }
}

void SnapshotTreeView::fitNameColumn() {
    int others = 0;
    for (int column = 1; column < header()->count(); ++column) {
        others += isColumnHidden(column) ? 0 : columnWidth(column);
    }
    setColumnWidth(0, qMax(minimumNameWidth, viewport()->width() - others));
}

void SnapshotTreeView::setView(std::shared_ptr<const models::ViewData> view) {
    m_model.setView(std::move(view));
}

void SnapshotTreeView::setScope(const models::ViewScope& scope) {
    if (scope == m_model.scope()) {
        return;
    }
    clearSelection();
    m_model.setScope(scope);
}

void SnapshotTreeView::setClosure(std::shared_ptr<const models::LiveClosure> closure) {
    m_model.setClosure(std::move(closure));
}

void SnapshotTreeView::setSearch(const models::ViewScope& scope,
                                 std::shared_ptr<const models::SearchResult> found) {
    if (found != nullptr && !m_model.isSearched()) {
        m_expandedBefore = expandedRows();
    } else if (found == nullptr && m_model.isSearched()) {
        m_searchEnded = true;
    }
    m_model.setSearch(scope, std::move(found));
}

void SnapshotTreeView::expandShown() {
    if (std::exchange(m_searchEnded, false)) {
        expandRows(std::exchange(m_expandedBefore, {}));
        fitNameColumn();
    } else {
        expandFitting();
    }
    scrollTo(currentIndex());
}

void SnapshotTreeView::reveal(const Guid& id) {
    const QModelIndexList rows = indexesOf(id);
    if (!rows.isEmpty()) {
        selectIds({id});
        selectionModel()->setCurrentIndex(rows.front(), QItemSelectionModel::NoUpdate);
        scrollTo(rows.front());
    }
}

void SnapshotTreeView::goToFirstFound() {
    const auto isFound = [](const QModelIndex& index) {
        return index.siblingAtColumn(0).data(asInt(models::SnapshotRole::SearchMatch)).toInt() ==
               asInt(models::SearchMatch::Found);
    };
    if (isFound(currentIndex())) {
        return;
    }
    // Depth first, into what is collapsed too: something found is never far below what leads to it.
    for (QModelIndex index = m_filter.index(0, 0); index.isValid();) {
        if (isFound(index)) {
            setCurrentIndex(index);
            return;
        }
        index = m_filter.index(0, 0, index);
    }
}

std::unordered_set<Guid> SnapshotTreeView::expandedRows() const {
    std::unordered_set<Guid> ids;
    std::vector<QModelIndex> waiting{QModelIndex()};
    while (!waiting.empty()) {
        const QModelIndex parent = waiting.back();
        waiting.pop_back();
        for (int row = 0; row < m_filter.rowCount(parent); ++row) {
            const QModelIndex index = m_filter.index(row, 0, parent);
            if (isExpanded(index)) {
                ids.insert(index.data(asInt(models::SnapshotRole::Id)).value<Guid>());
                waiting.push_back(index);
            }
        }
    }
    return ids;
}

void SnapshotTreeView::expandRows(const std::unordered_set<Guid>& ids) {
    std::vector<QModelIndex> waiting{QModelIndex()};
    while (!waiting.empty()) {
        const QModelIndex parent = waiting.back();
        waiting.pop_back();
        for (int row = 0; row < m_filter.rowCount(parent); ++row) {
            const QModelIndex index = m_filter.index(row, 0, parent);
            if (ids.contains(index.data(asInt(models::SnapshotRole::Id)).value<Guid>())) {
                expand(index);
                waiting.push_back(index);
            }
        }
    }
}

void SnapshotTreeView::expandFitting() {
    if (m_model.shownRows() < expandAllUpToRows) {
        expandAll();
    } else {
        expandToDepth(0);
    }
    fitNameColumn();
}

std::vector<Guid> SnapshotTreeView::selectedIds() const {
    return models::SelectionKeeper::selectedIds(*selectionModel());
}

void SnapshotTreeView::selectIds(const std::vector<Guid>& ids, models::SelectHow how) {
    QModelIndexList rows;
    for (const Guid& id : models::combined(selectedIds(), ids, how)) {
        for (const QModelIndex& row : indexesOf(id)) {
            if (row.data(asInt(models::SnapshotRole::SearchMatch)).toInt() !=
                asInt(models::SearchMatch::Context)) {
                rows.append(row);
            }
        }
    }
    selectionModel()->select(models::SelectionKeeper::rowsOf(rows), QItemSelectionModel::ClearAndSelect);
}

void SnapshotTreeView::selectAll() {
    selectIds(m_model.selectableIds());
}

void SnapshotTreeView::invertSelection() {
    selectIds(models::combined(m_model.selectableIds(), selectedIds(), models::SelectHow::Remove));
}

QModelIndexList SnapshotTreeView::indexesOf(const Guid& id) const {
    QModelIndexList result;
    for (const QModelIndex& source : m_model.indexesOf(id)) {
        const QModelIndex index = m_filter.mapFromSource(source);
        if (index.isValid()) {
            result.append(index);
        }
    }
    return result;
}

void SnapshotTreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const {
    const bool selected = selectionModel()->isSelected(index);
    QRect row = option.rect;
    row.setLeft(0);
    row.setRight(viewport()->width());
    if (!selected) {
        SnapshotDelegate::paintRowMark(*painter, row, palette(), index, false);
    }
    BandTreeView::drawRow(painter, option, index);
}

void SnapshotTreeView::paintEvent(QPaintEvent* event) {
    BandTreeView::paintEvent(event);
    if (m_filter.rowCount() > 0 || m_model.view() == nullptr || m_model.isLoading()) {
        return;
    }
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QString text =
        m_model.isSearched() ? tr("No snapshot matches the search.") : tr("There are no snapshots here.");
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, text);
}

void SnapshotTreeView::resizeEvent(QResizeEvent* event) {
    BandTreeView::resizeEvent(event);
    fitNameColumn();
}

void SnapshotTreeView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_menu == nullptr) {
        return;
    }
    const QPoint where = event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()
                             ? viewport()->mapToGlobal(visualRect(currentIndex()).center())
                             : event->globalPos();
    m_menu->popup(where);
}

} // namespace coppice::ui
