// One entry of the log, as bytes (MS-VHDX 2.3.1).
#pragma once

#include "core/byte_codec.h"
#include "vhdx/layout.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace coppice::vhdx {

using LogSector = std::array<std::byte, layout::logSectorBytes>;

struct LogEntryHeader {
    std::uint32_t checksum = 0;
    std::uint32_t entryBytes = 0;
    std::uint32_t tail = 0; ///< offset in the log of the first entry of the sequence that ends with this one
    std::uint64_t sequenceNumber = 0;
    std::uint32_t descriptorCount = 0;
    Guid logGuid;
    std::uint64_t flushedFileOffset =
        0; ///< the file had at least this size, durably, when the entry was written
    std::uint64_t lastFileOffset = 0; ///< all structures of the file lie before this

    /// nullopt unless the fields can be those of an entry in a log of `logBytes`. The checksum is not
    /// checked.
    static std::optional<LogEntryHeader> parse(ByteView sector, std::uint64_t logBytes);

    /// Sectors taken by this header and its descriptors: 126 fit beside the header, 128 in each further
    /// sector.
    std::uint64_t descriptorSectors() const;
};

/// Where the header's checksum field lies; it counts as zero in the checksum.
inline constexpr std::size_t logChecksumAt = 4;
inline constexpr std::size_t logEntryHeaderBytes = 64;
inline constexpr std::size_t logDescriptorBytes = 32;

/// A 4 KiB write, or zeros over a range.
struct LogDescriptor {
    bool isZero = false;
    std::uint64_t fileOffsetBytes = 0;
    std::uint64_t zeroBytes = 0;              ///< of a zero descriptor
    std::array<std::byte, 8> leadingBytes{};  ///< of a data descriptor: taken out of the data sector
    std::array<std::byte, 4> trailingBytes{}; ///< likewise

    std::uint64_t lengthBytes() const { return isZero ? zeroBytes : layout::logSectorBytes; }
    /// nullopt for an unknown signature or another entry's sequence number.
    static std::optional<LogDescriptor> parse(ByteView bytes, std::uint64_t sequenceNumber);
};

/// Whether a data sector belongs to the entry with this sequence number.
bool isDataSectorOf(ByteView sector, std::uint64_t sequenceNumber);
/// The 4 KiB that `descriptor` and its data sector stand for.
LogSector restoreSector(const LogDescriptor& descriptor, ByteView dataSector);

/// A page to write at an offset in the file.
struct LogPage {
    std::uint64_t fileOffsetBytes = 0;
    ByteView bytes; ///< 4 KiB
};

/// Length of an entry with this number of data descriptors.
std::uint64_t logEntryBytes(std::uint64_t pageCount);
/// An entry of data descriptors; entryBytes, descriptorCount and checksum of `header` are filled in.
std::vector<std::byte> serialiseLogEntry(LogEntryHeader header, std::span<const LogPage> pages);

} // namespace coppice::vhdx
