// The confirmation: everything that goes, what survives, what it means for the disks, in both scopes.
#pragma once

#include "models/destroy_plan_model.h"
#include "models/library_session.h"
#include "models/plan_summary.h"

#include <QDialog>

#include <memory>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QTreeView;

namespace coppice::ui {

/// Shown with open(); deletes itself. Plans when shown and whenever the scope or the library changes; nothing
/// is touched before confirmed(), which is sent once, right before it closes.
class DestroyDialog final : public QDialog {
    Q_OBJECT
public:
    /// More than this many snapshots, or several collections, and the number must be typed.
    static constexpr quint64 typedCountAbove = 20;

    /// `session` outlives the dialog; a library is open. `refs`: snapshots and snapshot collections.
    DestroyDialog(models::LibrarySession& session, std::vector<Guid> refs, QWidget* parent);
    ~DestroyDialog() override;

    /// Null while it is being planned, and when that failed.
    std::shared_ptr<const DestroyPlan> plan() const { return m_plan; }

signals:
    void confirmed(std::shared_ptr<const coppice::DestroyPlan> plan);
    /// What the dialog shows is the answer for the scope chosen.
    void planned();
    void reportSaved(bool saved);

private:
    // destroy_dialog_layout.cpp
    QLayout* makeHead();
    QWidget* makeScope();
    QWidget* makeTree();
    QWidget* makeConsequences();
    QWidget* makeTypedCount();
    QLayout* makeButtons();

    DestroyRequest request() const;
    void startPlanning();
    void takeView(const std::shared_ptr<const models::ViewData>& view);
    void takePlan(quint64 number, const std::shared_ptr<const DestroyPlan>& plan);
    void takeFailure(quint64 number, const Error& error);
    void showPlan();
    void showMessage(const QString& text);
    void fillSteps(const models::PlanSummary& summary);
    void fillTotals(const models::PlanSummary& summary);
    void updateDeleteButton();
    void confirm();
    void copyCommand();
    void chooseReportFile();
    void saveReport(const QString& path);

    models::LibrarySession& m_session;
    std::shared_ptr<const models::ViewData> m_view;
    std::vector<Guid> m_refs;
    quint64 m_number = 0; ///< of the planning request whose answer is awaited; 0: none
    std::shared_ptr<const DestroyPlan> m_plan;
    models::PlanSummary m_summary;
    quint64 m_typedFor = 0; ///< the number that was to be typed when the field was cleared
    models::DestroyPlanModel m_model;

    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QLabel* m_message = nullptr;
    QProgressBar* m_busy = nullptr;
    QRadioButton* m_withDependents = nullptr;
    QRadioButton* m_onlySelected = nullptr;
    QTreeView* m_tree = nullptr;
    QListWidget* m_survivors = nullptr;
    QListWidget* m_steps = nullptr;
    QFormLayout* m_totals = nullptr;
    QWidget* m_typedRow = nullptr;
    QLabel* m_typedLabel = nullptr;
    QLineEdit* m_typed = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_report = nullptr;
    QPushButton* m_delete = nullptr;
    QPushButton* m_cancel = nullptr;
};

} // namespace coppice::ui
