// The images that Windows, Hyper-V and QEMU made: content as several unrelated readers agreed on it.
#include "io/file_system.h"
#include "support/external_tools.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"
#include "vhdx/checker.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <gtest/gtest.h>

namespace coppice::vhdx {
namespace {

namespace fs = std::filesystem;

/// Unpacks tests/data/NAME.vhdx.xz into `folder`, sparse.
fs::path unpack(const std::string& name, const fs::path& folder) {
    const fs::path packed = fs::path(COPPICE_TEST_DATA) / (name + ".vhdx.xz");
    const fs::path path = folder / (name + ".vhdx");
    const fs::path copy = path.string() + ".xz";
    fs::copy_file(packed, copy);
    const auto result = test::runTool("xz", {"-d", copy.string()}); // xz itself leaves holes
    EXPECT_TRUE(result.ok()) << result.describe();
    return path;
}

struct RealImage {
    const char* name;
    const char* sha256;
    DiskType type;
    bool dirtyLog;
};

void PrintTo(const RealImage& image, std::ostream* out) {
    *out << image.name;
}

class OracleRealImage : public testing::TestWithParam<RealImage> {
protected:
    test::TempFolder m_folder;
};

TEST_P(OracleRealImage, HasTheRecordedContent) {
    const fs::path path = unpack(GetParam().name, m_folder.path());
    if (GetParam().type == DiskType::Differencing) {
        unpack("fat-parent", m_folder.path());
    }
    const auto guard = PathGuard::make(nativeFileSystem(), std::array{m_folder.path()});
    ASSERT_TRUE(guard);
    auto chain = Chain::open(*guard, path);
    ASSERT_TRUE(chain) << nameOf(chain.error().code) << ": " << chain.error().detail;
    EXPECT_EQ(chain->layers().front()->info().type, GetParam().type);
    EXPECT_EQ(chain->layers().front()->info().logWasDirty, GetParam().dirtyLog);
    EXPECT_EQ(contentSha256(*chain), GetParam().sha256);
}

TEST_P(OracleRealImage, IsSound) {
    const fs::path path = unpack(GetParam().name, m_folder.path());
    auto file = nativeFileSystem().open(path, OpenMode::ReadOnly);
    ASSERT_TRUE(file);
    const auto findings = checkImage(std::move(*file));
    ASSERT_TRUE(findings);
    for (const Finding& finding : *findings) {
        EXPECT_EQ(finding.severity, Severity::Warning) << finding.text;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Images, OracleRealImage,
    testing::Values(
        RealImage{"fat-parent", "2d1954fec68faefe81dd3687282a9b387bf8417f6d2cf0da3825fa1445b64cfb",
                  DiskType::Fixed, false},
        RealImage{"fat-differential", "a538161f34bc44c12bf9a542ce9218741c62728723ea18d0e4f6ea92e9f32e93",
                  DiskType::Differencing, false},
        RealImage{"iotest-dynamic-1G", "d3d112d8dab7fd360609f7d5a7b769904b7a2a7d7b6b8c535f65a23293c05478",
                  DiskType::Dynamic, false},
        RealImage{"iotest-dirtylog-10G-4M",
                  "179cefe8b0587f123393eedf2aa7aa8d25798591178e6bc3950a09762f38f96f", DiskType::Dynamic,
                  true},
        RealImage{"ext2", "a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80",
                  DiskType::Dynamic, false}),
    [](const auto& image) {
        std::string name = image.param.name;
        std::ranges::replace(name, '-', '_');
        return name;
    });

} // namespace
} // namespace coppice::vhdx
