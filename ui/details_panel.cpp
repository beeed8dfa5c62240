// Fills one column of facts from the library's view.
#include "ui/details_panel.h"

#include "models/selection_summary.h"
#include "models/texts.h"
#include "ui/chain_view.h"
#include "ui/hold_editor.h"
#include "ui/icons.h"
#include "ui/notes_editor.h"
#include "ui/style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <utility>

namespace coppice::ui {

using models::fromUtf8;
using models::ViewData;

namespace {

constexpr int titleIcon = 24;
constexpr int membersShownAtOnce = 6;

QLabel* heading(const QString& text, QWidget* parent) {
    auto* const label = new QLabel(text, parent);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace

DetailsPanel::DetailsPanel(QAction* hold, QAction* release, QWidget* parent)
    : QScrollArea(parent)
    , m_icon(new QLabel)
    , m_title(heading({}, nullptr))
    , m_subtitle(new QLabel)
    , m_facts(new QGridLayout)
    , m_notes(new NotesEditor)
    , m_hold(new HoldEditor(hold, release))
    , m_membersTitle(heading({}, nullptr))
    , m_members(new QListWidget)
    , m_chainTitle(heading(tr("Disk chain, newest on top"), nullptr))
    , m_chainHint(new QLabel(tr("What deleting a layer’s snapshot alone does is an estimate.")))
    , m_chain(new ChainView) {
    setObjectName(QStringLiteral("detailsPanel"));
    setAccessibleName(tr("Details"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_title->setAccessibleName(tr("Name"));
    m_subtitle->setWordWrap(true);
    makeSecondary(*m_subtitle);
    m_members->setAccessibleName(tr("Members"));
    m_members->setObjectName(QStringLiteral("detailsMembers"));
    m_members->setSelectionMode(QAbstractItemView::NoSelection);
    m_members->setTextElideMode(Qt::ElideMiddle);
    m_members->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_facts->setHorizontalSpacing(spacing::wide);
    m_facts->setVerticalSpacing(spacing::tight);
    m_facts->setColumnStretch(1, 1);

    auto* const words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    auto* const top = new QHBoxLayout;
    top->setSpacing(spacing::normal);
    top->addWidget(m_icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);

    auto* const content = new QWidget;
    auto* const layout = new QVBoxLayout(content);
    layout->setContentsMargins(spacing::normal, spacing::normal, spacing::normal, spacing::normal);
    layout->setSpacing(spacing::normal);
    layout->addLayout(top);
    layout->addLayout(m_facts);
    layout->addSpacing(spacing::tight);
    layout->addWidget(m_notes);
    layout->addWidget(m_hold);
    layout->addWidget(m_membersTitle);
    layout->addWidget(m_members);
    layout->addWidget(m_chainTitle);
    layout->addWidget(m_chainHint);
    layout->addWidget(m_chain);
    layout->addStretch();
    setWidget(content);
    m_chainHint->setWordWrap(true);
    makeSecondary(*m_chainHint);
    connect(m_notes, &NotesEditor::edited, this, &DetailsPanel::notesEdited);
    connect(m_hold, &HoldEditor::edited, this, &DetailsPanel::holdEdited);
    connect(m_chain, &ChainView::snapshotActivated, this, &DetailsPanel::snapshotActivated);
    connect(&m_uses, &models::LayerUsesMaker::made, this, [this] {
        if (!m_chainTops.empty()) {
            showChains(*m_view);
        }
    });
    showNothing({});
}

void DetailsPanel::setView(std::shared_ptr<const ViewData> view, bool writable) {
    m_view = std::move(view);
    m_writable = writable;
    m_uses.setView(m_view);
}

void DetailsPanel::notesFailed() {
    m_notes->saveFailed();
}

void DetailsPanel::begin(const QString& iconName, const QString& title, const QString& subtitle,
                         Parts parts) {
    while (QLayoutItem* const item = m_facts->takeAt(0)) {
        // Later: a fact may be the one whose event is being handled.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_members->clear();
    m_membersTitle->hide();
    m_members->hide();
    if (parts == Parts::Facts) {
        m_chainTops.clear();
        m_chainTitle->hide();
        m_chainHint->hide();
        m_chain->setDisks({}, {});
    }
    if (parts != Parts::All) {
        m_notes->showNothing();
        m_hold->showNothing();
    }
    m_icon->setVisible(!iconName.isEmpty());
    if (!iconName.isEmpty()) {
        m_icon->setPixmap(icon(iconName).pixmap(QSize(titleIcon, titleIcon), devicePixelRatioF()));
    }
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void DetailsPanel::addFact(const QString& name, const QString& value, FactWidth width) {
    if (value.isEmpty()) {
        return;
    }
    auto* const label = new QLabel(name);
    makeSecondary(*label);
    auto* const field = new QLabel(value);
    field->setWordWrap(true);
    field->setTextInteractionFlags(Qt::TextSelectableByMouse);
    field->setAccessibleName(name);
    const int row = m_facts->rowCount();
    if (width == FactWidth::Whole) {
        m_facts->addWidget(label, row, 0, 1, 2);
        m_facts->addWidget(field, row + 1, 0, 1, 2);
        return;
    }
    m_facts->addWidget(label, row, 0, Qt::AlignTop);
    m_facts->addWidget(field, row, 1, Qt::AlignTop);
}

void DetailsPanel::addMembers(const QString& title, const QStringList& members) {
    m_membersTitle->setText(title);
    m_membersTitle->setVisible(!members.isEmpty());
    m_members->setVisible(!members.isEmpty());
    m_members->addItems(members);
    for (int row = 0; row < m_members->count(); ++row) {
        m_members->item(row)->setToolTip(members[row]);
    }
    if (!members.isEmpty()) {
        const int rows = qMin(membersShownAtOnce, m_members->count());
        m_members->setFixedHeight(rows * m_members->sizeHintForRow(0) + 2 * m_members->frameWidth());
    }
}

void DetailsPanel::addChains(const ViewData& view, const Guid& vm, const Guid& marked,
                             std::map<std::string, std::string> layerBySlot) {
    m_chainVm = vm;
    m_chainMarked = marked;
    m_chainTops = std::move(layerBySlot);
    showChains(view);
}

void DetailsPanel::showChains(const ViewData& view) {
    const models::LayerUses* const uses =
        m_uses.uses() != nullptr && &m_uses.uses()->view() == &view ? m_uses.uses() : nullptr;
    std::vector<models::DiskChain> chains;
    for (const auto& [slot, layer] : m_chainTops) {
        chains.push_back(models::chainOf(view, uses, m_chainVm, slot, layer));
    }
    m_chainTitle->setVisible(!chains.empty());
    m_chainHint->setVisible(!chains.empty());
    m_chain->setDisks(chains, m_chainMarked);
}

void DetailsPanel::showNothing(const QString& hint) {
    begin({}, {}, hint);
}

void DetailsPanel::showSnapshot(const ViewData& view, const Guid& id) {
    const auto ref = view.index().snapshot(id);
    if (!ref) {
        showNothing({});
        return;
    }
    const Snapshot& snapshot = *ref->snapshot;
    begin(QStringLiteral("snapshot"), fromUtf8(snapshot.name),
          tr("Snapshot of %1").arg(fromUtf8(ref->vm->name)), Parts::All);
    m_notes->showNotes(id, fromUtf8(snapshot.notes), m_writable && !snapshot.destroying);
    m_hold->showHold(id, snapshot.hold, m_writable && !snapshot.destroying);
    addFact(tr("Created"), models::timeText(snapshot.created));
    addFact(tr("Kind"), models::typeText(snapshot.type));
    if (snapshot.parent) {
        const auto parent = view.index().snapshot(*snapshot.parent);
        addFact(tr("Child of"), parent ? fromUtf8(parent->snapshot->name) : QString());
    }
    const models::SnapshotFigures figures = view.figures(id);
    addFact(tr("Own data"), models::bytesText(figures.ownBytes));
    addFact(tr("Dependents"), models::numberText(figures.dependents));
    if (snapshot.destroying) {
        addFact(tr("State"), tr("being deleted"));
    }
    QStringList memberships;
    for (const Guid& collection : view.index().memberships(id)) {
        if (const auto found = view.index().snapshotCollection(collection)) {
            memberships.append(fromUtf8(found->snapshotCollection->name));
        }
    }
    addFact(tr("Member of"), memberships.join(QStringLiteral(", ")));
    addFact(tr("Id"), fromUtf8(id.toString()), FactWidth::Whole);
    addChains(view, ref->vm->id, id, snapshot.disks);
}

void DetailsPanel::showSnapshotCollection(const ViewData& view, const Guid& id) {
    const auto ref = view.index().snapshotCollection(id);
    if (!ref) {
        showNothing({});
        return;
    }
    const SnapshotCollection& collection = *ref->snapshotCollection;
    begin(QStringLiteral("snapshot-collection"), fromUtf8(collection.name),
          tr("Collection snapshot of %1").arg(fromUtf8(ref->collection->name)));
    addFact(tr("Created"), models::timeText(collection.created));
    addFact(tr("Kind"), models::typeText(collection.type));
    const models::SnapshotFigures figures = view.figures(id);
    addFact(tr("Own data"), models::bytesText(figures.ownBytes));
    addFact(tr("Dependents"), models::numberText(figures.dependents));
    addFact(tr("Id"), fromUtf8(id.toString()), FactWidth::Whole);
    QStringList members;
    for (const Guid& member : collection.members) {
        const auto snapshot = view.index().snapshot(member);
        members.append(
            snapshot ? tr("%1 – %2").arg(fromUtf8(snapshot->vm->name), fromUtf8(snapshot->snapshot->name))
                     : tr("missing: %1").arg(fromUtf8(member.toString())));
        if (snapshot && snapshot->snapshot->hold) {
            addFact(tr("Hold"), models::holdText(*snapshot->snapshot->hold));
        }
    }
    addMembers(tr("Members"), members);
}

void DetailsPanel::showVm(const ViewData& view, const Guid& id) {
    const VirtualSystem* const vm = view.index().vm(id);
    if (vm == nullptr) {
        showNothing({});
        return;
    }
    begin(QStringLiteral("vm"), fromUtf8(vm->name), tr("Virtual machine, current state"), Parts::Chains);
    addFact(tr("State"), models::stateText(vm->state));
    addFact(tr("Snapshots"), models::numberText(vm->snapshots.size()));
    if (vm->current) {
        const auto current = view.index().snapshot(*vm->current);
        addFact(tr("Now derives from"), current ? fromUtf8(current->snapshot->name) : QString());
    }
    addFact(tr("Id"), fromUtf8(id.toString()), FactWidth::Whole);
    std::map<std::string, std::string> disks;
    for (const Disk& disk : vm->disks) {
        disks.emplace(disk.slot, disk.active);
    }
    addChains(view, id, {}, std::move(disks));
}

void DetailsPanel::showCollection(const ViewData& view, const Guid& id) {
    const Collection* const collection = view.index().collection(id);
    if (collection == nullptr) {
        showNothing({});
        return;
    }
    begin(QStringLiteral("collection"), fromUtf8(collection->name), tr("Collection"));
    addFact(tr("Collection snapshots"), models::numberText(collection->snapshots.size()));
    addFact(tr("Id"), fromUtf8(id.toString()), FactWidth::Whole);
    QStringList vms;
    for (const Guid& vm : collection->vms) {
        const VirtualSystem* const found = view.index().vm(vm);
        if (found != nullptr) {
            vms.append(tr("%1 – %2").arg(fromUtf8(found->name), models::stateText(found->state)));
        }
    }
    addMembers(tr("Virtual machines"), vms);
}

void DetailsPanel::showLibrary(const ViewData& view) {
    begin(QStringLiteral("library"), fromUtf8(view.library().name), tr("Library"));
    addFact(tr("Folder"), fromUtf8(view.library().location), FactWidth::Whole);
    addFact(tr("Collections"), models::numberText(view.inventory().collections.size()));
    addFact(tr("Virtual machines"), models::numberText(view.inventory().vms.size()));
    std::uint64_t bytes = 0;
    for (const auto& [path, facts] : view.library().layers) {
        bytes += facts.allocatedBytes;
    }
    addFact(tr("Disk files"), models::numberText(view.library().layers.size()));
    addFact(tr("On the volume"), models::bytesText(bytes));
}

void DetailsPanel::showSelection(const ViewData& view, std::span<const Guid> ids) {
    const models::SelectionSummary summary = models::summaryOf(view, ids);
    begin(QStringLiteral("selected"), tr("%1 selected").arg(models::numberText(ids.size())),
          tr("Together, members of collection snapshots included"));
    addFact(tr("Snapshots"), models::numberText(summary.snapshots));
    if (summary.collections > 0) {
        addFact(tr("Collection snapshots"), models::numberText(summary.collections));
    }
    addFact(tr("Virtual machines"), models::numberText(static_cast<std::uint64_t>(summary.vms.size())));
    addFact(tr("Own data"), models::bytesText(summary.ownBytes));
    if (summary.oldest && summary.newest) {
        addFact(tr("Oldest"), models::timeText(*summary.oldest));
        addFact(tr("Newest"), models::timeText(*summary.newest));
    }
    if (summary.held > 0) {
        addFact(tr("Held"), models::numberText(summary.held));
    }
    addMembers(tr("Snapshots by virtual machine"), summary.vms);
}

} // namespace coppice::ui
