// What the executor is told to move, against what a target shows alone.
#include "plan_world.h"

#include <gtest/gtest.h>
#include <random>

namespace coppice::merge {
namespace {

using test::extentMapOf;
using test::planSectorBytes;
using test::SectorArray;
using State = test::SectorCell::State;

SectorArray arrayOf(const std::string& text) {
    SectorArray cells;
    for (const char c : text) {
        cells.push_back({.state = c == 'd' ? State::Data : c == 'z' ? State::Zero : State::Absent});
    }
    return cells;
}

/// One character a sector: '.' nothing, 'z' zeros, else the owner of the data.
std::string movesOf(const std::vector<std::string>& texts, std::size_t target, bool hasParent) {
    std::vector<ExtentMap> maps;
    for (const std::string& text : texts) {
        maps.push_back(extentMapOf(arrayOf(text)));
    }
    std::vector<LayerView> views;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        views.push_back({&maps[i], texts[i].size() * planSectorBytes});
    }
    std::string result(texts.back().size(), '.');
    std::uint64_t end = 0;
    for (const OwnedExtent& extent : extentsToMove(views, target, hasParent)) {
        EXPECT_GE(extent.offsetBytes, end) << "not ascending";
        EXPECT_NE(extent.owner, target);
        end = extent.endBytes();
        for (std::size_t at = extent.offsetBytes / planSectorBytes; at < end / planSectorBytes; ++at) {
            result.at(at) = extent.kind == ExtentKind::Zero ? 'z' : static_cast<char>('0' + extent.owner);
        }
    }
    return result;
}

TEST(ExtentsToMove, OlderDataFillsInFromBelow) {
    EXPECT_EQ(movesOf({"dd..", ".d.d"}, 1, false), "0...");
}

TEST(ExtentsToMove, NewerDataOverwritesFromAbove) {
    EXPECT_EQ(movesOf({"dd..", ".d.d"}, 0, false), ".1.1");
}

TEST(ExtentsToMove, EachSectorComesFromItsNewestOwnerOnly) {
    EXPECT_EQ(movesOf({"dddd", ".ddd", "..d.", "...d"}, 0, false), ".123");
}

TEST(ExtentsToMove, NewerZerosHideTheTargetsData) {
    EXPECT_EQ(movesOf({"d.d.", "zz.."}, 0, false), "z...");
}

TEST(ExtentsToMove, ZerosHideTheParentThatTheRunHas) {
    EXPECT_EQ(movesOf({"....", "zz.."}, 0, true), "zz..");
    EXPECT_EQ(movesOf({"zz..", "...."}, 1, true), "zz..");
}

TEST(ExtentsToMove, WithoutParentNothingIsWhatZerosAre) {
    EXPECT_EQ(movesOf({"zz..", "...d"}, 1, false), "....");
}

TEST(ExtentsToMove, ATargetThatIsZeroAlreadyNeedsNoZeros) {
    EXPECT_EQ(movesOf({"zzz.", "..zz"}, 0, true), "...z");
}

TEST(ExtentsToMove, ZerosOverDataOfAnOlderLayerAreNotDataAgain) {
    EXPECT_EQ(movesOf({"dd..", "zz..", "...."}, 2, false), "....");
    EXPECT_EQ(movesOf({"dd..", "zz..", "...."}, 2, true), "zz..");
    EXPECT_EQ(movesOf({"dd..", "zz..", "...."}, 0, false), "zz..");
}

TEST(ExtentsToMove, EndsWhereTheNewestLayerEnds) {
    EXPECT_EQ(movesOf({"dddddd", ".."}, 1, false), "00");
    EXPECT_EQ(movesOf({"dddddd", ".d"}, 0, false), ".1");
}

TEST(ExtentsToMove, ASmallerMiddleLayerHidesWhatLiesBelow) {
    EXPECT_EQ(movesOf({"dddd", "..", "...."}, 0, false), "..zz");
    EXPECT_EQ(movesOf({"dddd", "..", "...."}, 2, false), "00..");
    EXPECT_EQ(movesOf({"....", "..", "...."}, 2, true), "..zz");
    EXPECT_EQ(movesOf({"dddd", "..", "...."}, 1, true), "00..") << "the target's own end";
}

TEST(ExtentsToMove, PastTheTargetsEndItHoldsNothing) {
    EXPECT_EQ(movesOf({"d", "...z", "...."}, 0, true), "...z");
    EXPECT_EQ(movesOf({"d", "...z", "...."}, 0, false), "....");
}

TEST(ExtentsToMove, IsExactlyWhatTheTargetWouldShowWrongly) {
    for (unsigned seed = 0; seed < 6000; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random(seed);
        std::vector<std::string> texts(2 + random() % 5);
        for (std::string& text : texts) {
            text.resize(1 + random() % 16);
            for (char& c : text) {
                c = "d.z."[random() % 4];
            }
        }
        const std::size_t target = random() % texts.size();
        const bool hasParent = random() % 2 == 0;
        const std::string moves = movesOf(texts, target, hasParent);
        for (std::size_t at = 0; at < texts.back().size(); ++at) {
            // What the run shows: 'P' for its parent, '0' for zeros, else the owner of data.
            std::size_t owner = texts.size();
            std::string wanted = hasParent ? "P" : "zero";
            for (std::size_t i = texts.size(); i-- > 0;) {
                if (at >= texts[i].size() || texts[i][at] != '.') {
                    owner = i;
                    wanted =
                        at < texts[i].size() && texts[i][at] == 'd' ? "data" + std::to_string(i) : "zero";
                    break;
                }
            }
            std::string alone = hasParent ? "P" : "zero";
            if (at < texts[target].size() && texts[target][at] != '.') {
                alone = texts[target][at] == 'd' ? "data" + std::to_string(target) : "zero";
            }
            char expected = '.';
            if (owner != target && wanted != alone) {
                expected = wanted == "zero" ? 'z' : static_cast<char>('0' + owner);
            }
            ASSERT_EQ(moves[at], expected) << "sector " << at << " of target " << target;
        }
    }
}

} // namespace
} // namespace coppice::merge
