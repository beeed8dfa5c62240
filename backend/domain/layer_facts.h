// What is known of a layer without opening it now.
#pragma once

#include <cstdint>
#include <string>

namespace coppice {

/// As last read by the provider; refreshed whenever it changes things.
struct LayerFacts {
    std::string parent; ///< path form of the manifest; empty: base, or not known
    std::string type;   ///< "fixed", "dynamic", "differencing"
    std::uint64_t virtualSizeBytes = 0;
    std::uint64_t allocatedBytes = 0; ///< on the volume
    std::string problem;              ///< empty, or what is wrong with it ("missing", …)
    bool operator==(const LayerFacts&) const = default;
};

} // namespace coppice
