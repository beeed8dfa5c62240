// Arrays with one entry a sector: slow, plain, and written differently from what they test.
#include "plan_world.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace coppice::merge::test {
namespace {

using State = SectorCell::State;

SectorArray arrayOf(const std::string& text, std::uint32_t layerNumber) {
    SectorArray cells;
    for (const char c : text) {
        SectorCell cell;
        cell.state = c == 'd' ? State::Data : c == 'z' ? State::Zero : State::Absent;
        if (cell.state == State::Data) {
            cell.content = (layerNumber + 1) * 1000 + static_cast<std::uint32_t>(cells.size());
        }
        cells.push_back(cell);
    }
    return cells;
}

} // namespace

Guid guidOf(std::uint32_t number) {
    Guid guid;
    guid.bytes[0] = static_cast<std::uint8_t>(number);
    guid.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    guid.bytes[2] = static_cast<std::uint8_t>(number >> 16);
    guid.bytes[15] = 1;
    return guid;
}

ExtentMap extentMapOf(const SectorArray& sectors) {
    ExtentMap map;
    for (std::size_t at = 0; at < sectors.size(); ++at) {
        if (sectors[at].state == State::Absent) {
            continue;
        }
        const ExtentKind kind = sectors[at].state == State::Data ? ExtentKind::Data : ExtentKind::Zero;
        if (!map.empty() && map.back().kind == kind && map.back().endBytes() == at * planSectorBytes) {
            map.back().lengthBytes += planSectorBytes;
        } else {
            map.push_back({at * planSectorBytes, planSectorBytes, kind});
        }
    }
    return map;
}

LayerIndex PlanWorld::addLayer(const std::string& path, std::optional<LayerIndex> parent,
                               const std::string& text) {
    const auto index = static_cast<LayerIndex>(forest.layers.size());
    sectors.push_back(arrayOf(text, index));
    Layer layer;
    layer.path = path;
    layer.parent = parent;
    layer.type = parent ? vhdx::DiskType::Differencing : vhdx::DiskType::Dynamic;
    layer.virtualSizeBytes = text.size() * planSectorBytes;
    layer.blockSizeBytes = 1u << 20;
    layer.logicalSectorBytes = planSectorBytes;
    layer.dataWriteGuid = guidOf(500000 + index);
    layer.file = {.device = 1, .inode = 100 + index};
    layer.allocatedBytes = static_cast<std::uint64_t>(std::ranges::count(text, 'd')) * planSectorBytes + 4096;
    layer.fileSizeBytes = layer.allocatedBytes;
    layer.map = std::make_shared<const ExtentMap>(extentMapOf(sectors.back()));
    forest.layers.push_back(std::move(layer));
    return index;
}

void PlanWorld::addUse(LayerIndex layer, std::uint32_t vm, std::optional<std::uint32_t> snapshot,
                       const std::string& slot) {
    LayerUse use{.layer = layer, .vm = guidOf(vm), .slot = slot, .snapshot = std::nullopt};
    if (snapshot) {
        use.snapshot = guidOf(*snapshot);
    }
    forest.uses.push_back(std::move(use));
}

namespace {

std::unordered_set<Guid> guidsOf(std::initializer_list<std::uint32_t> numbers) {
    std::unordered_set<Guid> guids;
    for (const std::uint32_t number : numbers) {
        guids.insert(guidOf(number));
    }
    return guids;
}

} // namespace

Result<DiskPlan> PlanWorld::plan(std::initializer_list<std::uint32_t> destroyedSnapshots) const {
    return planDisks(forest, guidsOf(destroyedSnapshots), freeSpace);
}

std::vector<LayerFate> PlanWorld::fates(std::initializer_list<std::uint32_t> destroyedSnapshots) const {
    return layerFates(forest, guidsOf(destroyedSnapshots));
}

std::vector<std::uint32_t> readThrough(const PlanWorld& world, LayerIndex layer) {
    std::vector<std::uint32_t> contents(world.sectors[layer].size(), 0);
    for (std::size_t at = 0; at < contents.size(); ++at) {
        for (std::optional<LayerIndex> from = layer; from && at < world.sectors[*from].size();
             from = world.forest.layers[*from].parent) {
            const SectorCell& cell = world.sectors[*from][at];
            if (cell.state != State::Absent) {
                contents[at] = cell.content;
                break;
            }
        }
    }
    return contents;
}

