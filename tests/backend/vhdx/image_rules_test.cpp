// The rules of block states, identity and sessions, one by one (MS-VHDX 2.2.2, 2.5.1.1, 2.6).
#include "image_fixture.h"
#include "vhdx/bat_layout.h"

namespace coppice::test {

namespace {

using vhdx::DiskType;
using vhdx::PayloadBlockState;

constexpr std::uint64_t diskBytes = 6 * MiB;

std::uint64_t rawEntry(const Content& content, std::uint64_t index) {
    return u64At(content, createdBatAt + index * 8);
}
PayloadBlockState stateOf(vhdx::Image& image, std::uint64_t block) {
    return image.blockEntry(block)->state;
}

} // namespace

TEST(BatLayout, AgreesWithCountingEntryByEntry) {
    for (const std::uint32_t sector : {512u, 4096u}) {
        for (std::uint32_t blockMiB = 1; blockMiB <= 256; blockMiB *= 2) {
            const std::uint64_t ratio = (std::uint64_t{1} << 23) * sector / (blockMiB * MiB);
            for (const std::uint64_t blocks :
                 {std::uint64_t{1}, ratio - 1, ratio, ratio + 1, 3 * ratio, 3 * ratio + 1}) {
                if (blocks == 0 || blocks * blockMiB * MiB > 64 * TiB) {
                    continue;
                }
                const vhdx::BatLayout layout(blocks * blockMiB * MiB - sector, blockMiB << 20, sector);
                ASSERT_EQ(layout.chunkRatio(), ratio);
                ASSERT_EQ(layout.blockCount(), blocks);
                ASSERT_EQ(layout.payloadEntry(blocks - 1), blocks - 1 + (blocks - 1) / ratio);
                ASSERT_EQ(layout.entryCount(false), blocks + (blocks - 1) / ratio);
                ASSERT_EQ(layout.entryCount(true), (blocks + ratio - 1) / ratio * (ratio + 1));
                ASSERT_TRUE(layout.isBitmapEntry(layout.bitmapEntry(0)));
                ASSERT_EQ(layout.firstBlockAtEntry(layout.payloadEntry(blocks - 1)), blocks - 1);
            }
        }
    }
}

TEST(ImageRules, APartialWriteIntoANotPresentBlockOfAChildMakesItPartial) {
    auto image = createImage(emptyContent(), parametersOf(DiskType::Differencing, diskBytes));
    ASSERT_TRUE(succeeded(image->write(512, pattern(1, 512))));
    EXPECT_EQ(stateOf(*image, 0), PayloadBlockState::PartiallyPresent);
}

TEST(ImageRules, APartialWriteIntoAZeroUnmappedOrUndefinedBlockKeepsTheRestZero) {
    for (const auto state :
         {PayloadBlockState::Zero, PayloadBlockState::Unmapped, PayloadBlockState::Undefined}) {
        const FlatDisk below = patternedDisk(diskBytes, 1);
        auto image = createImage(emptyContent(), parametersOf(DiskType::Differencing, diskBytes));
        ASSERT_TRUE(succeeded(image->setBlockState(0, state)));
        ASSERT_TRUE(succeeded(image->write(512, pattern(1, 512))));
        EXPECT_EQ(stateOf(*image, 0), PayloadBlockState::FullyPresent);
        FlatDisk expected = below.child(diskBytes);
        expected.writeZeros(0, MiB);
        expected.write(512, pattern(1, 512));
        EXPECT_TRUE(layerReadsAs(*image, expected, &below));
    }
}

TEST(ImageRules, OldDataInSpaceThatUnmappedKeptDoesNotComeBack) {
    const Content content = emptyContent();
    {
        auto image = createImage(content, parametersOf(DiskType::Dynamic, diskBytes));
        ASSERT_TRUE(succeeded(image->write(0, pattern(1, MiB))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    putU64(content, createdBatAt, (rawEntry(content, 0) & ~std::uint64_t{7}) | 3);
    auto image = openImage(content, OpenMode::ReadWrite);
    EXPECT_EQ(image->payloadBytesAllocated().value(), MiB); // that space is used
    ASSERT_TRUE(succeeded(image->write(512, pattern(2, 512))));
    FlatDisk expected(diskBytes);
    expected.write(512, pattern(2, 512));
    EXPECT_TRUE(layerReadsAs(*image, expected));
}

TEST(ImageRules, AFullyPresentBlockDoesNotConsultItsBits) {
    const Content content = emptyContent();
    {
        auto image = createImage(content, parametersOf(DiskType::Differencing, diskBytes));
        ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    putU64(content, createdBatAt, rawEntry(content, 0) & ~std::uint64_t{1}); // 7 to 6
    std::vector<vhdx::MappedExtent> pieces;
    ASSERT_TRUE(succeeded(openImage(content)->mapRange(0, MiB, pieces)));
    ASSERT_EQ(pieces.size(), 1u);
    EXPECT_EQ(pieces[0].kind, vhdx::MappedExtent::Kind::Data);
}

TEST(ImageRules, StaleBitsAreClearedOnEntryIntoThePartialState) {
    const Content content = emptyContent();
    {
        auto image = createImage(content, parametersOf(DiskType::Differencing, diskBytes));
        ASSERT_TRUE(succeeded(image->write(0, pattern(1, 8192))));
        ASSERT_TRUE(succeeded(image->setBlockState(0, PayloadBlockState::NotPresent)));
        ASSERT_TRUE(succeeded(image->close()));
    }
    auto image = openImage(content, OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image->write(512 * 1024, pattern(2, 512))));
    const FlatDisk below = patternedDisk(diskBytes, 1);
    FlatDisk expected = below.child(diskBytes);
    expected.write(512 * 1024, pattern(2, 512));
    EXPECT_TRUE(layerReadsAs(*image, expected, &below));
}

TEST(ImageRules, ABlockWithAllBitsSetBecomesFullyPresentAtCommit) {
    auto image = createImage(emptyContent(), parametersOf(DiskType::Differencing, diskBytes));
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, MiB / 2))));
    ASSERT_TRUE(succeeded(image->write(MiB / 2, pattern(2, MiB / 2))));
    ASSERT_TRUE(succeeded(image->commit()));
    EXPECT_EQ(stateOf(*image, 0), PayloadBlockState::FullyPresent);
}

