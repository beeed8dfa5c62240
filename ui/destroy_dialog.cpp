// Plans, shows the answer, and confirms.
#include "ui/destroy_dialog.h"

#include "models/file_writer.h"
#include "models/plan_report.h"
#include "models/roles.h"
#include "models/texts.h"
#include "ui/icons.h"
#include "ui/questions.h"
#include "ui/style.h"
#include "ui/tone_label.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace coppice::ui {

using models::PlanColumn;

namespace {

constexpr QSize wantedSize{940, 640};

QIcon stepIcon(merge::StepKind kind) {
    switch (kind) {
    case merge::StepKind::Merge:
        return icon(QStringLiteral("merge"), Tone::Accent);
    case merge::StepKind::Delete:
        return icon(QStringLiteral("delete"), Tone::Danger);
    case merge::StepKind::Keep:
        return icon(QStringLiteral("keep"));
    }
    return {};
}

} // namespace

DestroyDialog::DestroyDialog(models::LibrarySession& session, std::vector<Guid> refs, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_view(session.view())
    , m_refs(std::move(refs)) {
    setObjectName(QStringLiteral("destroyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Delete Snapshots"));
    setAccessibleDescription(tr("Confirms which snapshots are deleted"));

    auto* const middle = new QSplitter(Qt::Horizontal);
    middle->addWidget(makeTree());
    middle->addWidget(makeConsequences());
    middle->setStretchFactor(0, 5);
    middle->setStretchFactor(1, 4);
    middle->setChildrenCollapsible(false);

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::normal);
    layout->addLayout(makeHead());
    layout->addWidget(makeScope());
    layout->addWidget(middle, 1);
    layout->addWidget(makeTypedCount());
    layout->addLayout(makeButtons());

    const std::array<QWidget*, 10> order{m_cancel, m_withDependents, m_onlySelected, m_tree,   m_survivors,
                                         m_steps,  m_typed,          m_copy,         m_report, m_delete};
    for (std::size_t i = 1; i < order.size(); ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
    const QSize room = parent != nullptr ? parent->screen()->availableSize() : wantedSize;
    resize(wantedSize.boundedTo(room - QSize(2 * spacing::wide, 4 * spacing::wide)));

    connect(&session, &models::LibrarySession::viewChanged, this, &DestroyDialog::takeView);
    connect(&session, &models::LibrarySession::planReady, this, &DestroyDialog::takePlan);
    connect(&session, &models::LibrarySession::planFailed, this, &DestroyDialog::takeFailure);
    connect(m_withDependents, &QRadioButton::toggled, this, &DestroyDialog::startPlanning);
    startPlanning();
    m_cancel->setFocus();
}

DestroyDialog::~DestroyDialog() {
    if (m_number != 0) {
        m_session.cancelPlan();
    }
}

DestroyRequest DestroyDialog::request() const {
    return {.refs = m_refs,
            .scope =
                m_withDependents->isChecked() ? DestroyScope::WithDependents : DestroyScope::OnlySelected};
}

void DestroyDialog::startPlanning() {
    m_plan.reset();
    m_message->hide();
    if (m_title->text().isEmpty()) {
        m_title->setText(tr("Working out what would go…"));
    }
    m_subtitle->setText(tr("Nothing is changed before you confirm."));
    m_busy->show();
    m_number = m_session.requestPlan(request());
    updateDeleteButton();
}

void DestroyDialog::takeView(const std::shared_ptr<const models::ViewData>& view) {
    if (view == nullptr) {
        reject(); // the library was closed
    } else if (isVisible()) {
        m_view = view;
        startPlanning();
    }
}

void DestroyDialog::takePlan(quint64 number, const std::shared_ptr<const DestroyPlan>& plan) {
    if (number != m_number) {
        return;
    }
    m_number = 0;
    m_plan = plan;
    m_summary = models::summaryOf(*plan, *m_view);
    m_busy->hide();
    showPlan();
    emit planned();
}

void DestroyDialog::takeFailure(quint64 number, const Error& error) {
    if (number != m_number) {
        return;
    }
    m_number = 0;
    m_busy->hide();
    m_title->setText(tr("This cannot be planned"));
    m_model.setPlan(nullptr, m_view);
    m_survivors->clear();
    m_steps->clear();
    showMessage(models::errorText(error));
    updateDeleteButton();
    emit planned();
}

void DestroyDialog::showMessage(const QString& text) {
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void DestroyDialog::showPlan() {
    m_title->setText(m_summary.title);
    m_model.setPlan(m_plan, m_view);
    m_tree->expandAll();
    m_tree->resizeColumnToContents(models::asInt(PlanColumn::Name));
    m_tree->setColumnWidth(models::asInt(PlanColumn::Name),
                           qMin(m_tree->columnWidth(models::asInt(PlanColumn::Name)) + spacing::normal,
                                m_tree->viewport()->width() * 3 / 5));
    m_survivors->clear();
    for (const QString& survivor : std::as_const(m_summary.survivors)) {
        m_survivors->addItem(new QListWidgetItem(icon(QStringLiteral("keep"), Tone::Good), survivor));
    }
    fillSteps(m_summary);
    fillTotals(m_summary);

    const quint64 count = m_summary.selected + m_summary.dependents;
    const bool typed = !m_summary.refused && (count > typedCountAbove || m_summary.collections > 1);
    m_typedRow->setVisible(typed);
    m_typedLabel->setText(m_summary.collections > 1
                              ? tr("Snapshots of %1 collections go. &Type %2 to confirm:")
                                    .arg(models::numberText(m_summary.collections), QString::number(count))
                              : tr("&Type %1 to confirm:").arg(QString::number(count)));
    if (count != m_typedFor) { // what was typed is an answer to another question
        m_typed->clear();
        m_typedFor = count;
    }
    if (m_summary.refused) {
        showMessage(tr("Nothing can be deleted as it is. See “What goes”."));
        m_subtitle->setText(m_summary.refusals.size() == 1 ? m_summary.refusals.front() : QString());
    } else {
        showMessage(m_summary.enoughSpace ? QString() : tr("There is not enough free space for this."));
        m_subtitle->setText(m_summary.undo);
    }
    m_subtitle->setVisible(!m_subtitle->text().isEmpty());
    updateDeleteButton();
}

void DestroyDialog::fillSteps(const models::PlanSummary& summary) {
    m_steps->clear();
    for (const models::PlanStepText& step : summary.steps) {
        const QString text = step.disk.isEmpty() ? step.text : tr("%1: %2").arg(step.disk, step.text);
        m_steps->addItem(new QListWidgetItem(stepIcon(step.kind), text));
    }
    if (summary.steps.empty()) {
        m_steps->addItem(tr("No disk file changes."));
    }
}

void DestroyDialog::fillTotals(const models::PlanSummary& summary) {
    while (m_totals->rowCount() > 0) {
        m_totals->removeRow(0);
    }
    if (summary.refused) {
        return; // nothing will be written, freed or waited for
    }
    const auto add = [this](const QString& name, const QString& value, bool bad) {
        auto* const label = new QLabel(name);
        makeSecondary(*label);
        auto* const field = new ToneLabel(bad ? Tone::Danger : Tone::Text, value);
        field->setWordWrap(true);
        field->setAccessibleName(name);
        m_totals->addRow(label, field);
    };
    add(tr("To write"), models::bytesText(summary.totals.bytesToWrite), false);
    add(tr("Freed"), models::signedBytesText(summary.totals.bytesFreed), false);
    add(tr("Extra, at most"), models::bytesText(summary.totals.peakExtraBytes), !summary.enoughSpace);
    if (summary.volumes.size() == 1) {
        add(tr("Free"), models::bytesText(summary.totals.freeBytes), !summary.enoughSpace);
    } else {
        for (const models::PlanVolumeText& volume : summary.volumes) {
            add(volume.volume, volume.text, !volume.enough);
        }
    }
    add(tr("Time"), summary.time, false);
}

void DestroyDialog::updateDeleteButton() {
    const quint64 count = m_summary.selected + m_summary.dependents;
    const bool ready = m_plan != nullptr && !m_summary.refused && count > 0;
    const bool agreed = m_typedRow->isHidden() || m_typed->text().trimmed() == QString::number(count);
    m_delete->setText(m_plan != nullptr ? QStringLiteral("&") + m_summary.action : tr("&Delete"));
    m_delete->setEnabled(ready && agreed);
    m_copy->setEnabled(m_plan != nullptr);
    m_report->setEnabled(m_plan != nullptr);
}

void DestroyDialog::confirm() {
    if (m_plan != nullptr && m_delete->isEnabled()) {
        emit confirmed(m_plan);
        accept();
    }
}

void DestroyDialog::copyCommand() {
    QApplication::clipboard()->setText(models::commandLineFor(request(), m_session.folder()));
}

void DestroyDialog::chooseReportFile() {
    auto* const dialog = new QFileDialog(this, tr("Save Report"));
    dialog->setObjectName(QStringLiteral("reportFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QStringList suffixes{QStringLiteral("html"), QStringLiteral("csv"), QStringLiteral("json")};
    dialog->setNameFilters({tr("Web page (*.html)"), tr("Table (*.csv)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(suffixes.front());
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, suffixes](const QString& filter) {
        dialog->setDefaultSuffix(suffixes[dialog->nameFilters().indexOf(filter)]);
    });
    connect(dialog, &QFileDialog::fileSelected, this, &DestroyDialog::saveReport);
    dialog->open();
}

void DestroyDialog::saveReport(const QString& path) {
    if (m_plan == nullptr) {
        return; // it is being planned anew
    }
    const QByteArray report = models::planReport(models::reportFormatOf(path), *m_plan, *m_view,
                                                 m_session.folder(), systemClock().now());
    models::writeFile(path, report).then(this, [this](const std::optional<Error>& error) {
        if (error) {
            showError(this, tr("The report was not saved"), models::errorWhat(*error),
                      models::errorNext(*error));
        }
        emit reportSaved(!error);
    });
}

} // namespace coppice::ui
