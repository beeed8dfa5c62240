// Thousands of random forests: fates, runs, targets and costs against naive definitions, and the plan
// carried out on arrays of sectors, where no survivor may ever read differently.
#include "plan_world.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace coppice::merge {
namespace {

using test::planSectorBytes;
using test::PlanWorld;
using test::RandomPlanWorld;
using State = test::SectorCell::State;

/// The words of DESIGN 3, layer by layer, without any order of visiting.
struct NaiveFates {
    const LayerForest& forest;
    const std::unordered_set<Guid>& destroyed;

    bool isDestroyed(const LayerUse& use) const { return use.snapshot && destroyed.contains(*use.snapshot); }
    std::vector<LayerIndex> ancestry(LayerIndex layer) const {
        std::vector<LayerIndex> line{layer};
        while (forest.layers[line.back()].parent) {
            line.push_back(*forest.layers[line.back()].parent);
        }
        return line;
    }
    bool derives(LayerIndex layer, LayerIndex from) const {
        const auto line = ancestry(layer);
        return std::ranges::find(line, from) != line.end();
    }
    bool referenced(LayerIndex layer) const {
        return std::ranges::any_of(
            forest.uses, [&](const LayerUse& use) { return use.layer == layer && !isDestroyed(use); });
    }
    bool needed(LayerIndex layer) const {
        return std::ranges::any_of(
            forest.uses, [&](const LayerUse& use) { return !isDestroyed(use) && derives(use.layer, layer); });
    }
    bool owned(LayerIndex layer) const {
        return std::ranges::any_of(forest.uses,
                                   [&](const LayerUse& use) { return derives(use.layer, layer); });
    }
    bool touched(LayerIndex layer) const {
        return std::ranges::any_of(forest.uses, [&](const LayerUse& use) {
            return isDestroyed(use) && ancestry(use.layer).back() == ancestry(layer).back();
        });
    }
    std::vector<LayerIndex> survivingChildren(LayerIndex layer) const {
        std::vector<LayerIndex> children;
        for (LayerIndex i = 0; i < forest.layers.size(); ++i) {
            if (forest.layers[i].parent == layer && needed(i)) {
                children.push_back(i);
            }
        }
        return children;
    }
    LayerFate of(LayerIndex layer) const {
        if (!touched(layer) || !owned(layer)) {
            return LayerFate::Untouched;
        }
        if (!needed(layer)) {
            return LayerFate::Deleted;
        }
        if (referenced(layer)) {
            return LayerFate::Referenced;
        }
        return survivingChildren(layer).size() > 1 ? LayerFate::Branch : LayerFate::Collapsed;
    }
};

class PlanProperty : public testing::Test {
protected:
    void examine(unsigned seed, bool unowned) {
        m_random = test::randomPlanWorld(seed, unowned);
        const NaiveFates naive{m_random.world.forest, m_random.destroyed};
        m_fates = layerFates(m_random.world.forest, m_random.destroyed);
        ASSERT_EQ(m_fates.size(), m_random.world.forest.layers.size());
        for (LayerIndex i = 0; i < m_fates.size(); ++i) {
            ASSERT_EQ(m_fates[i], naive.of(i)) << "layer " << i;
        }
        const auto plan = planDisks(m_random.world.forest, m_random.destroyed, m_random.world.freeSpace);
        if (const std::set<std::string> stray = childrenNobodyOwns(naive); !stray.empty()) {
            ++m_refused;
            ASSERT_FALSE(plan);
            ASSERT_EQ(plan.error().code, ErrorCode::UnownedChild);
            ASSERT_TRUE(stray.contains(plan.error().object)) << plan.error().object;
            return;
        }
        ASSERT_TRUE(plan) << plan.error().object << ": " << plan.error().detail;
        checkSteps(*plan, naive);
        checkCosts(*plan);
        carryOut(*plan, naive);
    }

    unsigned m_refused = 0;
    unsigned m_merges = 0;
    unsigned m_upwardMerges = 0;

private:
    const Layer& layer(LayerIndex index) const { return m_random.world.forest.layers[index]; }

