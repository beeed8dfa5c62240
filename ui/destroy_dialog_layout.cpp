// The confirmation's controls and where they stand.
#include "ui/destroy_dialog.h"
#include "ui/icons.h"
#include "ui/plan_delegate.h"
#include "ui/style.h"
#include "ui/tone_label.h"

#include <QButtonGroup>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QTreeView>
#include <QVBoxLayout>

namespace coppice::ui {

namespace {

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

} // namespace

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
    m_report = new QPushButton(icon(QStringLiteral("save")), tr("Save &Report…"));
    m_report->setObjectName(QStringLiteral("saveReport"));
    m_report->setToolTip(tr("Keep what is shown here as a page, a table or JSON"));
    m_report->setAccessibleDescription(m_report->toolTip());
    m_report->setAutoDefault(false);
    m_delete = new QPushButton(icon(QStringLiteral("delete"), Tone::Danger), tr("&Delete"));
    m_delete->setObjectName(QStringLiteral("confirmDelete"));
    m_delete->setAutoDefault(false);
    m_cancel = new QPushButton(tr("Cancel"));
    m_cancel->setObjectName(QStringLiteral("cancelDelete"));
    m_cancel->setDefault(true);
    connect(m_copy, &QPushButton::clicked, this, &DestroyDialog::copyCommand);
    connect(m_report, &QPushButton::clicked, this, &DestroyDialog::chooseReportFile);
    connect(m_delete, &QPushButton::clicked, this, &DestroyDialog::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto* const row = new QHBoxLayout;
    row->setSpacing(spacing::normal);
    row->addWidget(m_copy);
    row->addWidget(m_report);
    row->addStretch();
    row->addWidget(m_delete);
    row->addWidget(m_cancel);
    return row;
}

} // namespace coppice::ui
