// Guest-visible extents: what one layer itself says about its virtual disk, apart from its parents.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace coppice {

enum class ExtentKind : std::uint8_t {
    Data, ///< the layer holds these bytes
    Zero, ///< the layer says: zeros, whatever lies below (ZERO, UNMAPPED, UNDEFINED)
};

/// A run of guest bytes. Offsets and lengths are multiples of the layer's logical sector size.
struct Extent {
    std::uint64_t offsetBytes = 0;
    std::uint64_t lengthBytes = 0;
    ExtentKind kind = ExtentKind::Data;

    std::uint64_t endBytes() const { return offsetBytes + lengthBytes; }
    bool operator==(const Extent&) const = default;
};

/// Sorted by offset, disjoint, neighbours of one kind joined, none of length 0. What lies in no extent
/// falls through to the parent.
using ExtentMap = std::vector<Extent>;

/// Appends to a map that is built in ascending order, joining with the last extent where possible.
void appendExtent(ExtentMap& map, Extent extent);

/// What one layer contributes to a chain's composition.
struct LayerView {
    const ExtentMap* map = nullptr;
    std::uint64_t virtualSizeBytes = 0;
};

/// A run of guest bytes and the layer of a chain that decides it.
struct OwnedExtent {
    std::uint64_t offsetBytes = 0;
    std::uint64_t lengthBytes = 0;
    std::uint32_t owner = 0; ///< index into the chain
    ExtentKind kind = ExtentKind::Data;

    std::uint64_t endBytes() const { return offsetBytes + lengthBytes; }
    bool operator==(const OwnedExtent&) const = default;
};

/// The newest owner of each guest byte of `chain` (oldest first), in [0, size of the newest layer).
///
/// A layer that is smaller than the newest one hides everything below it past its own end: that range is
/// owned by it as Zero (MS-VHDX: past a parent's end reads are zeros, even where an older layer is longer).
/// Ranges that no layer owns are absent from the result. Sorted, disjoint, joined.
std::vector<OwnedExtent> composeChain(std::span<const LayerView> chain);

} // namespace coppice
