#include "core/crc32c.h"
#include "core/crc32c_variants.h"

#include <gtest/gtest.h>
#include <random>
#include <string_view>
#include <vector>

namespace coppice {
namespace {

using Variant = std::uint32_t (*)(ByteView, std::uint32_t);

std::vector<Variant> variants() {
    std::vector<Variant> all{&crc32c, &detail::crc32cByTable};
    if (detail::hasCrc32cInstruction()) {
        all.push_back(&detail::crc32cByInstruction);
    }
    return all;
}

ByteView bytesOf(std::string_view text) {
    return std::as_bytes(std::span(text));
}

TEST(Crc32c, KnownVectors) {
    // RFC 3720, B.4, and the check value of the catalogue of CRCs.
    std::vector<std::byte> ascending(32);
    for (std::size_t i = 0; i < ascending.size(); ++i) {
        ascending[i] = static_cast<std::byte>(i);
    }
    const std::vector<std::byte> descending(ascending.rbegin(), ascending.rend());
    for (const Variant crc : variants()) {
        EXPECT_EQ(crc({}, 0), 0u);
        EXPECT_EQ(crc(bytesOf("123456789"), 0), 0xe3069283u);
        EXPECT_EQ(crc(std::vector<std::byte>(32, std::byte{0x00}), 0), 0x8a9136aau);
        EXPECT_EQ(crc(std::vector<std::byte>(32, std::byte{0xff}), 0), 0x62a8ab43u);
        EXPECT_EQ(crc(ascending, 0), 0x46dd794eu);
        EXPECT_EQ(crc(descending, 0), 0x113fdb5cu);
    }
}

TEST(Crc32c, BothWaysAgreeAtEveryLengthAndAlignment) {
    constexpr unsigned seed = 20261;
    std::mt19937 random(seed);
    std::vector<std::byte> bytes(300);
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random() & 0xff);
    }
    for (const Variant crc : variants()) {
        for (std::size_t start = 0; start < 9; ++start) {
            for (std::size_t length = 0; length < 64; ++length) {
                const ByteView part = ByteView(bytes).subspan(start, length);
                EXPECT_EQ(crc(part, 0), detail::crc32cByTable(part, 0)) << start << '+' << length;
            }
        }
    }
}

TEST(Crc32c, APartContinuesTheOneBefore) {
    const std::string_view text = "a header is summed in three parts, its own checksum field as zeros";
    for (const Variant crc : variants()) {
        for (std::size_t cut = 0; cut <= text.size(); ++cut) {
            EXPECT_EQ(crc(bytesOf(text.substr(cut)), crc(bytesOf(text.substr(0, cut)), 0)),
                      crc(bytesOf(text), 0));
        }
    }
}

} // namespace
} // namespace coppice
