// Files that are damaged or hostile, checksums put right: each opens with the right error, or is read all the
// same.
#include "image_fixture.h"
#include "vhdx/header.h"

#include <limits>

namespace coppice::test {

namespace {

using vhdx::DiskType;
using vhdx::PayloadBlockState;
namespace layout = vhdx::layout;

constexpr std::uint64_t diskBytes = 6 * MiB;
constexpr std::uint64_t secondBlockEntry = createdBatAt + 8;

class Damage : public testing::Test {
protected:
    void SetUp() override { make(DiskType::Dynamic); }

    void make(DiskType type) {
        m_content = emptyContent();
        auto image = createImage(m_content, parametersOf(type, diskBytes));
        ASSERT_TRUE(succeeded(image->write(MiB + 4096, pattern(1, 4096))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    void editHeaders(std::uint64_t fieldAt, std::uint64_t value) {
        for (const std::uint64_t offset : layout::headerOffsets) {
            putU64(m_content, offset + fieldAt, value);
            fixChecksum(m_content, offset, layout::headerBytes);
        }
    }
    void editRegionTables(std::uint64_t fieldAt, std::uint64_t value) {
        for (const std::uint64_t offset : layout::regionTableOffsets) {
            putU64(m_content, offset + fieldAt, value);
            fixChecksum(m_content, offset, layout::regionTableBytes);
        }
    }
    ErrorCode mapError() {
        std::vector<vhdx::MappedExtent> pieces;
        return codeOf(openImage(m_content)->mapRange(0, diskBytes, pieces));
    }

    Content m_content;
};

} // namespace

TEST_F(Damage, NoSignature) {
    putU64(m_content, 0, 1);
    EXPECT_EQ(openingError(m_content), ErrorCode::NotVhdx);
}

TEST_F(Damage, AnEmptyFile) {
    EXPECT_EQ(openingError(emptyContent()), ErrorCode::NotVhdx);
}

TEST_F(Damage, OneHeaderIsGone) {
    for (const std::uint64_t offset : layout::headerOffsets) {
        const Content content = copyOf(m_content);
        putU64(content, offset, 0);
        EXPECT_EQ(readLayer(*openImage(content), MiB + 4096, 4096), pattern(1, 4096));
        // A change makes both good again.
        ASSERT_TRUE(succeeded(openImage(content, OpenMode::ReadWrite)->setDataWriteGuid(Guid::random())));
        putU64(content,
               offset == layout::headerOffsets[0] ? layout::headerOffsets[1] : layout::headerOffsets[0], 0);
        EXPECT_EQ(openingError(content), ErrorCode::Internal);
    }
}

TEST_F(Damage, BothHeadersAreGone) {
    putU64(m_content, layout::headerOffsets[0], 0);
    putU64(m_content, layout::headerOffsets[1], 0);
    EXPECT_EQ(openingError(m_content), ErrorCode::HeaderCorrupt);
}

TEST_F(Damage, EqualHeadersWithOneSequenceNumberAreAccepted) {
    putBytes(m_content, layout::headerOffsets[0],
             bytesAt(m_content, layout::headerOffsets[1], layout::headerBytes));
    EXPECT_EQ(openingError(m_content), ErrorCode::Internal);
}

TEST_F(Damage, DifferentHeadersWithOneSequenceNumberAreRefused) {
    putU64(m_content, layout::headerOffsets[0] + 8, u64At(m_content, layout::headerOffsets[1] + 8));
    putU64(m_content, layout::headerOffsets[0] + 16, 77);
    fixChecksum(m_content, layout::headerOffsets[0], layout::headerBytes);
    EXPECT_EQ(openingError(m_content), ErrorCode::HeaderCorrupt);
}

TEST_F(Damage, TheSequenceNumbersRunOut) {
    putU64(m_content, layout::headerOffsets[0] + 8, std::numeric_limits<std::uint64_t>::max() - 1);
    fixChecksum(m_content, layout::headerOffsets[0], layout::headerBytes);
    auto image = openImage(m_content, OpenMode::ReadWrite);
    const auto before = bytesAt(m_content, 0, MiB);
    EXPECT_EQ(codeOf(image->write(0, pattern(1, 512))), ErrorCode::SequenceExhausted);
    EXPECT_EQ(codeOf(image->setDataWriteGuid(Guid::random())), ErrorCode::SequenceExhausted);
    EXPECT_EQ(bytesAt(m_content, 0, MiB), before);
}

TEST_F(Damage, AnotherFormatVersion) {
    editHeaders(64, 0x0010000000020000); // log version 0, version 2, log of 1 MiB
    EXPECT_EQ(openingError(m_content), ErrorCode::VhdxUnsupported);
}

TEST_F(Damage, TheLogLiesPastTheEnd) {
    editHeaders(72, 900 * MiB);
    EXPECT_EQ(openingError(m_content), ErrorCode::HeaderCorrupt);
}

TEST_F(Damage, TheFirstRegionTableIsGone) {
    putU64(m_content, layout::regionTableOffsets[0], 0);
    EXPECT_EQ(readLayer(*openImage(m_content), MiB + 4096, 4096), pattern(1, 4096));
}

TEST_F(Damage, BothRegionTablesAreGone) {
    putU64(m_content, layout::regionTableOffsets[0], 0);
    putU64(m_content, layout::regionTableOffsets[1], 0);
    EXPECT_EQ(openingError(m_content), ErrorCode::RegionTableCorrupt);
}

TEST_F(Damage, TooManyRegions) {
    editRegionTables(8, 5000);
    EXPECT_EQ(openingError(m_content), ErrorCode::RegionTableCorrupt);
}

TEST_F(Damage, AnUnknownRequiredRegionIsRefusedAnOptionalOneIsNot) {
    for (const bool isRequired : {true, false}) {
        editRegionTables(8, 3);
        editRegionTables(16 + 64, 0x1111);
        editRegionTables(16 + 64 + 16, 500 * MiB);
        editRegionTables(16 + 64 + 24, MiB | (isRequired ? std::uint64_t{1} << 32 : 0));
        EXPECT_EQ(openingError(m_content), isRequired ? ErrorCode::VhdxUnsupported : ErrorCode::Internal);
    }
}

TEST_F(Damage, KnownRegionsThatAreNotMarkedRequiredAreAccepted) {
    editRegionTables(16 + 24, MiB);
    editRegionTables(16 + 32 + 24, MiB);
    EXPECT_EQ(openingError(m_content), ErrorCode::Internal);
}

TEST_F(Damage, RegionsOverlap) {
    editRegionTables(16 + 16, createdMetadataAt);
    EXPECT_EQ(openingError(m_content), ErrorCode::RegionTableCorrupt);
}

TEST_F(Damage, ARegionLiesOnTheLog) {
    editRegionTables(16 + 16, createdLogAt);
    EXPECT_EQ(openingError(m_content), ErrorCode::RegionTableCorrupt);
}

TEST_F(Damage, TheMetadataTableIsGone) {
    putU64(m_content, createdMetadataAt, 0);
    EXPECT_EQ(openingError(m_content), ErrorCode::MetadataCorrupt);
}

TEST_F(Damage, AMetadataItemLiesOutsideItsRegion) {
    putU32(m_content, createdMetadataAt + 32 + 16, 2u << 20);
    EXPECT_EQ(openingError(m_content), ErrorCode::MetadataCorrupt);
}

TEST_F(Damage, MetadataItemsOverlap) {
    putU32(m_content, createdMetadataAt + 64 + 16, 64 * 1024);
    EXPECT_EQ(openingError(m_content), ErrorCode::MetadataCorrupt);
}

TEST_F(Damage, AnUnknownRequiredItem) {
    putU64(m_content, createdMetadataAt + 5 * 32, 0x4711); // the disk id's
    EXPECT_NE(openingError(m_content), ErrorCode::Internal);
}

TEST_F(Damage, ImpossibleSizes) {
    const std::uint64_t items = createdMetadataAt + layout::metadataTableBytes;
    for (const std::uint32_t blockSize : {0u, 1u << 19, 3u << 20, 512u << 20}) {
        const Content content = copyOf(m_content);
        putU32(content, items, blockSize);
        EXPECT_EQ(openingError(content), ErrorCode::MetadataCorrupt) << blockSize;
    }
    for (const std::uint64_t size : {std::uint64_t{0}, diskBytes + 1, 64 * TiB + 512, ~std::uint64_t{0}}) {
        const Content content = copyOf(m_content);
        putU64(content, items + 8, size);
        EXPECT_EQ(openingError(content), ErrorCode::MetadataCorrupt) << size;
    }
    putU64(m_content, items + 8, 64 * TiB); // possible, but not with this table
    EXPECT_EQ(openingError(m_content), ErrorCode::BatCorrupt);
}

TEST_F(Damage, BlockEntriesThatCannotBe) {
    for (const std::uint64_t entry :
         {std::uint64_t{4}, std::uint64_t{5}, std::uint64_t{6}, MiB * 4 | 8 | 6, std::uint64_t{0} * MiB | 6,
          createdLogAt | 6, createdMetadataAt | 6, createdBatAt | 6, 500 * MiB | 6,
          ~std::uint64_t{0} << 20 | 6, 4 * MiB | 7, 500 * MiB | 3, createdLogAt | 1}) {
        putU64(m_content, secondBlockEntry, entry);
        EXPECT_EQ(mapError(), ErrorCode::BatCorrupt) << std::hex << entry;
    }
}

TEST_F(Damage, AnErrorOfABlockEntryNamesItsPlace) {
    putU64(m_content, secondBlockEntry, 4);
    const auto entry = openImage(m_content)->blockEntry(1);
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().offsetBytes, secondBlockEntry);
}

TEST_F(Damage, AnOffsetOfAnAbsentOrZeroBlockMeansNothing) {
    for (const std::uint64_t state : {std::uint64_t{0}, std::uint64_t{2}}) {
        putU64(m_content, secondBlockEntry, 500 * MiB | state);
        const auto entry = openImage(m_content)->blockEntry(1);
        ASSERT_TRUE(succeeded(entry));
        EXPECT_EQ(entry->fileOffsetBytes, 0u);
    }
}

TEST_F(Damage, ArbitraryBitmapEntriesOfADynamicDiskMeanNothing) {
    putU64(m_content, createdBatAt + 4096 * 8, 0x123456789abcdef);
    EXPECT_EQ(mapError(), ErrorCode::Internal);
}

TEST_F(Damage, APartialBlockWithoutBitmap) {
    make(DiskType::Differencing);
    putU64(m_content, createdBatAt + 4096 * 8, 0);
    EXPECT_EQ(mapError(), ErrorCode::BatCorrupt);
}

TEST_F(Damage, ALocatorThatIsCutOffOrAbsent) {
    make(DiskType::Differencing);
    const std::uint64_t locatorEntry = createdMetadataAt + 6 * 32;
    Content content = copyOf(m_content);
    putU32(content, locatorEntry + 20, 10);
    EXPECT_EQ(openingError(content), ErrorCode::ParentLocatorInvalid);
    content = copyOf(m_content);
    putU64(content, locatorEntry, 0x77); // another, required item
    EXPECT_NE(openingError(content), ErrorCode::Internal);
}

TEST_F(Damage, ALogGuidWithoutAnyEntry) {
    editHeaders(48, 0x1234);
    EXPECT_EQ(openingError(m_content), ErrorCode::LogCorrupt);
    EXPECT_EQ(openingError(m_content, OpenMode::ReadWrite), ErrorCode::LogCorrupt);
}

TEST_F(Damage, TheFileIsCutOffAnywhere) {
    const auto size = MemoryFile(m_content).sizeBytes();
    for (std::uint64_t end = 0; end < *size; end += 64 * KiB - 512) {
        const Content content = copyOf(m_content);
        content->resize(end);
        auto image =
            vhdx::Image::open(std::make_unique<MemoryFile>(content, OpenMode::ReadOnly), OpenMode::ReadOnly);
        if (image) {
            std::vector<vhdx::MappedExtent> pieces;
            static_cast<void>((*image)->mapRange(0, diskBytes, pieces));
            static_cast<void>((*image)->ownExtents());
        }
    }
}

TEST_F(Damage, AnyBitOfAStructureFlipped) {
    make(DiskType::Differencing);
    const std::uint64_t seed = 17;
    std::mt19937_64 random(seed);
    struct Structure {
        std::uint64_t offset;
        std::uint64_t length;
        std::size_t checked; ///< length under a checksum, 0 without
    };
    for (const Structure& structure :
         {Structure{64 * KiB, 80, 4096}, Structure{192 * KiB, 80, 65536},
          Structure{createdMetadataAt, 224, 0}, Structure{createdMetadataAt + 65536, 200, 0},
          Structure{createdBatAt, 64, 0}, Structure{createdBatAt + 4096 * 8, 8, 0}}) {
        for (int i = 0; i < 60; ++i) {
            const Content content = copyOf(m_content);
            const std::uint64_t at = structure.offset + random() % structure.length;
            auto byte = bytesAt(content, at, 1);
            byte[0] ^= static_cast<std::byte>(1u << (random() % 8));
            putBytes(content, at, byte);
            if (structure.checked != 0) {
                fixChecksum(content, structure.offset, structure.checked);
            }
            auto image = vhdx::Image::open(std::make_unique<MemoryFile>(content), OpenMode::ReadWrite);
            if (image) {
                std::vector<vhdx::MappedExtent> pieces;
                static_cast<void>(
                    (*image)->mapRange(0, std::min(diskBytes, (*image)->info().virtualSizeBytes), pieces));
                static_cast<void>((*image)->write(0, pattern(1, (*image)->info().logicalSectorBytes)));
                static_cast<void>((*image)->close());
            }
        }
    }
}

} // namespace coppice::test
