// What the selection means, live: marks in the tree, numbers in a line, the Delete action's name.
#pragma once

#include "models/library_session.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace coppice::ui {

class Actions;
class SnapshotTreeView;

/// The line "3 selected · 9 dependents · frees 41.2 GiB · merges 3.6 GiB · needs 0 B extra". Counts come from
/// the closure at once; bytes from the plan, which is asked for when the selection has rested.
class SelectionStatus final : public QWidget {
    Q_OBJECT
public:
    /// All outlive the line.
    SelectionStatus(models::LibrarySession& session, SnapshotTreeView& tree, Actions& actions,
                    QWidget* parent = nullptr);

    QString text() const;
    /// The newest answer; null if nothing is selected or none has come yet.
    std::shared_ptr<const models::LiveClosure> closure() const { return m_closure; }
    /// While the confirmation is open, the plans are its own.
    void setPlanningAllowed(bool allowed);

signals:
    void closureChanged();
    /// The bytes are in.
    void planShown();

private:
    void selectionChanged();
    void takeClosure(const std::shared_ptr<const models::LiveClosure>& closure);
    void takePlan(quint64 number, const std::shared_ptr<const DestroyPlan>& plan);
    void askForPlan();
    void show(const QString& bytes);
    void updateActions();

    models::LibrarySession& m_session;
    SnapshotTreeView& m_tree;
    Actions& m_actions;
    std::vector<Guid> m_refs;
    quint64 m_closureNumber = 0;
    quint64 m_planNumber = 0;
    std::shared_ptr<const models::LiveClosure> m_closure;
    QTimer m_rest;
    bool m_planningAllowed = true;
    QLabel* m_sign;
    QLabel* m_label;
};

} // namespace coppice::ui
