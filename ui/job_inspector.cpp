// Tabs, and a chart that finds its place.
#include "ui/job_inspector.h"

#include "ui/hint_tree_view.h"
#include "ui/job_delegate.h"
#include "ui/job_details.h"
#include "ui/log_view.h"
#include "ui/progress_delegate.h"
#include "ui/rate_chart.h"
#include "ui/rate_pane.h"
#include "ui/style.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace coppice::ui {

using models::asInt;
using models::StepColumn;

namespace {
constexpr int wideEnough = 820; ///< for steps and chart side by side
constexpr int progressWidth = 120;
constexpr int cellMargin = 20;
constexpr int iconRoom = 24;
} // namespace

JobInspector::JobInspector(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_split(new QSplitter(Qt::Horizontal))
    , m_tabs(new QTabWidget)
    , m_steps(new HintTreeView(tr("Steps of the selected job appear here.")))
    , m_log(new LogView)
    , m_details(new JobDetails(actions))
    , m_rates(new RatePane) {
    setUpSteps();
    m_log->setObjectName(QStringLiteral("jobLog"));
    m_log->setAccessibleName(tr("Log of the selected job"));
    m_tabs->setObjectName(QStringLiteral("jobTabs"));
    m_tabs->setAccessibleName(tr("About the selected job"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_rates, tr("Rate"));
    m_tabs->addTab(m_steps, tr("Steps"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(m_details, tr("Details"));
    m_split->addWidget(m_tabs);
    m_split->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_split);
    connect(m_rates, &RatePane::axisChanged, this, &JobInspector::ratesWanted);
    connect(m_tabs, &QTabWidget::currentChanged, this, &JobInspector::ratesWanted);
}

void JobInspector::setUpSteps() {
    m_steps->setModel(&m_stepModel);
    m_steps->setObjectName(QStringLiteral("stepTable"));
    m_steps->setAccessibleName(tr("Steps of the selected job"));
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->setAllColumnsShowFocus(true);
    m_steps->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_steps->setTabKeyNavigation(false);
    m_steps->setItemDelegate(new JobDelegate(m_steps));
    m_steps->setItemDelegateForColumn(asInt(StepColumn::Progress),
                                      new ProgressDelegate(asInt(models::StepRole::Permille), m_steps));
    QHeaderView& header = *m_steps->header();
    header.setAccessibleName(tr("Columns"));
    header.setStretchLastSection(false);
    const auto width = [this](const QString& sample) {
        return fontMetrics().horizontalAdvance(sample) + cellMargin;
    };
    m_steps->setColumnWidth(asInt(StepColumn::Disk), width(QStringLiteral("shop-web1 · SCSI 0:0")));
    m_steps->setColumnWidth(asInt(StepColumn::State), width(QStringLiteral("Running")) + iconRoom);
    m_steps->setColumnWidth(asInt(StepColumn::Progress), progressWidth);
    m_steps->setColumnHidden(asInt(StepColumn::DoneTotal), true); // the tip of the progress says it
    header.setSectionResizeMode(asInt(StepColumn::Step), QHeaderView::Stretch);
}

void JobInspector::setJob(const std::shared_ptr<const JobRecord>& job) {
    m_stepModel.setJob(job);
    m_log->setLines(job != nullptr ? job->log : std::vector<std::string>());
    m_details->setJob(job);
}

void JobInspector::setPace(const QString& rate, const QString& timeLeft) {
    m_details->setPace(rate, timeLeft);
}

void JobInspector::showDetails() {
    m_tabs->setCurrentWidget(m_details);
}

RateChart& JobInspector::chart() {
    return m_rates->chart();
}

QTreeView& JobInspector::stepView() {
    return *m_steps;
}

void JobInspector::placeChart() {
    const bool beside = width() >= wideEnough;
    if (beside == m_chartBeside) {
        return;
    }
    m_chartBeside = beside;
    if (beside) {
        m_split->addWidget(m_rates);
        m_rates->show();
        m_split->setSizes({width() / 2, width() / 2});
    } else {
        m_tabs->insertTab(0, m_rates, tr("Rate"));
    }
}

void JobInspector::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeChart();
}

QByteArray JobInspector::saveState() const {
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << static_cast<qint32>(m_rates->chart().axis())
           << static_cast<qint32>(m_tabs->indexOf(m_tabs->currentWidget()) + (m_chartBeside ? 1 : 0));
    return bytes;
}

void JobInspector::restoreState(const QByteArray& state) {
    QDataStream stream(state);
    qint32 axis = 0;
    qint32 tab = 0;
    stream >> axis >> tab;
    if (stream.status() == QDataStream::Ok) {
        m_rates->setAxis(axis == static_cast<qint32>(models::RateAxis::Bytes) ? models::RateAxis::Bytes
                                                                              : models::RateAxis::Time);
        m_tabs->setCurrentIndex(tab - (m_chartBeside ? 1 : 0));
    }
}

} // namespace coppice::ui
