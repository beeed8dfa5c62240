// The snapshot tree on paper.
#include "ui/outline_picture.h"

#include "ui/icons.h"
#include "ui/paper.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"

#include <QAbstractItemModel>
#include <QFontMetricsF>
#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace coppice::ui {

using models::asInt;
using models::Mark;
using models::SnapshotColumn;
using models::SnapshotRole;
using models::SnapshotRowKind;

namespace {

constexpr int rowsAtOnce = 100; ///< read, or painted into one picture, without looking at the clock
constexpr double rowHeight = 21;
constexpr double headingHeight = 24;
constexpr double indentation = 16;
constexpr double iconSize = 14;
constexpr double gap = 6;
constexpr double markWidth = 3;
constexpr double widestColumn = 170;
constexpr double widestName = 560;
constexpr double narrowestName = 180;

QFont bold() {
    QFont font = paper::font();
    font.setWeight(QFont::DemiBold);
    return font;
}

int alignmentOf(bool number) {
    return static_cast<int>(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
}

QString iconOf(SnapshotRowKind kind) {
    switch (kind) {
    case SnapshotRowKind::CollectionGroup:
        return QStringLiteral("collection");
    case SnapshotRowKind::VmGroup:
    case SnapshotRowKind::OwnGroup:
        return QStringLiteral("vm");
    case SnapshotRowKind::SnapshotCollection:
        return QStringLiteral("snapshot-collection");
    case SnapshotRowKind::Member:
    case SnapshotRowKind::Snapshot:
        return QStringLiteral("snapshot");
    case SnapshotRowKind::Now:
        return QStringLiteral("now");
    }
    return {};
}

} // namespace

OutlinePicture::OutlinePicture(SnapshotTreeView& tree, QString title)
    : m_tree(&tree)
    , m_title(std::move(title)) {
    const QAbstractItemModel* const rows = tree.model();
    const auto changed = [this] { m_changed = true; };
    QObject::connect(rows, &QAbstractItemModel::modelReset, &m_watch, changed);
    QObject::connect(rows, &QAbstractItemModel::rowsInserted, &m_watch, changed);
    QObject::connect(rows, &QAbstractItemModel::rowsAboutToBeRemoved, &m_watch, changed);
    QObject::connect(rows, &QAbstractItemModel::layoutAboutToBeChanged, &m_watch, changed);
}

void OutlinePicture::start() {
    m_changed = false;
    m_waiting.clear();
    m_columns.clear();
    m_rows.clear();
    m_nameWidth = 0;
    const QAbstractItemModel& rows = *m_tree->model();
    const QFontMetricsF metrics(bold());
    for (int logical = 0; logical < asInt(SnapshotColumn::Count); ++logical) {
        if (logical > 0 && m_tree->header()->isSectionHidden(logical)) {
            continue;
        }
        const auto column = static_cast<SnapshotColumn>(logical);
        Column made;
        made.logical = logical;
        made.heading = rows.headerData(logical, Qt::Horizontal).toString();
        made.number = column == SnapshotColumn::OwnData || column == SnapshotColumn::Frees ||
                      column == SnapshotColumn::Dependents;
        made.width = metrics.horizontalAdvance(made.heading);
        m_columns.push_back(made);
    }
    for (int row = rows.rowCount() - 1; row >= 0; --row) {
        m_waiting.push_back({rows.index(row, 0), 0});
    }
}

bool OutlinePicture::prepareSome() {
    if (m_tree == nullptr) {
        return false;
    }
    if (m_changed) {
        start();
    }
    for (int i = 0; i < rowsAtOnce && !m_waiting.empty(); ++i) {
        const Waiting next = m_waiting.back();
        m_waiting.pop_back();
        read(next);
    }
    if (m_waiting.empty()) {
        m_tree = nullptr;
        m_watch.blockSignals(true);
        return false;
    }
    return true;
}

void OutlinePicture::read(const Waiting& next) {
    const QAbstractItemModel& rows = *m_tree->model();
    const QFontMetricsF metrics(paper::font());
    Row row;
    row.depth = next.depth;
    row.kind = static_cast<SnapshotRowKind>(next.index.data(asInt(SnapshotRole::Kind)).toInt());
    row.mark = static_cast<Mark>(next.index.data(asInt(SnapshotRole::Mark)).toInt());
    row.selected = m_tree->selectionModel()->isSelected(next.index);
    row.held = next.index.data(asInt(SnapshotRole::Held)).toBool();
    row.destroying = next.index.data(asInt(SnapshotRole::Destroying)).toBool();
    row.problem = !next.index.data(asInt(SnapshotRole::Problem)).toString().isEmpty();
    for (Column& column : m_columns) {
        const QString text = next.index.siblingAtColumn(column.logical).data().toString();
        row.texts += text;
        const double width = metrics.horizontalAdvance(text);
        if (column.logical == 0) {
            m_nameWidth =
                std::max(m_nameWidth, width * 1.1 + next.depth * indentation + 3 * iconSize + 4 * gap);
        } else {
            column.width = std::min(widestColumn, std::max(column.width, width));
        }
    }
    m_rows.push_back(std::move(row));
    for (int child = rows.rowCount(next.index) - 1; child >= 0; --child) {
        m_waiting.push_back({rows.index(child, 0, next.index), next.depth + 1});
    }
}

void OutlinePicture::placeColumns(double width) {
    double others = 0;
    for (const Column& column : m_columns) {
        others += column.logical == 0 ? 0 : column.width + 2 * gap;
    }
    double left = 0;
    for (Column& column : m_columns) {
        if (column.logical == 0) {
            column.width = std::max(narrowestName, width - others);
            column.left = left;
            left += column.width;
        } else {
            column.left = left + gap;
            left += column.width + 2 * gap;
        }
    }
    m_width = left;
}

QSizeF OutlinePicture::size() const {
    return {m_width,
            paper::titleHeight() + headingHeight + static_cast<double>(m_rows.size()) * rowHeight + gap};
}

int OutlinePicture::layOut(const QSizeF& page) {
    m_page = page;
    if (page.isEmpty()) {
        double others = 0;
        for (const Column& column : m_columns) {
            others += column.logical == 0 ? 0 : column.width + 2 * gap;
        }
        placeColumns(others + std::min(widestName, m_nameWidth));
        m_rowsPerPiece = rowsAtOnce;
    } else {
        placeColumns(page.width());
        const double room = page.height() - paper::titleHeight() - headingHeight;
        m_rowsPerPiece = std::max(1, static_cast<int>(room / rowHeight));
    }
    const int rows = static_cast<int>(m_rows.size());
    return std::max(1, (rows + m_rowsPerPiece - 1) / m_rowsPerPiece);
}

void OutlinePicture::paint(QPainter& painter, int piece) {
    const int rows = static_cast<int>(m_rows.size());
    const bool whole = m_page.isEmpty();
    const double top = paper::titleHeight() + headingHeight;
    if (!whole || piece == 0) {
        const int pieces = (rows + m_rowsPerPiece - 1) / m_rowsPerPiece;
        paper::paintTitle(painter, m_width, m_title, whole ? 0 : piece + 1, std::max(1, pieces));
        paintHeadings(painter, paper::titleHeight());
    }
    const int first = piece * m_rowsPerPiece;
    for (int row = first; row < std::min(rows, first + m_rowsPerPiece); ++row) {
        paintRow(painter, m_rows[static_cast<std::size_t>(row)],
                 top + (row - (whole ? 0 : first)) * rowHeight);
    }
}

void OutlinePicture::paintHeadings(QPainter& painter, double top) const {
    painter.setFont(bold());
    painter.setPen(paper::palette().color(QPalette::Text));
    for (const Column& column : m_columns) {
        painter.drawText(QRectF(column.left, top, column.width, headingHeight), alignmentOf(column.number),
                         column.heading);
    }
    painter.setPen(QPen(paper::palette().color(QPalette::Dark), 1));
    painter.drawLine(QPointF(0, top + headingHeight - 1), QPointF(m_width, top + headingHeight - 1));
}

void OutlinePicture::paintRow(QPainter& painter, const Row& row, double top) const {
    const QPalette& palette = paper::palette();
    const QRectF line(0, top, m_width, rowHeight);
    const bool goes = row.mark == Mark::Dependent && !row.selected;
    const bool chosen = row.selected || row.mark == Mark::Selected;
    if (goes || chosen) {
        const QColor color = toneColor(goes ? Tone::Warning : Tone::Accent, palette);
        QColor tint = color;
        tint.setAlphaF(0.12F);
        painter.fillRect(line, tint);
        painter.setPen(QPen(color, markWidth, goes ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(QPointF(markWidth / 2, top), QPointF(markWidth / 2, top + rowHeight));
    }
    painter.setPen(QPen(palette.color(QPalette::Mid), 0.5));
    painter.drawLine(line.bottomLeft(), line.bottomRight());
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        const QRectF cell(column.left, top, column.width, rowHeight);
        if (column.logical == 0) {
            paintName(painter, row, cell);
            continue;
        }
        QFont font = paper::font();
        font.setItalic(goes);
        painter.setFont(font);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(cell, alignmentOf(column.number),
                         QFontMetricsF(font).elidedText(row.texts[static_cast<qsizetype>(i)], Qt::ElideRight,
                                                        column.width));
    }
}

void OutlinePicture::paintName(QPainter& painter, const Row& row, const QRectF& cell) const {
    const QPalette& palette = paper::palette();
    const QColor text = palette.color(QPalette::Text);
    double left = cell.left() + 2 * markWidth + row.depth * indentation;
    double right = cell.right() - gap;
    const auto sign = [&](double x, const QString& name, const QColor& color) {
        paintIcon(painter, name, {x, cell.center().y() - iconSize / 2, iconSize, iconSize}, color);
    };
    sign(left, iconOf(row.kind), row.kind == SnapshotRowKind::Now ? toneColor(Tone::Accent, palette) : text);
    left += iconSize + gap;
    const auto badge = [&](bool shown, const QString& name, Tone tone) {
        if (shown) {
            right -= iconSize;
            sign(right, name, toneColor(tone, palette));
            right -= gap / 2;
        }
    };
    badge(row.problem, QStringLiteral("warning"), Tone::Danger);
    badge(row.destroying, QStringLiteral("delete"), Tone::Danger);
    badge(row.held, QStringLiteral("hold"), Tone::Accent);
    badge(row.mark == Mark::Dependent, QStringLiteral("dependent"), Tone::Warning);
    const bool strong = row.kind == SnapshotRowKind::CollectionGroup ||
                        row.kind == SnapshotRowKind::SnapshotCollection || row.kind == SnapshotRowKind::Now;
    QFont font = strong ? bold() : paper::font();
    font.setItalic(row.mark == Mark::Dependent);
    font.setStrikeOut(row.destroying);
    painter.setFont(font);
    painter.setPen(text);
    painter.drawText(QRectF(left, cell.top(), right - left, cell.height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetricsF(font).elidedText(row.texts.value(0), Qt::ElideRight, right - left));
}

} // namespace coppice::ui
