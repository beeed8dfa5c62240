// Small disks with random damage, checksums put right again: nothing crashes or hangs, and what the check
// finds sound opens and maps.
#include "checker_fixture.h"
#include "core/crc32c.h"

#include <random>

namespace coppice::vhdx {
namespace {

class CheckerMutation : public CheckerFixture, public testing::WithParamInterface<DiskType> {
protected:
    std::uint64_t below(std::uint64_t limit) { return m_random() % limit; }

    /// A place where a field is likely: headers, region tables, log, metadata, block table; seldom anywhere.
    std::uint64_t place() {
        const FileRange bat = m_regions.find(region_id::bat)->range;
        const FileRange metadata = m_regions.find(region_id::metadata)->range;
        switch (below(9)) {
        case 0:
            return layout::headerOffsets.at(below(2)) + below(80);
        case 1:
            return layout::regionTableOffsets.at(below(2)) + below(96);
        case 2:
            return metadata.offsetBytes + below(32 * 8);
        case 3:
            return metadata.offsetBytes + layout::metadataTableBytes + below(400);
        case 4:
            return bat.offsetBytes + below(10 * layout::batEntryBytes);
        case 5:
            return bat.offsetBytes + m_layout.bitmapEntry(0) * layout::batEntryBytes + below(8);
        case 6:
            return m_log.offsetBytes + below(2) * layout::logSectorBytes + below(128);
        case 7:
            return m_log.offsetBytes + below(m_log.lengthBytes);
        default:
            return below(fileSize());
        }
    }

    void mutateOnce() {
        constexpr std::array<std::uint64_t, 8> telling{0,        1,       7,          ~std::uint64_t{0},
                                                       1u << 20, 3 * MiB, 1ull << 63, 0x7fffffff};
        std::array<std::byte, 8> bytes{};
        const std::uint64_t at = place();
        m_content->current().read(at, bytes);
        switch (below(4)) {
        case 0:
            bytes[0] ^= static_cast<std::byte>(1u << below(8));
            break;
        case 1:
            storeLe(bytes, 0, telling.at(below(telling.size())));
            break;
        case 2:
            storeLe(bytes, 0, m_random());
            break;
        default:
            storeLe(bytes, 0, (below(64) << 20) | below(8)); // like an entry of the block table
            break;
        }
        overwrite(at, bytes);
        if (below(20) == 0) {
            m_content->resize(below(fileSize() + 2 * MiB));
        }
    }

    void fixChecksum(std::uint64_t offsetBytes, std::size_t lengthBytes) {
        std::vector<std::byte> bytes(lengthBytes);
        m_content->current().read(offsetBytes, bytes);
        storeLe<std::uint32_t>(bytes, 4, 0);
        storeLe(bytes, 4, crc32c(bytes));
        overwrite(offsetBytes, bytes);
    }

    /// So that parsers see the damage behind the checksums, too.
    void fixChecksums() {
        for (const std::uint64_t offset : layout::headerOffsets) {
            fixChecksum(offset, layout::headerBytes);
        }
        for (const std::uint64_t offset : layout::regionTableOffsets) {
            fixChecksum(offset, layout::regionTableBytes);
        }
        std::array<std::byte, 12> entry{};
        m_content->current().read(m_log.offsetBytes, entry);
        const auto entryBytes = loadLe<std::uint32_t>(entry, 8);
        if (entryBytes >= layout::logSectorBytes && entryBytes <= m_log.lengthBytes) {
            fixChecksum(m_log.offsetBytes, entryBytes);
        }
    }

    std::unique_ptr<BlockFile> copy(OpenMode mode) const {
        return std::make_unique<test::MemoryFile>(std::make_shared<test::TrackedContent>(*m_content), mode);
    }

    /// Everything that reads a strange file; whether it was opened and mapped.
    bool opensAndMaps() const {
        const auto image = Image::open(copy(OpenMode::ReadOnly), OpenMode::ReadOnly);
        return image && (*image)->ownExtents() && (*image)->payloadBytesAllocated();
    }

    std::mt19937_64 m_random;
    RegionTable m_regions;
    FileRange m_log;
};

TEST_P(CheckerMutation, NeverCrashesAndSoundMeansReadable) {
    CreateParameters parameters = shape(GetParam());
    if (GetParam() == DiskType::Fixed) {
        parameters.virtualSizeBytes = 3 * MiB; // small, so that copies are quick
    }
    make(parameters);
    m_regions = regions();
    auto memory = file();
    m_log = HeaderPair::load(memory)->current().log;
    const test::TrackedContent original = *m_content;

    std::size_t sound = 0;
    constexpr std::uint64_t rounds = 400;
    for (std::uint64_t seed = 1; seed <= rounds; ++seed) {
        m_random.seed(seed);
        *m_content = original;
        for (std::uint64_t i = below(4) + 1; i > 0; --i) {
            mutateOnce();
        }
        if (below(4) != 0) {
            fixChecksums();
        }
        const auto findings = check();
        const bool isSound = std::ranges::none_of(
            findings, [](const Finding& finding) { return finding.severity == Severity::Damage; });
        const bool isReadable = opensAndMaps();
        EXPECT_TRUE(isReadable || !isSound)
            << "seed " << seed << " cannot be read, but the check found only:\n"
            << describe(findings);
        sound += isSound ? 1 : 0;
        if (isSound) {
            const auto image = Image::open(copy(OpenMode::ReadWrite), OpenMode::ReadWrite);
            EXPECT_TRUE(image) << "seed " << seed;
        }
    }
    // Else the damage is too much, or too little, to show anything.
    EXPECT_GT(sound, rounds / 50);
    EXPECT_LT(sound, rounds - rounds / 10);
}

INSTANTIATE_TEST_SUITE_P(Types, CheckerMutation,
                         testing::Values(DiskType::Fixed, DiskType::Dynamic, DiskType::Differencing));

} // namespace
} // namespace coppice::vhdx
