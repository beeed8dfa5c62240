// The window's pages, docks, menus and toolbar, and how they are remembered.
#include "models/texts.h"
#include "ui/actions.h"
#include "ui/collection_delegate.h"
#include "ui/details_panel.h"
#include "ui/empty_page.h"
#include "ui/job_notices.h"
#include "ui/job_panel.h"
#include "ui/main_window.h"
#include "ui/queue_commands.h"
#include "ui/search_field.h"
#include "ui/search_strip.h"
#include "ui/selection_commands.h"
#include "ui/selection_status.h"
#include "ui/snapshot_pane.h"
#include "ui/snapshot_printer.h"
#include "ui/snapshot_tree_view.h"
#include "ui/sort_menu.h"
#include "ui/style.h"
#include "ui/tone_label.h"

#include <QAction>
#include <QDockWidget>
#include <QFrame>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace coppice::ui {

namespace {

constexpr QSize wantedSize{1440, 900};
constexpr int sideWidth = 200;
constexpr int detailsWidth = 260;
constexpr int jobsHeight = 250;
/// Raised when saved states stop fitting.
constexpr int layoutVersion = 1;

const QString geometryKey = QStringLiteral("window/geometry");
const QString stateKey = QStringLiteral("window/state");
const QString columnsKey = QStringLiteral("window/snapshotColumns");
const QString jobsKey = QStringLiteral("window/jobs");

QFrame* line() {
    auto* const frame = new QFrame;
    frame->setFrameShape(QFrame::HLine);
    frame->setFrameShadow(QFrame::Plain);
    frame->setForegroundRole(QPalette::Mid);
    return frame;
}

} // namespace

void MainWindow::makeCentral() {
    m_empty = new EmptyPage(m_actions->openLibrary, m_actions->openDemo);
    m_tree = new SnapshotTreeView;
    m_tree->setFrameShape(QFrame::NoFrame);
    m_status = new SelectionStatus(m_session, *m_tree, *m_actions);
    m_heading = new QLabel;
    m_heading->setObjectName(QStringLiteral("snapshotsHeading"));
    m_heading->setContentsMargins(spacing::normal, spacing::tight + 2, spacing::normal, spacing::tight + 2);
    m_heading->setBuddy(m_tree);
    QFont bold = m_heading->font();
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    m_heading->setFont(bold);
    m_heading->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_readOnly = new ToneLabel(Tone::Warning);
    m_readOnly->setObjectName(QStringLiteral("readOnlyNotice"));
    m_readOnly->setAccessibleName(tr("Why nothing can be changed"));
    m_readOnly->setWordWrap(true);
    m_readOnly->setContentsMargins(spacing::normal, 0, spacing::normal, spacing::tight);
    m_readOnly->hide();

    m_searchStrip = new SearchStrip;
    m_searchStrip->addButton(m_actions->selectAll);
    m_searchStrip->addButton(m_actions->saveSearch);

    m_libraryPage = new QWidget;
    auto* const layout = new QVBoxLayout(m_libraryPage);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_pane = new SnapshotPane(m_tree, *m_actions);
    m_printer = new SnapshotPrinter(*m_pane, *this);
    auto* const head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(m_pane->makeGraphBar());
    layout->addLayout(head);
    layout->addWidget(m_readOnly);
    layout->addWidget(m_searchStrip);
    layout->addWidget(line());
    layout->addWidget(m_pane, 1);
    m_notices = new JobNotices(m_session, *m_actions);
    layout->addWidget(m_notices);
    layout->addWidget(line());
    layout->addWidget(m_status);

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_libraryPage);
    setCentralWidget(m_pages);
}

void MainWindow::makeDocks() {
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    const auto dock = [this](const QString& title, const char* name, QWidget* content,
                             Qt::DockWidgetArea area) {
        auto* const result = new QDockWidget(title, this);
        result->setObjectName(QString::fromLatin1(name));
        result->setWidget(content);
        addDockWidget(area, result);
        return result;
    };
    m_collections = new QTreeView;
    m_collections->setObjectName(QStringLiteral("collectionTree"));
    m_collections->setAccessibleName(tr("Collections"));
    m_collections->setAccessibleDescription(tr("What is chosen here is shown in the snapshot tree"));
    m_collections->setModel(&m_collectionModel);
    m_collections->setItemDelegate(new CollectionDelegate(m_collections));
    m_collections->setHeaderHidden(true);
    m_collections->setUniformRowHeights(true);
    m_collections->setFrameShape(QFrame::NoFrame);
    m_collections->setMinimumWidth(120);
    m_details = new DetailsPanel(m_actions->hold, m_actions->release);
    m_details->setMinimumWidth(160);
    m_jobs = new JobPanel(m_session, *m_actions);
    new QueueCommands(m_session, *m_actions, *m_jobs, this);
    m_collectionsDock = dock(tr("Collections"), "collectionsDock", m_collections, Qt::LeftDockWidgetArea);
    m_detailsDock = dock(tr("Details"), "detailsDock", m_details, Qt::RightDockWidgetArea);
    m_jobsDock = dock(tr("Jobs"), "jobsDock", m_jobs, Qt::BottomDockWidgetArea);
    for (QDockWidget* const part : {m_collectionsDock, m_detailsDock, m_jobsDock}) {
        const QString tip = tr("Show or hide: %1", "a part of the window").arg(part->windowTitle());
        part->toggleViewAction()->setToolTip(tip);
        part->toggleViewAction()->setStatusTip(tip);
    }
    resizeDocks({m_collectionsDock, m_detailsDock}, {sideWidth, detailsWidth}, Qt::Horizontal);
    resizeDocks({m_jobsDock}, {jobsHeight}, Qt::Vertical);
}

