// Random operations on one layer against a flat array: every kind of disk, block size and sector size.
#include "image_fixture.h"

namespace coppice::test {

namespace {

using vhdx::DiskType;

struct Shape {
    DiskType type;
    std::uint32_t blockMiB;
    std::uint32_t sectorBytes;
};

std::string nameOfShape(const testing::TestParamInfo<Shape>& info) {
    return std::string(vhdx::nameOf(info.param.type)) + "_" + std::to_string(info.param.blockMiB) + "MiB_" +
           std::to_string(info.param.sectorBytes);
}

class ImageRandom : public testing::TestWithParam<Shape> {};

} // namespace

TEST_P(ImageRandom, ReadsAsTheFlatArrayBeforeAndAfterReopening) {
    const Shape shape = GetParam();
    const std::uint64_t blockSize = shape.blockMiB * MiB;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937_64 random(seed * 1000 + shape.blockMiB + shape.sectorBytes);
        const std::uint64_t size = 4 * blockSize + (1 + random() % 100) * shape.sectorBytes;
        const Content content = emptyContent();
        auto image =
            createImage(content, parametersOf(shape.type, size, shape.blockMiB << 20, shape.sectorBytes));
        const bool hasParent = shape.type == DiskType::Differencing;
        const FlatDisk below = patternedDisk(size, seed);
        const FlatDisk* parent = hasParent ? &below : nullptr;
        FlatDisk expected = hasParent ? below.child(size) : FlatDisk(size);
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 16; ++i) {
                ASSERT_TRUE(succeeded(applyRandomChange(random, *image, expected)));
                if (random() % 4 == 0) {
                    ASSERT_TRUE(succeeded(image->commit()));
                }
            }
            ASSERT_TRUE(layerReadsAs(*image, expected, parent)) << "before closing";
            ASSERT_TRUE(succeeded(image->close()));
            auto reader = openImage(content);
            EXPECT_FALSE(reader->info().logWasDirty);
            ASSERT_TRUE(layerReadsAs(*reader, expected, parent)) << "after closing";
            image = openImage(content, OpenMode::ReadWrite);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    AllShapes, ImageRandom,
    testing::Values(Shape{DiskType::Fixed, 1, 512}, Shape{DiskType::Fixed, 2, 4096},
                    Shape{DiskType::Fixed, 32, 512}, Shape{DiskType::Dynamic, 1, 512},
                    Shape{DiskType::Dynamic, 2, 512}, Shape{DiskType::Dynamic, 2, 4096},
                    Shape{DiskType::Dynamic, 32, 512}, Shape{DiskType::Dynamic, 256, 512},
                    Shape{DiskType::Dynamic, 256, 4096}, Shape{DiskType::Differencing, 1, 512},
                    Shape{DiskType::Differencing, 1, 4096}, Shape{DiskType::Differencing, 2, 512},
                    Shape{DiskType::Differencing, 2, 4096}, Shape{DiskType::Differencing, 32, 512},
                    Shape{DiskType::Differencing, 32, 4096}, Shape{DiskType::Differencing, 256, 512},
                    Shape{DiskType::Differencing, 256, 4096}),
    nameOfShape);

} // namespace coppice::test
