// Puts the panes together and answers the commands.
#include "ui/main_window.h"

#include "models/texts.h"
#include "ui/accessible_roles.h"
#include "ui/actions.h"
#include "ui/destroy_dialog.h"
#include "ui/details_panel.h"
#include "ui/empty_page.h"
#include "ui/job_notices.h"
#include "ui/job_panel.h"
#include "ui/keys_dialog.h"
#include "ui/preferences.h"
#include "ui/preferences_dialog.h"
#include "ui/questions.h"
#include "ui/search_field.h"
#include "ui/selection_commands.h"
#include "ui/selection_status.h"
#include "ui/snapshot_finder.h"
#include "ui/snapshot_graph_view.h"
#include "ui/snapshot_pane.h"
#include "ui/snapshot_printer.h"
#include "ui/snapshot_tree_view.h"
#include "ui/window_closer.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QLabel>
#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>
#include <array>

namespace coppice::ui {

using models::asInt;
using models::LibrarySession;
using models::SnapshotRole;
using models::SnapshotRowKind;

namespace {
const QString lastLibraryKey = QStringLiteral("lastLibrary");

bool takesTab(const QWidget& widget) {
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && widget.isVisible() && widget.isEnabled();
}

/// The view of a pane is where one works; otherwise what Tab reaches first.
void focusFirst(QWidget& pane) {
    if (takesTab(pane)) {
        pane.setFocus(Qt::ShortcutFocusReason);
        return;
    }
    QWidget* first = nullptr;
    for (QWidget* const widget : pane.findChildren<QWidget*>()) {
        const bool isView = qobject_cast<QAbstractScrollArea*>(widget) != nullptr;
        if (takesTab(*widget) && (isView || first == nullptr)) {
            first = widget;
            if (isView) {
                break;
            }
        }
    }
    if (first != nullptr) {
        first->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace

MainWindow::MainWindow(LibrarySession& session, QString demoFolder, QWidget* parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_demoFolder(std::move(demoFolder))
    , m_actions(new Actions(this))
    , m_closer(new WindowCloser(*this, session)) {
    setObjectName(QStringLiteral("mainWindow"));
    installAccessibleRoles();
    makeCentral();
    makeDocks();
    makeToolBar();
    m_selecting = new SelectionCommands(m_session, *m_tree, *m_search, *m_actions, this);
    makeMenus();
    m_finder = new SnapshotFinder(m_session, *m_tree, *m_search, *m_searchStrip, *m_actions, this);
    connectActions();
    connectSession();
    restoreLayout();
    sessionStateChanged(session.state());
    showView(session.view());
}

MainWindow::~MainWindow() = default;

QString MainWindow::lastLibrary() {
    return QSettings().value(lastLibraryKey).toString();
}

void MainWindow::openLibrary(const QString& folder) {
    m_empty->showBusy(folder == m_demoFolder ? tr("Opening the demo library…")
                                             : tr("Opening %1…").arg(folder));
    m_session.open(folder);
}

void MainWindow::openDemo() {
    openLibrary(m_demoFolder);
}

void MainWindow::connectSession() {
    connect(&m_session, &LibrarySession::stateChanged, this, &MainWindow::sessionStateChanged);
    connect(&m_session, &LibrarySession::viewChanged, this, &MainWindow::showView);
    connect(&m_session, &LibrarySession::opened, this, [this] {
        QSettings().setValue(lastLibraryKey, m_session.folder());
        m_justOpened = true; // viewChanged() follows
        showReadOnly();
    });
    connect(&m_session, &LibrarySession::openFailed, this, [this](const Error& error) {
        m_empty->showError(models::errorText(error));
        m_pages->setCurrentWidget(m_empty);
    });
    connect(&m_session, &LibrarySession::viewFailed, this,
            [this](const Error& error) { showError(tr("The library could not be read"), error); });
    connect(&m_session, &LibrarySession::actionFailed, this,
            [this](const Error& error) { showError(tr("That was not possible"), error); });
    connect(&m_session, &LibrarySession::destroyFailed, this,
            [this](const Error& error) { showError(tr("Nothing was deleted"), error); });
    connect(m_notices, &JobNotices::showJob, this, &MainWindow::showJob);
    connect(&m_session, &LibrarySession::destroyStarted, this, [this](JobId id) {
        m_tree->clearSelection();
        m_jobsDock->show();
        m_jobs->selectJob(id);
    });
}

void MainWindow::connectActions() {
    Actions& a = *m_actions;
    connect(a.openLibrary, &QAction::triggered, this, &MainWindow::chooseLibrary);
    connect(a.openDemo, &QAction::triggered, this, &MainWindow::openDemo);
    connect(a.refresh, &QAction::triggered, &m_session, &LibrarySession::refresh);
    connect(a.quit, &QAction::triggered, m_closer, &WindowCloser::quit);
    connect(a.preferences, &QAction::triggered, this, [this] { (new PreferencesDialog(this))->open(); });
    connect(a.deleteSnapshots, &QAction::triggered, this, &MainWindow::confirmDelete);
    connect(a.hold, &QAction::triggered, this, &MainWindow::askHoldReason);
    connect(a.release, &QAction::triggered, this, &MainWindow::releaseSelected);
    connect(a.selectAll, &QAction::triggered, m_pane, &SnapshotPane::selectAll);
    connect(a.expandAll, &QAction::triggered, m_tree, &QTreeView::expandAll);
    connect(a.collapseAll, &QAction::triggered, m_tree, [this] { m_tree->expandToDepth(0); });
    connect(a.find, &QAction::triggered, m_search, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(a.nextPane, &QAction::triggered, this, [this] { stepPanes(1); });
    connect(a.previousPane, &QAction::triggered, this, [this] { stepPanes(-1); });
    connect(a.showKeys, &QAction::triggered, this, [this] { (new KeysDialog(*menuBar(), this))->open(); });
    connect(a.about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(a.aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(m_finder, &SnapshotFinder::shownChanged, this, &MainWindow::showHeading);
    connect(m_collections->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &MainWindow::scopeChanged);
    connect(m_tree, &SnapshotTreeView::currentRowChanged, this, &MainWindow::showDetails);
    connect(m_tree, &SnapshotTreeView::selectedIdsChanged, this, &MainWindow::showDetails);
    connect(a.print, &QAction::triggered, this, [this] {
        m_printer->setTitle(m_heading->text());
        m_printer->print();
    });
    connect(a.savePicture, &QAction::triggered, this, [this] {
        m_printer->setTitle(m_heading->text());
        m_printer->save();
    });
    connect(m_printer, &SnapshotPrinter::failed, this,
            [this](const Error& error) { showError(tr("That was not possible"), error); });
    connect(m_status, &SelectionStatus::closureChanged, this,
            [this] { m_pane->graph().setClosure(m_status->closure()); });
    connect(m_details, &DetailsPanel::notesEdited, &m_session, &LibrarySession::setNotes);
    connect(m_details, &DetailsPanel::holdEdited, &m_session, &LibrarySession::hold);
    connect(m_details, &DetailsPanel::snapshotActivated, m_tree, &SnapshotTreeView::reveal);
    connect(&m_session, &LibrarySession::notesFailed, m_details, &DetailsPanel::notesFailed);
}

void MainWindow::sessionStateChanged(LibrarySession::State state) {
    const bool open = state == LibrarySession::State::Open;
    for (QAction* const action : {m_actions->refresh, m_actions->find, m_actions->searchEverywhere,
                                  m_actions->print, m_actions->savePicture}) {
        action->setEnabled(open);
    }
    m_pane->setOpen(open);
    m_search->setEnabled(open);
    const bool busy = state == LibrarySession::State::Opening || state == LibrarySession::State::Closing;
    m_actions->openLibrary->setEnabled(!busy);
    m_actions->openDemo->setEnabled(!busy);
    m_pages->setCurrentWidget(open ? m_libraryPage : m_empty);
    showDocks(open);
    if (state == LibrarySession::State::Closed) {
        m_empty->showWelcome();
    } else if (state == LibrarySession::State::Closing && m_closer->isStopping()) {
        m_empty->showBusy(tr("Stopping the jobs at a safe point…"));
    }
}

void MainWindow::showView(const std::shared_ptr<const models::ViewData>& view) {
    m_details->setView(view, m_session.isWritable());
    m_collectionModel.setView(view);
    if (view != nullptr && m_justOpened) {
        m_justOpened = false;
        chooseFirstCollection(); // before the tree has rows: it then makes those of one scope alone
    }
    m_tree->setView(view);
    setWindowTitle(view == nullptr ? tr("Coppice")
                                   : tr("%1 – Coppice").arg(models::fromUtf8(view->library().name)));
    scopeChanged();
    showDetails();
}

void MainWindow::chooseFirstCollection() {
    const QModelIndex library = m_collectionModel.index(0, 0);
    m_collections->expandAll();
    m_collections->setCurrentIndex(
        m_collectionModel.rowCount(library) > 0 ? m_collectionModel.index(0, 0, library) : library);
    m_pane->focusView();
}

void MainWindow::scopeChanged() {
    const QModelIndex index = m_collections->currentIndex();
    if (index.isValid()) {
        m_finder->setScope(m_collectionModel.scopeAt(index));
    }
    showHeading();
    showDetails();
}

void MainWindow::showHeading() {
    const QModelIndex index = m_collections->currentIndex();
    if (m_finder->isEverywhere()) {
        m_heading->setText(tr("Search results in the whole library"));
    } else if (!index.isValid()) {
        m_heading->setText(tr("Snapshots"));
    } else {
        m_heading->setText((m_finder->isSearching() ? tr("Search results in %1") : tr("Snapshots of %1"))
                               .arg(index.data().toString()));
    }
}

void MainWindow::showDetails() {
    const auto view = m_session.view();
    if (view == nullptr) {
        m_details->showNothing({});
        return;
    }
    const std::vector<Guid> selected = m_tree->selectedIds();
    if (selected.size() > 1) {
        return m_details->showSelection(*view, selected);
    }
    const QModelIndexList rows =
        selected.empty() ? QModelIndexList{m_tree->currentRow()} : m_tree->indexesOf(selected.front());
    const bool isGroup =
        rows.value(0).isValid() && !rows.value(0).data(asInt(SnapshotRole::Selectable)).toBool();
    if (!selected.empty() || isGroup) {
        return showRowDetails(*view, rows.value(0));
    }
    const QModelIndex chosen = m_collections->currentIndex();
    const models::ViewScope scope =
        chosen.isValid() ? m_collectionModel.scopeAt(chosen) : models::ViewScope();
    switch (scope.kind) {
    case models::CollectionRowKind::Collection:
        return m_details->showCollection(*view, scope.id);
    case models::CollectionRowKind::VirtualSystem:
        return m_details->showVm(*view, scope.id);
    case models::CollectionRowKind::Library:
    case models::CollectionRowKind::NotInCollection:
        return m_details->showLibrary(*view);
    }
}

void MainWindow::showRowDetails(const models::ViewData& view, const QModelIndex& row) {
    const auto id = row.data(asInt(SnapshotRole::Id)).value<Guid>();
    switch (static_cast<SnapshotRowKind>(row.data(asInt(SnapshotRole::Kind)).toInt())) {
    case SnapshotRowKind::SnapshotCollection:
        return m_details->showSnapshotCollection(view, id);
    case SnapshotRowKind::Member:
    case SnapshotRowKind::Snapshot:
        return m_details->showSnapshot(view, id);
    case SnapshotRowKind::CollectionGroup:
        return m_details->showCollection(view, id);
    case SnapshotRowKind::VmGroup:
    case SnapshotRowKind::OwnGroup:
    case SnapshotRowKind::Now:
        return m_details->showVm(view, row.data(asInt(SnapshotRole::VmId)).value<Guid>());
    }
}

void MainWindow::confirmDelete() {
    std::vector<Guid> refs = m_tree->selectedIds();
    if (refs.empty() || m_session.view() == nullptr) {
        return;
    }
    m_status->setPlanningAllowed(false);
    auto* const dialog = new DestroyDialog(m_session, std::move(refs), this);
    connect(dialog, &DestroyDialog::confirmed, &m_session,
            [this](const std::shared_ptr<const DestroyPlan>& plan) {
                m_session.setGracePeriod(preferences::gracePeriod());
                m_session.destroySnapshots(plan);
            });
    connect(dialog, &QDialog::finished, this, [this] {
        m_status->setPlanningAllowed(true);
        m_pane->focusView();
    });
    dialog->open();
}

std::vector<Guid> MainWindow::selectedSnapshots(bool held) const {
    std::vector<Guid> result;
    const auto closure = m_status->closure();
    if (closure == nullptr) {
        return result;
    }
    for (const DestroyedSnapshot& snapshot : closure->closure.snapshots) {
        const auto ref = closure->view->index().snapshot(snapshot.id);
        if (snapshot.selected && ref && ref->snapshot->hold.has_value() == held) {
            result.push_back(snapshot.id);
        }
    }
    return result;
}

void MainWindow::askHoldReason() {
    const std::vector<Guid> ids = selectedSnapshots(false);
    if (ids.empty()) {
        return;
    }
    ui::askHoldReason(this, ids.size(), [this, ids](const QString& reason) {
        for (const Guid& id : ids) {
            m_session.hold(id, reason);
        }
    });
}

void MainWindow::releaseSelected() {
    for (const Guid& id : selectedSnapshots(true)) {
        m_session.release(id);
    }
}

void MainWindow::stepPanes(int steps) {
    const std::array<QWidget*, 4> panes{m_collections, m_pages, m_details, m_jobs};
    const QWidget* const focus = QApplication::focusWidget();
    const auto has = [focus](const QWidget* pane) {
        return focus != nullptr && (pane == focus || pane->isAncestorOf(focus));
    };
    const auto here = static_cast<int>(std::ranges::find_if(panes, has) - panes.begin());
    const auto count = static_cast<int>(panes.size());
    const int from = here == count ? (steps > 0 ? -1 : 0) : here;
    for (int step = 1; step <= count; ++step) {
        QWidget* const pane = panes[static_cast<std::size_t>((from + step * steps + count * count) % count)];
        if (pane->isVisible()) {
            focusFirst(*pane);
            return;
        }
    }
}

void MainWindow::chooseLibrary() {
    auto* const dialog = new QFileDialog(this, tr("Open Library"), m_session.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openLibrary);
    dialog->open();
}

void MainWindow::showError(const QString& title, const Error& error) {
    ui::showError(this, title, models::errorWhat(error), models::errorNext(error));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!m_closer->mayClose()) {
        event->ignore();
        return;
    }
    saveLayout();
    event->accept();
}

void MainWindow::setTray(Tray* tray) {
    m_closer->setTray(tray);
}

void MainWindow::showJob(JobId id) {
    m_closer->showWindow();
    m_jobsDock->show();
    m_jobs->selectJob(id);
}

} // namespace coppice::ui
