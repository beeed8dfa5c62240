// Ids derived from a text.
#include "providers/local/name_guid.h"

#include <cstdint>

namespace coppice {
namespace {

constexpr std::uint64_t fnvPrime = 0x100000001b3ULL;
constexpr std::uint64_t firstSeed = 0xcbf29ce484222325ULL;
constexpr std::uint64_t secondSeed = 0x9e3779b97f4a7c15ULL;

std::uint64_t hash(std::string_view text, std::uint64_t seed) {
    std::uint64_t value = seed;
    for (const char c : text) {
        value = (value ^ static_cast<unsigned char>(c)) * fnvPrime;
    }
    // FNV alone leaves the high bits of short texts alike; the finaliser of splitmix64 spreads them.
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

} // namespace

Guid guidFromName(std::string_view text) {
    Guid guid;
    const std::uint64_t halves[] = {hash(text, firstSeed), hash(text, secondSeed)};
    for (std::size_t i = 0; i < guid.bytes.size(); ++i) {
        guid.bytes[i] = static_cast<std::uint8_t>((halves[i / 8] >> (8 * (i % 8))) & 0xff);
    }
    // RFC 9562: version 8 in the high nibble of Data3 (little-endian here), variant 10 in byte 8.
    guid.bytes[7] = static_cast<std::uint8_t>((guid.bytes[7] & 0x0f) | 0x80);
    guid.bytes[8] = static_cast<std::uint8_t>((guid.bytes[8] & 0x3f) | 0x80);
    return guid;
}

} // namespace coppice
