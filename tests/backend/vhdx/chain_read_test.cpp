// What a chain reads as, against the flat oracle.
#include "chain_fixture.h"

namespace coppice::vhdx {
namespace {

using ChainRead = ChainFixture;
using test::FlatDisk;

constexpr std::uint64_t block = 1 * MiB;

TEST_F(ChainRead, AChildShowsItsParentWhereItHasNothing) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {});
    write(*base, flat, 0, 64 * KiB, 1);
    write(*base, flat, 2 * block + 512, 3 * block, 2);
    ASSERT_TRUE(base->close());
    createEmpty("child.avhdx", {}, "base.vhdx");
    expectReadsAs("child.avhdx", flat);
}

TEST_F(ChainRead, APartlyWrittenBlockMixesChildAndParent) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {});
    write(*base, flat, 0, 6 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {}, "base.vhdx");
    write(*child, flat, 512, 512, 100);
    write(*child, flat, block - 512, 1024, 101);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

class ChainReadState : public ChainFixture, public testing::WithParamInterface<PayloadBlockState> {};

TEST_P(ChainReadState, HidesTheParent) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {});
    write(*base, flat, 0, 6 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {}, "base.vhdx");
    ASSERT_TRUE(child->setBlockState(2, GetParam()));
    flat.writeZeros(2 * block, block);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

TEST_P(ChainReadState, APartialWriteIntoItDoesNotBringTheParentBack) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {});
    write(*base, flat, 0, 6 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {}, "base.vhdx");
    write(*child, flat, 2 * block, 4096, 50); // leaves bits that are stale afterwards
    ASSERT_TRUE(child->setBlockState(2, GetParam()));
    flat.writeZeros(2 * block, block);
    ASSERT_TRUE(child->commit());
    write(*child, flat, 2 * block + 8192, 512, 51);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

INSTANTIATE_TEST_SUITE_P(States, ChainReadState,
                         testing::Values(PayloadBlockState::Zero, PayloadBlockState::Unmapped,
                                         PayloadBlockState::Undefined));

TEST_F(ChainRead, NotPresentUncoversTheParent) {
    FlatDisk base(6 * MiB);
    auto image = create("base.vhdx", {});
    write(*image, base, 0, 6 * MiB, 1);
    ASSERT_TRUE(image->close());
    FlatDisk flat = base.child(6 * MiB);
    auto child = create("child.avhdx", {}, "base.vhdx");
    write(*child, flat, block, block, 2);
    ASSERT_TRUE(child->setBlockState(1, PayloadBlockState::NotPresent));
    flat.uncover(block, block);
    ASSERT_TRUE(child->close());
    EXPECT_EQ(flat, base);
    expectReadsAs("child.avhdx", flat);
}

TEST_F(ChainRead, PastTheEndOfASmallerParentThereAreZeros) {
    FlatDisk base(3 * MiB + 1024);
    auto image = create("base.vhdx", {.virtualSizeBytes = 3 * MiB + 1024});
    write(*image, base, 0, 3 * MiB + 1024, 1);
    ASSERT_TRUE(image->close());
    FlatDisk flat = base.child(6 * MiB);
    auto child = create("child.avhdx", {.virtualSizeBytes = 6 * MiB}, "base.vhdx");
    write(*child, flat, 3 * MiB + 2048, 512, 2);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

TEST_F(ChainRead, ASmallerChildEndsEarlier) {
    FlatDisk base(6 * MiB);
    auto image = create("base.vhdx", {});
    write(*image, base, 0, 6 * MiB, 1);
    ASSERT_TRUE(image->close());
    createEmpty("child.avhdx", {.virtualSizeBytes = 2 * MiB + 512}, "base.vhdx");
    expectReadsAs("child.avhdx", base.child(2 * MiB + 512));
    auto chain = openChain("child.avhdx");
    std::vector<std::byte> buffer(1024);
    const auto read = chain->read(2 * MiB, buffer);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::InvalidArgument);
}

TEST_F(ChainRead, ASmallerMiddleLayerHidesItsBase) {
    FlatDisk flat(6 * MiB);
    auto image = create("base.vhdx", {});
    write(*image, flat, 0, 6 * MiB, 1);
    ASSERT_TRUE(image->close());
    createEmpty("middle.avhdx", {.virtualSizeBytes = 2 * MiB + 512}, "base.vhdx");
    createEmpty("leaf.avhdx", {.virtualSizeBytes = 5 * MiB}, "middle.avhdx");
    expectReadsAs("leaf.avhdx", flat.child(2 * MiB + 512).child(5 * MiB));
}

