// Byte counts as text.
#include "core/units.h"

#include <array>
#include <fmt/format.h>

namespace coppice {

std::string formatBytes(std::uint64_t bytes) {
    if (bytes < KiB) {
        return fmt::format("{} B", bytes);
    }
    static constexpr std::array names{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    std::uint64_t unit = KiB;
    for (std::size_t i = 0;; ++i, unit *= 1024) {
        // In tenths, so that 1023.96 KiB is rounded to 1.0 MiB and not to 1024.0 KiB.
        const std::uint64_t tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
        if (tenths < 10 * KiB || i + 1 == names.size()) {
            return fmt::format("{}.{} {}", tenths / 10, tenths % 10, names[i]);
        }
    }
}

} // namespace coppice