TEST(ImageRules, ZeroIsNeverWrittenWithAnOffset) {
    const Content content = emptyContent();
    auto image = createImage(content, parametersOf(DiskType::Dynamic, diskBytes));
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
    ASSERT_TRUE(succeeded(image->writeZeros(0, MiB)));
    ASSERT_TRUE(succeeded(image->close()));
    EXPECT_EQ(rawEntry(content, 0), 2u);
}

TEST(ImageRules, AFixedDiskKeepsItsBlocks) {
    auto image = createImage(emptyContent(), parametersOf(DiskType::Fixed, diskBytes));
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
    ASSERT_TRUE(succeeded(image->writeZeros(0, diskBytes)));
    EXPECT_EQ(stateOf(*image, 0), PayloadBlockState::FullyPresent);
    EXPECT_EQ(image->payloadBytesAllocated().value(), diskBytes);
    EXPECT_EQ(codeOf(image->setBlockState(0, PayloadBlockState::Zero)), ErrorCode::InvalidArgument);
    EXPECT_TRUE(layerReadsAs(*image, FlatDisk(diskBytes)));
}

TEST(ImageRules, LeaveBlocksAllocatedIsIgnoredWhereThereIsAParent) {
    const Content content = emptyContent();
    ASSERT_TRUE(succeeded(createImage(content, parametersOf(DiskType::Differencing, diskBytes))->close()));
    putU32(content, createdMetadataAt + 65536 + 4, 3);
    auto image = openImage(content, OpenMode::ReadWrite);
    EXPECT_EQ(image->info().type, DiskType::Differencing);
    EXPECT_TRUE(image->info().leaveBlocksAllocated);
    ASSERT_TRUE(succeeded(image->removeParent(false)));
    EXPECT_EQ(image->info().type, DiskType::Dynamic);
}