void MainWindow::makeMenus() {
    Actions& a = *m_actions;
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    file->addActions({a.openLibrary, a.openDemo});
    file->addSeparator();
    file->addAction(a.refresh);
    file->addSeparator();
    file->addActions({a.savePicture, a.print});
    file->addSeparator();
    file->addAction(a.quit);
    QMenu* const edit = menuBar()->addMenu(tr("&Edit"));
    edit->addAction(a.undoDelete);
    edit->addSeparator();
    edit->addActions({a.find, a.searchEverywhere});
    edit->addSeparator();
    edit->addAction(a.preferences);
    menuBar()->addMenu(m_selecting->makeMenu(this));
    QMenu* const snapshot = menuBar()->addMenu(tr("&Snapshot"));
    snapshot->addActions({a.deleteSnapshots, a.hold, a.release});
    QMenu* const job = menuBar()->addMenu(tr("&Job"));
    job->addActions({a.startJob, a.pauseJob, a.resumeJob, a.cancelJob, a.stopJob, a.retryJob});
    job->addSeparator();
    job->addActions({a.moveJobUp, a.moveJobDown, a.resumeInterrupted});
    job->addSeparator();
    job->addActions({a.copyJobError, a.exportJobs});
    QMenu* const view = menuBar()->addMenu(tr("&View"));
    view->addActions({a.showTree, a.showGraph});
    view->addSeparator();
    view->addActions({a.expandAll, a.collapseAll});
    view->addSeparator();
    view->addActions({a.lanesPerVm, a.lanesPerCollection});
    view->addSeparator();
    view->addActions({a.zoomIn, a.zoomOut, a.zoomReset, a.zoomFit});
    view->addSeparator();
    view->addMenu(new SortMenu(tr("&Sort Snapshots"), *m_tree, view));
    view->addMenu(new SortMenu(tr("Sort &Jobs"), m_jobs->jobView(), view));
    view->addSeparator();
    view->addActions({a.nextPane, a.previousPane});
    view->addSeparator();
    view->addActions({m_collectionsDock->toggleViewAction(), m_detailsDock->toggleViewAction(),
                      m_jobsDock->toggleViewAction()});
    QMenu* const help = menuBar()->addMenu(tr("&Help"));
    help->addAction(a.showKeys);
    help->addSeparator();
    help->addActions({a.about, a.aboutQt});

    auto* const context = new QMenu(tr("Snapshots"), m_tree);
    context->setObjectName(QStringLiteral("snapshotMenu"));
    context->addActions({a.deleteSnapshots, a.hold, a.release});
    context->addSeparator();
    m_selecting->addTo(*context);
    context->addSeparator();
    context->addActions({a.expandAll, a.collapseAll});
    m_tree->setContextMenu(context);
}

void MainWindow::makeToolBar() {
    auto* const bar = addToolBar(tr("Commands"));
    bar->setObjectName(QStringLiteral("commandBar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addAction(m_actions->openLibrary);
    bar->addSeparator();
    bar->addActions({m_actions->deleteSnapshots, m_actions->hold, m_actions->release});
    bar->addSeparator();
    bar->addAction(m_actions->refresh);
    auto* const stretch = new QWidget;
    stretch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(stretch);
    m_search = new SearchField;
    m_search->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_search->addAction(m_actions->find, QLineEdit::LeadingPosition);
    bar->addWidget(m_search);
    auto* const everywhere = new QToolButton;
    everywhere->setDefaultAction(m_actions->searchEverywhere);
    everywhere->setToolButtonStyle(Qt::ToolButtonTextOnly);
    everywhere->setAccessibleName(tr("Search everywhere"));
    bar->addWidget(everywhere);
    bar->addSeparator();
    bar->addActions({m_actions->showTree, m_actions->showGraph});
}

void MainWindow::showReadOnly() {
    const auto& why = m_session.readOnlyBecause();
    m_readOnly->setVisible(why.has_value());
    if (why) {
        m_readOnly->setText(tr("Opened for reading only. %1").arg(models::errorText(*why)));
    }
}

void MainWindow::restoreLayout() {
    const QSettings settings;
    const QSize room = screen()->availableSize();
    resize(wantedSize.boundedTo(room));
    if (!restoreGeometry(settings.value(geometryKey).toByteArray()) &&
        (room.width() <= wantedSize.width() || room.height() <= wantedSize.height())) {
        setWindowState(windowState() | Qt::WindowMaximized);
    }
    restoreState(settings.value(stateKey).toByteArray(), layoutVersion);
    m_tree->header()->restoreState(settings.value(columnsKey).toByteArray());
    m_jobs->restoreState(settings.value(jobsKey).toByteArray());
}

void MainWindow::showDocks(bool shown) {
    if (shown == m_docksShown) {
        return;
    }
    m_docksShown = shown;
    if (shown) {
        restoreState(m_dockState, layoutVersion);
    } else {
        m_dockState = saveState(layoutVersion);
    }
    for (QDockWidget* const dock : {m_collectionsDock, m_detailsDock, m_jobsDock}) {
        if (!shown) {
            dock->hide();
        }
        dock->toggleViewAction()->setEnabled(shown);
    }
}

void MainWindow::saveLayout() const {
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(stateKey, m_docksShown ? saveState(layoutVersion) : m_dockState);
    settings.setValue(columnsKey, m_tree->header()->saveState());
    settings.setValue(jobsKey, m_jobs->saveState());
}

} // namespace coppice::ui
