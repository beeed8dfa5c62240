// Differencing chains that this engine writes, read by 7-Zip and libvhdi, within what those read rightly.
#include "chain_fixture.h"
#include "support/external_tools.h"

#include <algorithm>
#include <cstring>
#include <fstream>

namespace coppice::vhdx {
namespace {

using test::FlatDisk;

/// 7-Zip does not read a child that is larger than its parent, does not replay logs, and refuses a disk of an
/// odd number of sectors (it tests one bit of the size where it means to mask).
constexpr std::uint64_t evenSizeBytes = 9 * MiB + 24 * KiB;

struct SevenZipCase {
    std::uint64_t seed;
    std::uint32_t logicalSectorBytes;
    std::size_t layers;
    std::vector<std::uint32_t> blockSizesBytes;
};

void PrintTo(const SevenZipCase& value, std::ostream* out) {
    *out << "seed " << value.seed << ", sectors of " << value.logicalSectorBytes << ", " << value.layers
         << " layers";
}

class OracleSevenZip : public ChainFixture, public testing::WithParamInterface<SevenZipCase> {};

TEST_P(OracleSevenZip, ReadsEveryLayerAsWeDo) {
    const auto layers = test::buildRandomChain(nativeFileSystem(), m_library.path(),
                                               {.seed = GetParam().seed,
                                                .layers = GetParam().layers,
                                                .blockSizesBytes = GetParam().blockSizesBytes,
                                                .logicalSectorsBytes = {GetParam().logicalSectorBytes},
                                                .minVirtualSizeBytes = evenSizeBytes,
                                                .maxVirtualSizeBytes = evenSizeBytes,
                                                .varySizes = false});
    ASSERT_TRUE(layers) << layers.error().detail;
    for (const test::RandomLayer& layer : *layers) {
        EXPECT_TRUE(test::readsAs(nativeFileSystem(), m_library.path(), layer.path, layer.content));
        const test::ToolResult result = test::sevenZipContent(layer.path);
        ASSERT_TRUE(result.ok()) << result.describe();
        const std::vector<std::byte> expected = layer.content.bytes();
        EXPECT_TRUE(result.output.size() == expected.size() &&
                    std::memcmp(result.output.data(), expected.data(), expected.size()) == 0)
            << "7-Zip reads " << layer.path << " differently";
    }
}

INSTANTIATE_TEST_SUITE_P(Chains, OracleSevenZip,
                         testing::Values(SevenZipCase{1, 512, 2, {1u << 20}},
                                         SevenZipCase{2, 4096, 2, {1u << 20}},
                                         SevenZipCase{3, 512, 3, {2u << 20, 1u << 20}},
                                         SevenZipCase{4, 4096, 3, {2u << 20, 8u << 20}},
                                         SevenZipCase{5, 512, 5, {1u << 20, 4u << 20, 32u << 20}},
                                         SevenZipCase{6, 4096, 5, {1u << 20, 2u << 20, 16u << 20}},
                                         SevenZipCase{7, 512, 4, {2u << 20}},
                                         SevenZipCase{8, 4096, 4, {1u << 20}}));

class OracleVhdi : public ChainFixture {
protected:
    static std::vector<std::byte> readAll(const std::filesystem::path& path, std::uint64_t lengthBytes) {
        std::vector<char> chars(lengthBytes);
        std::ifstream stream(path, std::ios::binary);
        stream.read(chars.data(), static_cast<std::streamsize>(chars.size()));
        chars.resize(static_cast<std::size_t>(stream.gcount()));
        std::vector<std::byte> bytes(chars.size());
        std::ranges::transform(chars, bytes.begin(),
                               [](char value) { return static_cast<std::byte>(value); });
        return bytes;
    }
};

TEST_F(OracleVhdi, MountsAChainWithTheSameContent) {
    if (const std::string why = test::whyNoVhdimount(); !why.empty()) {
        GTEST_SKIP() << why;
    }
    // No stale bits, no chunk without bitmap block, no ZERO over the parent's data: there libvhdi reads
    // wrongly.
    FlatDisk flat(6 * MiB);
    auto base = create("base.vhdx", {.blockSizeBytes = 2u << 20});
    write(*base, flat, 4096, 3 * MiB, 1);
    write(*base, flat, 6 * MiB - 512, 512, 2);
    ASSERT_TRUE(base->close());
    auto child = create("child.avhdx", {.blockSizeBytes = 1u << 20}, "base.vhdx");
    write(*child, flat, 512, 64 * KiB, 3);
    write(*child, flat, 4 * MiB, MiB, 4);
    ASSERT_TRUE(child->close());
    // libvhdi takes the parent's name from the absolute path alone, and looks for it beside the child.
    ParentLocator locator = *child->info().parent;
    locator.set(locator_key::absoluteWin32Path, "C:\\VMs\\base.vhdx");
    setLocator("child.avhdx", locator);
    std::filesystem::create_directory(pathOf("mount"));
    const test::VhdiMount mount(pathOf("child.avhdx"), pathOf("mount"));
    ASSERT_TRUE(mount.result().ok()) << mount.result().describe();
    EXPECT_TRUE(readAll(mount.content(), 6 * MiB) == flat.bytes());
}

TEST_F(OracleVhdi, TellsAChildsParentAndSize) {
    createEmpty("base.vhdx", {});
    createEmpty("child.avhdx", {}, "base.vhdx");
    const auto result = test::runTool("vhdiinfo", {pathOf("child.avhdx").string()});
    ASSERT_TRUE(result.ok()) << result.describe();
    const Guid parent = openOne("base.vhdx", OpenMode::ReadOnly)->info().dataWriteGuid;
    EXPECT_NE(result.output.find("Differential"), std::string::npos) << result.output;
    EXPECT_NE(result.output.find(parent.toString()), std::string::npos) << result.output;
}

} // namespace
} // namespace coppice::vhdx