    LayerIndex indexOf(const FileIdentity& file) const {
        for (LayerIndex i = 0; i < m_random.world.forest.layers.size(); ++i) {
            if (layer(i).file == file) {
                return i;
            }
        }
        ADD_FAILURE() << "a step names a file that is not in the forest";
        return 0;
    }

    bool endsARun(LayerIndex index) const {
        return m_fates[index] != LayerFate::Collapsed && layer(index).parent &&
               m_fates[*layer(index).parent] == LayerFate::Collapsed &&
               (m_fates[index] == LayerFate::Referenced || m_fates[index] == LayerFate::Branch);
    }

    std::set<std::string> childrenNobodyOwns(const NaiveFates& naive) const {
        std::set<std::string> paths;
        for (LayerIndex i = 0; i < m_fates.size(); ++i) {
            const auto parent = layer(i).parent;
            if (!naive.owned(i) && parent &&
                (m_fates[*parent] == LayerFate::Deleted || m_fates[*parent] == LayerFate::Collapsed ||
                 endsARun(*parent))) {
                paths.insert(layer(i).path.string());
            }
        }
        return paths;
    }

    void checkSteps(const DiskPlan& plan, const NaiveFates& naive) {
        std::vector<LayerIndex> deleted;
        std::vector<LayerIndex> merged;
        std::vector<LayerIndex> kept;
        std::vector<StepKind> kinds;
        for (const DiskStep& step : plan.steps) {
            kinds.push_back(step.kind);
            for (const LayerPrint& print : step.layers) {
                (step.kind == StepKind::Delete  ? deleted
                 : step.kind == StepKind::Merge ? merged
                                                : kept)
                    .push_back(indexOf(print.file));
            }
            checkListedUnder(step, naive);
            if (step.kind == StepKind::Merge) {
                checkMerge(plan, step);
            }
            if (step.kind == StepKind::Keep) {
                EXPECT_EQ(step.keepReason, m_fates[kept.back()] == LayerFate::Branch
                                               ? KeepReason::Branch
                                               : KeepReason::Referenced);
            }
        }
        EXPECT_TRUE(std::ranges::is_sorted(kinds, {}, [](StepKind kind) {
            return kind == StepKind::Delete ? 0 : kind == StepKind::Merge ? 1 : 2;
        }));
        std::vector<LayerIndex> expectDeleted;
        std::vector<LayerIndex> expectMerged;
        std::vector<LayerIndex> expectKept;
        for (LayerIndex i = 0; i < m_fates.size(); ++i) {
            const bool usedByDestroyed = std::ranges::any_of(naive.forest.uses, [&](const LayerUse& use) {
                return use.layer == i && naive.isDestroyed(use);
            });
            if (m_fates[i] == LayerFate::Deleted) {
                expectDeleted.push_back(i);
            } else if (m_fates[i] == LayerFate::Collapsed || endsARun(i)) {
                expectMerged.push_back(i);
            } else if (usedByDestroyed) {
                expectKept.push_back(i);
            }
        }
        std::ranges::sort(deleted);
        std::ranges::sort(merged);
        std::ranges::sort(kept);
        EXPECT_EQ(deleted, expectDeleted);
        EXPECT_EQ(merged, expectMerged);
        EXPECT_EQ(kept, expectKept);
    }

    void checkListedUnder(const DiskStep& step, const NaiveFates& naive) const {
        std::vector<const LayerUse*> own;
        std::vector<const LayerUse*> above;
        bool anyDestroyed = false;
        for (const LayerUse& use : naive.forest.uses) {
            for (const LayerPrint& print : step.layers) {
                const LayerIndex at = indexOf(print.file);
                if (use.layer == at) {
                    own.push_back(&use);
                    anyDestroyed |= naive.isDestroyed(use);
                } else if (naive.derives(use.layer, at)) {
                    above.push_back(&use);
                }
            }
        }
        const auto fits = [&](const LayerUse* use) {
            return use->vm == step.vm && use->slot == step.slot && (!anyDestroyed || naive.isDestroyed(*use));
        };
        EXPECT_TRUE(std::ranges::any_of(own.empty() ? above : own, fits));
    }

