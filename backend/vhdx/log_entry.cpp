// One entry of the log (MS-VHDX 2.3.1): header, descriptors, data sectors.
#include "vhdx/log_entry.h"

#include "core/crc32c.h"

#include <algorithm>

namespace coppice::vhdx {

namespace {

constexpr std::uint32_t entrySignature = 0x65676f6c;      // "loge"
constexpr std::uint32_t zeroSignature = 0x6f72657a;       // "zero"
constexpr std::uint32_t descriptorSignature = 0x63736564; // "desc"
constexpr std::uint32_t dataSignature = 0x61746164;       // "data"

constexpr std::size_t entryLengthAt = 8;
constexpr std::size_t tailAt = 12;
constexpr std::size_t sequenceAt = 16;
constexpr std::size_t descriptorCountAt = 24;
constexpr std::size_t logGuidAt = 32;
constexpr std::size_t flushedAt = 48;
constexpr std::size_t lastAt = 56;

constexpr std::size_t descriptorTrailingAt = 4;
constexpr std::size_t descriptorLeadingAt = 8; // of a zero descriptor: the length
constexpr std::size_t descriptorOffsetAt = 16;
constexpr std::size_t descriptorSequenceAt = 24;

constexpr std::size_t sectorSequenceHighAt = 4;
constexpr std::size_t sectorDataAt = 8;
constexpr std::size_t sectorSequenceLowAt = 4092;
constexpr unsigned highHalf = 32;

} // namespace

std::optional<LogEntryHeader> LogEntryHeader::parse(ByteView sector, std::uint64_t logBytes) {
    if (sector.size() < logEntryHeaderBytes || loadLe<std::uint32_t>(sector, 0) != entrySignature) {
        return std::nullopt;
    }
    const LogEntryHeader header{.checksum = loadLe<std::uint32_t>(sector, logChecksumAt),
                                .entryBytes = loadLe<std::uint32_t>(sector, entryLengthAt),
                                .tail = loadLe<std::uint32_t>(sector, tailAt),
                                .sequenceNumber = loadLe<std::uint64_t>(sector, sequenceAt),
                                .descriptorCount = loadLe<std::uint32_t>(sector, descriptorCountAt),
                                .logGuid = loadGuid(sector, logGuidAt),
                                .flushedFileOffset = loadLe<std::uint64_t>(sector, flushedAt),
                                .lastFileOffset = loadLe<std::uint64_t>(sector, lastAt)};
    const bool isPossible = header.entryBytes != 0 && header.entryBytes % layout::logSectorBytes == 0 &&
                            header.entryBytes <= logBytes && header.tail % layout::logSectorBytes == 0 &&
                            header.tail < logBytes && header.sequenceNumber != 0 &&
                            header.descriptorSectors() * layout::logSectorBytes <= header.entryBytes;
    return isPossible ? std::optional(header) : std::nullopt;
}

std::uint64_t LogEntryHeader::descriptorSectors() const {
    return divideUp(logEntryHeaderBytes + std::uint64_t{descriptorCount} * logDescriptorBytes,
                    layout::logSectorBytes);
}

std::optional<LogDescriptor> LogDescriptor::parse(ByteView bytes, std::uint64_t sequenceNumber) {
    const auto signature = loadLe<std::uint32_t>(bytes, 0);
    if ((signature != zeroSignature && signature != descriptorSignature) ||
        loadLe<std::uint64_t>(bytes, descriptorSequenceAt) != sequenceNumber) {
        return std::nullopt;
    }
    LogDescriptor descriptor;
    descriptor.isZero = signature == zeroSignature;
    descriptor.fileOffsetBytes = loadLe<std::uint64_t>(bytes, descriptorOffsetAt);
    if (descriptor.isZero) {
        descriptor.zeroBytes = loadLe<std::uint64_t>(bytes, descriptorLeadingAt);
    } else {
        std::ranges::copy(bytes.subspan(descriptorLeadingAt, descriptor.leadingBytes.size()),
                          descriptor.leadingBytes.begin());
        std::ranges::copy(bytes.subspan(descriptorTrailingAt, descriptor.trailingBytes.size()),
                          descriptor.trailingBytes.begin());
    }
    return descriptor;
}

bool isDataSectorOf(ByteView sector, std::uint64_t sequenceNumber) {
    const std::uint64_t sequence =
        (std::uint64_t{loadLe<std::uint32_t>(sector, sectorSequenceHighAt)} << highHalf) |
        loadLe<std::uint32_t>(sector, sectorSequenceLowAt);
    return loadLe<std::uint32_t>(sector, 0) == dataSignature && sequence == sequenceNumber;
}

LogSector restoreSector(const LogDescriptor& descriptor, ByteView dataSector) {
    LogSector page{};
    std::ranges::copy(descriptor.leadingBytes, page.begin());
    std::ranges::copy(dataSector.subspan(sectorDataAt, sectorSequenceLowAt - sectorDataAt),
                      page.begin() + sectorDataAt);
    std::ranges::copy(descriptor.trailingBytes, page.begin() + sectorSequenceLowAt);
    return page;
}

std::uint64_t logEntryBytes(std::uint64_t pageCount) {
    return (divideUp(logEntryHeaderBytes + pageCount * logDescriptorBytes, layout::logSectorBytes) +
            pageCount) *
           layout::logSectorBytes;
}

std::vector<std::byte> serialiseLogEntry(LogEntryHeader header, std::span<const LogPage> pages) {
    header.entryBytes = static_cast<std::uint32_t>(logEntryBytes(pages.size()));
    header.descriptorCount = static_cast<std::uint32_t>(pages.size());
    std::vector<std::byte> bytes(header.entryBytes);
    storeLe(bytes, 0, entrySignature);
    storeLe(bytes, entryLengthAt, header.entryBytes);
    storeLe(bytes, tailAt, header.tail);
    storeLe(bytes, sequenceAt, header.sequenceNumber);
    storeLe(bytes, descriptorCountAt, header.descriptorCount);
    storeGuid(bytes, logGuidAt, header.logGuid);
    storeLe(bytes, flushedAt, header.flushedFileOffset);
    storeLe(bytes, lastAt, header.lastFileOffset);
    const std::size_t firstDataAt =
        static_cast<std::size_t>(header.descriptorSectors()) * layout::logSectorBytes;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const ByteView page = pages[i].bytes;
        const ByteSpan descriptor =
            ByteSpan(bytes).subspan(logEntryHeaderBytes + i * logDescriptorBytes, logDescriptorBytes);
        storeLe(descriptor, 0, descriptorSignature);
        std::ranges::copy(page.subspan(sectorSequenceLowAt), descriptor.begin() + descriptorTrailingAt);
        std::ranges::copy(page.first(sectorDataAt), descriptor.begin() + descriptorLeadingAt);
        storeLe(descriptor, descriptorOffsetAt, pages[i].fileOffsetBytes);
        storeLe(descriptor, descriptorSequenceAt, header.sequenceNumber);
        const ByteSpan sector =
            ByteSpan(bytes).subspan(firstDataAt + i * layout::logSectorBytes, layout::logSectorBytes);
        std::ranges::copy(page, sector.begin());
        storeLe(sector, 0, dataSignature);
        storeLe(sector, sectorSequenceHighAt, static_cast<std::uint32_t>(header.sequenceNumber >> highHalf));
        storeLe(sector, sectorSequenceLowAt, static_cast<std::uint32_t>(header.sequenceNumber));
    }
    storeLe(bytes, logChecksumAt, crc32c(bytes));
    return bytes;
}

} // namespace coppice::vhdx
