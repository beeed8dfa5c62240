// Follows parent names through the layer facts.
#include "models/disk_chain.h"

#include "models/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace coppice::models {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(coppice::models::DiskChain)
};

void addUse(ChainLayer& layer, const LayerUses::Use& use, const Guid& vm) {
    layer.now = !use.nows.empty();
    if (use.snapshots.empty()) {
        return;
    }
    const auto own = std::ranges::find(use.vms, vm, &VirtualSystem::id);
    const auto place = own == use.vms.end() ? 0 : own - use.vms.begin();
    const Snapshot& owner = *use.snapshots[static_cast<std::size_t>(place)];
    const VirtualSystem& ownerVm = *use.vms[static_cast<std::size_t>(place)];
    layer.owner = owner.id;
    layer.ownerName =
        own == use.vms.end()
            ? Texts::tr("%1: %2", "VM and snapshot").arg(fromUtf8(ownerVm.name), fromUtf8(owner.name))
            : fromUtf8(owner.name);
    layer.otherOwners = use.snapshots.size() - 1;
    if (layer.otherOwners > 0) {
        return; // deleting one of them changes nothing on the disk
    }
    // A single child takes the layer in, or goes into it: the smaller of the two is moved, and what both have
    // is freed. Without a child the file just goes; with several it stays.
    ChainLayer::Estimate estimate;
    if (use.children > 1) {
        estimate.kept = true;
    } else if (use.children == 0) {
        estimate.freedBytes = layer.ownBytes;
    } else {
        estimate.mergedBytes = std::min(layer.ownBytes, use.smallestChildBytes);
        estimate.freedBytes = estimate.mergedBytes;
    }
    layer.estimate = estimate;
}

} // namespace

std::shared_ptr<const LayerUses> LayerUses::make(std::shared_ptr<const ViewData> view) {
    auto uses = std::make_shared<LayerUses>();
    for (const VirtualSystem& vm : view->inventory().vms) {
        for (const Disk& disk : vm.disks) {
            uses->m_uses[disk.active].nows.push_back(&vm);
        }
        for (const Snapshot& snapshot : vm.snapshots) {
            for (const auto& [slot, layer] : snapshot.disks) {
                Use& use = uses->m_uses[layer];
                use.snapshots.push_back(&snapshot);
                use.vms.push_back(&vm);
            }
        }
    }
    for (const auto& [path, facts] : view->library().layers) {
        if (!facts.parent.empty()) {
            Use& use = uses->m_uses[facts.parent];
            use.smallestChildBytes = use.children == 0
                                         ? facts.allocatedBytes
                                         : std::min(use.smallestChildBytes, facts.allocatedBytes);
            ++use.children;
        }
    }
    uses->m_view = std::move(view);
    return uses;
}

const LayerUses::Use& LayerUses::of(const std::string& path) const {
    static const Use kNone;
    const auto found = m_uses.find(path);
    return found == m_uses.end() ? kNone : found->second;
}

DiskChain chainOf(const ViewData& view, const LayerUses* uses, const Guid& vm, const std::string& slot,
                  const std::string& top) {
    const auto& facts = view.library().layers;
    DiskChain chain{.slot = fromUtf8(slot), .virtualSizeBytes = 0, .largestBytes = 0, .layers = {}};
    std::unordered_set<std::string> seen; // a damaged library may name a cycle
    for (std::string path = top; !path.empty() && seen.insert(path).second;) {
        ChainLayer layer;
        layer.path = fromUtf8(path);
        layer.name = layer.path.mid(layer.path.lastIndexOf(u'/') + 1);
        const auto found = facts.find(path);
        if (found == facts.end()) {
            layer.problem = Texts::tr("not read yet");
        } else {
            chain.virtualSizeBytes = std::max(chain.virtualSizeBytes, found->second.virtualSizeBytes);
            layer.type = fromUtf8(found->second.type);
            layer.ownBytes = found->second.allocatedBytes;
            layer.problem = fromUtf8(found->second.problem);
        }
        if (uses != nullptr) {
            addUse(layer, uses->of(path), vm);
        }
        chain.largestBytes = std::max(chain.largestBytes, layer.ownBytes);
        chain.layers.push_back(std::move(layer));
        path = found == facts.end() ? std::string() : found->second.parent;
    }
    return chain;
}

QString estimateText(const ChainLayer& layer) {
    if (!layer.estimate) {
        return {};
    }
    if (layer.estimate->kept) {
        return Texts::tr("stays: several disks derive from it");
    }
    if (layer.estimate->mergedBytes == 0) {
        return Texts::tr("frees %1").arg(bytesText(layer.estimate->freedBytes));
    }
    return Texts::tr("frees ≤ %1, moves ≈ %2")
        .arg(bytesText(layer.estimate->freedBytes), bytesText(layer.estimate->mergedBytes));
}

QString layerText(const ChainLayer& layer) {
    QStringList lines{layer.path};
    if (!layer.type.isEmpty()) {
        lines += Texts::tr("%1, %2 on the volume").arg(layer.type, bytesText(layer.ownBytes));
    }
    if (layer.now) {
        lines += Texts::tr("The current state writes to it.");
    }
    if (!layer.ownerName.isEmpty()) {
        lines += Texts::tr("Belongs to %1.").arg(layer.ownerName);
    }
    if (layer.otherOwners > 0) {
        lines += Texts::tr("%n other snapshot(s) share it.", nullptr, static_cast<int>(layer.otherOwners));
    }
    if (layer.estimate) {
        lines += Texts::tr("Deleting that snapshot alone: %1 (estimate).").arg(estimateText(layer));
    }
    if (!layer.problem.isEmpty()) {
        lines += Texts::tr("Problem: %1").arg(layer.problem);
    }
    return lines.join(u'\n');
}

} // namespace coppice::models
