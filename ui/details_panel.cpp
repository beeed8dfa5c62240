// Fills one column of facts from the library's view.
#include "ui/details_panel.h"

#include "models/texts.h"
#include "ui/chain_view.h"
#include "ui/icons.h"
#include "ui/style.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <set>

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

DiskChain chainOf(const ViewData& view, const std::string& slot, const std::string& top) {
    const auto& facts = view.library().layers;
    DiskChain chain{.slot = fromUtf8(slot), .virtualSizeBytes = 0, .layers = {}};
    std::set<std::string> seen; // a damaged library may name a cycle
    for (std::string path = top; !path.empty() && seen.insert(path).second;) {
        const auto found = facts.find(path);
        ChainLayer layer;
        layer.path = fromUtf8(path);
        layer.name = QFileInfo(layer.path).fileName();
        if (found == facts.end()) {
            layer.problem = QObject::tr("not read yet");
            chain.layers.append(layer);
            break;
        }
        if (chain.layers.isEmpty()) {
            chain.virtualSizeBytes = found->second.virtualSizeBytes;
        }
        layer.type = fromUtf8(found->second.type);
        layer.allocatedBytes = found->second.allocatedBytes;
        layer.problem = fromUtf8(found->second.problem);
        chain.layers.append(layer);
        path = found->second.parent;
    }
    return chain;
}

} // namespace

DetailsPanel::DetailsPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_icon(new QLabel)
    , m_title(heading({}, nullptr))
    , m_subtitle(new QLabel)
    , m_facts(new QGridLayout)
    , m_membersTitle(heading({}, nullptr))
    , m_members(new QListWidget)
    , m_chainTitle(heading(tr("Disk chain, newest on top"), nullptr))
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
    layout->addWidget(m_membersTitle);
    layout->addWidget(m_members);
    layout->addWidget(m_chainTitle);
    layout->addWidget(m_chain);
    layout->addStretch();
    setWidget(content);
    showNothing({});
}

void DetailsPanel::begin(const QString& iconName, const QString& title, const QString& subtitle) {
    while (QLayoutItem* const item = m_facts->takeAt(0)) {
        // Later: a fact may be the one whose event is being handled.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_members->clear();
    m_membersTitle->hide();
    m_members->hide();
    m_chainTitle->hide();
    m_chain->setDisks({});
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

void DetailsPanel::addChains(const ViewData& view, const std::map<std::string, std::string>& layerBySlot) {
    QList<DiskChain> chains;
    for (const auto& [slot, layer] : layerBySlot) {
        chains.append(chainOf(view, slot, layer));
    }
    m_chainTitle->setVisible(!chains.isEmpty());
    m_chain->setDisks(std::move(chains));
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
          tr("Snapshot of %1").arg(fromUtf8(ref->vm->name)));
    addFact(tr("Created"), models::timeText(snapshot.created));
    addFact(tr("Kind"), models::typeText(snapshot.type));
    if (snapshot.parent) {
        const auto parent = view.index().snapshot(*snapshot.parent);
        addFact(tr("Child of"), parent ? fromUtf8(parent->snapshot->name) : QString());
    }
    const models::SnapshotFigures figures = view.figures(id);
    addFact(tr("Own data"), models::bytesText(figures.ownBytes));
    addFact(tr("Dependents"), models::numberText(figures.dependents));
    if (snapshot.hold) {
        addFact(tr("Hold"), models::holdText(*snapshot.hold));
    }
    if (snapshot.destroying) {
        addFact(tr("State"), tr("being deleted"));
    }
    addFact(tr("Notes"), fromUtf8(snapshot.notes));
    QStringList memberships;
    for (const Guid& collection : view.index().memberships(id)) {
        if (const auto found = view.index().snapshotCollection(collection)) {
            memberships.append(fromUtf8(found->snapshotCollection->name));
        }
    }
    addFact(tr("Member of"), memberships.join(QStringLiteral(", ")));
    addFact(tr("Id"), fromUtf8(id.toString()), FactWidth::Whole);
    addChains(view, snapshot.disks);
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
    begin(QStringLiteral("vm"), fromUtf8(vm->name), tr("Virtual machine, current state"));
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
    addChains(view, disks);
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

} // namespace coppice::ui
