// CRC-32C (Castagnoli), the checksum of every MS-VHDX structure (2.2.2, 2.2.3.1, 2.3.1).
#pragma once

#include "core/byte_codec.h"

#include <cstdint>

namespace coppice {

/// Of `bytes`, continuing from `crc` (0 to start).
std::uint32_t crc32c(ByteView bytes, std::uint32_t crc = 0);

} // namespace coppice
