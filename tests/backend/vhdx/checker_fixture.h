// A small, sound disk in memory that a test damages in one place before it is checked.
#pragma once

#include "core/units.h"
#include "support/memory_file.h"
#include "vhdx/bat_layout.h"
#include "vhdx/checker.h"
#include "vhdx/disk_metadata.h"
#include "vhdx/header_pair.h"
#include "vhdx/image.h"
#include "vhdx/region_table.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

namespace coppice::vhdx {

class CheckerFixture : public testing::Test {
protected:
    static constexpr std::uint64_t virtualSize = 8 * MiB;

    static CreateParameters shape(DiskType type, std::uint32_t blockSizeBytes = 1u << 20) {
        CreateParameters parameters{.type = type,
                                    .virtualSizeBytes = virtualSize,
                                    .blockSizeBytes = blockSizeBytes,
                                    .virtualDiskId = {},
                                    .dataWriteGuid = {},
                                    .parent = std::nullopt,
                                    .userItems = {}};
        if (type == DiskType::Differencing) {
            parameters.parent.emplace();
            parameters.parent->set(locator_key::parentLinkage, "{" + Guid::random().toString() + "}");
            parameters.parent->set(locator_key::relativePath, ".\\base.vhdx");
        }
        return parameters;
    }

    /// Makes the disk, with data in block 0 and a few sectors in block 2.
    void make(const CreateParameters& parameters) {
        m_content = std::make_shared<test::TrackedContent>();
        auto image = Image::create(std::make_unique<test::MemoryFile>(m_content), parameters);
        ASSERT_TRUE(image) << image.error().detail;
        const std::uint64_t block = parameters.blockSizeBytes;
        ASSERT_TRUE((*image)->write(0, std::vector<std::byte>(block, std::byte{1})));
        ASSERT_TRUE((*image)->write(2 * block + 4096, std::vector<std::byte>(4096, std::byte{2})));
        ASSERT_TRUE((*image)->close());
        m_isDifferencing = parameters.type == DiskType::Differencing;
        m_layout =
            BatLayout(parameters.virtualSizeBytes, parameters.blockSizeBytes, parameters.logicalSectorBytes);
    }
    void makeDynamic() { make(shape(DiskType::Dynamic)); }
    void makeDifferencing() { make(shape(DiskType::Differencing)); }

    test::MemoryFile file() const { return test::MemoryFile(m_content); }

    // --- damage ------------------------------------------------------------------------------------------

    void overwrite(std::uint64_t offsetBytes, ByteView bytes) { m_content->write(offsetBytes, bytes); }
    void flipByte(std::uint64_t offsetBytes) {
        std::array<std::byte, 1> byte{};
        m_content->current().read(offsetBytes, byte);
        byte[0] ^= std::byte{0xff};
        overwrite(offsetBytes, byte);
    }
    void changeHeader(std::size_t slot, const std::function<void(Header&)>& change) {
        std::array<std::byte, layout::headerBytes> bytes{};
        m_content->current().read(layout::headerOffsets.at(slot), bytes);
        auto header = Header::parse(bytes, "", 0);
        ASSERT_TRUE(header);
        change(*header);
        overwrite(layout::headerOffsets.at(slot), header->serialise());
    }
    void changeHeaders(const std::function<void(Header&)>& change) {
        changeHeader(0, change);
        changeHeader(1, change);
    }
    RegionTable regions() const {
        auto memory = file();
        return *loadRegionTable(memory);
    }
    void changeSecondRegionTable(const std::function<void(RegionTable&)>& change) {
        RegionTable table = regions();
        change(table);
        overwrite(layout::regionTableOffsets[1], table.serialise());
    }
    void changeRegionTables(const std::function<void(RegionTable&)>& change) {
        RegionTable table = regions();
        change(table);
        overwrite(layout::regionTableOffsets[0], table.serialise());
        overwrite(layout::regionTableOffsets[1], table.serialise());
    }
    void changeMetadata(const std::function<void(MetadataTable&)>& change) {
        auto memory = file();
        const FileRange region = regions().find(region_id::metadata)->range;
        auto table = MetadataTable::load(memory, region);
        ASSERT_TRUE(table);
        change(*table);
        const auto bytes = table->serialise(region, "");
        ASSERT_TRUE(bytes);
        m_content->writeZeros(region.offsetBytes, region.lengthBytes);
        overwrite(region.offsetBytes, *bytes);
    }
    void changeItem(const Guid& id, const std::function<void(std::vector<std::byte>&)>& change) {
        changeMetadata([&](MetadataTable& table) {
            MetadataItem* item = table.findSystem(id);
            ASSERT_NE(item, nullptr);
            change(item->data);
        });
    }
    std::uint64_t entryPlace(std::uint64_t entry) const {
        return regions().find(region_id::bat)->range.offsetBytes + entry * layout::batEntryBytes;
    }
    std::uint64_t rawEntry(std::uint64_t entry) const {
        std::array<std::byte, layout::batEntryBytes> bytes{};
        m_content->current().read(entryPlace(entry), bytes);
        return loadLe<std::uint64_t>(bytes, 0);
    }
    void setRawEntry(std::uint64_t entry, std::uint64_t raw) {
        std::array<std::byte, layout::batEntryBytes> bytes{};
        storeLe(bytes, 0, raw);
        overwrite(entryPlace(entry), bytes);
    }
    std::uint64_t fileSize() const { return m_content->current().sizeBytes(); }

    // --- what the check says -----------------------------------------------------------------------------

    std::vector<Finding> check() const {
        auto findings = checkImage(std::make_unique<test::MemoryFile>(
            std::make_shared<test::TrackedContent>(*m_content), OpenMode::ReadOnly));
        EXPECT_TRUE(findings);
        return findings ? *findings : std::vector<Finding>{};
    }

    static std::string describe(const std::vector<Finding>& findings) {
        std::string text;
        for (const Finding& finding : findings) {
            text += std::string(finding.severity == Severity::Damage ? "damage " : "warning ") +
                    nameOf(finding.code) + " " + finding.text + "\n";
        }
        return text;
    }

    void expectSound() const {
        const auto findings = check();
        EXPECT_TRUE(findings.empty()) << describe(findings);
    }

    /// Among the findings is one of this kind whose text holds `words`.
    void expectFound(Severity severity, ErrorCode code, const std::string& words) const {
        const auto findings = check();
        const bool isThere = std::ranges::any_of(findings, [&](const Finding& finding) {
            return finding.severity == severity && finding.code == code &&
                   finding.text.find(words) != std::string::npos;
        });
        EXPECT_TRUE(isThere) << "wanted: " << nameOf(code) << " " << words << "\nfound:\n"
                             << describe(findings);
    }
    void expectDamage(ErrorCode code, const std::string& words) const {
        expectFound(Severity::Damage, code, words);
    }
    /// And nothing worse.
    void expectWarning(ErrorCode code, const std::string& words) const {
        expectFound(Severity::Warning, code, words);
        const auto findings = check();
        EXPECT_TRUE(std::ranges::none_of(findings, [](const Finding& finding) {
            return finding.severity == Severity::Damage;
        })) << describe(findings);
    }

    std::shared_ptr<test::TrackedContent> m_content;
    BatLayout m_layout;
    bool m_isDifferencing = false;
};

} // namespace coppice::vhdx
