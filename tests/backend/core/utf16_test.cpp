#include "core/utf16.h"

#include <gtest/gtest.h>
#include <initializer_list>

namespace coppice {
namespace {

std::vector<std::byte> units(std::initializer_list<unsigned> values) {
    std::vector<std::byte> bytes;
    for (const unsigned value : values) {
        bytes.push_back(static_cast<std::byte>(value & 0xff));
        bytes.push_back(static_cast<std::byte>(value >> 8));
    }
    return bytes;
}

TEST(Utf16, EveryLengthOfUtf8GoesBothWays) {
    const std::string text = "a\u00e9\u20ac\U0001f600z";
    const auto expected = units({'a', 0x00e9, 0x20ac, 0xd83d, 0xde00, 'z'});
    EXPECT_EQ(utf16LeFromUtf8(text), expected);
    EXPECT_EQ(utf8FromUtf16Le(expected), text);
    EXPECT_EQ(utf8FromUtf16Le({}), "");
    EXPECT_EQ(utf16LeFromUtf8(""), std::vector<std::byte>());
}

TEST(Utf16, EveryCodePointGoesBothWays) {
    for (std::uint32_t codePoint = 0; codePoint <= 0x10ffff; ++codePoint) {
        if (codePoint >= 0xd800 && codePoint < 0xe000) {
            continue;
        }
        const auto bytes =
            codePoint < 0x10000
                ? units({codePoint})
                : units({0xd800 + ((codePoint - 0x10000) >> 10), 0xdc00 + ((codePoint - 0x10000) & 0x3ff)});
        const auto text = utf8FromUtf16Le(bytes);
        ASSERT_TRUE(text) << codePoint;
        ASSERT_EQ(utf16LeFromUtf8(*text), bytes) << codePoint;
    }
}

TEST(Utf16, ANulIsKept) {
    EXPECT_EQ(utf8FromUtf16Le(units({'a', 0, 'b'})), std::string("a\0b", 3));
}

TEST(Utf16, AnOddLengthIsRefused) {
    auto bytes = units({'a'});
    bytes.push_back(std::byte{0});
    EXPECT_FALSE(utf8FromUtf16Le(bytes));
}

TEST(Utf16, UnpairedSurrogatesAreRefused) {
    EXPECT_FALSE(utf8FromUtf16Le(units({0xd83d})));
    EXPECT_FALSE(utf8FromUtf16Le(units({0xd83d, 'a'})));
    EXPECT_FALSE(utf8FromUtf16Le(units({0xd83d, 0xd83d})));
    EXPECT_FALSE(utf8FromUtf16Le(units({0xde00})));
    EXPECT_FALSE(utf8FromUtf16Le(units({0xde00, 0xd83d})));
}

TEST(Utf16, MalformedUtf8IsRefused) {
    for (const char* text :
         {"\x80", "\xc3", "\xc3(", "\xc0\xaf", "\xe0\x80\xaf", "\xe2\x82", "\xed\xa0\x80", "\xf0\x80\x80\xaf",
          "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "a\xfe"}) {
        EXPECT_FALSE(utf16LeFromUtf8(text)) << text;
    }
}

} // namespace
} // namespace coppice
