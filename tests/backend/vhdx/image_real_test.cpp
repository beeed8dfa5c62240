// Images that Windows and QEMU made, with their recorded contents; and QEMU reading ours, ours reading
// QEMU's.
#include "image_fixture.h"
#include "io/file_system.h"
#include "support/external_tools.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <array>
#include <fstream>

namespace coppice::test {

namespace {

namespace fs = std::filesystem;
using vhdx::DiskType;
using vhdx::Image;

/// Unpacks tests/data/NAME.xz, sparse, into `folder`.
fs::path unpack(const TempFolder& folder, const std::string& name) {
    const fs::path target = folder / name;
    const ToolResult unpacked = runTool("xz", {"-dc", std::string(COPPICE_TEST_DATA) + "/" + name + ".xz"});
    EXPECT_TRUE(unpacked.ok()) << unpacked.describe();
    auto file = nativeFileSystem().create(target);
    EXPECT_TRUE(succeeded(file));
    constexpr std::size_t piece = 64 * 1024;
    const std::string zeros(piece, '\0');
    EXPECT_TRUE(succeeded((*file)->resize(unpacked.output.size())));
    for (std::size_t at = 0; at < unpacked.output.size(); at += piece) {
        const std::string_view part = std::string_view(unpacked.output).substr(at, piece);
        if (part != std::string_view(zeros).substr(0, part.size())) {
            EXPECT_TRUE(succeeded((*file)->writeAt(at, std::as_bytes(std::span(part)))));
        }
    }
    return target;
}

std::unique_ptr<Image> openNative(const fs::path& path, OpenMode mode) {
    auto file = nativeFileSystem().open(path, mode);
    EXPECT_TRUE(succeeded(file));
    auto image = Image::open(std::move(*file), mode);
    EXPECT_TRUE(succeeded(image));
    return image ? std::move(*image) : nullptr;
}

std::unique_ptr<Image> createNative(const fs::path& path, const vhdx::CreateParameters& parameters) {
    auto file = nativeFileSystem().create(path);
    EXPECT_TRUE(succeeded(file));
    auto image = Image::create(std::move(*file), parameters);
    EXPECT_TRUE(succeeded(image));
    return image ? std::move(*image) : nullptr;
}

std::string sha256Of(const fs::path& path) {
    constexpr std::size_t digits = 64;
    const ToolResult sum = runTool("sha256sum", {path.string()});
    EXPECT_TRUE(sum.ok()) << sum.describe();
    return sum.output.substr(0, digits);
}

/// Writes the layer's content, absent parts as zeros, into a raw file, sparse.
void dumpTo(Image& image, const fs::path& raw) {
    auto file = nativeFileSystem().create(raw);
    ASSERT_TRUE(succeeded(file));
    ASSERT_TRUE(succeeded((*file)->resize(image.info().virtualSizeBytes)));
    std::vector<vhdx::MappedExtent> pieces;
    ASSERT_TRUE(succeeded(image.mapRange(0, image.info().virtualSizeBytes, pieces)));
    std::vector<std::byte> buffer(1 * MiB);
    for (const vhdx::MappedExtent& piece : pieces) {
        for (std::uint64_t at = 0; piece.kind == vhdx::MappedExtent::Kind::Data && at < piece.lengthBytes;) {
            const auto data = image.file().nextDataOffset(piece.fileOffsetBytes + at);
            ASSERT_TRUE(succeeded(data));
            at = *data - piece.fileOffsetBytes;
            if (at >= piece.lengthBytes) {
                break;
            }
            const ByteSpan part = ByteSpan(buffer).first(
                static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), piece.lengthBytes - at)));
            ASSERT_TRUE(succeeded(image.file().readAt(piece.fileOffsetBytes + at, part)));
            ASSERT_TRUE(succeeded((*file)->writeAt(piece.offsetBytes + at, part)));
            at += part.size();
        }
    }
}

struct Recorded {
    const char* name;
    DiskType type;
    std::uint64_t virtualSizeBytes;
    const char* sha256;
};

constexpr std::array recordedImages = {
    Recorded{"fat-parent.vhdx", DiskType::Fixed, 4194304,
             "2d1954fec68faefe81dd3687282a9b387bf8417f6d2cf0da3825fa1445b64cfb"},
    Recorded{"ext2.vhdx", DiskType::Dynamic, 4194304,
             "a6c2f0e39afe6c6ab432ca5465349fcefe8dc944398e97b2d957d3f89dbb5d80"},
};

class RealImage : public testing::TestWithParam<Recorded> {};

std::string nameOfImage(const testing::TestParamInfo<Recorded>& info) {
    std::string name = info.param.name;
    std::erase_if(name, [](char c) { return c == '-' || c == '.'; });
    return name;
}

