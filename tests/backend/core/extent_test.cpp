// Extent maps against arrays that hold one entry a sector.
#include "core/extent.h"

#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <vector>

namespace coppice {
namespace {

constexpr std::uint64_t sector = 512;

Extent data(std::uint64_t first, std::uint64_t count) {
    return {first * sector, count * sector, ExtentKind::Data};
}
Extent zero(std::uint64_t first, std::uint64_t count) {
    return {first * sector, count * sector, ExtentKind::Zero};
}
OwnedExtent owned(std::uint64_t first, std::uint64_t count, std::uint32_t owner, ExtentKind kind) {
    return {first * sector, count * sector, owner, kind};
}

TEST(AppendExtent, JoinsNeighboursOfOneKind) {
    ExtentMap map;
    appendExtent(map, data(0, 2));
    appendExtent(map, data(2, 3));
    EXPECT_EQ(map, (ExtentMap{data(0, 5)}));
}

TEST(AppendExtent, KeepsNeighboursOfDifferentKindsApart) {
    ExtentMap map;
    appendExtent(map, data(0, 2));
    appendExtent(map, zero(2, 3));
    EXPECT_EQ(map, (ExtentMap{data(0, 2), zero(2, 3)}));
}

TEST(AppendExtent, KeepsAGap) {
    ExtentMap map;
    appendExtent(map, data(0, 2));
    appendExtent(map, data(3, 1));
    EXPECT_EQ(map, (ExtentMap{data(0, 2), data(3, 1)}));
}

TEST(AppendExtent, LeavesOutWhatHasNoLength) {
    ExtentMap map;
    appendExtent(map, data(0, 0));
    EXPECT_TRUE(map.empty());
}

TEST(ComposeChain, OfNothingIsNothing) {
    EXPECT_TRUE(composeChain({}).empty());
}

TEST(ComposeChain, NewerDataSplitsOlder) {
    const ExtentMap base{data(0, 10)};
    const ExtentMap child{data(4, 2)};
    const std::vector<LayerView> chain{{&base, 10 * sector}, {&child, 10 * sector}};
    EXPECT_EQ(composeChain(chain),
              (std::vector{owned(0, 4, 0, ExtentKind::Data), owned(4, 2, 1, ExtentKind::Data),
                           owned(6, 4, 0, ExtentKind::Data)}));
}

TEST(ComposeChain, NewerZerosHideOlderData) {
    const ExtentMap base{data(0, 4)};
    const ExtentMap child{zero(1, 2)};
    const std::vector<LayerView> chain{{&base, 4 * sector}, {&child, 4 * sector}};
    EXPECT_EQ(composeChain(chain),
              (std::vector{owned(0, 1, 0, ExtentKind::Data), owned(1, 2, 1, ExtentKind::Zero),
                           owned(3, 1, 0, ExtentKind::Data)}));
}

TEST(ComposeChain, EndsWhereTheNewestLayerEnds) {
    const ExtentMap base{data(0, 10)};
    const ExtentMap child;
    const std::vector<LayerView> chain{{&base, 10 * sector}, {&child, 3 * sector}};
    EXPECT_EQ(composeChain(chain), (std::vector{owned(0, 3, 0, ExtentKind::Data)}));
}

TEST(ComposeChain, ASmallerMiddleLayerHidesItsBasePastItsEnd) {
    const ExtentMap base{data(0, 10)};
    const ExtentMap middle;
    const ExtentMap leaf{data(8, 1)};
    const std::vector<LayerView> chain{{&base, 10 * sector}, {&middle, 4 * sector}, {&leaf, 10 * sector}};
    EXPECT_EQ(composeChain(chain),
              (std::vector{owned(0, 4, 0, ExtentKind::Data), owned(4, 4, 1, ExtentKind::Zero),
                           owned(8, 1, 2, ExtentKind::Data), owned(9, 1, 1, ExtentKind::Zero)}));
}

TEST(ComposeChain, IgnoresWhatALayerHoldsPastItsOwnEnd) {
    const ExtentMap base{data(0, 10)};
    const ExtentMap leaf;
    const std::vector<LayerView> chain{{&base, 6 * sector}, {&leaf, 10 * sector}};
    EXPECT_EQ(composeChain(chain),
              (std::vector{owned(0, 6, 0, ExtentKind::Data), owned(6, 4, 0, ExtentKind::Zero)}));
}

/// One entry a sector: what the layer says there, nothing for "falls through".
using Sectors = std::vector<std::optional<ExtentKind>>;

ExtentMap mapOf(const Sectors& sectors) {
    ExtentMap map;
    for (std::size_t i = 0; i < sectors.size(); ++i) {
        if (sectors[i]) {
            appendExtent(map, {i * sector, sector, *sectors[i]});
        }
    }
    return map;
}

TEST(ComposeChain, EqualsASectorBySectorWalkOnRandomChains) {
    for (unsigned seed = 0; seed < 4000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        const std::size_t layerCount = 1 + random() % 7;
        std::vector<Sectors> layers(layerCount);
        std::vector<ExtentMap> maps;
        for (Sectors& layer : layers) {
            layer.resize(1 + random() % 24);
            for (auto& entry : layer) {
                switch (random() % 4) {
                case 0:
                    entry = ExtentKind::Data;
                    break;
                case 1:
                    entry = ExtentKind::Zero;
                    break;
                default:
                    break;
                }
            }
            maps.push_back(mapOf(layer));
        }
        std::vector<LayerView> chain;
        for (std::size_t i = 0; i < layerCount; ++i) {
            chain.push_back({&maps[i], layers[i].size() * sector});
        }

        const std::vector<OwnedExtent> composed = composeChain(chain);
        std::vector<std::optional<OwnedExtent>> bySector(layers.back().size());
        std::uint64_t end = 0;
        for (std::size_t i = 0; i < composed.size(); ++i) {
            const OwnedExtent& extent = composed[i];
            ASSERT_GT(extent.lengthBytes, 0u);
            ASSERT_GE(extent.offsetBytes, end) << "not ascending or not disjoint";
            if (i > 0 && extent.offsetBytes == end) {
                ASSERT_TRUE(extent.owner != composed[i - 1].owner || extent.kind != composed[i - 1].kind)
                    << "not joined";
            }
            end = extent.endBytes();
            ASSERT_LE(end, bySector.size() * sector);
            for (std::uint64_t at = extent.offsetBytes; at < end; at += sector) {
                bySector[at / sector] = extent;
            }
        }
        for (std::size_t at = 0; at < bySector.size(); ++at) {
            std::optional<std::pair<std::size_t, ExtentKind>> expected;
            for (std::size_t i = layerCount; i-- > 0 && !expected;) {
                if (at >= layers[i].size()) {
                    expected.emplace(i, ExtentKind::Zero);
                } else if (layers[i][at]) {
                    expected.emplace(i, *layers[i][at]);
                }
            }
            ASSERT_EQ(bySector[at].has_value(), expected.has_value()) << "sector " << at;
            if (expected) {
                ASSERT_EQ(bySector[at]->owner, expected->first) << "sector " << at;
                ASSERT_EQ(bySector[at]->kind, expected->second) << "sector " << at;
            }
        }
    }
}

} // namespace
} // namespace coppice
