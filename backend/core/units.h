// Byte units and the rounding of offsets to them.
#pragma once

#include <cstdint>
#include <string>

namespace coppice {

inline constexpr std::uint64_t KiB = 1024;
inline constexpr std::uint64_t MiB = 1024 * KiB;
inline constexpr std::uint64_t GiB = 1024 * MiB;
inline constexpr std::uint64_t TiB = 1024 * GiB;

constexpr std::uint64_t roundDown(std::uint64_t value, std::uint64_t unit) {
    return value / unit * unit;
}
constexpr std::uint64_t divideUp(std::uint64_t value, std::uint64_t unit) {
    return value / unit + (value % unit != 0 ? 1 : 0);
}
constexpr std::uint64_t roundUp(std::uint64_t value, std::uint64_t unit) {
    return divideUp(value, unit) * unit;
}

/// "41.2 GiB", "512 B"; one decimal from KiB up, in the C locale. User interfaces format by locale instead.
std::string formatBytes(std::uint64_t bytes);

} // namespace coppice
