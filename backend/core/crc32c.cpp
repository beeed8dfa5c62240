// CRC-32C by the processor's instruction where there is one, else by tables of eight bytes a step.
#include "core/crc32c.h"

#include "core/crc32c_variants.h"

#include <array>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace coppice {

namespace detail {

namespace {

constexpr std::uint32_t reversedPolynomial = 0x82f63b78; // Castagnoli, bits reversed
constexpr std::size_t bytesPerStep = 8;

using Table = std::array<std::uint32_t, 256>;

// tables[n][b]: the remainder of byte b followed by n zero bytes.
constexpr std::array<Table, bytesPerStep> makeTables() {
    std::array<Table, bytesPerStep> tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t crc = byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? reversedPolynomial : 0);
        }
        tables[0][byte] = crc;
    }
    for (std::size_t n = 1; n < bytesPerStep; ++n) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t before = tables[n - 1][byte];
            tables[n][byte] = (before >> 8) ^ tables[0][before & 0xff];
        }
    }
    return tables;
}

constexpr std::array<Table, bytesPerStep> tables = makeTables();

} // namespace

std::uint32_t crc32cByTable(ByteView bytes, std::uint32_t crc) {
    crc = ~crc;
    for (; bytes.size() >= bytesPerStep; bytes = bytes.subspan(bytesPerStep)) {
        const std::uint64_t word = loadLe<std::uint64_t>(bytes, 0) ^ crc;
        crc = 0;
        for (std::size_t i = 0; i < bytesPerStep; ++i) {
            crc ^= tables[bytesPerStep - 1 - i][(word >> (8 * i)) & 0xff];
        }
    }
    for (const std::byte byte : bytes) {
        crc = (crc >> 8) ^ tables[0][(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xff];
    }
    return ~crc;
}

#if defined(__x86_64__)

bool hasCrc32cInstruction() {
    return __builtin_cpu_supports("sse4.2") != 0;
}

__attribute__((target("sse4.2"))) std::uint32_t crc32cByInstruction(ByteView bytes, std::uint32_t crc) {
    std::uint64_t state = ~crc;
    for (; bytes.size() >= bytesPerStep; bytes = bytes.subspan(bytesPerStep)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        state = _mm_crc32_u64(state, word);
    }
    auto tail = static_cast<std::uint32_t>(state);
    for (const std::byte byte : bytes) {
        tail = _mm_crc32_u8(tail, std::to_integer<std::uint8_t>(byte));
    }
    return ~tail;
}

#else

bool hasCrc32cInstruction() {
    return false;
}

std::uint32_t crc32cByInstruction(ByteView bytes, std::uint32_t crc) {
    return crc32cByTable(bytes, crc);
}

#endif

} // namespace detail

std::uint32_t crc32c(ByteView bytes, std::uint32_t crc) {
    static const bool byInstruction = detail::hasCrc32cInstruction();
    return byInstruction ? detail::crc32cByInstruction(bytes, crc) : detail::crc32cByTable(bytes, crc);
}

} // namespace coppice
