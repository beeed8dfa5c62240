// Images in memory, and what a single layer of them reads as.
#pragma once

#include "support/flat_disk.h"
#include "support/memory_file.h"
#include "vhdx/image.h"
#include "vhdx/layout.h"

#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace coppice::test {

using Content = std::shared_ptr<TrackedContent>;

inline Content emptyContent() {
    return std::make_shared<TrackedContent>();
}

/// A locator that names no real parent: these tests look at one layer only.
vhdx::ParentLocator someLocator();
vhdx::CreateParameters parametersOf(vhdx::DiskType type, std::uint64_t virtualSizeBytes,
                                    std::uint32_t blockSizeBytes = 1u << 20,
                                    std::uint32_t logicalSectorBytes = 512);

/// Both throw std::runtime_error with the error's text on failure.
std::unique_ptr<vhdx::Image> createImage(const Content& content, const vhdx::CreateParameters& parameters);
std::unique_ptr<vhdx::Image> openImage(const Content& content, OpenMode mode = OpenMode::ReadOnly);
/// The error of an opening that must fail; Internal if it succeeds.
ErrorCode openingError(const Content& content, OpenMode mode = OpenMode::ReadOnly);

/// A copy that shares nothing.
Content copyOf(const Content& content);

/// Guest bytes of the layer; what it leaves to its parent comes from `below`, zeros without one.
std::vector<std::byte> readLayer(vhdx::Image& image, std::uint64_t offsetBytes, std::uint64_t lengthBytes,
                                 const FlatDisk* below = nullptr);
/// The whole layer against `expected`, skipping what is a hole on both sides.
testing::AssertionResult layerReadsAs(vhdx::Image& image, const FlatDisk& expected,
                                      const FlatDisk* below = nullptr);

/// What a parent may show: something in every part of the disk, so that a lost ZERO or a stale bit is seen.
FlatDisk patternedDisk(std::uint64_t virtualSizeBytes, std::uint64_t seed);

/// One random change to image and oracle, at most 64 KiB of content: a write, zeros, or (not in a fixed disk)
/// a block's state. Gathers at block borders and at the disk's end.
Result<void> applyRandomChange(std::mt19937_64& random, vhdx::Image& image, FlatDisk& expected);

/// `length` bytes that differ from sector to sector and from seed to seed; never zero.
std::vector<std::byte> pattern(std::uint64_t seed, std::size_t length);

// Bytes of the file itself, for damage and for looking at what was written.
std::vector<std::byte> bytesAt(const Content& content, std::uint64_t offsetBytes, std::size_t length);
std::uint64_t u64At(const Content& content, std::uint64_t offsetBytes);
void putBytes(const Content& content, std::uint64_t offsetBytes, ByteView bytes);
void putU32(const Content& content, std::uint64_t offsetBytes, std::uint32_t value);
void putU64(const Content& content, std::uint64_t offsetBytes, std::uint64_t value);
/// Puts the checksum of [offset, offset + length) at its fifth byte, where MS-VHDX keeps it.
void fixChecksum(const Content& content, std::uint64_t offsetBytes, std::size_t length);

/// Where create() puts things with a log of 1 MiB.
inline constexpr std::uint64_t createdLogAt = 1 * MiB;
inline constexpr std::uint64_t createdMetadataAt = 2 * MiB;
inline constexpr std::uint64_t createdBatAt = 3 * MiB;

template <class T>
testing::AssertionResult succeeded(const Result<T>& result) {
    if (result) {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure()
           << nameOf(result.error().code) << ": " << result.error().action << ": " << result.error().detail;
}

template <class T>
ErrorCode codeOf(const Result<T>& result) {
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace coppice::test