    /// Newest layer of the run that says something of the sector, or ends before it.
    static constexpr std::size_t nobody = 1000;
    std::pair<std::size_t, State> ownerOf(const std::vector<LayerIndex>& run, std::size_t sector) const {
        for (std::size_t i = run.size(); i-- > 0;) {
            const auto& cells = m_random.world.sectors[run[i]];
            if (sector >= cells.size()) {
                return {i, State::Zero};
            }
            if (cells[sector].state != State::Absent) {
                return {i, cells[sector].state};
            }
        }
        return {nobody, State::Absent};
    }

    std::vector<LayerIndex> runOf(const DiskStep& step) const {
        std::vector<LayerIndex> run;
        for (const LayerPrint& print : step.layers) {
            run.push_back(indexOf(print.file));
        }
        return run;
    }

    std::uint64_t bytesInto(const std::vector<LayerIndex>& run, std::size_t target) const {
        std::uint64_t bytes = 0;
        for (std::size_t s = 0; s < m_random.world.sectors[run.back()].size(); ++s) {
            const auto [owner, state] = ownerOf(run, s);
            bytes += state == State::Data && owner != target ? planSectorBytes : 0;
        }
        return bytes;
    }

    void checkMerge(const DiskPlan& plan, const DiskStep& step) {
        ++m_merges;
        const std::vector<LayerIndex> run = runOf(step);
        for (std::size_t i = 1; i < run.size(); ++i) {
            EXPECT_EQ(layer(run[i]).parent, run[i - 1]);
        }
        const auto below = layer(run.front()).parent;
        EXPECT_EQ(step.parent.has_value(), below.has_value());
        EXPECT_TRUE(!below || m_fates[*below] != LayerFate::Collapsed) << "the run is not maximal";

        // The best over all targets on the volume of L_j; of equals L_j, then the newest.
        std::size_t best = run.size() - 1;
        for (std::size_t t = run.size(); t-- > 0;) {
            if (layer(run[t]).file.device == layer(run.back()).file.device &&
                bytesInto(run, t) < bytesInto(run, best)) {
                best = t;
            }
        }
        EXPECT_EQ(step.target, best);
        EXPECT_EQ(step.bytesToWrite, bytesInto(run, best)) << "not the optimum";
        EXPECT_EQ(step.bytesToRead, step.bytesToWrite);
        EXPECT_EQ(step.reversible, best == run.size() - 1);
        EXPECT_EQ(step.fixedResult, !below && layer(run.front()).type == vhdx::DiskType::Fixed);
        m_upwardMerges += step.reversible ? 0 : 1;
        checkName(plan, step, run);
    }

    void checkName(const DiskPlan& plan, const DiskStep& step, const std::vector<LayerIndex>& run) const {
        const auto& oldest = layer(run.front());
        const auto& newest = layer(run.back());
        EXPECT_EQ(std::ranges::count(plan.steps, step.result, &DiskStep::result), 1) << step.result;
        EXPECT_TRUE(std::ranges::none_of(m_random.world.forest.layers,
                                         [&](const Layer& other) {
                                             return other.path == step.result && &other != &oldest &&
                                                    &other != &newest;
                                         }))
            << step.result << " is another layer's";
        if (step.parent) {
            EXPECT_EQ(step.result, newest.path);
            return;
        }
        const bool crosses = oldest.file.device != newest.file.device;
        const std::string extension = step.result.extension().string();
        if (step.result.stem() == oldest.path.stem() && extension == ".vhdx") {
            EXPECT_EQ(step.result.parent_path(),
                      crosses ? newest.path.parent_path() : oldest.path.parent_path());
            return;
        }
        // Only because the name that was wanted is taken.
        std::filesystem::path wanted =
            (crosses ? newest.path : oldest.path).parent_path() / oldest.path.stem();
        wanted += ".vhdx";
        EXPECT_EQ(step.result, crosses ? newest.path : oldest.path);
        EXPECT_TRUE(std::ranges::count(m_random.world.forest.layers, wanted, &Layer::path) > 0 ||
                    std::ranges::count(plan.steps, wanted, &DiskStep::result) > 0);
    }