TEST_F(ChainRead, BlockSizesMayDifferAlongTheChain) {
    FlatDisk flat(9 * MiB);
    auto base = create("base.vhdx", {.virtualSizeBytes = 9 * MiB, .blockSizeBytes = 8u << 20});
    write(*base, flat, 0, 9 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child =
        create("child.avhdx", {.virtualSizeBytes = 9 * MiB, .blockSizeBytes = 1u << 20}, "base.vhdx");
    ASSERT_TRUE(child->setBlockState(3, PayloadBlockState::Zero));
    flat.writeZeros(3 * MiB, MiB);
    write(*child, flat, 8 * MiB - 4096, 8192, 2);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

TEST_F(ChainRead, AnyAlignmentReads) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {.logicalSectorBytes = 4096});
    write(*base, flat, 0, 2 * MiB, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {.logicalSectorBytes = 4096}, "base.vhdx");
    write(*child, flat, 4096, 4096, 2);
    ASSERT_TRUE(child->close());
    auto chain = openChain("child.avhdx");
    ASSERT_TRUE(chain);
    for (const std::uint64_t offset : {0ull, 1ull, 4095ull, 4097ull, 8191ull, 1048575ull}) {
        for (const std::uint64_t length : {0ull, 1ull, 511ull, 4098ull, 70001ull}) {
            std::vector<std::byte> bytes(length, std::byte{0xcc});
            ASSERT_TRUE(chain->read(offset, bytes));
            EXPECT_EQ(bytes, flat.read(offset, length)) << length << " bytes at " << offset;
        }
    }
    std::vector<std::byte> last(1);
    EXPECT_TRUE(chain->read(6 * MiB - 1, last));
    EXPECT_FALSE(chain->read(6 * MiB, last));
}

TEST_F(ChainRead, ChunksBeyondTheFirstHaveTheirOwnBitmaps) {
    // 1 MiB blocks of 512-byte sectors: a chunk is 4 GiB.
    const std::uint64_t size = 9 * GiB;
    FlatDisk flat(size);
    auto base = create("base.vhdx", {.virtualSizeBytes = size});
    write(*base, flat, 4 * GiB - 4096, 8192, 1);
    write(*base, flat, 8 * GiB, 4096, 2);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {.virtualSizeBytes = size}, "base.vhdx");
    write(*child, flat, 4 * GiB - 512, 1024, 3);
    write(*child, flat, 8 * GiB + 512, 512, 4);
    write(*child, flat, size - 512, 512, 5);
    ASSERT_TRUE(child->close());
    expectReadsAs("child.avhdx", flat);
}

TEST_F(ChainRead, ExtentsNameTheOwnerOldestFirst) {
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {});
    write(*base, flat, 0, 2 * block, 1);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {}, "base.vhdx");
    write(*child, flat, block, 512, 2);
    ASSERT_TRUE(child->setBlockState(4, PayloadBlockState::Zero));
    ASSERT_TRUE(child->close());
    auto chain = openChain("child.avhdx");
    ASSERT_TRUE(chain);
    const auto extents = chain->extents();
    ASSERT_TRUE(extents);
    const std::vector<OwnedExtent> expected{
        {.offsetBytes = 0, .lengthBytes = block, .owner = 0, .kind = ExtentKind::Data},
        {.offsetBytes = block, .lengthBytes = 512, .owner = 1, .kind = ExtentKind::Data},
        {.offsetBytes = block + 512, .lengthBytes = block - 512, .owner = 0, .kind = ExtentKind::Data},
        {.offsetBytes = 4 * block, .lengthBytes = block, .owner = 1, .kind = ExtentKind::Zero}};
    EXPECT_EQ(*extents, expected);
}

/// Random chains and trees: every layer, not only the newest, reads as its oracle.
class ChainRandom : public ChainFixture, public testing::WithParamInterface<std::uint64_t> {
protected:
    void expectAllRead(const test::RandomChainOptions& options) const {
        const auto layers = test::buildRandomChain(nativeFileSystem(), m_library.path(), options);
        ASSERT_TRUE(layers) << "seed " << options.seed << ": " << nameOf(layers.error().code) << " "
                            << layers.error().action << " " << layers.error().detail;
        for (const test::RandomLayer& layer : *layers) {
            EXPECT_TRUE(test::readsAs(nativeFileSystem(), m_library.path(), layer.path, layer.content))
                << "seed " << options.seed;
            EXPECT_EQ(openOne(layer.path.filename(), OpenMode::ReadOnly)->info().logWasDirty, layer.dirtyLog)
                << layer.path << ", seed " << options.seed;
        }
    }
};

TEST_P(ChainRandom, EveryLayerReadsAsItsOracle) {
    expectAllRead({.seed = GetParam(), .layers = 5});
}

TEST_P(ChainRandom, EveryLayerOfATreeReadsAsItsOracle) {
    expectAllRead({.seed = 1000 + GetParam(), .layers = 6, .branching = true});
}

TEST_P(ChainRandom, LayersWithUnreplayedLogsReadAsTheirOracle) {
    expectAllRead({.seed = 2000 + GetParam(), .layers = 4, .dirtyLogs = true});
}

TEST_P(ChainRandom, AFixedBaseReadsAsItsOracle) {
    expectAllRead({.seed = 3000 + GetParam(),
                   .layers = 3,
                   .blockSizesBytes = {1u << 20, 4u << 20},
                   .baseTypes = {DiskType::Fixed}});
}

INSTANTIATE_TEST_SUITE_P(Seeds, ChainRandom, testing::Range<std::uint64_t>(1, 9));

} // namespace
} // namespace coppice::vhdx
