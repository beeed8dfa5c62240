// A disk's chain of layers, newest first: whose they are, and what deleting one snapshot alone would do to
// them.
#pragma once

#include "models/view_data.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace coppice::models {

/// Who uses each layer of a library. Immutable; refers into the view it was made from, which it keeps.
class LayerUses {
public:
    struct Use {
        std::vector<const Snapshot*> snapshots; ///< that own it
        std::vector<const VirtualSystem*> vms;  ///< of each of these
        std::vector<const VirtualSystem*> nows; ///< whose current state writes to it
        std::uint32_t children = 0;             ///< layers that derive from it
        std::uint64_t smallestChildBytes = 0;   ///< own data of the one with the least
    };

    /// Linear in the library: not on a GUI thread.
    static std::shared_ptr<const LayerUses> make(std::shared_ptr<const ViewData> view);

    const ViewData& view() const { return *m_view; }
    const Use& of(const std::string& path) const;

private:
    std::shared_ptr<const ViewData> m_view;
    std::unordered_map<std::string, Use> m_uses;
};

struct ChainLayer {
    QString name; ///< file name
    QString path; ///< as the library names it
    QString type; ///< "dynamic", …
    std::uint64_t ownBytes = 0;
    QString problem; ///< empty, or what is wrong with it
    Guid owner;      ///< the snapshot that owns it, of the VM that is looked at if it can be; null: none
    QString ownerName;
    std::size_t otherOwners = 0; ///< besides that one
    bool now = false;            ///< the current state of some VM writes to it
    /// What deleting the owner alone, with its children kept, would do to this layer. Nothing without an
    /// owner and while uses are not known yet.
    struct Estimate {
        bool kept = false;             ///< several layers derive from it: it stays until one does
        std::uint64_t mergedBytes = 0; ///< moved into the neighbour, about
        std::uint64_t freedBytes = 0;  ///< at most
    };
    std::optional<Estimate> estimate;
};

struct DiskChain {
    QString slot;
    std::uint64_t virtualSizeBytes = 0;
    std::uint64_t largestBytes = 0; ///< own data of the largest layer: the scale
    std::vector<ChainLayer> layers; ///< newest first
};

/// `uses`: of the same view, or null while they are being found out. `vm`: whose disk it is.
DiskChain chainOf(const ViewData& view, const LayerUses* uses, const Guid& vm, const std::string& slot,
                  const std::string& top);

/// "alone frees up to 4.2 MiB, moves about 3.1 MiB", or why nothing happens; empty without an estimate.
QString estimateText(const ChainLayer& layer);
/// Everything about a layer, a fact a line.
QString layerText(const ChainLayer& layer);

} // namespace coppice::models
