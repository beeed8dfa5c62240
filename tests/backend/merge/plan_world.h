// Forests for the plan's tests, made of layers that hold one entry a sector, and a plan carried out on them.
#pragma once

#include "merge/plan.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace coppice::merge::test {

inline constexpr std::uint32_t planSectorBytes = 512;

/// What one layer says of one sector. `content` tells the sectors of all layers apart.
struct SectorCell {
    enum class State : std::uint8_t { Absent, Zero, Data } state = State::Absent;
    std::uint32_t content = 0;
};
using SectorArray = std::vector<SectorCell>;

Guid guidOf(std::uint32_t number);

/// A forest under construction, and what its layers hold.
class PlanWorld {
public:
    /// `sectors`: one character each, 'd' data, 'z' zero, '.' absent. Path: as given, on device 1.
    LayerIndex addLayer(const std::string& path, std::optional<LayerIndex> parent,
                        const std::string& sectors = "d...");
    void addUse(LayerIndex layer, std::uint32_t vm, std::optional<std::uint32_t> snapshot,
                const std::string& slot = "SCSI 0:0");

    Result<DiskPlan> plan(std::initializer_list<std::uint32_t> destroyedSnapshots) const;
    std::vector<LayerFate> fates(std::initializer_list<std::uint32_t> destroyedSnapshots) const;

    LayerForest forest;
    std::vector<SectorArray> sectors; ///< by layer
    FreeSpace freeSpace{{1, 1u << 30}, {2, 1u << 30}};
};

/// A random forest with everything in it, and a random R. Every leaf is used unless `unowned` asks for
/// others too.
struct RandomPlanWorld {
    PlanWorld world;
    std::unordered_set<Guid> destroyed;
};
RandomPlanWorld randomPlanWorld(unsigned seed, bool unowned);

ExtentMap extentMapOf(const SectorArray& sectors);

/// What a guest reads through a layer and its parents: contents by sector, 0 for zeros.
std::vector<std::uint32_t> readThrough(const PlanWorld& world, LayerIndex layer);

/// Files by name, as the plan's steps change them. Errors are reported as test failures.
class SimulatedDisks {
public:
    explicit SimulatedDisks(const PlanWorld& world);

    void carryOut(const DiskStep& step);
    bool exists(const std::string& path) const { return m_files.contains(path); }
    std::size_t fileCount() const { return m_files.size(); }
    /// By use of the forest, wherever its layer is by now.
    std::vector<std::uint32_t> read(std::size_t use) const;

private:
    struct File {
        FileIdentity identity;
        Guid dataWriteGuid;
        std::string parent; ///< empty: none
        SectorArray sectors;
    };

    void carryOutDelete(const DiskStep& step);
    void carryOutMerge(const DiskStep& step);
    void expectPrint(const LayerPrint& print) const;

    std::map<std::string, File> m_files;
    std::vector<std::string> m_uses;
};

} // namespace coppice::merge::test
