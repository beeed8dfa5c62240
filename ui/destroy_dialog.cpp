// Lays out the confirmation and re-plans it by scope.
#include "ui/destroy_dialog.h"

#include "models/roles.h"
#include "models/texts.h"
#include "ui/icons.h"
#include "ui/plan_delegate.h"
#include "ui/style.h"
#include "ui/tone_label.h"

#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>

namespace coppice::ui {

using models::PlanColumn;

namespace {

constexpr QSize wantedSize{940, 640};
constexpr int headIcon = 32;

QLabel* heading(const QString& text, QWidget* buddy) {
    auto* const label = new QLabel(text);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setBuddy(buddy);
    return label;
}

QListWidget* factList(const QString& name, const char* objectName) {
    auto* const list = new QListWidget;
    list->setObjectName(QString::fromLatin1(objectName));
    list->setAccessibleName(name);
    list->setWordWrap(true);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    // The lists share what height there is; the totals below them are always in sight.
    list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    list->setMinimumHeight(60);
    list->setIconSize({spacing::icon, spacing::icon});
    return list;
}

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

    const std::array<QWidget*, 9> order{m_cancel, m_withDependents, m_onlySelected, m_tree,  m_survivors,
                                        m_steps,  m_typed,          m_copy,         m_delete};
    for (std::size_t i = 1; i < order.size(); ++i) {
        setTabOrder(order[i - 1], order[i]);
    }
    const QSize room = parent != nullptr ? parent->screen()->availableSize() : wantedSize;
    resize(wantedSize.boundedTo(room - QSize(2 * spacing::wide, 4 * spacing::wide)));

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

QLayout* DestroyDialog::makeHead() {
    auto* const sign = new QLabel;
    sign->setPixmap(
        icon(QStringLiteral("delete"), Tone::Danger).pixmap(QSize(headIcon, headIcon), devicePixelRatioF()));
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("destroyTitle"));
    m_title->setAccessibleName(tr("Question"));
    m_title->setWordWrap(true);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_subtitle = new QLabel;
    m_subtitle->setWordWrap(true);
    makeSecondary(*m_subtitle);
    m_message = new ToneLabel(Tone::Danger);
    m_message->setObjectName(QStringLiteral("destroyMessage"));
    m_message->setAccessibleName(tr("What stands in the way"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->hide();

    auto* const words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_message);
    words->addWidget(m_subtitle);
    auto* const head = new QHBoxLayout;
    head->setSpacing(spacing::wide);
    head->addWidget(sign, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    return head;
}

QWidget* DestroyDialog::makeScope() {
    auto* const row = new QWidget;
    auto* const layout = new QHBoxLayout(row);
    layout->setContentsMargins(headIcon + spacing::wide, 0, 0, 0);
    layout->setSpacing(spacing::wide);
    m_withDependents = new QRadioButton(tr("&With dependents"));
    m_withDependents->setObjectName(QStringLiteral("scopeWithDependents"));
    m_withDependents->setToolTip(tr("Whatever derives from the selected snapshots goes too"));
    m_onlySelected = new QRadioButton(tr("&Only these, keep children"));
    m_onlySelected->setObjectName(QStringLiteral("scopeOnlySelected"));
    m_onlySelected->setToolTip(tr("Children move to the nearest snapshot that survives"));
    auto* const group = new QButtonGroup(row);
    for (QRadioButton* const button : {m_withDependents, m_onlySelected}) {
        button->setAccessibleDescription(button->toolTip());
        group->addButton(button);
        layout->addWidget(button);
    }
    m_withDependents->setChecked(true);
    layout->addStretch();
    m_busy = new QProgressBar;
    m_busy->setObjectName(QStringLiteral("planningBusy"));
    m_busy->setAccessibleName(tr("Planning"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedWidth(120);
    QSizePolicy keepsPlace = m_busy->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(keepsPlace);
    layout->addWidget(m_busy);
    return row;
}

QWidget* DestroyDialog::makeTree() {
    auto* const side = new QWidget;
    auto* const layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    m_tree = new QTreeView;
    m_tree->setObjectName(QStringLiteral("destroyTree"));
    m_tree->setAccessibleName(tr("Everything that goes, and why"));
    m_tree->setModel(&m_model);
    m_tree->setItemDelegate(new PlanDelegate(m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setSelectionMode(QAbstractItemView::SingleSelection);
    m_tree->header()->setAccessibleName(tr("Columns"));
    m_tree->header()->setStretchLastSection(true);
    m_tree->setMinimumHeight(80);
    layout->addWidget(heading(tr("What &goes"), m_tree));
    layout->addWidget(m_tree, 1);
    return side;
}

QWidget* DestroyDialog::makeConsequences() {
    auto* const side = new QWidget;
    auto* const layout = new QVBoxLayout(side);
    layout->setContentsMargins(spacing::normal, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    m_survivors = factList(tr("What survives"), "destroySurvivors");
    m_steps = factList(tr("What happens to the disks"), "destroySteps");
    layout->addWidget(heading(tr("What &survives"), m_survivors));
    layout->addWidget(m_survivors, 2);
    layout->addSpacing(spacing::tight);
    layout->addWidget(heading(tr("What happens to the dis&ks"), m_steps));
    layout->addWidget(m_steps, 3);
    layout->addSpacing(spacing::tight);

    auto* const totals = new QWidget;
    totals->setObjectName(QStringLiteral("destroyTotals"));
    totals->setAccessibleName(tr("Totals"));
    m_totals = new QFormLayout(totals);
    m_totals->setContentsMargins(0, 0, 0, 0);
    m_totals->setHorizontalSpacing(spacing::wide);
    m_totals->setVerticalSpacing(2);
    layout->addWidget(totals);

    auto* const area = new QScrollArea;
    area->setWidget(side);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setAccessibleName(tr("Consequences"));
    return area;
}

QWidget* DestroyDialog::makeTypedCount() {
    m_typedRow = new QWidget;
    auto* const layout = new QHBoxLayout(m_typedRow);
    layout->setContentsMargins(0, 0, 0, 0);
    m_typedLabel = new QLabel;
    m_typed = new QLineEdit;
    m_typed->setObjectName(QStringLiteral("typedCount"));
    m_typed->setAccessibleName(tr("Number of snapshots to delete"));
    m_typed->setMaximumWidth(120);
    m_typedLabel->setBuddy(m_typed);
    layout->addStretch();
    layout->addWidget(m_typedLabel);
    layout->addWidget(m_typed);
    m_typedRow->hide();
    connect(m_typed, &QLineEdit::textChanged, this, &DestroyDialog::updateDeleteButton);
    return m_typedRow;
}

QLayout* DestroyDialog::makeButtons() {
    m_copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy as Co&mmand"));
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    m_copy->setToolTip(tr("Copy the coppicectl line that does the same"));
    m_copy->setAccessibleDescription(m_copy->toolTip());
    m_copy->setAutoDefault(false);
    m_delete = new QPushButton(icon(QStringLiteral("delete"), Tone::Danger), tr("&Delete"));
    m_delete->setObjectName(QStringLiteral("confirmDelete"));
    m_delete->setAutoDefault(false);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("cancelDelete"));
    m_cancel->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this, &DestroyDialog::copyCommand);
    connect(m_delete, &QPushButton::clicked, this, &DestroyDialog::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto* const row = new QHBoxLayout;
    row->setSpacing(spacing::normal);
    row->addWidget(m_copy);
    row->addStretch();
    row->addWidget(m_delete);
    row->addWidget(m_cancel);
    return row;
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
    m_tree->setEnabled(false);
    m_number = m_session.requestPlan(request());
    updateDeleteButton();
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
    m_tree->setEnabled(true);
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
    m_typed->clear();
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
        return;
    }
    for (const models::PlanVolumeText& volume : summary.volumes) {
        add(volume.volume, volume.text, !volume.enough);
    }
}

void DestroyDialog::updateDeleteButton() {
    const quint64 count = m_summary.selected + m_summary.dependents;
    const bool ready = m_plan != nullptr && !m_summary.refused && count > 0;
    const bool agreed = m_typedRow->isHidden() || m_typed->text().trimmed() == QString::number(count);
    m_delete->setText(m_plan != nullptr ? QStringLiteral("&") + m_summary.action : tr("&Delete"));
    m_delete->setEnabled(ready && agreed);
    m_copy->setEnabled(m_plan != nullptr);
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

} // namespace coppice::ui
