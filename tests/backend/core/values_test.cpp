#include "core/byte_codec.h"
#include "core/clock.h"
#include "core/guid.h"
#include "core/units.h"

#include <array>
#include <gtest/gtest.h>
#include <limits>
#include <unordered_set>

namespace coppice {
namespace {

TEST(Guid, TextIsMixedEndian) {
    Guid guid;
    for (std::size_t i = 0; i < guid.bytes.size(); ++i) {
        guid.bytes[i] = static_cast<std::uint8_t>(i);
    }
    EXPECT_EQ(guid.toString(), "03020100-0504-0706-0809-0a0b0c0d0e0f");
    EXPECT_EQ(Guid::parse("03020100-0504-0706-0809-0a0b0c0d0e0f"), guid);
}

TEST(Guid, EitherCaseAndBracesAreRead) {
    const auto guid = Guid::parse("{F88D4D92-6fcc-408d-9bef-9B7C89F15C89}");
    ASSERT_TRUE(guid);
    EXPECT_EQ(guid->toString(), "f88d4d92-6fcc-408d-9bef-9b7c89f15c89");
}

TEST(Guid, AnythingElseIsRefused) {
    for (const char* text :
         {"", "{}", "f88d4d926fcc408d9bef9b7c89f15c89", "f88d4d92-6fcc-408d-9bef-9b7c89f15c8",
          "f88d4d92-6fcc-408d-9bef-9b7c89f15c890", "f88d4d92-6fcc-408d-9bef-9b7c89f15c8g",
          "{f88d4d92-6fcc-408d-9bef-9b7c89f15c89", "f88d4d92-6fcc-408d-9bef-9b7c89f15c89}",
          "f88d4d92+6fcc-408d-9bef-9b7c89f15c89", " f88d4d92-6fcc-408d-9bef-9b7c89f15c8"}) {
        EXPECT_FALSE(Guid::parse(text)) << text;
    }
}

TEST(Guid, RandomOnesDifferAndAreVersionFour) {
    std::unordered_set<Guid> seen;
    for (int i = 0; i < 1000; ++i) {
        const Guid guid = Guid::random();
        EXPECT_TRUE(seen.insert(guid).second);
        const std::string text = guid.toString();
        EXPECT_EQ(text[14], '4');
        EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
        EXPECT_EQ(Guid::parse(text), guid);
    }
    EXPECT_TRUE(Guid{}.isNull());
}

TEST(Clock, WholeSecondsHaveNoFraction) {
    const auto time = parseIso8601("2026-11-01T09:00:00Z");
    ASSERT_TRUE(time);
    EXPECT_EQ(toIso8601(*time), "2026-11-01T09:00:00Z");
    EXPECT_EQ(toIso8601(*time + std::chrono::milliseconds(7)), "2026-11-01T09:00:00.007Z");
    EXPECT_EQ(parseIso8601("2026-11-01T09:00:00.007Z"), *time + std::chrono::milliseconds(7));
}

TEST(Clock, OffsetsAreTakenIntoAccount) {
    EXPECT_EQ(parseIso8601("2026-11-01T09:00:00+02:30"), parseIso8601("2026-11-01T06:30:00Z"));
    EXPECT_EQ(parseIso8601("2026-12-31T23:30:00-01:00"), parseIso8601("2027-01-01T00:30:00Z"));
}

TEST(Clock, TimesBeforeTheEpochStayWhole) {
    EXPECT_EQ(toIso8601(Timestamp(std::chrono::milliseconds(-1))), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(parseIso8601("1969-12-31T23:59:59.999Z"), Timestamp(std::chrono::milliseconds(-1)));
}

TEST(Clock, WhatIsNoTimeIsRefused) {
    for (const char* text :
         {"", "2026-11-01", "2026-11-01T09:00:00", "2026-11-01 09:00:00Z", "2026-02-29T09:00:00Z",
          "2026-13-01T09:00:00Z", "2026-11-00T09:00:00Z", "2026-11-01T24:00:00Z", "2026-11-01T09:60:00Z",
          "2026-11-01T09:00:60Z", "2026-11-01T09:00:00.Z", "2026-11-01T09:00:00.12Z", "2026-11-01T09:00:00Zx",
          "2026-11-01T09:00:00+0200", "2026-11-01T09:00:00+24:00", "+026-11-01T09:00:00Z",
          "2026-11-01T-9:00:00Z"}) {
        EXPECT_FALSE(parseIso8601(text)) << text;
    }
    EXPECT_TRUE(parseIso8601("2028-02-29T09:00:00Z"));
}

TEST(Clock, TheSystemsClockGoesWithTheSystem) {
    const auto before = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    const Timestamp now = systemClock().now();
    EXPECT_GE(now, before);
    EXPECT_EQ(parseIso8601(toIso8601(now)), now);
}

TEST(Units, BytesAreFormattedWithOneDecimal) {
    EXPECT_EQ(formatBytes(0), "0 B");
    EXPECT_EQ(formatBytes(1023), "1023 B");
    EXPECT_EQ(formatBytes(1024), "1.0 KiB");
    EXPECT_EQ(formatBytes(1536), "1.5 KiB");
    EXPECT_EQ(formatBytes(412 * GiB / 10), "41.2 GiB");
    EXPECT_EQ(formatBytes(64 * TiB), "64.0 TiB");
    EXPECT_EQ(formatBytes(std::numeric_limits<std::uint64_t>::max()), "16.0 EiB");
}

TEST(Units, RoundingUpCarriesIntoTheNextUnit) {
    EXPECT_EQ(formatBytes(MiB - 1), "1.0 MiB");
    EXPECT_EQ(formatBytes(GiB - 1), "1.0 GiB");
    EXPECT_EQ(formatBytes(1023 * KiB + 972), "1023.9 KiB");
    EXPECT_EQ(formatBytes(1023 * KiB + 973), "1.0 MiB");
}

TEST(Units, OffsetsAreRoundedToTheUnit) {
    static_assert(roundDown(4097, 4096) == 4096);
    static_assert(roundUp(4097, 4096) == 8192);
    static_assert(roundUp(4096, 4096) == 4096);
    static_assert(divideUp(0, 4096) == 0);
    static_assert(divideUp(std::numeric_limits<std::uint64_t>::max(), 2) == 1ull << 63);
    SUCCEED();
}

TEST(ByteCodec, FieldsAreLittleEndian) {
    std::array<std::byte, 16> bytes{};
    storeLe<std::uint32_t>(bytes, 1, 0x01020304);
    EXPECT_EQ(bytes[1], std::byte{4});
    EXPECT_EQ(bytes[4], std::byte{1});
    EXPECT_EQ(loadLe<std::uint32_t>(bytes, 1), 0x01020304u);
    storeLe<std::uint64_t>(bytes, 8, 0xfedcba9876543210);
    EXPECT_EQ(loadLe<std::uint64_t>(bytes, 8), 0xfedcba9876543210);
    EXPECT_EQ(loadLe<std::uint16_t>(bytes, 8), 0x3210);
}

} // namespace
} // namespace coppice
