// Counted English words.
#include "ui/english_plurals.h"

#include <gtest/gtest.h>

namespace coppice::ui {

TEST(EnglishPlurals, EndAsTheNumberWantsIt) {
    const EnglishPlurals plurals;
    const auto counted = [&plurals](const char* source, int n) {
        return plurals.translate("", source, nullptr, n).toStdString();
    };
    EXPECT_EQ(counted("%n snapshot(s) and %n disk(s)", 2), "%n snapshots and %n disks");
    EXPECT_EQ(counted("%n snapshot(s)", 1), "%n snapshot");
    EXPECT_EQ(counted("%n match(es)", 0), "%n matches");
    EXPECT_EQ(counted("%n match(es)", 1), "%n match");
}

TEST(EnglishPlurals, LeaveOtherTextsToOtherTranslators) {
    const EnglishPlurals plurals;
    EXPECT_TRUE(plurals.translate("", "Delete", nullptr, 2).isNull());
    EXPECT_TRUE(plurals.translate("", "%n snapshot(s)", nullptr, -1).isNull());
}

} // namespace coppice::ui
