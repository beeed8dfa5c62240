// A library folder with disks in it, for tests of chains.
#pragma once

#include "core/units.h"
#include "io/file_system.h"
#include "support/flat_disk.h"
#include "support/temp_folder.h"
#include "vhdx/chain.h"

#include <array>
#include <gtest/gtest.h>
#include <utility>

namespace coppice::vhdx {

class ChainFixture : public testing::Test {
protected:
    struct Shape {
        std::uint64_t virtualSizeBytes = 6 * MiB;
        std::uint32_t blockSizeBytes = 1u << 20;
        std::uint32_t logicalSectorBytes = 512;
    };

    std::filesystem::path pathOf(const std::string& name) const { return m_library.path() / name; }

    /// A disk, open for writing; with a parent if `parentName` is given. nullptr, and a failure, on error.
    std::unique_ptr<Image> create(const std::string& name, const Shape& shape,
                                  const std::string& parentName = {}) const {
        CreateParameters parameters{.type = DiskType::Dynamic,
                                    .virtualSizeBytes = shape.virtualSizeBytes,
                                    .blockSizeBytes = shape.blockSizeBytes,
                                    .logicalSectorBytes = shape.logicalSectorBytes,
                                    .virtualDiskId = {},
                                    .dataWriteGuid = {},
                                    .parent = std::nullopt,
                                    .userItems = {}};
        if (!parentName.empty()) {
            auto parent = openOne(parentName, OpenMode::ReadOnly);
            if (!parent) {
                return nullptr;
            }
            parameters.type = DiskType::Differencing;
            parameters.virtualDiskId = parent->info().virtualDiskId;
            parameters.parent =
                makeParentLocator(pathOf(name), pathOf(parentName), parent->info().dataWriteGuid);
        }
        return createFrom(name, parameters);
    }

    std::unique_ptr<Image> createFrom(const std::string& name, const CreateParameters& parameters) const {
        std::filesystem::create_directories(pathOf(name).parent_path());
        auto file = nativeFileSystem().create(pathOf(name));
        if (!file) {
            ADD_FAILURE() << "creating " << name << ": " << file.error().detail;
            return nullptr;
        }
        auto image = Image::create(std::move(*file), parameters);
        if (!image) {
            ADD_FAILURE() << "creating " << name << ": " << nameOf(image.error().code) << " "
                          << image.error().detail;
            return nullptr;
        }
        return std::move(*image);
    }

    /// Creates and closes a disk with nothing in it.
    void createEmpty(const std::string& name, const Shape& shape, const std::string& parentName = {}) const {
        auto image = create(name, shape, parentName);
        ASSERT_NE(image, nullptr);
        ASSERT_TRUE(image->close());
    }

    std::unique_ptr<Image> openOne(const std::string& name, OpenMode mode) const {
        auto file = nativeFileSystem().open(pathOf(name), mode);
        if (!file) {
            ADD_FAILURE() << "opening " << name << ": " << nameOf(file.error().code);
            return nullptr;
        }
        auto image = Image::open(std::move(*file), mode);
        if (!image) {
            ADD_FAILURE() << "opening " << name << ": " << nameOf(image.error().code) << " "
                          << image.error().detail;
            return nullptr;
        }
        return std::move(*image);
    }

    PathGuard guard() const { return *PathGuard::make(nativeFileSystem(), std::array{m_library.path()}); }

    Result<Chain> openChain(const std::string& name) const { return Chain::open(guard(), pathOf(name)); }

    void expectOpenFails(const std::string& name, ErrorCode code) const {
        const auto chain = openChain(name);
        ASSERT_FALSE(chain) << name << " opened";
        EXPECT_EQ(chain.error().code, code) << nameOf(chain.error().code) << ": " << chain.error().detail;
    }

    /// Changes the locator of an existing disk.
    void setLocator(const std::string& name, const ParentLocator& locator) const {
        auto image = openOne(name, OpenMode::ReadWrite);
        ASSERT_NE(image, nullptr);
        MetadataChange change;
        change.parent = locator;
        ASSERT_TRUE(image->changeMetadata(change));
        ASSERT_TRUE(image->close());
    }

    void expectReadsAs(const std::string& name, const test::FlatDisk& expected) const {
        EXPECT_TRUE(test::readsAs(nativeFileSystem(), m_library.path(), pathOf(name), expected));
    }

    /// Writes `lengthBytes` of bytes that depend on `mark` and the offset, to both.
    static void write(Image& image, test::FlatDisk& flat, std::uint64_t offsetBytes,
                      std::uint64_t lengthBytes, std::uint8_t mark) {
        std::vector<std::byte> bytes(lengthBytes);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::byte>((i * 7 + offsetBytes / 512 + mark) & 0xff);
        }
        const auto written = image.write(offsetBytes, bytes);
        ASSERT_TRUE(written) << written.error().detail;
        flat.write(offsetBytes, bytes);
    }

    test::TempFolder m_library;
};

} // namespace coppice::vhdx
