// Follows the tree's selection with a closure at once and a plan after a rest.
#include "ui/selection_status.h"

#include "models/texts.h"
#include "ui/actions.h"
#include "ui/icons.h"
#include "ui/snapshot_tree_view.h"
#include "ui/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>

namespace coppice::ui {

namespace {

constexpr int restMs = 300; ///< of an unchanged selection before its plan is asked for

QString separator() {
    return QStringLiteral(" · ");
}

} // namespace

SelectionStatus::SelectionStatus(models::LibrarySession& session, SnapshotTreeView& tree, Actions& actions,
                                 QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_tree(tree)
    , m_actions(actions)
    , m_sign(new QLabel(this))
    , m_label(new QLabel(this)) {
    m_label->setObjectName(QStringLiteral("selectionStatus"));
    m_label->setAccessibleName(tr("Selection"));
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setMinimumWidth(0);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::normal, spacing::tight, spacing::normal, spacing::tight);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_sign);
    layout->addWidget(m_label, 1);

    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &SelectionStatus::askForPlan);
    connect(&tree, &SnapshotTreeView::selectedIdsChanged, this, &SelectionStatus::selectionChanged);
    connect(&session, &models::LibrarySession::viewChanged, this, &SelectionStatus::selectionChanged);
    connect(&session, &models::LibrarySession::closureReady, this, &SelectionStatus::takeClosure);
    connect(&session, &models::LibrarySession::planReady, this, &SelectionStatus::takePlan);
    selectionChanged();
}

QString SelectionStatus::text() const {
    return m_label->text();
}

void SelectionStatus::setPlanningAllowed(bool allowed) {
    m_planningAllowed = allowed;
    if (!allowed) {
        m_rest.stop();
    } else if (!m_refs.empty()) {
        m_rest.start();
    }
}

void SelectionStatus::selectionChanged() {
    m_rest.stop();
    m_planNumber = 0;
    m_refs = m_session.view() != nullptr ? m_tree.selectedIds() : std::vector<Guid>();
    if (m_refs.empty()) {
        m_closure.reset();
        m_closureNumber = 0;
        m_tree.setClosure(nullptr);
        show({});
        updateActions();
        emit closureChanged();
        return;
    }
    m_closureNumber = m_session.requestClosure({.refs = m_refs, .scope = DestroyScope::WithDependents});
}

void SelectionStatus::takeClosure(const std::shared_ptr<const models::LiveClosure>& closure) {
    if (closure->number != m_closureNumber) {
        return;
    }
    m_closure = closure;
    m_tree.setClosure(closure);
    show(tr("frees …%1merges …%1needs … extra").arg(separator()));
    updateActions();
    emit closureChanged();
    if (m_planningAllowed && !closure->error) {
        m_rest.start();
    }
}

void SelectionStatus::askForPlan() {
    if (m_planningAllowed && !m_refs.empty()) {
        m_planNumber = m_session.requestPlan({.refs = m_refs, .scope = DestroyScope::WithDependents});
    }
}

void SelectionStatus::takePlan(quint64 number, const std::shared_ptr<const DestroyPlan>& plan) {
    if (number != m_planNumber || m_planNumber == 0) {
        return;
    }
    if (plan->refusals.empty()) {
        const merge::PlanTotals& totals = plan->disks.totals;
        show(tr("frees %2%1merges %3%1needs %4 extra")
                 .arg(separator(), models::signedBytesText(totals.bytesFreed),
                      models::bytesText(totals.bytesToWrite), models::bytesText(totals.peakExtraBytes)));
    } else {
        show(models::errorWhat(plan->refusals.front()));
    }
    emit planShown();
}

void SelectionStatus::show(const QString& bytes) {
    if (m_closure == nullptr) {
        m_sign->setPixmap(
            icon(QStringLiteral("info")).pixmap(QSize(spacing::icon, spacing::icon), devicePixelRatioF()));
        m_label->setText(m_session.view() == nullptr
                             ? QString()
                             : tr("Select snapshots to see what deleting them takes along."));
        m_label->setToolTip({});
        m_sign->setVisible(m_session.view() != nullptr);
        return;
    }
    const bool refused = !m_closure->refusals.empty() || m_closure->error.has_value();
    const QIcon sign = refused                             ? icon(QStringLiteral("warning"), Tone::Danger)
                       : m_closure->dependentSnapshots > 0 ? icon(QStringLiteral("dependent"), Tone::Warning)
                                                           : icon(QStringLiteral("selected"), Tone::Accent);
    m_sign->setPixmap(sign.pixmap(QSize(spacing::icon, spacing::icon), devicePixelRatioF()));
    m_sign->show();
    QStringList parts{tr("%1 selected").arg(models::numberText(m_closure->selectedSnapshots)),
                      m_closure->dependentSnapshots == 1
                          ? tr("1 dependent")
                          : tr("%1 dependents").arg(models::numberText(m_closure->dependentSnapshots))};
    if (refused) {
        parts.append(models::errorWhat(m_closure->error ? *m_closure->error : m_closure->refusals.front()));
    } else {
        parts.append(bytes);
    }
    m_label->setText(parts.join(separator()));
    m_label->setToolTip(m_label->text());
}

void SelectionStatus::updateActions() {
    const quint64 count =
        m_closure != nullptr ? m_closure->selectedSnapshots + m_closure->dependentSnapshots : 0;
    const bool writable = m_session.isWritable();
    QAction* const action = m_actions.deleteSnapshots;
    action->setEnabled(count > 0 && writable);
    action->setText(count == 0   ? tr("&Delete…")
                    : count == 1 ? tr("&Delete 1 Snapshot…")
                                 : tr("&Delete %1 Snapshots…").arg(models::numberText(count)));
    action->setIconText(count == 0 ? tr("Delete…") : tr("Delete %1…").arg(models::numberText(count)));

    const bool anyHeld = m_closure != nullptr && m_closure->selectedHeld > 0;
    const bool anyFree = m_closure != nullptr && m_closure->selectedHeld < m_closure->selectedSnapshots;
    m_actions.hold->setEnabled(anyFree && writable);
    m_actions.release->setEnabled(anyHeld && writable);
}

} // namespace coppice::ui