    void checkCosts(const DiskPlan& plan) const {
        std::map<std::uint64_t, std::int64_t> extra;
        std::map<std::uint64_t, std::int64_t> peak;
        std::map<std::uint64_t, std::uint64_t> written;
        PlanTotals totals;
        for (const DiskStep& step : plan.steps) {
            const std::vector<LayerIndex> run = runOf(step);
            std::int64_t freed = 0;
            if (step.kind == StepKind::Merge) {
                const std::uint64_t device = layer(run[step.target]).file.device;
                const auto& own = m_random.world.sectors[run[step.target]];
                for (std::size_t s = 0; s < m_random.world.sectors[run.back()].size(); ++s) {
                    const auto [owner, state] = ownerOf(run, s);
                    const bool comes = step.fixedResult || (state == State::Data && owner != step.target);
                    if (comes && (s >= own.size() || own[s].state != State::Data)) {
                        extra[device] += planSectorBytes;
                        freed -= planSectorBytes;
                    }
                }
                peak[device] = std::max(peak[device], extra[device]);
                written[device] += step.bytesToWrite;
            }
            for (std::size_t i = 0; i < run.size(); ++i) {
                if (step.kind == StepKind::Delete || (step.kind == StepKind::Merge && i != step.target)) {
                    extra[layer(run[i]).file.device] -=
                        static_cast<std::int64_t>(layer(run[i]).allocatedBytes);
                    freed += static_cast<std::int64_t>(layer(run[i]).allocatedBytes);
                }
                peak.try_emplace(layer(run[i]).file.device, 0);
            }
            EXPECT_EQ(step.bytesFreed, freed);
            totals.bytesFreed += freed;
            totals.bytesToWrite += step.bytesToWrite;
        }
        ASSERT_EQ(plan.volumes.size(), peak.size());
        for (const VolumeCost& volume : plan.volumes) {
            EXPECT_EQ(static_cast<std::int64_t>(volume.peakExtraBytes), peak.at(volume.device));
            EXPECT_EQ(volume.bytesFreed, -extra[volume.device]);
            EXPECT_EQ(volume.bytesToWrite, written[volume.device]);
            EXPECT_TRUE(std::ranges::any_of(m_random.world.forest.layers, [&](const Layer& any) {
                return any.path == volume.somePath && any.file.device == volume.device;
            }));
        }
        EXPECT_EQ(plan.totals.bytesToWrite, totals.bytesToWrite);
        EXPECT_EQ(plan.totals.bytesToRead, totals.bytesToWrite);
        EXPECT_EQ(plan.totals.bytesFreed, totals.bytesFreed);
    }

    void carryOut(const DiskPlan& plan, const NaiveFates& naive) const {
        test::SimulatedDisks disks(m_random.world);
        std::map<std::size_t, std::vector<std::uint32_t>> expected;
        for (std::size_t u = 0; u < naive.forest.uses.size(); ++u) {
            if (!naive.isDestroyed(naive.forest.uses[u])) {
                expected[u] = test::readThrough(m_random.world, naive.forest.uses[u].layer);
            }
        }
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            SCOPED_TRACE("step " + std::to_string(i));
            ASSERT_NO_FATAL_FAILURE(disks.carryOut(plan.steps[i]));
            for (const auto& [use, contents] : expected) {
                ASSERT_EQ(disks.read(use), contents) << "use " << use << " reads differently";
            }
        }
        const auto gone = std::ranges::count_if(m_fates, [](LayerFate fate) {
            return fate == LayerFate::Deleted || fate == LayerFate::Collapsed;
        });
        EXPECT_EQ(disks.fileCount(), m_fates.size() - static_cast<std::size_t>(gone));
    }

    RandomPlanWorld m_random;
    std::vector<LayerFate> m_fates;
};

TEST_F(PlanProperty, HoldsOnRandomForests) {
    for (unsigned seed = 0; seed < 6000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        examine(seed, false);
        if (HasFailure()) {
            return;
        }
    }
    EXPECT_EQ(m_refused, 0u);
    EXPECT_GT(m_merges, 3000u) << "the generator makes too few runs to mean anything";
    EXPECT_GT(m_upwardMerges, 300u);
}

TEST_F(PlanProperty, HoldsWithLayersThatNobodyOwns) {
    for (unsigned seed = 100000; seed < 103000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        examine(seed, true);
        if (HasFailure()) {
            return;
        }
    }
    EXPECT_GT(m_refused, 300u);
    EXPECT_GT(m_merges, 300u);
}

} // namespace
} // namespace coppice::merge
