// Hash and comparison of whole disks.
#include "chain_fixture.h"

#include <latch>
#include <thread>

namespace coppice::vhdx {
namespace {

using test::FlatDisk;

class Content : public ChainFixture {
protected:
    Result<std::string> hash(const std::string& name) const {
        auto chain = openChain(name);
        return chain ? contentSha256(*chain) : std::unexpected(chain.error());
    }

    std::optional<std::uint64_t> difference(const std::string& a, const std::string& b) const {
        auto chainA = openChain(a);
        auto chainB = openChain(b);
        EXPECT_TRUE(chainA && chainB);
        const auto found = firstDifference(*chainA, *chainB);
        EXPECT_TRUE(found);
        return found.value_or(std::nullopt);
    }

    /// A disk with `bytes` of data at `offsetBytes`.
    void createWith(const std::string& name, const Shape& shape, std::uint64_t offsetBytes,
                    std::uint64_t lengthBytes) const {
        FlatDisk flat(shape.virtualSizeBytes);
        auto image = create(name, shape);
        write(*image, flat, offsetBytes, lengthBytes, 1);
        ASSERT_TRUE(image->close());
    }
};

TEST_F(Content, AnEmptyDiskHashesAsZeros) {
    createEmpty("empty.vhdx", {.virtualSizeBytes = 1 * MiB});
    EXPECT_EQ(hash("empty.vhdx"), "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58");
}

TEST_F(Content, TheHashIsThatOfTheFlatBytes) {
    FlatDisk flat(7 * MiB + 512);
    auto base = create("base.vhdx", {.virtualSizeBytes = 7 * MiB + 512});
    write(*base, flat, 512, 3 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {.virtualSizeBytes = 7 * MiB + 512}, "base.vhdx");
    write(*child, flat, 7 * MiB, 512, 2);
    ASSERT_TRUE(child->setBlockState(1, PayloadBlockState::Zero));
    flat.writeZeros(MiB, MiB);
    ASSERT_TRUE(child->close());
    EXPECT_EQ(hash("child.avhdx"), flat.sha256());
}

TEST_F(Content, AHashOf64TiBCanBeStopped) {
    createEmpty("huge.vhdx", {.virtualSizeBytes = 64 * TiB, .blockSizeBytes = 256u << 20});
    auto chain = openChain("huge.vhdx");
    ASSERT_TRUE(chain);
    std::stop_source stop;
    stop.request_stop();
    const auto result = contentSha256(*chain, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Stopped);
}

TEST_F(Content, AHashOf64TiBCanBeStoppedWhileItRuns) {
    createEmpty("huge.vhdx", {.virtualSizeBytes = 64 * TiB, .blockSizeBytes = 256u << 20});
    auto chain = openChain("huge.vhdx");
    ASSERT_TRUE(chain);
    std::latch started(1);
    Result<std::string> result;
    std::jthread worker([&](const std::stop_token& stop) {
        started.count_down();
        result = contentSha256(*chain, stop);
    });
    started.wait();
    worker.request_stop();
    worker.join(); // in hours, if the token were not looked at
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Stopped);
}

TEST_F(Content, AComparisonCanBeStopped) {
    createWith("a.vhdx", {}, 0, 4096);
    auto a = openChain("a.vhdx");
    auto b = openChain("a.vhdx");
    std::stop_source stop;
    stop.request_stop();
    const auto result = firstDifference(*a, *b, stop.get_token());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Stopped);
}

TEST_F(Content, EmptyDisksOf64TiBCompareWithoutBeingRead) {
    createEmpty("a.vhdx", {.virtualSizeBytes = 64 * TiB, .blockSizeBytes = 256u << 20});
    createEmpty("b.vhdx", {.virtualSizeBytes = 64 * TiB, .blockSizeBytes = 32u << 20});
    EXPECT_EQ(difference("a.vhdx", "b.vhdx"), std::nullopt);
}

TEST_F(Content, EqualBytesInDifferentLayersAreEqual) {
    createWith("flat.vhdx", {}, 0, 3 * MiB);
    createWith("base.vhdx", {}, 0, 3 * MiB);
    createEmpty("child.avhdx", {.blockSizeBytes = 2u << 20}, "base.vhdx");
    EXPECT_EQ(difference("flat.vhdx", "child.avhdx"), std::nullopt);
}

TEST_F(Content, TheFirstDifferentByteIsFound) {
    createWith("base.vhdx", {}, 0, 6 * MiB);
    FlatDisk flat(6 * MiB);
    auto child = create("child.avhdx", {}, "base.vhdx");
    auto chain = openChain("base.vhdx");
    std::vector<std::byte> sector(512);
    ASSERT_TRUE(chain->read(5 * MiB, sector));
    sector[77] ^= std::byte{1};
    sector[78] ^= std::byte{1};
    ASSERT_TRUE(child->write(5 * MiB, sector));
    ASSERT_TRUE(child->close());
    EXPECT_EQ(difference("base.vhdx", "child.avhdx"), 5 * MiB + 77);
    EXPECT_EQ(difference("child.avhdx", "base.vhdx"), 5 * MiB + 77);
}

TEST_F(Content, WrittenZerosEqualNothing) {
    createEmpty("empty.vhdx", {});
    auto image = create("zeros.vhdx", {});
    ASSERT_TRUE(image->write(MiB, std::vector<std::byte>(4096)));
    ASSERT_TRUE(image->close());
    EXPECT_EQ(difference("empty.vhdx", "zeros.vhdx"), std::nullopt);
    EXPECT_EQ(difference("zeros.vhdx", "empty.vhdx"), std::nullopt);
}

TEST_F(Content, ALongerDiskWithZerosAtItsEndIsEqual) {
    createWith("short.vhdx", {.virtualSizeBytes = 3 * MiB}, 0, 3 * MiB);
    createWith("long.vhdx", {.virtualSizeBytes = 9 * MiB}, 0, 3 * MiB);
    EXPECT_EQ(difference("short.vhdx", "long.vhdx"), std::nullopt);
    EXPECT_EQ(difference("long.vhdx", "short.vhdx"), std::nullopt);
}

TEST_F(Content, ALongerDiskWithDataAtItsEndDiffersThere) {
    createEmpty("short.vhdx", {.virtualSizeBytes = 3 * MiB});
    FlatDisk flat(9 * MiB);
    auto image = create("long.vhdx", {.virtualSizeBytes = 9 * MiB});
    std::vector<std::byte> sector(512);
    sector[3] = std::byte{9};
    ASSERT_TRUE(image->write(8 * MiB, sector));
    ASSERT_TRUE(image->close());
    EXPECT_EQ(difference("short.vhdx", "long.vhdx"), 8 * MiB + 3);
    EXPECT_EQ(difference("long.vhdx", "short.vhdx"), 8 * MiB + 3);
}

} // namespace
} // namespace coppice::vhdx
