// Subtrees and children of a selection, and how selections are put together.
#include "models/selection_sets.h"
#include "sample_library.h"

#include <gtest/gtest.h>
#include <set>

namespace coppice::models::test {
namespace {

std::set<Guid> named(const std::vector<std::string>& names) {
    std::set<Guid> ids;
    for (const std::string& name : names) {
        ids.insert(idOf(name));
    }
    return ids;
}

std::set<Guid> setOf(const std::vector<Guid>& ids) {
    const std::set<Guid> set(ids.begin(), ids.end());
    EXPECT_EQ(set.size(), ids.size()) << "each once";
    return set;
}

TEST(SelectionSets, SubtreeOfASnapshotIsItAndAllBelow) {
    const auto view = sampleLibrary().view();
    EXPECT_EQ(setOf(subtreeOf(*view, std::vector{idOf("A.web")})), named({"A.web", "own", "B.web"}));
    EXPECT_EQ(setOf(subtreeOf(*view, std::vector{idOf("L")})), named({"L"}));
}

TEST(SelectionSets, SubtreeOfASnapshotCollectionTakesWholeCollectionsBelow) {
    const auto view = sampleLibrary().view();
    EXPECT_EQ(setOf(subtreeOf(*view, std::vector{idOf("A")})),
              named({"A", "A.web", "A.db", "own", "B.web", "B.db", "B"}));
}

TEST(SelectionSets, ChildrenAreTheNextLevelAlone) {
    const auto view = sampleLibrary().view();
    EXPECT_EQ(setOf(childrenOf(*view, std::vector{idOf("A.web")})), named({"own"}));
    EXPECT_EQ(setOf(childrenOf(*view, std::vector{idOf("A")})), named({"own", "B.db"}));
    EXPECT_EQ(setOf(childrenOf(*view, std::vector{idOf("own"), idOf("A.db")})),
              named({"B.web", "B.db", "B"}));
}

TEST(SelectionSets, OfWhatNothingHasIsItself) {
    const auto view = sampleLibrary().view();
    EXPECT_EQ(setOf(subtreeOf(*view, std::vector{idOf("gone")})), named({"gone"}));
    EXPECT_TRUE(childrenOf(*view, std::vector{idOf("gone")}).empty());
}

TEST(SelectionSets, AreReplacedAddedToAndTakenFrom) {
    const std::vector before{idOf("a"), idOf("b")};
    const std::vector ids{idOf("b"), idOf("c")};
    EXPECT_EQ(combined(before, ids, SelectHow::Replace), ids);
    EXPECT_EQ(combined(before, ids, SelectHow::Add), (std::vector{idOf("a"), idOf("b"), idOf("c")}));
    EXPECT_EQ(combined(before, ids, SelectHow::Remove), std::vector{idOf("a")});
}

} // namespace
} // namespace coppice::models::test