TEST(ImageRules, SpaceIsFreedOnlyAfterTheCommitThatGaveItUp) {
    const Content content = emptyContent();
    auto image = createImage(content, parametersOf(DiskType::Dynamic, diskBytes));
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 4096))));
    ASSERT_TRUE(succeeded(image->commit()));
    const std::uint64_t offset = image->blockEntry(0)->fileOffsetBytes;
    ASSERT_TRUE(succeeded(image->writeZeros(0, MiB)));
    ASSERT_TRUE(succeeded(image->write(0, pattern(2, 4096))));
    EXPECT_NE(image->blockEntry(0)->fileOffsetBytes, offset);
    EXPECT_EQ(bytesAt(content, offset, 4096), pattern(1, 4096));
    ASSERT_TRUE(succeeded(image->commit()));
    EXPECT_EQ(bytesAt(content, offset, 4096), std::vector<std::byte>(4096));
}

TEST(ImageRules, OpeningForWritingWithoutChangingLeavesTheFileAlone) {
    const Content content = emptyContent();
    ASSERT_TRUE(succeeded(createImage(content, parametersOf(DiskType::Dynamic, diskBytes))->close()));
    const Content before = copyOf(content);
    auto image = openImage(content, OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image->commit()));
    ASSERT_TRUE(succeeded(image->close()));
    EXPECT_TRUE(content->current().sameAs(before->current()));
}

TEST(ImageRules, FileWriteGuidIsNewInEverySessionAndDataWriteGuidIsTheCallers) {
    const Content content = emptyContent();
    auto image = createImage(content, parametersOf(DiskType::Dynamic, diskBytes));
    const Guid fileGuid = image->info().fileWriteGuid;
    const Guid dataGuid = image->info().dataWriteGuid;
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
    EXPECT_NE(image->info().fileWriteGuid, fileGuid);
    EXPECT_EQ(image->info().dataWriteGuid, dataGuid);
    EXPECT_TRUE(openImage(content)->info().logWasDirty);
    ASSERT_TRUE(succeeded(image->close()));
    EXPECT_FALSE(openImage(content)->info().logWasDirty);
    const Guid chosen = Guid::random();
    ASSERT_TRUE(succeeded(image->setDataWriteGuid(chosen)));
    EXPECT_EQ(openImage(content)->info().dataWriteGuid, chosen);
}

