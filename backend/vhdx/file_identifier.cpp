// The file type identifier (MS-VHDX 2.2.1).
#include "vhdx/file_identifier.h"

#include "core/utf16.h"
#include "vhdx/layout.h"

#include <algorithm>
#include <array>

namespace coppice::vhdx {

namespace {

constexpr std::uint64_t fileSignature = 0x656c696678646876; // "vhdxfile"
constexpr std::size_t creatorAt = 8;
constexpr std::size_t creatorBytes = 512;
constexpr std::size_t identifierBytes = creatorAt + creatorBytes;

} // namespace

Result<std::string> readFileIdentifier(BlockFile& file) {
    std::array<std::byte, identifierBytes> bytes{};
    COPPICE_CHECK(file.readAt(layout::fileIdentifierOffset, bytes));
    if (loadLe<std::uint64_t>(bytes, 0) != fileSignature) {
        return fail(ErrorCode::NotVhdx, "reading the file identifier", file.path());
    }
    std::size_t length = 0;
    while (length < creatorBytes && loadLe<std::uint16_t>(bytes, creatorAt + length) != 0) {
        length += 2;
    }
    return utf8FromUtf16Le(ByteView(bytes).subspan(creatorAt, length)).value_or(std::string());
}

Result<void> writeFileIdentifier(BlockFile& file, std::string_view creator) {
    std::array<std::byte, identifierBytes> bytes{};
    storeLe(bytes, 0, fileSignature);
    if (const auto text = utf16LeFromUtf8(creator)) {
        std::ranges::copy_n(text->begin(), static_cast<std::ptrdiff_t>(std::min(text->size(), creatorBytes)),
                            bytes.begin() + creatorAt);
    }
    return file.writeAt(layout::fileIdentifierOffset, bytes);
}

} // namespace coppice::vhdx
