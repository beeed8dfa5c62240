// Follows the list's selection and every change of the queue.
#include "ui/queue_commands.h"

#include "models/job_actions.h"
#include "ui/actions.h"
#include "ui/job_panel.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QTreeView>

#include <algorithm>

namespace coppice::ui {

using models::LibrarySession;

QueueCommands::QueueCommands(LibrarySession& session, Actions& actions, JobPanel& panel, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_actions(actions)
    , m_panel(panel) {
    auto* const separator = new QAction(this);
    separator->setSeparator(true);
    panel.jobView().addAction(separator);
    for (QAction* const action : {actions.moveJobUp, actions.moveJobDown}) {
        panel.jobView().addAction(action);
        // Arrow keys with Ctrl and Shift select elsewhere: these are the list's own.
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    connect(actions.moveJobUp, &QAction::triggered, this,
            [this] { m_session.moveJob(m_panel.selectedJob(), -1); });
    connect(actions.moveJobDown, &QAction::triggered, this,
            [this] { m_session.moveJob(m_panel.selectedJob(), 1); });
    connect(&session, &LibrarySession::jobChanged, this, &QueueCommands::update);
    connect(&session, &LibrarySession::jobsLoaded, this, &QueueCommands::update);
    connect(&session, &LibrarySession::closed, this, &QueueCommands::update);
    connect(panel.jobView().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &QueueCommands::update);
    update();
}

void QueueCommands::update() {
    const auto jobs = m_session.jobs();
    const auto found =
        std::ranges::find(jobs, m_panel.selectedJob(), [](const auto& job) { return job->id; });
    const bool queued = found != jobs.end() && m_session.isWritable() && models::isQueued(**found);
    m_actions.moveJobUp->setEnabled(queued && *(*found)->queuePosition > 1);
    m_actions.moveJobDown->setEnabled(queued && *(*found)->queuePosition < m_session.queueLength());
}

} // namespace coppice::ui