TEST(ImageRules, WhatACrashLeftPastTheEndIsNotSeenInNewBlocks) {
    const Content content = emptyContent();
    ASSERT_TRUE(succeeded(createImage(content, parametersOf(DiskType::Dynamic, diskBytes))->close()));
    const auto size = MemoryFile(content).sizeBytes();
    putBytes(content, *size, pattern(9, 3 * MiB));
    auto image = openImage(content, OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
    FlatDisk expected(diskBytes);
    expected.write(0, pattern(1, 512));
    EXPECT_TRUE(layerReadsAs(*image, expected));
}

TEST(ImageRules, ARaggedEndIsReadAndAnAlignedOneWritten) {
    const Content content = emptyContent();
    {
        auto image = createImage(content, parametersOf(DiskType::Dynamic, 3 * MiB + 4096));
        ASSERT_TRUE(succeeded(image->write(3 * MiB, pattern(1, 4096))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    const auto size = MemoryFile(content).sizeBytes();
    content->resize(*size - MiB + 4096);
    content->flush();
    FlatDisk expected(3 * MiB + 4096);
    expected.write(3 * MiB, pattern(1, 4096));
    EXPECT_TRUE(layerReadsAs(*openImage(content), expected));
    auto image = openImage(content, OpenMode::ReadWrite);
    ASSERT_TRUE(succeeded(image->write(0, pattern(2, 512))));
    expected.write(0, pattern(2, 512));
    ASSERT_TRUE(succeeded(image->close()));
    EXPECT_EQ(MemoryFile(content).sizeBytes().value() % MiB, 0u);
    EXPECT_TRUE(layerReadsAs(*openImage(content), expected));
}

TEST(ImageRules, UserItemsAreKeptAndReplacedByMark) {
    const Content content = emptyContent();
    auto parameters = parametersOf(DiskType::Differencing, diskBytes);
    parameters.userItems = {{.id = Guid::random(),
                             .isUser = true,
                             .isVirtualDisk = false,
                             .isRequired = false,
                             .data = pattern(1, 10)},
                            {.id = Guid::random(),
                             .isUser = true,
                             .isVirtualDisk = true,
                             .isRequired = false,
                             .data = pattern(2, 99)}};
    auto image = createImage(content, parameters);
    EXPECT_EQ(image->info().userItems, parameters.userItems);
    vhdx::MetadataChange change;
    change.virtualDiskId = Guid::random();
    change.parent = someLocator();
    change.parent->set(vhdx::locator_key::parentLinkage2, "{11111111-2222-3333-4444-555555555555}");
    change.virtualDiskItems = {{{.id = Guid::random(),
                                 .isUser = true,
                                 .isVirtualDisk = true,
                                 .isRequired = false,
                                 .data = pattern(3, 5)}}};
    ASSERT_TRUE(succeeded(image->changeMetadata(change)));
    ASSERT_TRUE(succeeded(image->close()));
    const auto reader = openImage(content);
    EXPECT_EQ(reader->info().virtualDiskId, change.virtualDiskId);
    EXPECT_EQ(reader->info().parent, change.parent);
    ASSERT_EQ(reader->info().userItems.size(), 2u);
    EXPECT_EQ(reader->info().userItems[0], parameters.userItems[0]);
    EXPECT_EQ(reader->info().userItems[1], change.virtualDiskItems->front());
}

TEST(ImageRules, ADiskOf64TiBIsMadeWrittenAndReadWithLittleMemory) {
    for (const DiskType type : {DiskType::Dynamic, DiskType::Differencing}) {
        const Content content = emptyContent();
        const std::uint64_t size = 64 * TiB;
        auto image = createImage(content, parametersOf(type, size));
        FlatDisk expected(size);
        const vhdx::BatLayout layout(size, 1u << 20, 512);
        const std::uint64_t chunk = layout.chunkRatio() * MiB;
        // Around the ends of chunks, and the very end.
        for (const std::uint64_t at :
             {chunk - 4096, 7 * chunk - 512, 7 * chunk, 16000 * chunk - 8192, size - 4096}) {
            const auto bytes =
                pattern(at, static_cast<std::size_t>(std::min<std::uint64_t>(16384, size - at)));
            ASSERT_TRUE(succeeded(image->write(at, bytes)));
            expected.write(at, bytes);
        }
        ASSERT_TRUE(succeeded(image->close()));
        auto reader = openImage(content);
        const auto extents = reader->ownExtents();
        ASSERT_TRUE(succeeded(extents));
        EXPECT_FALSE(extents->empty());
        for (const Extent& extent : *extents) {
            const std::uint64_t length = std::min<std::uint64_t>(extent.lengthBytes, MiB);
            ASSERT_EQ(readLayer(*reader, extent.offsetBytes, length),
                      expected.read(extent.offsetBytes, length));
        }
        EXPECT_LT(content->current().allocatedBytes(), 4 * MiB);
    }
}

TEST(ImageRules, RangesThatAreUnalignedOrOutsideAreRefused) {
    auto image = createImage(emptyContent(), parametersOf(DiskType::Dynamic, diskBytes, 1u << 20, 4096));
    std::vector<vhdx::MappedExtent> pieces;
    EXPECT_EQ(codeOf(image->mapRange(512, 4096, pieces)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(image->write(0, pattern(1, 512))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(image->write(diskBytes, pattern(1, 4096))), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(image->writeZeros(~std::uint64_t{4095}, 8192)), ErrorCode::InvalidArgument);
    EXPECT_EQ(codeOf(image->blockEntry(6)), ErrorCode::InvalidArgument);
}

TEST(ImageRules, ADiskOpenedForReadingIsNotChanged) {
    const Content content = emptyContent();
    ASSERT_TRUE(succeeded(createImage(content, parametersOf(DiskType::Dynamic, diskBytes))->close()));
    auto image = openImage(content);
    EXPECT_EQ(codeOf(image->write(0, pattern(1, 512))), ErrorCode::PermissionDenied);
    EXPECT_EQ(codeOf(image->setDataWriteGuid(Guid::random())), ErrorCode::PermissionDenied);
}

TEST(ImageRules, RemovingTheParentIsRefusedWhileABlockNeedsIt) {
    auto image = createImage(emptyContent(), parametersOf(DiskType::Differencing, diskBytes));
    ASSERT_TRUE(succeeded(image->write(0, pattern(1, 512))));
    EXPECT_EQ(codeOf(image->removeParent(false)), ErrorCode::InvalidArgument);
    EXPECT_EQ(image->info().type, DiskType::Differencing);
}

} // namespace coppice::test
