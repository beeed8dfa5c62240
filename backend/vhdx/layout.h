// Where the structures of a VHDX file lie and how they are marked (MS-VHDX 2.1, 2.2, 2.3, 2.6).
#pragma once

#include "core/guid.h"
#include "core/units.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace coppice::vhdx {

/// A GUID from the fields of its text form, in on-disk byte order.
constexpr Guid guidFromFields(std::uint32_t data1, std::uint16_t data2, std::uint16_t data3,
                              std::array<std::uint8_t, 8> data4) {
    Guid guid;
    for (std::size_t i = 0; i < 4; ++i) {
        guid.bytes[i] = static_cast<std::uint8_t>((data1 >> (8 * i)) & 0xff);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        guid.bytes[4 + i] = static_cast<std::uint8_t>((data2 >> (8 * i)) & 0xff);
        guid.bytes[6 + i] = static_cast<std::uint8_t>((data3 >> (8 * i)) & 0xff);
    }
    for (std::size_t i = 0; i < data4.size(); ++i) {
        guid.bytes[8 + i] = data4[i];
    }
    return guid;
}

namespace layout {

// The header section: five 64 KiB slots in the first MiB (2.2).
inline constexpr std::uint64_t fileIdentifierOffset = 0;
inline constexpr std::array<std::uint64_t, 2> headerOffsets = {64 * KiB, 128 * KiB};
inline constexpr std::array<std::uint64_t, 2> regionTableOffsets = {192 * KiB, 256 * KiB};
inline constexpr std::uint64_t headerSectionBytes = 1 * MiB;
inline constexpr std::size_t headerBytes = 4096;
inline constexpr std::size_t regionTableBytes = 64 * KiB;

/// Every structure and block starts on a multiple of this (2.1).
inline constexpr std::uint64_t alignmentBytes = 1 * MiB;

// Log (2.3).
inline constexpr std::size_t logSectorBytes = 4096;

// Metadata (2.6).
inline constexpr std::size_t metadataTableBytes = 64 * KiB;
inline constexpr std::uint32_t maxMetadataItemBytes = 1024 * 1024;
inline constexpr std::uint32_t maxTableEntries = 2047; ///< of the metadata table and of a region table
inline constexpr std::uint32_t maxUserMetadataEntries = 1024;

// Blocks (2.4, 2.5, 2.6.2).
inline constexpr std::uint64_t sectorBitmapBlockBytes = 1 * MiB;
inline constexpr std::uint64_t sectorsPerChunk = 1ull << 23;
inline constexpr std::uint32_t minBlockBytes = 1u << 20;
inline constexpr std::uint32_t maxBlockBytes = 256u << 20;
inline constexpr std::uint64_t maxVirtualSizeBytes = 64 * TiB;
inline constexpr std::size_t batEntryBytes = 8;

} // namespace layout

namespace region_id {
inline constexpr Guid bat =
    guidFromFields(0x2dc27766, 0xf623, 0x4200, {0x9d, 0x64, 0x11, 0x5e, 0x9b, 0xfd, 0x4a, 0x08});
inline constexpr Guid metadata =
    guidFromFields(0x8b7ca206, 0x4790, 0x4b9a, {0xb8, 0xfe, 0x57, 0x5f, 0x05, 0x0f, 0x88, 0x6e});
} // namespace region_id

namespace metadata_id {
inline constexpr Guid fileParameters =
    guidFromFields(0xcaa16737, 0xfa36, 0x4d43, {0xb3, 0xb6, 0x33, 0xf0, 0xaa, 0x44, 0xe7, 0x6b});
inline constexpr Guid virtualDiskSize =
    guidFromFields(0x2fa54224, 0xcd1b, 0x4876, {0xb2, 0x11, 0x5d, 0xbe, 0xd8, 0x3b, 0xf4, 0xb8});
inline constexpr Guid virtualDiskId =
    guidFromFields(0xbeca12ab, 0xb2e6, 0x4523, {0x93, 0xef, 0xc3, 0x09, 0xe0, 0x00, 0xc7, 0x46});
inline constexpr Guid logicalSectorSize =
    guidFromFields(0x8141bf1d, 0xa96f, 0x4709, {0xba, 0x47, 0xf2, 0x33, 0xa8, 0xfa, 0xab, 0x5f});
inline constexpr Guid physicalSectorSize =
    guidFromFields(0xcda348c7, 0x445d, 0x4471, {0x9c, 0xc9, 0xe9, 0x88, 0x52, 0x51, 0xc5, 0x56});
inline constexpr Guid parentLocator =
    guidFromFields(0xa8d35f2d, 0xb30b, 0x454d, {0xab, 0xf7, 0xd3, 0xd8, 0x48, 0x34, 0xab, 0x0c});
} // namespace metadata_id

/// The only locator type that MS-VHDX defines (2.6.2.6.3).
inline constexpr Guid vhdxParentLocatorType =
    guidFromFields(0xb04aefb7, 0xd19e, 0x4a81, {0xb7, 0x89, 0x25, 0xb8, 0xe9, 0x44, 0x59, 0x13});

/// A range of file bytes.
struct FileRange {
    std::uint64_t offsetBytes = 0;
    std::uint64_t lengthBytes = 0;

    constexpr std::uint64_t endBytes() const { return offsetBytes + lengthBytes; }
    constexpr bool overlaps(const FileRange& other) const {
        return offsetBytes < other.endBytes() && other.offsetBytes < endBytes();
    }
    constexpr bool contains(std::uint64_t offset) const {
        return offset >= offsetBytes && offset < endBytes();
    }
    bool operator==(const FileRange&) const = default;
};

} // namespace coppice::vhdx
