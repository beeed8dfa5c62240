// Names, icons, shortcuts and tips of every command.
#include "ui/actions.h"

#include "ui/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>

namespace coppice::ui {

namespace {

QAction* make(QObject* parent, const char* name, const QString& text, const QString& tip,
              const QString& iconName = {}, Tone tone = Tone::Text) {
    auto* const action = new QAction(text, parent);
    action->setObjectName(QString::fromLatin1(name));
    action->setStatusTip(tip);
    action->setToolTip(tip);
    if (!iconName.isEmpty()) {
        action->setIcon(icon(iconName, tone));
    }
    return action;
}

/// The tip shows the shortcut too: it is where people learn it.
void setShortcut(QAction* action, const QKeySequence& keys) {
    action->setShortcut(keys);
    action->setToolTip(
        QStringLiteral("%1 (%2)").arg(action->statusTip(), keys.toString(QKeySequence::NativeText)));
}

} // namespace

Actions::Actions(QObject* parent)
    : QObject(parent)
    , openLibrary(make(this, "openLibrary", tr("&Open Library…"), tr("Open the folder of a library"),
                       QStringLiteral("open-library")))
    , openDemo(make(this, "openDemo", tr("Try the &Demo"),
                    tr("Make a library of real disks to try things on, and open it"), QStringLiteral("demo")))
    , refresh(make(this, "refresh", tr("&Refresh"), tr("Read the library anew"), QStringLiteral("refresh")))
    , quit(make(this, "quit", tr("&Quit"), tr("Close the window"), QStringLiteral("quit")))
    , preferences(make(this, "preferences", tr("&Preferences…"), tr("Settings of jobs and of how it looks"),
                       QStringLiteral("preferences")))
    , deleteSnapshots(make(this, "deleteSnapshots", tr("&Delete…"),
                           tr("Delete the selected snapshots and what depends on them, after a confirmation"),
                           QStringLiteral("delete"), Tone::Danger))
    , hold(make(this, "hold", tr("&Hold…"), tr("Protect the selected snapshots from being deleted"),
                QStringLiteral("hold")))
    , release(make(this, "release", tr("Re&lease"), tr("End the protection of the selected snapshots"),
                   QStringLiteral("release")))
    , undoDelete(make(this, "undoDelete", tr("&Undo Delete"),
                      tr("Take back the newest deletion that has not begun: nothing will have changed"),
                      QStringLiteral("undo")))
    , selectAll(make(this, "selectAll", tr("Select &All"), tr("Select every snapshot shown")))
    , clearSelection(make(this, "clearSelection", tr("Select &None"), tr("Select no snapshot")))
    , invertSelection(make(this, "invertSelection", tr("&Invert Selection"),
                           tr("Select what is shown and not selected, and nothing else")))
    , selectSubtree(make(this, "selectSubtree", tr("Select S&ubtree"),
                         tr("Select everything that descends from the selected snapshots, too")))
    , selectChildren(make(this, "selectChildren", tr("Select Child&ren"),
                          tr("Select the children of the selected snapshots instead of them")))
    , selectByQuery(make(this, "selectByQuery", tr("Select by &Query…"),
                         tr("Select what matches a search, counted before you do"), QStringLiteral("search")))
    , selectOlder(make(this, "selectOlder", tr("&Older Than…"), tr("Select snapshots of some age")))
    , selectLarger(make(this, "selectLarger", tr("&Larger Than…"), tr("Select snapshots of some size")))
    , selectByName(
          make(this, "selectByName", tr("By Na&me…"), tr("Select snapshots by a word of their name")))
    , selectUnlabelled(make(this, "selectUnlabelled", tr("Unla&belled"),
                            tr("Select snapshots without notes whose name is empty or automatic")))
    , selectStandard(make(this, "selectStandard", tr("&Standard"), tr("Select standard snapshots")))
    , selectRecovery(make(this, "selectRecovery", tr("&Recovery"), tr("Select recovery snapshots")))
    , selectCollections(make(this, "selectCollections", tr("&Collection Snapshots"),
                             tr("Select snapshots of several VMs taken as one")))
    , saveSearch(make(this, "saveSearch", tr("&Save Search…"), tr("Give the search a name and keep it")))
    , manageSearches(make(this, "manageSearches", tr("&Edit Saved Searches…"),
                          tr("Rename, change or delete saved searches")))
    , find(make(this, "find", tr("&Find"), tr("Search snapshots"), QStringLiteral("search")))
    , searchEverywhere(make(this, "searchEverywhere", tr("Search &Everywhere"),
                            tr("Search the whole library, not only what is chosen on the left")))
    , expandAll(
          make(this, "expandAll", tr("&Expand All"), tr("Show every snapshot"), QStringLiteral("expand")))
    , collapseAll(make(this, "collapseAll", tr("&Collapse All"), tr("Show the first level alone"),
                       QStringLiteral("collapse")))
    , showTree(make(this, "showTree", tr("&Tree"), tr("Show the snapshots as a tree"),
                    QStringLiteral("view-tree")))
    , showGraph(make(this, "showGraph", tr("&Graph"), tr("Show the snapshots as a graph over time"),
                     QStringLiteral("view-graph")))
    , lanesPerVm(make(this, "lanesPerVm", tr("Lanes for &VMs"), tr("Give every virtual machine a lane"),
                      QStringLiteral("lanes-vm")))
    , lanesPerCollection(make(this, "lanesPerCollection", tr("&Lanes for Collections"),
                              tr("Give every collection one lane, its snapshots drawn as one node each"),
                              QStringLiteral("lanes-collection")))
    , zoomIn(make(this, "zoomIn", tr("Zoom &In"), tr("Show the graph larger"), QStringLiteral("zoom-in")))
    , zoomOut(
          make(this, "zoomOut", tr("Zoom &Out"), tr("Show the graph smaller"), QStringLiteral("zoom-out")))
    , zoomReset(make(this, "zoomReset", tr("Original Si&ze"), tr("Show the graph at 100 %")))
    , zoomFit(make(this, "zoomFit", tr("&Fit"), tr("Show the whole graph"), QStringLiteral("zoom-fit")))
    , print(make(this, "print", tr("&Print…"), tr("Print the snapshots as they are shown"),
                 QStringLiteral("print")))
    , savePicture(make(this, "savePicture", tr("Save &As…"),
                       tr("Save the snapshots as they are shown, as SVG or PDF"),
                       QStringLiteral("save-picture")))
    , pauseJob(make(this, "pauseJob", tr("&Pause"), tr("Pause the job at its next block"),
                    QStringLiteral("pause")))
    , resumeJob(make(this, "resumeJob", tr("&Resume"), tr("Go on with the job"), QStringLiteral("resume")))
    , cancelJob(make(this, "cancelJob", tr("&Cancel"), tr("Take the job back: nothing will have changed"),
                     QStringLiteral("cancel")))
    , stopJob(make(this, "stopJob", tr("&Stop"),
                   tr("End the job at a safe point; it can be resumed, its snapshots stay marked"),
                   QStringLiteral("stop")))
    , retryJob(make(this, "retryJob", tr("Re&try"), tr("Go on from the step that failed"),
                    QStringLiteral("retry")))
    , copyJobError(make(this, "copyJobError", tr("Cop&y Error"),
                        tr("Copy what failed, why, and what to do to the clipboard"), QStringLiteral("copy")))
    , exportJobs(make(this, "exportJobs", tr("&Export Jobs…"), tr("Save the jobs in the list as CSV or JSON"),
                      QStringLiteral("export")))
    , startJob(make(this, "startJob", tr("Start &Now"),
                    tr("Begin the job without waiting for its grace period to end"), QStringLiteral("start")))
    , moveJobUp(make(this, "moveJobUp", tr("Move &Up"), tr("Let the job start before the one ahead of it"),
                     QStringLiteral("move-up")))
    , moveJobDown(make(this, "moveJobDown", tr("Move &Down"), tr("Let the job start after the one behind it"),
                       QStringLiteral("move-down")))
    , resumeInterrupted(make(this, "resumeInterrupted", tr("Resume &All Interrupted"),
                             tr("Go on with every job that an earlier run of the program left unfinished"),
                             QStringLiteral("resume")))
    , nextPane(make(this, "nextPane", tr("&Next Pane"), tr("Go to the next pane")))
    , previousPane(make(this, "previousPane", tr("&Previous Pane"), tr("Go to the pane before")))
    , showKeys(make(this, "showKeys", tr("&Keyboard"),
                    tr("Every command's keys, and what the keyboard does in place of the mouse")))
    , about(make(this, "about", tr("&About Coppice"), tr("Version and licence"), QStringLiteral("info")))
    , aboutQt(make(this, "aboutQt", tr("About &Qt"), tr("Version and licence of Qt"))) {
    setShortcut(openLibrary, QKeySequence::Open);
    setShortcut(refresh, QKeySequence::Refresh);
    setShortcut(quit, QKeySequence(Qt::CTRL | Qt::Key_Q));
    setShortcut(preferences, QKeySequence(Qt::CTRL | Qt::Key_Comma));
    setShortcut(deleteSnapshots, QKeySequence(Qt::Key_Delete));
    setShortcut(hold, QKeySequence(Qt::CTRL | Qt::Key_L));
    setShortcut(release, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    setShortcut(undoDelete, QKeySequence::Undo);
    setShortcut(selectAll, QKeySequence::SelectAll);
    setShortcut(clearSelection, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    setShortcut(invertSelection, QKeySequence(Qt::CTRL | Qt::Key_I));
    setShortcut(selectSubtree, QKeySequence(Qt::CTRL | Qt::Key_T));
    setShortcut(selectChildren, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    setShortcut(selectByQuery, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    setShortcut(saveSearch, QKeySequence(Qt::CTRL | Qt::Key_D));
    setShortcut(find, QKeySequence::Find);
    setShortcut(nextPane, QKeySequence(Qt::Key_F6));
    setShortcut(previousPane, QKeySequence(Qt::SHIFT | Qt::Key_F6));
    setShortcut(showKeys, QKeySequence::HelpContents);
    setShortcut(copyJobError, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    preferences->setMenuRole(QAction::PreferencesRole);
    setShortcut(searchEverywhere, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    searchEverywhere->setCheckable(true);
    searchEverywhere->setIconText(tr("Everywhere"));
    setShortcut(moveJobUp, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up));
    setShortcut(moveJobDown, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Down));
    resumeInterrupted->setIconText(tr("Resume All"));
    setShortcut(showTree, QKeySequence(Qt::CTRL | Qt::Key_1));
    setShortcut(showGraph, QKeySequence(Qt::CTRL | Qt::Key_2));
    setShortcut(zoomIn, QKeySequence::ZoomIn);
    setShortcut(zoomOut, QKeySequence::ZoomOut);
    setShortcut(zoomReset, QKeySequence(Qt::CTRL | Qt::Key_0));
    setShortcut(zoomFit, QKeySequence(Qt::CTRL | Qt::Key_9));
    setShortcut(print, QKeySequence::Print);
    setShortcut(savePicture, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    for (const auto& pair : {std::pair(showTree, showGraph), std::pair(lanesPerVm, lanesPerCollection)}) {
        auto* const group = new QActionGroup(this);
        for (QAction* const action : {pair.first, pair.second}) {
            action->setCheckable(true);
            group->addAction(action);
        }
        pair.first->setChecked(true);
    }
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    aboutQt->setMenuRole(QAction::AboutQtRole);
}

} // namespace coppice::ui
