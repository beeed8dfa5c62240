// The commands that change a job's place in the queue, for the current job of the list.
#pragma once

#include "models/library_session.h"

#include <QObject>

namespace coppice::ui {

class Actions;
class JobPanel;

/// Answers moveJobUp and moveJobDown, and says when they can be used.
class QueueCommands final : public QObject {
    Q_OBJECT
public:
    /// Session, actions and panel outlive it.
    QueueCommands(models::LibrarySession& session, Actions& actions, JobPanel& panel, QObject* parent);

private:
    void update();

    models::LibrarySession& m_session;
    Actions& m_actions;
    JobPanel& m_panel;
};

} // namespace coppice::ui
