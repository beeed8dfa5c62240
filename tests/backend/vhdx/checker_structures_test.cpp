// What the check says about damage to headers, region tables, metadata and log.
#include "checker_fixture.h"
#include "core/crc32c.h"
#include "support/crash_in_commit_file.h"

namespace coppice::vhdx {
namespace {

class CheckerSound : public CheckerFixture, public testing::WithParamInterface<DiskType> {};

TEST_P(CheckerSound, HasNothingToSay) {
    for (const std::uint32_t block : {1u << 20, 2u << 20}) {
        make(shape(GetParam(), block));
        expectSound();
    }
}

INSTANTIATE_TEST_SUITE_P(Types, CheckerSound,
                         testing::Values(DiskType::Fixed, DiskType::Dynamic, DiskType::Differencing));

using CheckerStructures = CheckerFixture;

TEST_F(CheckerStructures, EmptyFile) {
    m_content = std::make_shared<test::TrackedContent>();
    expectDamage(ErrorCode::NotVhdx, "mark");
}

TEST_F(CheckerStructures, FileSignatureOverwritten) {
    makeDynamic();
    flipByte(0);
    expectDamage(ErrorCode::NotVhdx, "mark");
    EXPECT_EQ(check().size(), 1U);
}

TEST_F(CheckerStructures, FirstHeaderChecksumWrong) {
    makeDynamic();
    flipByte(layout::headerOffsets[0] + 20);
    expectDamage(ErrorCode::HeaderCorrupt, "The first header: wrong checksum");
    EXPECT_EQ(check().size(), 1U);
}

TEST_F(CheckerStructures, SecondHeaderSignatureWrong) {
    makeDynamic();
    flipByte(layout::headerOffsets[1]);
    expectDamage(ErrorCode::HeaderCorrupt, "The second header: wrong signature");
    EXPECT_EQ(check().size(), 1U);
}

TEST_F(CheckerStructures, BothHeadersOverwritten) {
    makeDynamic();
    flipByte(layout::headerOffsets[0] + 20);
    flipByte(layout::headerOffsets[1] + 20);
    expectDamage(ErrorCode::HeaderCorrupt, "No header is current");
}

TEST_F(CheckerStructures, TwoDifferentHeadersWithOneSequenceNumber) {
    makeDynamic();
    changeHeaders([](Header& header) { header.sequenceNumber = 7; });
    changeHeader(0, [](Header& header) { header.dataWriteGuid = Guid::random(); });
    expectDamage(ErrorCode::HeaderCorrupt, "same sequence number");
}

TEST_F(CheckerStructures, TwoIdenticalHeadersAreSound) {
    makeDynamic();
    changeHeaders([](Header& header) {
        header.sequenceNumber = 7;
        header.fileWriteGuid = Guid{};
    });
    expectSound();
}

TEST_F(CheckerStructures, SequenceNumberAtItsEnd) {
    makeDynamic();
    changeHeader(0, [](Header& header) { header.sequenceNumber = ~std::uint64_t{0}; });
    expectWarning(ErrorCode::SequenceExhausted, "sequence number");
}

TEST_F(CheckerStructures, UnknownFormatVersion) {
    makeDynamic();
    for (const std::uint64_t offset : layout::headerOffsets) {
        std::vector<std::byte> bytes(layout::headerBytes);
        m_content->current().read(offset, bytes);
        storeLe<std::uint16_t>(bytes, 66, 2);
        storeLe<std::uint32_t>(bytes, 4, 0);
        storeLe(bytes, 4, crc32c(bytes));
        overwrite(offset, bytes);
    }
    expectDamage(ErrorCode::VhdxUnsupported, "version");
}

TEST_F(CheckerStructures, FirstRegionTableChecksumWrong) {
    makeDynamic();
    flipByte(layout::regionTableOffsets[0] + 100);
    expectDamage(ErrorCode::RegionTableCorrupt, "The first region table: wrong checksum");
    EXPECT_EQ(check().size(), 1U);
}

TEST_F(CheckerStructures, SecondRegionTableSignatureWrong) {
    makeDynamic();
    flipByte(layout::regionTableOffsets[1]);
    expectDamage(ErrorCode::RegionTableCorrupt, "The second region table: wrong signature");
    EXPECT_EQ(check().size(), 1U);
}

TEST_F(CheckerStructures, BothRegionTablesOverwritten) {
    makeDynamic();
    flipByte(layout::regionTableOffsets[0]);
    flipByte(layout::regionTableOffsets[1]);
    expectDamage(ErrorCode::RegionTableCorrupt, "The first");
    expectDamage(ErrorCode::RegionTableCorrupt, "The second");
}

TEST_F(CheckerStructures, RegionTablesDisagree) {
    makeDynamic();
    changeSecondRegionTable(
        [](RegionTable& table) { table.find(region_id::bat)->range.offsetBytes += 32 * MiB; });
    expectDamage(ErrorCode::RegionTableCorrupt, "do not agree");
}

TEST_F(CheckerStructures, RegionsOverlap) {
    makeDynamic();
    changeRegionTables([](RegionTable& table) {
        table.find(region_id::bat)->range = table.find(region_id::metadata)->range;
    });
    expectDamage(ErrorCode::RegionTableCorrupt, "overlap");
}

TEST_F(CheckerStructures, UnknownRequiredRegion) {
    makeDynamic();
    changeRegionTables([](RegionTable& table) {
        table.regions.push_back({.id = Guid::random(),
                                 .range = {.offsetBytes = 64 * MiB, .lengthBytes = MiB},
                                 .isRequired = true});
    });
    expectDamage(ErrorCode::VhdxUnsupported, "unknown");
}

TEST_F(CheckerStructures, RegionPastTheEndOfTheFile) {
    makeDynamic();
    changeRegionTables([this](RegionTable& table) {
        table.find(region_id::bat)->range.offsetBytes = roundUp(fileSize(), MiB) + 4 * MiB;
    });
    expectDamage(ErrorCode::RegionTableCorrupt, "The file ends before the end of the block table");
}

TEST_F(CheckerStructures, LogOverlapsTheBlockTable) {
    makeDynamic();
    const FileRange bat = regions().find(region_id::bat)->range;
    changeHeaders([&](Header& header) { header.log = bat; });
    expectDamage(ErrorCode::RegionTableCorrupt, "The log overlaps the block table");
}

TEST_F(CheckerStructures, LogPastTheEndOfTheFile) {
    makeDynamic();
    changeHeaders([](Header& header) { header.log.offsetBytes = 1 * GiB; });
    expectDamage(ErrorCode::LogCorrupt, "The log reaches past the end");
}

TEST_F(CheckerStructures, LogGuidWithoutAnyEntry) {
    makeDynamic();
    changeHeaders([](Header& header) { header.logGuid = Guid::random(); });
    expectDamage(ErrorCode::LogCorrupt, "The log: ");
}

TEST_F(CheckerStructures, LogThatMustBeReplayed) {
    m_content = std::make_shared<test::TrackedContent>();
    auto crashing = std::make_unique<test::CrashInCommitFile>(std::make_unique<test::MemoryFile>(m_content));
    test::CrashInCommitFile& crash = *crashing;
    auto image = Image::create(std::move(crashing), shape(DiskType::Dynamic));
    ASSERT_TRUE(image);
    const std::vector<std::byte> sector(512, std::byte{1});
    ASSERT_TRUE((*image)->write(0, sector)); // begins the session, whose empty entry is not the one to lose
    ASSERT_TRUE((*image)->commit());
    ASSERT_TRUE(crash.arm());
    ASSERT_TRUE((*image)->write(1 * MiB, sector));
    ASSERT_FALSE((*image)->commit());
    image->reset();
    expectWarning(ErrorCode::LogCorrupt, "changes that are not yet in their places");

    // What the log will overwrite does not count: the table is looked at as it is after the replay.
    setRawEntry(3, 4);
    expectWarning(ErrorCode::LogCorrupt, "changes that are not yet in their places");
}

TEST_F(CheckerStructures, MetadataSignatureOverwritten) {
    makeDynamic();
    flipByte(regions().find(region_id::metadata)->range.offsetBytes);
    expectDamage(ErrorCode::MetadataCorrupt, "The metadata: ");
}

class CheckerMissingItem : public CheckerFixture, public testing::WithParamInterface<Guid> {};

TEST_P(CheckerMissingItem, IsDamage) {
    makeDynamic();
    changeMetadata([](MetadataTable& table) {
        std::erase_if(table.items, [](const MetadataItem& item) { return item.id == GetParam(); });
    });
    expectDamage(ErrorCode::MetadataCorrupt, "missing");
}

INSTANTIATE_TEST_SUITE_P(Items, CheckerMissingItem,
                         testing::Values(metadata_id::fileParameters, metadata_id::virtualDiskSize,
                                         metadata_id::virtualDiskId, metadata_id::logicalSectorSize,
                                         metadata_id::physicalSectorSize));

TEST_F(CheckerStructures, BlockSizeThatIsNoPowerOfTwo) {
    makeDynamic();
    changeItem(metadata_id::fileParameters,
               [](std::vector<std::byte>& data) { storeLe<std::uint32_t>(data, 0, 3u << 20); });
    expectDamage(ErrorCode::MetadataCorrupt, "block size");
}

TEST_F(CheckerStructures, SectorSizeThatIsNeither512Nor4096) {
    makeDynamic();
    changeItem(metadata_id::logicalSectorSize,
               [](std::vector<std::byte>& data) { storeLe<std::uint32_t>(data, 0, 1024); });
    expectDamage(ErrorCode::MetadataCorrupt, "sector size");
}

TEST_F(CheckerStructures, VirtualSizeAbove64TiB) {
    makeDynamic();
    changeItem(metadata_id::virtualDiskSize,
               [](std::vector<std::byte>& data) { storeLe<std::uint64_t>(data, 0, 64 * TiB + 512); });
    expectDamage(ErrorCode::MetadataCorrupt, "virtual size");
}

TEST_F(CheckerStructures, VirtualSizeThatNeedsALargerBlockTable) {
    makeDynamic();
    changeItem(metadata_id::virtualDiskSize,
               [](std::vector<std::byte>& data) { storeLe<std::uint64_t>(data, 0, 4 * TiB); });
    expectDamage(ErrorCode::BatCorrupt, "The block table needs");
}

TEST_F(CheckerStructures, UnknownRequiredItem) {
    makeDynamic();
    changeMetadata([](MetadataTable& table) {
        table.items.push_back({.id = Guid::random(),
                               .isUser = false,
                               .isVirtualDisk = false,
                               .isRequired = true,
                               .data = std::vector<std::byte>(8)});
    });
    expectDamage(ErrorCode::VhdxUnsupported, "unknown");
}

TEST_F(CheckerStructures, DifferencingDiskWithoutLocator) {
    makeDifferencing();
    changeMetadata([](MetadataTable& table) {
        std::erase_if(table.items,
                      [](const MetadataItem& item) { return item.id == metadata_id::parentLocator; });
    });
    expectDamage(ErrorCode::ParentLocatorInvalid, "locator");
}

TEST_F(CheckerStructures, LocatorInADiskWithoutParent) {
    makeDifferencing();
    changeItem(metadata_id::fileParameters,
               [](std::vector<std::byte>& data) { storeLe<std::uint32_t>(data, 4, 0); });
    expectFound(Severity::Warning, ErrorCode::MetadataCorrupt, "not marked as having a parent");
}

TEST_F(CheckerStructures, LocatorWithAnotherType) {
    makeDifferencing();
    changeItem(metadata_id::parentLocator, [](std::vector<std::byte>& data) { data[0] ^= std::byte{1}; });
    expectDamage(ErrorCode::VhdxUnsupported, "The metadata: ");
}

TEST_F(CheckerStructures, LocatorWhoseStringsLieOutside) {
    makeDifferencing();
    changeItem(metadata_id::parentLocator, [](std::vector<std::byte>& data) {
        storeLe<std::uint32_t>(data, 20, 0x00ffffff); // the first key's offset
    });
    expectDamage(ErrorCode::ParentLocatorInvalid, "The metadata: ");
}

TEST_F(CheckerStructures, LocatorWithoutIdentity) {
    CreateParameters parameters = shape(DiskType::Differencing);
    parameters.parent->set(locator_key::parentLinkage, "{00000000-0000-0000-0000-000000000000}");
    make(parameters);
    expectDamage(ErrorCode::ParentLocatorInvalid, "no identity");
}

TEST_F(CheckerStructures, LocatorWithoutPath) {
    CreateParameters parameters = shape(DiskType::Differencing);
    parameters.parent->remove(locator_key::relativePath);
    make(parameters);
    expectDamage(ErrorCode::ParentLocatorInvalid, "no path");
}

TEST_F(CheckerStructures, LocatorWithoutRelativePath) {
    CreateParameters parameters = shape(DiskType::Differencing);
    parameters.parent->remove(locator_key::relativePath);
    parameters.parent->set(locator_key::absoluteWin32Path, "C:\\base.vhdx");
    make(parameters);
    expectWarning(ErrorCode::ParentLocatorInvalid, "no relative path");
}

TEST_F(CheckerStructures, RaggedEnd) {
    makeDynamic();
    m_content->resize(fileSize() - 4096);
    expectWarning(ErrorCode::BatCorrupt, "not a whole MiB");
}

TEST_F(CheckerStructures, FileCutOffInTheHeaders) {
    makeDynamic();
    m_content->resize(70 * KiB);
    expectDamage(ErrorCode::HeaderCorrupt, "header");
}

TEST_F(CheckerStructures, FileCutOffAfterTheHeaders) {
    makeDynamic();
    m_content->resize(1 * MiB);
    expectDamage(ErrorCode::LogCorrupt, "past the end");
    expectDamage(ErrorCode::RegionTableCorrupt, "The file ends before");
}

} // namespace
} // namespace coppice::vhdx
