// Files that other programs, or damage, left behind: changing them must not change what they show.

#include "core/units.h"
#include "image_fixture.h"

namespace coppice::test {
namespace {

using vhdx::DiskType;
using vhdx::PayloadBlockState;

TEST(ImageReview, BlocksThatShareSpaceAreNotWrittenTo) {
    const Content content = emptyContent();
    {
        const auto image = createImage(content, parametersOf(DiskType::Dynamic, 4 * MiB));
        ASSERT_TRUE(succeeded(image->write(0, pattern(1, 1 * MiB))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    putU64(content, createdBatAt + 2 * sizeof(std::uint64_t), u64At(content, createdBatAt));
    const auto image = openImage(content, OpenMode::ReadWrite);
    const auto before = readLayer(*image, 0, 4 * MiB);
    EXPECT_EQ(codeOf(image->write(0, pattern(2, 512))), ErrorCode::BatCorrupt);
    EXPECT_EQ(codeOf(image->writeZeros(2 * MiB, 1 * MiB)), ErrorCode::BatCorrupt);
    EXPECT_EQ(readLayer(*image, 0, 4 * MiB), before);
}

TEST(ImageReview, ABlockOnASectorBitmapIsNotWrittenTo) {
    const Content content = emptyContent();
    constexpr std::uint64_t ratio = 4096; // blocks of 1 MiB a chunk
    {
        const auto image = createImage(content, parametersOf(DiskType::Differencing, 4 * MiB));
        ASSERT_TRUE(succeeded(image->write(0, pattern(1, 4096))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    const std::uint64_t bitmap = u64At(content, createdBatAt + ratio * sizeof(std::uint64_t));
    const auto state = static_cast<std::uint64_t>(PayloadBlockState::FullyPresent);
    putU64(content, createdBatAt + sizeof(std::uint64_t), bitmap / MiB * MiB | state);
    const auto image = openImage(content, OpenMode::ReadWrite);
    EXPECT_EQ(codeOf(image->write(1 * MiB, pattern(2, 512))), ErrorCode::BatCorrupt);
}

TEST(ImageReview, ACompletedBlockHidesTheParentAndKeepsWhatItHolds) {
    const Content content = emptyContent();
    const auto image = createImage(content, parametersOf(DiskType::Differencing, 4 * MiB + 512));
    const FlatDisk below = patternedDisk(4 * MiB + 512, 7);
    FlatDisk expected = below.child(4 * MiB + 512);
    const auto bytes = pattern(1, 8192);
    ASSERT_TRUE(succeeded(image->write(1 * MiB + 4096, bytes)));
    expected.write(1 * MiB + 4096, bytes);
    ASSERT_TRUE(succeeded(image->completeBlock(1)));
    ASSERT_TRUE(succeeded(image->completeBlock(3))); // not present: stays
    ASSERT_TRUE(succeeded(image->commit()));
    expected.writeZeros(1 * MiB, 4096);
    expected.writeZeros(1 * MiB + 12288, 1 * MiB - 12288);
    EXPECT_EQ(image->blockEntry(1)->state, PayloadBlockState::FullyPresent);
    EXPECT_EQ(image->blockEntry(3)->state, PayloadBlockState::NotPresent);
    EXPECT_EQ(codeOf(image->completeBlock(5)), ErrorCode::InvalidArgument);
    EXPECT_TRUE(layerReadsAs(*image, expected, &below));
    ASSERT_TRUE(succeeded(image->close()));
}

TEST(ImageReview, PartialBlocksAreFoundInOrder) {
    const Content content = emptyContent();
    const auto image = createImage(content, parametersOf(DiskType::Differencing, 9 * MiB));
    for (const std::uint64_t block : {2U, 3U, 8U}) {
        ASSERT_TRUE(succeeded(image->write(block * MiB, pattern(block, 512))));
    }
    ASSERT_TRUE(succeeded(image->writeZeros(5 * MiB, 1 * MiB)));
    EXPECT_EQ(*image->nextPartialBlock(0), 2U);
    EXPECT_EQ(*image->nextPartialBlock(3), 3U);
    EXPECT_EQ(*image->nextPartialBlock(4), 8U);
    EXPECT_EQ(*image->nextPartialBlock(9), image->blockCount());
}

TEST(ImageReview, WhatAShrunkDiskForgotStaysForgottenWhenItGrowsAgain) {
    for (const DiskType type : {DiskType::Dynamic, DiskType::Fixed, DiskType::Differencing}) {
        SCOPED_TRACE(vhdx::nameOf(type));
        const Content content = emptyContent();
        const auto image = createImage(content, parametersOf(type, 4 * MiB));
        FlatDisk expected(4 * MiB);
        const auto bytes = pattern(1, 1 * MiB);
        ASSERT_TRUE(succeeded(image->write(1 * MiB, bytes)));
        expected.write(1 * MiB, bytes);
        ASSERT_TRUE(succeeded(image->resize(1 * MiB + 512, true)));
        ASSERT_TRUE(succeeded(image->resize(4 * MiB, true)));
        expected.writeZeros(1 * MiB + 512, 3 * MiB - 512);
        EXPECT_TRUE(layerReadsAs(*image, expected));
        ASSERT_TRUE(succeeded(image->close()));
    }
}

} // namespace
} // namespace coppice::test
