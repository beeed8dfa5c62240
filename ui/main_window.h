// The console's window: composition of panes, docks, menus; nothing of their insides.
#pragma once

#include "models/collection_model.h"
#include "models/library_session.h"

#include <QMainWindow>

class QDockWidget;
class QLabel;
class QStackedWidget;
class QTreeView;

namespace coppice::ui {

class Actions;
class DetailsPanel;
class EmptyPage;
class JobNotices;
class JobPanel;
class SearchField;
class SearchStrip;
class SelectionCommands;
class SelectionStatus;
class SnapshotFinder;
class SnapshotPane;
class SnapshotPrinter;
class SnapshotTreeView;
class Tray;
class WindowCloser;

class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// `session` outlives the window. `demoFolder` is the library that "Try the demo" opens; whoever opens
    /// libraries for the session makes it when it is not there.
    MainWindow(models::LibrarySession& session, QString demoFolder, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openLibrary(const QString& folder);
    void openDemo();
    /// Comes to the front and selects the job.
    void showJob(JobId id);
    /// Where the window goes when it is closed while jobs run. Outlives the window; null: nowhere.
    void setTray(Tray* tray);
    /// The one that was open when a window closed last, as QSettings has it; empty if none.
    static QString lastLibrary();

    Actions& actions() { return *m_actions; }
    SnapshotTreeView& snapshots() { return *m_tree; }
    SnapshotPane& pane() { return *m_pane; }
    SnapshotPrinter& printer() { return *m_printer; }
    QTreeView& collections() { return *m_collections; }
    SelectionStatus& selectionStatus() { return *m_status; }
    JobPanel& jobs() { return *m_jobs; }
    JobNotices& notices() { return *m_notices; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeCentral();
    void makeDocks();
    void makeMenus();
    void makeToolBar();
    void connectSession();
    void connectActions();
    void restoreLayout();
    void saveLayout() const;

    void sessionStateChanged(models::LibrarySession::State state);
    void showView(const std::shared_ptr<const models::ViewData>& view);
    void showDocks(bool shown);
    void chooseFirstCollection();
    void scopeChanged();
    void showHeading();
    void showDetails();
    void showRowDetails(const models::ViewData& view, const QModelIndex& row);
    void confirmDelete();
    void askHoldReason();
    void releaseSelected();
    /// Focus to the pane `steps` further on, among those that are shown.
    void stepPanes(int steps);
    void chooseLibrary();
    void showError(const QString& title, const Error& error);
    void showReadOnly();
    std::vector<Guid> selectedSnapshots(bool held) const;

    models::LibrarySession& m_session;
    QString m_demoFolder;
    Actions* m_actions;
    WindowCloser* m_closer;
    models::CollectionModel m_collectionModel;

    QStackedWidget* m_pages = nullptr;
    EmptyPage* m_empty = nullptr;
    QWidget* m_libraryPage = nullptr;
    QLabel* m_heading = nullptr;
    QLabel* m_readOnly = nullptr;
    SnapshotTreeView* m_tree = nullptr;
    SnapshotPane* m_pane = nullptr;
    SnapshotPrinter* m_printer = nullptr;
    SelectionStatus* m_status = nullptr;
    QTreeView* m_collections = nullptr;
    DetailsPanel* m_details = nullptr;
    JobPanel* m_jobs = nullptr;
    JobNotices* m_notices = nullptr;
    QDockWidget* m_collectionsDock = nullptr;
    QDockWidget* m_detailsDock = nullptr;
    QDockWidget* m_jobsDock = nullptr;
    SearchField* m_search = nullptr;
    SearchStrip* m_searchStrip = nullptr;
    SnapshotFinder* m_finder = nullptr;
    SelectionCommands* m_selecting = nullptr;
    bool m_docksShown = true;
    QByteArray m_dockState;    ///< of the docks while no library is open: they are hidden then
    bool m_justOpened = false; ///< the first view of the library is still to come
};

} // namespace coppice::ui
