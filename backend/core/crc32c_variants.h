// The two ways crc32c() computes; apart from it only the tests call them by name.
#pragma once

#include "core/byte_codec.h"

#include <cstdint>

namespace coppice::detail {

/// By a table; on every machine.
std::uint32_t crc32cByTable(ByteView bytes, std::uint32_t crc);

/// Whether this processor has the CRC32 instruction (SSE 4.2).
bool hasCrc32cInstruction();

/// By the CRC32 instruction; only where hasCrc32cInstruction().
std::uint32_t crc32cByInstruction(ByteView bytes, std::uint32_t crc);

} // namespace coppice::detail
