// Little-endian fields in byte ranges, decoded one at a time; no struct is ever laid over file bytes.
#pragma once

#include "core/guid.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace coppice {

using ByteView = std::span<const std::byte>;
using ByteSpan = std::span<std::byte>;

template <class UInt>
UInt loadLe(ByteView bytes, std::size_t offset) {
    assert(offset + sizeof(UInt) <= bytes.size());
    UInt value = 0;
    for (std::size_t i = sizeof(UInt); i-- > 0;) {
        value = static_cast<UInt>((static_cast<std::uint64_t>(value) << 8) |
                                  std::to_integer<std::uint64_t>(bytes[offset + i]));
    }
    return value;
}

template <class UInt>
void storeLe(ByteSpan bytes, std::size_t offset, UInt value) {
    assert(offset + sizeof(UInt) <= bytes.size());
    for (std::size_t i = 0; i < sizeof(UInt); ++i) {
        bytes[offset + i] = static_cast<std::byte>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xff);
    }
}

inline Guid loadGuid(ByteView bytes, std::size_t offset) {
    assert(offset + 16 <= bytes.size());
    Guid guid;
    std::memcpy(guid.bytes.data(), bytes.data() + offset, guid.bytes.size());
    return guid;
}

inline void storeGuid(ByteSpan bytes, std::size_t offset, const Guid& guid) {
    assert(offset + 16 <= bytes.size());
    std::memcpy(bytes.data() + offset, guid.bytes.data(), guid.bytes.size());
}

} // namespace coppice
