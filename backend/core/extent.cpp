// Extent maps: building them in order, and composing those of a chain.
#include "core/extent.h"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace coppice {
namespace {

using OwnedExtents = std::vector<OwnedExtent>;

void appendOwned(OwnedExtents& list, const OwnedExtent& extent) {
    if (extent.lengthBytes == 0) {
        return;
    }
    if (!list.empty()) {
        OwnedExtent& last = list.back();
        if (last.endBytes() == extent.offsetBytes && last.owner == extent.owner && last.kind == extent.kind) {
            last.lengthBytes += extent.lengthBytes;
            return;
        }
    }
    list.push_back(extent);
}

/// One layer alone: clipped to what it shows of a disk of `sizeBytes`, and Zero past its own end.
OwnedExtents ownedByLayer(const LayerView& layer, std::uint32_t owner, std::uint64_t sizeBytes) {
    const std::uint64_t endBytes = std::min(layer.virtualSizeBytes, sizeBytes);
    OwnedExtents list;
    if (layer.map != nullptr) {
        list.reserve(layer.map->size() + 1);
        for (const Extent& extent : *layer.map) {
            if (extent.offsetBytes >= endBytes) {
                break;
            }
            const std::uint64_t length = std::min(extent.lengthBytes, endBytes - extent.offsetBytes);
            appendOwned(list, {extent.offsetBytes, length, owner, extent.kind});
        }
    }
    appendOwned(list, {endBytes, sizeBytes - endBytes, owner, ExtentKind::Zero});
    return list;
}

/// `older` where `newer` has nothing. Each list is passed over once.
OwnedExtents overlay(const OwnedExtents& newer, const OwnedExtents& older) {
    if (newer.empty()) {
        return older;
    }
    OwnedExtents result;
    result.reserve(newer.size() + older.size());
    auto below = older.begin();
    std::uint64_t shownFrom = 0; // what lies before is decided
    const auto fillUpTo = [&](std::uint64_t limitBytes) {
        while (below != older.end() && below->offsetBytes < limitBytes) {
            const std::uint64_t begin = std::max(below->offsetBytes, shownFrom);
            const std::uint64_t end = std::min(below->endBytes(), limitBytes);
            if (begin < end) {
                appendOwned(result, {begin, end - begin, below->owner, below->kind});
            }
            if (below->endBytes() > limitBytes) {
                break; // the rest of it may show behind the newer extent
            }
            ++below;
        }
    };
    for (const OwnedExtent& extent : newer) {
        fillUpTo(extent.offsetBytes);
        appendOwned(result, extent);
        shownFrom = extent.endBytes();
    }
    fillUpTo(std::numeric_limits<std::uint64_t>::max());
    return result;
}

/// Halves the chain, so that an extent is passed over log2(layers) times.
OwnedExtents composeRange(std::span<const LayerView> chain, std::size_t first, std::size_t last,
                          std::uint64_t sizeBytes) {
    if (last - first == 1) {
        return ownedByLayer(chain[first], static_cast<std::uint32_t>(first), sizeBytes);
    }
    const std::size_t middle = first + (last - first) / 2;
    return overlay(composeRange(chain, middle, last, sizeBytes),
                   composeRange(chain, first, middle, sizeBytes));
}

} // namespace

void appendExtent(ExtentMap& map, Extent extent) {
    if (extent.lengthBytes == 0) {
        return;
    }
    if (!map.empty()) {
        Extent& last = map.back();
        assert(extent.offsetBytes >= last.endBytes());
        if (last.endBytes() == extent.offsetBytes && last.kind == extent.kind) {
            last.lengthBytes += extent.lengthBytes;
            return;
        }
    }
    map.push_back(extent);
}

std::vector<OwnedExtent> composeChain(std::span<const LayerView> chain) {
    if (chain.empty()) {
        return {};
    }
    return composeRange(chain, 0, chain.size(), chain.back().virtualSizeBytes);
}

} // namespace coppice
