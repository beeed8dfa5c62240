// The window's commands: each one QAction, shared by menus, toolbar and context menus.
#pragma once

#include <QObject>

class QAction;

namespace coppice::ui {

class Actions final : public QObject {
    Q_OBJECT
public:
    explicit Actions(QObject* parent);

    QAction* openLibrary;
    QAction* openDemo;
    QAction* refresh;
    QAction* quit;
    QAction* preferences;

    QAction* deleteSnapshots;
    QAction* hold;
    QAction* release;
    QAction* undoDelete;
    QAction* selectAll;
    QAction* clearSelection;
    QAction* invertSelection;
    QAction* selectSubtree;
    QAction* selectChildren;
    QAction* selectByQuery;
    QAction* selectOlder;
    QAction* selectLarger;
    QAction* selectByName;
    QAction* selectUnlabelled;
    QAction* selectStandard;
    QAction* selectRecovery;
    QAction* selectCollections;
    QAction* saveSearch;
    QAction* manageSearches;
    QAction* find;
    QAction* searchEverywhere; ///< checkable
    QAction* expandAll;
    QAction* collapseAll;

    // What the middle shows; each pair is checkable, one of the two at a time.
    QAction* showTree;
    QAction* showGraph;
    QAction* lanesPerVm;
    QAction* lanesPerCollection;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* zoomReset;
    QAction* zoomFit;
    QAction* print;
    QAction* savePicture;

    QAction* pauseJob;
    QAction* resumeJob;
    QAction* cancelJob;
    QAction* stopJob;
    QAction* retryJob;
    QAction* copyJobError;
    QAction* exportJobs;
    QAction* startJob;
    QAction* moveJobUp;
    QAction* moveJobDown;
    QAction* resumeInterrupted;

    QAction* nextPane;
    QAction* previousPane;

    QAction* showKeys;
    QAction* about;
    QAction* aboutQt;
};

} // namespace coppice::ui
