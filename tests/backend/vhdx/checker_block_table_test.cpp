// What the check says about damage to single entries of the block table.
#include "checker_fixture.h"

namespace coppice::vhdx {
namespace {

using CheckerBlockTable = CheckerFixture;

constexpr std::uint64_t fullyPresent = 6;
constexpr std::uint64_t partiallyPresent = 7;
constexpr std::uint64_t zeroState = 2;
constexpr std::uint64_t unmapped = 3;

TEST_F(CheckerBlockTable, ReservedState4) {
    makeDynamic();
    setRawEntry(1, 4);
    expectDamage(ErrorCode::BatCorrupt, "Block 1 has the reserved state 4");
}

TEST_F(CheckerBlockTable, ReservedState5) {
    makeDynamic();
    setRawEntry(1, 5 | 1 * GiB);
    expectDamage(ErrorCode::BatCorrupt, "Block 1 has the reserved state 5");
}

TEST_F(CheckerBlockTable, ReservedBitsSet) {
    makeDynamic();
    setRawEntry(0, rawEntry(0) | 0x800);
    expectDamage(ErrorCode::BatCorrupt, "Block 0 has reserved bits");
}

TEST_F(CheckerBlockTable, BlockOverTheHeaders) {
    makeDynamic();
    setRawEntry(1, fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "Block 1 at 0 overlaps the header section");
}

TEST_F(CheckerBlockTable, BlockOverTheLog) {
    makeDynamic();
    auto memory = file();
    setRawEntry(1, HeaderPair::load(memory)->current().log.offsetBytes | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "overlaps the log");
}

TEST_F(CheckerBlockTable, BlockOverTheBlockTable) {
    makeDynamic();
    setRawEntry(1, regions().find(region_id::bat)->range.offsetBytes | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "overlaps the block table");
}

TEST_F(CheckerBlockTable, BlockOverTheMetadata) {
    makeDynamic();
    setRawEntry(1, regions().find(region_id::metadata)->range.offsetBytes | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "overlaps the metadata region");
}

TEST_F(CheckerBlockTable, LargeBlockThatReachesIntoAStructure) {
    make(shape(DiskType::Dynamic, 2u << 20));
    const std::uint64_t bat = regions().find(region_id::bat)->range.offsetBytes;
    setRawEntry(1, (bat - MiB) | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "overlaps the block table");
}

TEST_F(CheckerBlockTable, TwoBlocksInOnePlace) {
    makeDynamic();
    setRawEntry(1, rawEntry(0));
    expectDamage(ErrorCode::BatCorrupt, "Block 1");
    expectDamage(ErrorCode::BatCorrupt, "shares space with another block");
}

TEST_F(CheckerBlockTable, TwoBlocksThatOverlapByHalf) {
    make(shape(DiskType::Dynamic, 2u << 20));
    setRawEntry(1, rawEntry(0) + MiB);
    expectDamage(ErrorCode::BatCorrupt, "shares space with another block");
}

TEST_F(CheckerBlockTable, UnmappedBlockKeepsItsSpace) {
    makeDynamic();
    setRawEntry(1, (rawEntry(0) & ~std::uint64_t{7}) | unmapped);
    expectDamage(ErrorCode::BatCorrupt, "shares space with another block");
}

TEST_F(CheckerBlockTable, BlockInThePlaceOfABitmap) {
    makeDifferencing();
    const std::uint64_t bitmap = rawEntry(m_layout.bitmapEntry(0)) & ~std::uint64_t{7};
    ASSERT_NE(bitmap, 0U);
    setRawEntry(1, bitmap | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "The sector bitmap block of chunk 0");
    expectDamage(ErrorCode::BatCorrupt, "shares space with another block");
}

TEST_F(CheckerBlockTable, BlockPastTheEndOfTheFile) {
    makeDynamic();
    setRawEntry(1, 512 * MiB | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "Block 1 lies at 536870912, past the end");
}

TEST_F(CheckerBlockTable, BlockAtTheLargestOffset) {
    makeDynamic();
    setRawEntry(1, ~(MiB - 1) | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "Block 1");
}

TEST_F(CheckerBlockTable, BlockThatReachesPastTheEndOfTheFile) {
    make(shape(DiskType::Dynamic, 2u << 20));
    setRawEntry(1, (roundUp(fileSize(), MiB) - MiB) | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "reaches past the end");
}

TEST_F(CheckerBlockTable, LastBlockCutShortWhereTheDiskEnds) {
    CreateParameters parameters = shape(DiskType::Dynamic, 2u << 20);
    parameters.virtualSizeBytes = 7 * MiB;
    make(parameters);
    m_content->resize(roundUp(fileSize(), MiB) + MiB);
    setRawEntry(3, (fileSize() - MiB) | fullyPresent);
    expectWarning(ErrorCode::BatCorrupt, "cut short");
}

TEST_F(CheckerBlockTable, ZeroBlockWithAnOffset) {
    makeDynamic();
    setRawEntry(1, rawEntry(0) - fullyPresent + zeroState);
    expectWarning(ErrorCode::BatCorrupt, "ZERO and yet an offset");
}

TEST_F(CheckerBlockTable, AbsentBlockWithAnOffset) {
    makeDynamic();
    setRawEntry(1, 512 * MiB);
    expectWarning(ErrorCode::BatCorrupt, "NOT_PRESENT and yet an offset");
}

TEST_F(CheckerBlockTable, PartialBlockWithoutBitmap) {
    makeDifferencing();
    setRawEntry(m_layout.bitmapEntry(0), 0);
    expectDamage(ErrorCode::BatCorrupt, "Chunk 0 has partially present blocks, but no sector bitmap");
}

TEST_F(CheckerBlockTable, PartialBlockInADiskWithoutParent) {
    makeDynamic();
    setRawEntry(0, rawEntry(0) - fullyPresent + partiallyPresent);
    expectDamage(ErrorCode::BatCorrupt, "partially present in a disk without parent");
}

TEST_F(CheckerBlockTable, BitmapEntryWithAPayloadState) {
    makeDifferencing();
    const std::uint64_t entry = m_layout.bitmapEntry(0);
    setRawEntry(entry, (rawEntry(entry) & ~std::uint64_t{7}) | partiallyPresent);
    expectDamage(ErrorCode::BatCorrupt, "sector bitmap block of chunk 0 has the impossible entry");
}

TEST_F(CheckerBlockTable, AbsentBitmapWithAnOffset) {
    makeDifferencing();
    setRawEntry(0, 0);
    setRawEntry(2, 0);
    setRawEntry(m_layout.bitmapEntry(0), 512 * MiB);
    expectWarning(ErrorCode::BatCorrupt, "not present and yet has an offset");
}

TEST_F(CheckerBlockTable, BitmapPastTheEndOfTheFile) {
    makeDifferencing();
    setRawEntry(m_layout.bitmapEntry(0), 512 * MiB | fullyPresent);
    expectDamage(ErrorCode::BatCorrupt, "sector bitmap block of chunk 0 lies at");
}

TEST_F(CheckerBlockTable, EntryInUsePastTheLastBlock) {
    makeDynamic();
    setRawEntry(m_layout.blockCount(), 512 * MiB | fullyPresent);
    expectWarning(ErrorCode::BatCorrupt, "past the disk's end");
}

TEST_F(CheckerBlockTable, PayloadEntryInUsePastTheLastBlockOfADifferencingDisk) {
    makeDifferencing();
    setRawEntry(m_layout.blockCount(), 512 * MiB | fullyPresent);
    expectWarning(ErrorCode::BatCorrupt, "past the disk's end");
}

TEST_F(CheckerBlockTable, EveryEntryBrokenIsBoundedInWords) {
    CreateParameters parameters = shape(DiskType::Dynamic);
    parameters.virtualSizeBytes = 64 * GiB;
    make(parameters);
    const FileRange region = regions().find(region_id::bat)->range;
    overwrite(region.offsetBytes, std::vector<std::byte>(region.lengthBytes, std::byte{0xff}));
    EXPECT_LT(check().size(), 300U);
    expectDamage(ErrorCode::BatCorrupt, "more findings");
}

} // namespace
} // namespace coppice::vhdx
