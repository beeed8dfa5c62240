// Cells as RFC 4180 wants them, and none that a spreadsheet would run.
#include "models/csv.h"

#include <gtest/gtest.h>

namespace coppice::models {

TEST(Csv, PlainCellsStayAsTheyAre) {
    EXPECT_EQ(csvLine({QStringLiteral("web1"), QStringLiteral("12"), QString()}), "web1,12,\r\n");
}

TEST(Csv, QuotesWhatWouldSplitACell) {
    EXPECT_EQ(csvLine({QStringLiteral("a,b"), QStringLiteral("say \"no\""), QStringLiteral("two\nlines")}),
              "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\r\n");
}

TEST(Csv, DefusesFormulas) {
    EXPECT_EQ(csvLine({QStringLiteral("=1+1"), QStringLiteral("@cmd"), QStringLiteral("+SUM(A1,B1)")}),
              "'=1+1,'@cmd,\"'+SUM(A1,B1)\"\r\n");
}

TEST(Csv, LeavesNegativeNumbersAlone) {
    EXPECT_EQ(csvLine({QStringLiteral("-4096"), QStringLiteral("-cmd")}), "-4096,'-cmd\r\n");
}

TEST(Csv, WritesUtf8) {
    EXPECT_EQ(csvLine({QStringLiteral("Müller")}), "M\xC3\xBCller\r\n");
}

} // namespace coppice::models