RandomPlanWorld randomPlanWorld(unsigned seed, bool unowned) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
    // Drawn as a tree in order of age, then put into the forest in any order.
    struct Drawn {
        std::optional<std::size_t> parent;
        std::string path;
        std::string text;
    };
    const std::size_t count = 1 + below(14);
    const bool mixedDevices = below(6) == 0;
    const bool longChains = below(2) == 0;
    const std::string alphabet = below(2) == 0 ? "d......z" : "ddd..z";
    const std::size_t commonSize = 1 + below(20);
    std::vector<Drawn> drawn;
    std::vector<bool> hasChild(count, false);
    for (std::size_t i = 0; i < count; ++i) {
        Drawn layer;
        if (i > 0 && below(7) != 0) {
            layer.parent = longChains && below(4) != 0 ? i - 1 : below(i);
            hasChild[*layer.parent] = true;
        }
        // Names that compete for one another: a3.avhdx may be made a3.vhdx, which may be taken.
        const std::string folder = below(3) == 0 ? "/lib/other/" : "/lib/";
        layer.path = folder + "a" + std::to_string(i / 2) + (i % 2 == 0 ? ".avhdx" : ".vhdx");
        if (below(4) == 0) {
            layer.path = folder + "b" + std::to_string(i) + ".AvHdX";
        }
        const std::size_t size = below(4) == 0 ? 1 + below(20) : commonSize;
        for (std::size_t s = 0; s < size; ++s) {
            layer.text += alphabet[below(alphabet.size())];
        }
        drawn.push_back(std::move(layer));
    }
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) {
        order[i] = i;
    }
    std::ranges::shuffle(order, random);
    std::vector<LayerIndex> placeOf(count);
    for (std::size_t place = 0; place < count; ++place) {
        placeOf[order[place]] = static_cast<LayerIndex>(place);
    }

    RandomPlanWorld result;
    PlanWorld& world = result.world;
    for (const std::size_t i : order) {
        const Drawn& layer = drawn[i];
        const LayerIndex index = world.addLayer(
            layer.path, layer.parent ? std::optional(placeOf[*layer.parent]) : std::nullopt, layer.text);
        if (mixedDevices) {
            world.forest.layers[index].file.device = 1 + below(2);
        }
        if (!layer.parent && below(5) == 0) {
            world.forest.layers[index].type = vhdx::DiskType::Fixed;
        }
    }
    const std::uint32_t snapshotCount = 1 + below(12);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t least = hasChild[i] || unowned ? 0 : 1;
        const std::uint32_t uses = std::max(least, below(3));
        for (std::uint32_t u = 0; u < uses; ++u) {
            std::optional<std::uint32_t> snapshot;
            if (below(4) != 0) {
                snapshot = 100 + below(snapshotCount);
            }
            world.addUse(placeOf[i], 1 + below(4), snapshot, "slot " + std::to_string(below(3)));
        }
    }
    for (std::uint32_t s = 0; s < snapshotCount; ++s) {
        if (below(2) == 0) {
            result.destroyed.insert(guidOf(100 + s));
        }
    }
    return result;
}

// --- carrying it out --------------------------------------------------------------------------------------

SimulatedDisks::SimulatedDisks(const PlanWorld& world) {
    for (std::size_t i = 0; i < world.forest.layers.size(); ++i) {
        const Layer& layer = world.forest.layers[i];
        m_files[layer.path.string()] = {
            .identity = layer.file,
            .dataWriteGuid = layer.dataWriteGuid,
            .parent = layer.parent ? world.forest.layers[*layer.parent].path.string() : "",
            .sectors = world.sectors[i]};
    }
    for (const LayerUse& use : world.forest.uses) {
        m_uses.push_back(world.forest.layers[use.layer].path.string());
    }
}

std::vector<std::uint32_t> SimulatedDisks::read(std::size_t use) const {
    std::vector<std::uint32_t> contents(m_files.at(m_uses[use]).sectors.size(), 0);
    for (std::size_t at = 0; at < contents.size(); ++at) {
        for (std::string name = m_uses[use]; !name.empty();) {
            const File& file = m_files.at(name);
            if (at >= file.sectors.size()) {
                break;
            }
            if (file.sectors[at].state != State::Absent) {
                contents[at] = file.sectors[at].content;
                break;
            }
            name = file.parent;
        }
    }
    return contents;
}