void expectContent(const TempFolder& folder, const fs::path& path, OpenMode mode, const Recorded& recorded) {
    const fs::path raw = folder / "content.raw";
    {
        auto image = openNative(path, mode);
        ASSERT_NE(image, nullptr);
        EXPECT_EQ(image->info().type, recorded.type);
        EXPECT_EQ(image->info().virtualSizeBytes, recorded.virtualSizeBytes);
        dumpTo(*image, raw);
    }
    EXPECT_EQ(sha256Of(raw), recorded.sha256);
    fs::remove(raw);
}

} // namespace

TEST_P(RealImage, ReadsAsRecorded) {
    const TempFolder folder;
    const fs::path path = unpack(folder, GetParam().name);
    expectContent(folder, path, OpenMode::ReadOnly, GetParam());
}

TEST_P(RealImage, ReadsAsRecordedWhenOpenedForWriting) {
    const TempFolder folder;
    const fs::path path = unpack(folder, GetParam().name);
    expectContent(folder, path, OpenMode::ReadWrite, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Recorded, RealImage, testing::ValuesIn(recordedImages), nameOfImage);

TEST(RealImageDirtyLog, ReadsTheSameReplayedInMemoryAndOnDisk) {
    const TempFolder folder;
    const fs::path path = unpack(folder, "iotest-dirtylog-10G-4M.vhdx");
    const fs::path copy = folder / "copy.vhdx";
    fs::copy_file(path, copy);
    const auto inMemory = openNative(path, OpenMode::ReadOnly);
    const auto onDisk = openNative(copy, OpenMode::ReadWrite);
    EXPECT_TRUE(inMemory->info().logWasDirty);
    EXPECT_TRUE(onDisk->info().logWasDirty);
    EXPECT_NE(onDisk->info().fileWriteGuid, inMemory->info().fileWriteGuid);
    EXPECT_EQ(onDisk->info().dataWriteGuid, inMemory->info().dataWriteGuid);
    EXPECT_FALSE(openNative(copy, OpenMode::ReadOnly)->info().logWasDirty);
    const auto extents = inMemory->ownExtents();
    ASSERT_TRUE(succeeded(extents));
    EXPECT_FALSE(extents->empty());
    const auto replayed = onDisk->ownExtents();
    ASSERT_TRUE(succeeded(replayed));
    ASSERT_EQ(*extents, *replayed);
    for (const Extent& extent : *extents) {
        for (std::uint64_t at = extent.offsetBytes; at < extent.endBytes(); at += MiB) {
            ASSERT_EQ(readLayer(*inMemory, at, MiB), readLayer(*onDisk, at, MiB)) << at;
        }
    }
}

TEST(RealImageDifferencing, HasTheLocatorThatWindowsWrote) {
    const TempFolder folder;
    const auto image = openNative(unpack(folder, "fat-differential.vhdx"), OpenMode::ReadOnly);
    ASSERT_NE(image, nullptr);
    ASSERT_TRUE(image->info().parent);
    EXPECT_EQ(image->info().type, DiskType::Differencing);
    EXPECT_EQ(image->info().parent->entries.size(), 5u);
    EXPECT_EQ(image->info().parent->entries.front().first, vhdx::locator_key::parentLinkage);
    EXPECT_EQ(image->info().parent->get(vhdx::locator_key::relativePath), ".\\fat-parent.vhdx");
    EXPECT_EQ(image->info().parent->linkage(), Guid::parse("f88d4d92-6fcc-408d-9bef-9b7c89f15c89"));
    EXPECT_FALSE(image->info().parent->linkage2()); // Windows fills in the zero GUID
    EXPECT_EQ(image->info().physicalSectorBytes, 4096u);
}

namespace {

struct QemuShape {
    DiskType type;
    std::uint32_t blockMiB;
    std::uint64_t virtualSizeBytes;
};

class Qemu : public testing::TestWithParam<QemuShape> {};

std::string nameOfQemuShape(const testing::TestParamInfo<QemuShape>& info) {
    return std::string(vhdx::nameOf(info.param.type)) + "_" + std::to_string(info.param.blockMiB) + "MiB";
}

} // namespace

TEST_P(Qemu, ReadsWhatWeWrite) {
    const TempFolder folder;
    const fs::path path = folder / "ours.vhdx";
    const fs::path raw = folder / "ours.raw";
    const QemuShape shape = GetParam();
    std::mt19937_64 random(shape.blockMiB);
    {
        auto image =
            createNative(path, parametersOf(shape.type, shape.virtualSizeBytes, shape.blockMiB << 20));
        FlatDisk expected(shape.virtualSizeBytes);
        for (int i = 0; i < 40; ++i) {
            ASSERT_TRUE(succeeded(applyRandomChange(random, *image, expected)));
        }
        if (shape.type == DiskType::Dynamic) {
            ASSERT_TRUE(succeeded(image->resize(shape.virtualSizeBytes + 3 * shape.blockMiB * MiB, false)));
            ASSERT_TRUE(succeeded(image->write(shape.virtualSizeBytes, pattern(3, 8192))));
        }
        ASSERT_TRUE(succeeded(image->close()));
        dumpTo(*image, raw);
    }
    const ToolResult check = qemuImg({"check", "-f", "vhdx", path.string()});
    EXPECT_TRUE(check.ok()) << check.describe();
    EXPECT_NE(check.output.find("No errors"), std::string::npos) << check.describe();
    const ToolResult same = qemuImg({"compare", "-f", "vhdx", "-F", "raw", path.string(), raw.string()});
    EXPECT_TRUE(same.ok()) << same.describe();
}

TEST_P(Qemu, WritesWhatWeRead) {
    const TempFolder folder;
    const fs::path path = folder / "theirs.vhdx";
    const fs::path raw = folder / "theirs.raw";
    const fs::path dumped = folder / "dumped.raw";
    const QemuShape shape = GetParam();
    const ToolResult made = qemuImg({"create", "-f", "vhdx", "-o",
                                     std::string("subformat=") + vhdx::nameOf(shape.type) +
                                         ",block_size=" + std::to_string(shape.blockMiB << 20),
                                     path.string(), std::to_string(shape.virtualSizeBytes)});
    ASSERT_TRUE(made.ok()) << made.describe();
    const std::uint64_t end = shape.virtualSizeBytes - 4096;
    const ToolResult wrote = qemuIo({"-f", "vhdx", "-c", "write -P 17 0 64k", "-c", "write -P 99 1044480 8k",
                                     "-c", "write -P 5 " + std::to_string(end) + " 4096", path.string()});
    ASSERT_TRUE(wrote.ok()) << wrote.describe();
    const ToolResult converted = qemuConvertToRaw(path, "vhdx", raw);
    ASSERT_TRUE(converted.ok()) << converted.describe();
    {
        auto image = openNative(path, OpenMode::ReadOnly);
        ASSERT_NE(image, nullptr);
        EXPECT_EQ(image->info().type, shape.type);
        EXPECT_EQ(image->info().blockSizeBytes, shape.blockMiB << 20);
        dumpTo(*image, dumped);
    }
    const ToolResult same = qemuImg({"compare", "-f", "raw", "-F", "raw", raw.string(), dumped.string()});
    EXPECT_TRUE(same.ok()) << same.describe();
    // And we go on where QEMU stopped.
    {
        auto image = openNative(path, OpenMode::ReadWrite);
        ASSERT_TRUE(succeeded(image->write(8192, pattern(1, 512))));
        ASSERT_TRUE(succeeded(image->close()));
    }
    const ToolResult check = qemuImg({"check", "-f", "vhdx", path.string()});
    EXPECT_TRUE(check.ok()) << check.describe();
}

INSTANTIATE_TEST_SUITE_P(Shapes, Qemu,
                         testing::Values(QemuShape{DiskType::Fixed, 1, 6 * MiB},
                                         QemuShape{DiskType::Fixed, 32, 70 * MiB},
                                         QemuShape{DiskType::Dynamic, 1, 10 * MiB},
                                         QemuShape{DiskType::Dynamic, 2, 11 * MiB},
                                         QemuShape{DiskType::Dynamic, 32, 200 * MiB},
                                         QemuShape{DiskType::Dynamic, 256, 600 * MiB}),
                         nameOfQemuShape);

TEST(QemuLog, ReplaysALogThatWeLeft) {
    const TempFolder folder;
    const fs::path path = folder / "left.vhdx";
    const auto content = emptyContent();
    auto image = createImage(content, parametersOf(DiskType::Dynamic, 8 * MiB));
    ASSERT_TRUE(succeeded(image->write(3 * MiB, pattern(1, 8192))));
    ASSERT_TRUE(succeeded(image->commit()));
    // The last entry was not applied: its page is as it was before.
    putU64(content, createdBatAt + 3 * 8, 0);
    {
        MemoryFile memory(content);
        const auto size = memory.sizeBytes();
        const auto bytes = bytesAt(content, 0, static_cast<std::size_t>(*size));
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    const ToolResult check = qemuImg({"check", "-r", "all", "-f", "vhdx", path.string()});
    EXPECT_TRUE(check.ok()) << check.describe();
    FlatDisk expected(8 * MiB);
    expected.write(3 * MiB, pattern(1, 8192));
    const auto replayed = openNative(path, OpenMode::ReadOnly);
    EXPECT_FALSE(replayed->info().logWasDirty);
    EXPECT_TRUE(layerReadsAs(*replayed, expected));
}

} // namespace coppice::test
