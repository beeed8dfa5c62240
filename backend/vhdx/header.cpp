// One of the two headers (MS-VHDX 2.2.2): fields and their validation.
#include "vhdx/header.h"

#include "core/crc32c.h"
#include "vhdx/structure_error.h"

namespace coppice::vhdx {

namespace {

constexpr std::uint32_t headerSignature = 0x64616568; // "head"
constexpr std::uint16_t supportedVersion = 1;
constexpr std::uint16_t supportedLogVersion = 0;

constexpr std::size_t signatureAt = 0;
constexpr std::size_t checksumAt = 4;
constexpr std::size_t sequenceNumberAt = 8;
constexpr std::size_t fileWriteGuidAt = 16;
constexpr std::size_t dataWriteGuidAt = 32;
constexpr std::size_t logGuidAt = 48;
constexpr std::size_t logVersionAt = 64;
constexpr std::size_t versionAt = 66;
constexpr std::size_t logLengthAt = 68;
constexpr std::size_t logOffsetAt = 72;

std::uint32_t checksumOf(ByteView bytes) {
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    storeLe<std::uint32_t>(copy, checksumAt, 0);
    return crc32c(copy);
}

} // namespace

Result<Header> Header::parse(ByteView bytes, const std::string& path, std::uint64_t offsetBytes) {
    const auto corrupt = [&](const char* detail, ErrorCode code = ErrorCode::HeaderCorrupt) {
        return damaged(code, "reading a header", path, detail, offsetBytes);
    };
    if (bytes.size() < layout::headerBytes) {
        return corrupt("the header is cut off");
    }
    bytes = bytes.first(layout::headerBytes);
    if (loadLe<std::uint32_t>(bytes, signatureAt) != headerSignature) {
        return corrupt("wrong signature");
    }
    if (loadLe<std::uint32_t>(bytes, checksumAt) != checksumOf(bytes)) {
        return corrupt("wrong checksum");
    }
    if (loadLe<std::uint16_t>(bytes, versionAt) != supportedVersion) {
        return corrupt("unknown format version", ErrorCode::VhdxUnsupported);
    }
    if (loadLe<std::uint16_t>(bytes, logVersionAt) != supportedLogVersion) {
        return corrupt("unknown log version", ErrorCode::VhdxUnsupported);
    }
    const Header header{.sequenceNumber = loadLe<std::uint64_t>(bytes, sequenceNumberAt),
                        .fileWriteGuid = loadGuid(bytes, fileWriteGuidAt),
                        .dataWriteGuid = loadGuid(bytes, dataWriteGuidAt),
                        .logGuid = loadGuid(bytes, logGuidAt),
                        .log = {.offsetBytes = loadLe<std::uint64_t>(bytes, logOffsetAt),
                                .lengthBytes = loadLe<std::uint32_t>(bytes, logLengthAt)}};
    if (header.log.offsetBytes % layout::alignmentBytes != 0 ||
        header.log.offsetBytes < layout::headerSectionBytes) {
        return corrupt("the log does not start on a whole MiB after the headers");
    }
    if (header.log.lengthBytes == 0 || header.log.lengthBytes % layout::alignmentBytes != 0) {
        return corrupt("the length of the log is not a whole number of MiB");
    }
    if (header.log.endBytes() < header.log.offsetBytes) {
        return corrupt("the log lies past the end of any file");
    }
    return header;
}

std::vector<std::byte> Header::serialise() const {
    std::vector<std::byte> bytes(layout::headerBytes);
    storeLe<std::uint32_t>(bytes, signatureAt, headerSignature);
    storeLe(bytes, sequenceNumberAt, sequenceNumber);
    storeGuid(bytes, fileWriteGuidAt, fileWriteGuid);
    storeGuid(bytes, dataWriteGuidAt, dataWriteGuid);
    storeGuid(bytes, logGuidAt, logGuid);
    storeLe(bytes, logVersionAt, supportedLogVersion);
    storeLe(bytes, versionAt, supportedVersion);
    storeLe(bytes, logLengthAt, static_cast<std::uint32_t>(log.lengthBytes));
    storeLe(bytes, logOffsetAt, log.offsetBytes);
    storeLe(bytes, checksumAt, crc32c(bytes));
    return bytes;
}

} // namespace coppice::vhdx