void SimulatedDisks::expectPrint(const LayerPrint& print) const {
    ASSERT_TRUE(m_files.contains(print.path.string())) << print.path;
    const File& file = m_files.at(print.path.string());
    EXPECT_EQ(file.identity, print.file) << print.path;
    EXPECT_EQ(file.dataWriteGuid, print.dataWriteGuid) << print.path;
    EXPECT_EQ(file.sectors.size() * planSectorBytes, print.virtualSizeBytes) << print.path;
}

void SimulatedDisks::carryOut(const DiskStep& step) {
    for (const LayerPrint& print : step.layers) {
        ASSERT_NO_FATAL_FAILURE(expectPrint(print));
    }
    switch (step.kind) {
    case StepKind::Delete:
        carryOutDelete(step);
        break;
    case StepKind::Merge:
        carryOutMerge(step);
        break;
    case StepKind::Keep:
        break;
    }
}

void SimulatedDisks::carryOutDelete(const DiskStep& step) {
    ASSERT_EQ(step.layers.size(), 1u);
    const std::string path = step.layers[0].path.string();
    for (const auto& [name, file] : m_files) {
        ASSERT_NE(file.parent, path) << name << " would lose its parent";
    }
    m_files.erase(path);
}

void SimulatedDisks::carryOutMerge(const DiskStep& step) {
    ASSERT_GE(step.layers.size(), 2u);
    ASSERT_LT(step.target, step.layers.size());
    if (step.parent) {
        ASSERT_NO_FATAL_FAILURE(expectPrint(*step.parent));
    }
    std::vector<ExtentMap> maps;
    for (const LayerPrint& print : step.layers) {
        maps.push_back(extentMapOf(m_files.at(print.path.string()).sectors));
    }
    std::vector<LayerView> views;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        views.push_back({&maps[i], step.layers[i].virtualSizeBytes});
    }
    const std::string newest = step.layers.back().path.string();
    const std::string oldest = step.layers.front().path.string();
    ASSERT_EQ(m_files.at(oldest).parent, step.parent ? step.parent->path.string() : "");

    File target = m_files.at(step.layers[step.target].path.string());
    // Growing a disk that has a parent must not uncover it: new blocks are ZERO.
    target.sectors.resize(m_files.at(newest).sectors.size(),
                          SectorCell{.state = step.parent ? State::Zero : State::Absent});
    std::uint64_t moved = 0;
    std::uint64_t end = 0;
    for (const OwnedExtent& extent : extentsToMove(views, step.target, step.parent.has_value())) {
        ASSERT_GE(extent.offsetBytes, end);
        ASSERT_GT(extent.lengthBytes, 0u);
        ASSERT_NE(extent.owner, step.target);
        end = extent.endBytes();
        ASSERT_LE(end, step.layers.back().virtualSizeBytes);
        for (std::size_t at = extent.offsetBytes / planSectorBytes; at < end / planSectorBytes; ++at) {
            if (extent.kind == ExtentKind::Zero) {
                target.sectors[at] = {.state = State::Zero};
                continue;
            }
            const File& source = m_files.at(step.layers[extent.owner].path.string());
            ASSERT_EQ(source.sectors.at(at).state, State::Data);
            target.sectors[at] = source.sectors[at];
            moved += planSectorBytes;
        }
    }
    EXPECT_EQ(moved, step.bytesToWrite);
    EXPECT_EQ(moved, step.bytesToRead);
    target.dataWriteGuid = step.layers.back().dataWriteGuid;
    target.parent = step.parent ? step.parent->path.string() : "";

    for (const LayerPrint& print : step.layers) {
        m_files.erase(print.path.string());
    }
    const std::string result = step.result.string();
    ASSERT_FALSE(m_files.contains(result)) << result << " is taken";
    m_files[result] = std::move(target);
    std::vector<std::string> expectedChildren;
    for (auto& [name, file] : m_files) {
        if (file.parent == newest) {
            file.parent = result;
            expectedChildren.push_back(name);
        }
    }
    std::vector<std::string> children;
    for (const LayerPrint& child : step.children) {
        ASSERT_NO_FATAL_FAILURE(expectPrint(child));
        children.push_back(child.path.string());
    }
    std::ranges::sort(children);
    EXPECT_EQ(children, expectedChildren);
    std::ranges::replace(m_uses, newest, result);
}

} // namespace coppice::merge::test
