// Gives up columns in the order of what an operator can best do without.
#include "ui/job_table_view.h"

#include "models/roles.h"
#include "models/texts.h"
#include "models/time_left.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>

namespace coppice::ui {

using models::asInt;
using models::JobColumn;

namespace {
constexpr JobColumn givenUpFirst[] = {JobColumn::DoneTotal, JobColumn::Started, JobColumn::Rate,
                                      JobColumn::TimeLeft};
constexpr int titleCharacters = 22; ///< of a job, at least
constexpr int cellMargin = 20;
constexpr int iconRoom = 24;
constexpr int progressWidth = 130;
} // namespace

JobTableView::JobTableView(QWidget* parent)
    : HintTreeView({}, parent) {}

void JobTableView::setUpColumns() {
    const auto width = [this](const QString& sample) {
        return fontMetrics().horizontalAdvance(sample) + cellMargin;
    };
    constexpr models::TimeRange longRange{.leastMs = 5'400'000, .mostMs = 7'200'000};
    setColumnWidth(asInt(JobColumn::State), width(models::stateText(JobState::Completed)) + iconRoom);
    setColumnWidth(asInt(JobColumn::Progress), progressWidth);
    setColumnWidth(asInt(JobColumn::DoneTotal), width(QStringLiteral("1023.9 MiB / 1023.9 MiB")));
    setColumnWidth(asInt(JobColumn::Rate), width(QStringLiteral("123.4 MiB/s")));
    setColumnWidth(asInt(JobColumn::TimeLeft), width(models::timeRangeText(longRange)));
    setColumnWidth(asInt(JobColumn::Started), width(models::timeText(systemClock().now())));
    header()->setSectionResizeMode(asInt(JobColumn::Job), QHeaderView::Stretch);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QByteArray JobTableView::saveColumns() const {
    return header()->saveState();
}

void JobTableView::restoreColumns(const QByteArray& state) {
    header()->restoreState(state);
    header()->setSectionResizeMode(asInt(JobColumn::Job), QHeaderView::Stretch);
    m_givenUp.clear();
    for (const JobColumn column : givenUpFirst) { // they were saved without room, not by choice
        setColumnHidden(asInt(column), false);
    }
    fitColumns();
}

void JobTableView::fitColumns() {
    const int title = fontMetrics().averageCharWidth() * titleCharacters;
    const auto widthOf = [this](int column) {
        return m_givenUp.value(column, header()->sectionSize(column));
    };
    int needed = title;
    for (int column = 0; column < header()->count(); ++column) {
        needed += column == asInt(JobColumn::Job) ? 0 : widthOf(column);
    }
    for (const JobColumn name : givenUpFirst) {
        const int column = asInt(name);
        const int width = widthOf(column);
        const bool fits = needed <= viewport()->width();
        if (!fits) {
            needed -= width;
            m_givenUp.insert(column, width);
        } else {
            m_givenUp.remove(column);
        }
        if (isColumnHidden(column) == fits) {
            setColumnHidden(column, !fits);
        }
    }
}

void JobTableView::resizeEvent(QResizeEvent* event) {
    HintTreeView::resizeEvent(event);
    if (model() != nullptr) {
        fitColumns();
    }
}

void JobTableView::contextMenuEvent(QContextMenuEvent* event) {
    auto* const menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("jobMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid();
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

} // namespace coppice::ui
