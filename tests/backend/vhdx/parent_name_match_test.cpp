// Names compared as Windows does.
#include "vhdx/name_match.h"

#include <gtest/gtest.h>

namespace coppice::vhdx {
namespace {

TEST(ParentNameMatch, TheSameNameMatches) {
    EXPECT_TRUE(sameNameIgnoringCase("web1.vhdx", "web1.vhdx"));
}

TEST(ParentNameMatch, AsciiLettersMatchInEitherCase) {
    EXPECT_TRUE(sameNameIgnoringCase("WEB1_AZaz.VHDX", "web1_azAZ.vhdx"));
}

TEST(ParentNameMatch, NeighboursOfLettersDoNotMatch) {
    EXPECT_FALSE(sameNameIgnoringCase("@[", "`{"));
    EXPECT_FALSE(sameNameIgnoringCase("\u00d7", "\u00f7")); // multiplication and division sign
}

TEST(ParentNameMatch, LettersOfOtherScriptsMatchInEitherCase) {
    EXPECT_FALSE(sameNameIgnoringCase("GRÖSSE", "größe")); // the sharp s has no partner
    EXPECT_TRUE(sameNameIgnoringCase("ÄÖÜ", "äöü"));
    EXPECT_TRUE(sameNameIgnoringCase("ŽLUŤOUČKÝ", "žluťoučký"));
    EXPECT_TRUE(sameNameIgnoringCase("ΑΘΗΝΑ", "αθηνα"));
    EXPECT_TRUE(sameNameIgnoringCase("МОСКВА Ё", "москва ё"));
}

TEST(ParentNameMatch, DifferentLengthsDoNotMatch) {
    EXPECT_FALSE(sameNameIgnoringCase("base.vhdx", "base.vhdx "));
}

TEST(ParentNameMatch, NamesThatAreNotUtf8MatchOnlyThemselves) {
    EXPECT_TRUE(sameNameIgnoringCase("\xff\xfe", "\xff\xfe"));
    EXPECT_FALSE(sameNameIgnoringCase("\xff"
                                      "A",
                                      "\xff"
                                      "a"));
}

} // namespace
} // namespace coppice::vhdx
