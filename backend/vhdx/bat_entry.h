// One 64-bit entry of the block table (MS-VHDX 2.5.1): encoding only; places are judged by block_table.h.
#pragma once

#include "vhdx/image.h"
#include "vhdx/layout.h"

#include <optional>

namespace coppice::vhdx {

/// nullopt for a reserved state (4, 5) or set reserved bits. Where the offset field is reserved (NOT_PRESENT,
/// ZERO) the result's offset is 0.
constexpr std::optional<BlockEntry> decodePayloadEntry(std::uint64_t raw) {
    constexpr std::uint64_t stateMask = 0x7;
    constexpr std::uint64_t offsetMask = ~(layout::alignmentBytes - 1);
    if ((raw & ~(stateMask | offsetMask)) != 0) {
        return std::nullopt;
    }
    const auto state = static_cast<PayloadBlockState>(raw & stateMask);
    switch (state) {
    case PayloadBlockState::NotPresent:
    case PayloadBlockState::Zero:
        return BlockEntry{.state = state, .fileOffsetBytes = 0};
    case PayloadBlockState::Undefined:
    case PayloadBlockState::Unmapped:
    case PayloadBlockState::FullyPresent:
    case PayloadBlockState::PartiallyPresent:
        return BlockEntry{.state = state, .fileOffsetBytes = raw & offsetMask};
    }
    return std::nullopt;
}

/// NOT_PRESENT and ZERO never carry an offset: Hyper-V rejects it.
constexpr std::uint64_t encodePayloadEntry(const BlockEntry& entry) {
    const bool isOffsetReserved =
        entry.state == PayloadBlockState::NotPresent || entry.state == PayloadBlockState::Zero;
    return (isOffsetReserved ? 0 : entry.fileOffsetBytes) | static_cast<std::uint64_t>(entry.state);
}

/// The offset of a sector bitmap block, 0 if it is not present; nullopt for a reserved state or set reserved
/// bits.
constexpr std::optional<std::uint64_t> decodeBitmapEntry(std::uint64_t raw) {
    constexpr std::uint64_t stateMask = 0x7;
    constexpr std::uint64_t offsetMask = ~(layout::alignmentBytes - 1);
    constexpr std::uint64_t present = 6;
    if ((raw & ~(stateMask | offsetMask)) != 0) {
        return std::nullopt;
    }
    if ((raw & stateMask) == 0) {
        return 0;
    }
    if ((raw & stateMask) != present || (raw & offsetMask) == 0) {
        return std::nullopt;
    }
    return raw & offsetMask;
}

constexpr std::uint64_t encodeBitmapEntry(std::uint64_t fileOffsetBytes) {
    constexpr std::uint64_t present = 6;
    return fileOffsetBytes == 0 ? 0 : fileOffsetBytes | present;
}

} // namespace coppice::vhdx
