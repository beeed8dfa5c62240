// Opening a chain from its newest layer down, and reading through it.
#include "vhdx/chain.h"

#include "core/units.h"

#include <algorithm>
#include <fmt/format.h>
#include <ranges>

namespace coppice::vhdx {
namespace {

struct SeenFile {
    FileIdentity identity;
    std::filesystem::path path;
};

/// Which file `path` is; an error if the chain has been there before.
Result<FileIdentity> identifyNew(FileSystem& fileSystem, const std::filesystem::path& path,
                                 const std::vector<SeenFile>& seen) {
    COPPICE_TRY(const auto status, fileSystem.status(path));
    if (!status) {
        return fail(ErrorCode::FileNotFound, "opening a layer", path.string());
    }
    for (const SeenFile& earlier : seen) {
        if (earlier.identity != status->identity) {
            continue;
        }
        const std::string& opened = seen.front().path.native();
        if (earlier.path == path) {
            return fail(ErrorCode::ChainCycle, "opening a chain", opened,
                        fmt::format("{} is its own ancestor", path.native()));
        }
        return fail(ErrorCode::DuplicateLayer, "opening the chain of " + opened, path.native(),
                    fmt::format("it is {} too", earlier.path.native()));
    }
    return status->identity;
}

/// "{a}" or "{a} or {b}": what the child takes for its parent's DataWriteGuid.
std::string expectedIdentity(const ParentLocator& locator) {
    const auto linkage = locator.linkage();
    const auto linkage2 = locator.linkage2();
    if (linkage && linkage2) {
        return fmt::format("{} or {}", linkage->toString(), linkage2->toString());
    }
    if (linkage || linkage2) {
        return (linkage ? linkage : linkage2)->toString();
    }
    return "nothing that could match";
}

Result<void> checkPair(const Image& child, const Image& parent) {
    const ImageInfo& childInfo = child.info();
    const ImageInfo& parentInfo = parent.info();
    constexpr auto action = "matching a disk with its parent";
    if (!acceptsParent(*childInfo.parent, parentInfo.dataWriteGuid)) {
        return fail(ErrorCode::ParentMismatch, action, child.path(),
                    fmt::format("the identity of {} is {}, expected is {}", parent.path(),
                                parentInfo.dataWriteGuid.toString(), expectedIdentity(*childInfo.parent)));
    }
    if (childInfo.logicalSectorBytes != parentInfo.logicalSectorBytes) {
        return fail(ErrorCode::SectorSizeMismatch, action, child.path(),
                    fmt::format("{} bytes, and {} bytes in {}", childInfo.logicalSectorBytes,
                                parentInfo.logicalSectorBytes, parent.path()));
    }
    return {};
}

void fillZero(ByteSpan bytes) {
    std::ranges::fill(bytes, std::byte{0});
}

using Layers = std::vector<std::unique_ptr<Image>>;

/// Reads what layers[index] and those below it say. Recursion is as deep as the chain is long, and each step
/// down only covers what the layer above leaves open.
Result<void> readThrough(const Layers& layers, std::size_t index, std::uint64_t offsetBytes, ByteSpan into) {
    if (index == layers.size()) {
        fillZero(into);
        return {};
    }
    Image& layer = *layers[index];
    const std::uint64_t virtualSize = layer.info().virtualSizeBytes;
    if (offsetBytes >= virtualSize) {
        // Past a layer's end there are zeros, even where an older layer is longer.
        fillZero(into);
        return {};
    }
    if (into.size() > virtualSize - offsetBytes) {
        const auto inside = static_cast<std::size_t>(virtualSize - offsetBytes);
        fillZero(into.subspan(inside));
        into = into.first(inside);
    }

    const std::uint64_t sector = layer.info().logicalSectorBytes;
    const std::uint64_t end = offsetBytes + into.size();
    const std::uint64_t mapStart = roundDown(offsetBytes, sector);
    const std::uint64_t mapEnd = std::min(roundUp(end, sector), virtualSize);
    std::vector<MappedExtent> pieces;
    COPPICE_CHECK(layer.mapRange(mapStart, mapEnd - mapStart, pieces));
    for (const MappedExtent& piece : pieces) {
        const std::uint64_t from = std::max(piece.offsetBytes, offsetBytes);
        const std::uint64_t to = std::min(piece.offsetBytes + piece.lengthBytes, end);
        if (from >= to) {
            continue;
        }
        const ByteSpan part =
            into.subspan(static_cast<std::size_t>(from - offsetBytes), static_cast<std::size_t>(to - from));
        switch (piece.kind) {
        case MappedExtent::Kind::Data:
            COPPICE_CHECK(layer.file().readAt(piece.fileOffsetBytes + (from - piece.offsetBytes), part));
            break;
        case MappedExtent::Kind::Zero:
            fillZero(part);
            break;
        case MappedExtent::Kind::Absent:
            COPPICE_CHECK(readThrough(layers, index + 1, from, part));
            break;
        }
    }
    return {};
}

} // namespace

Result<Chain> Chain::open(const PathGuard& guard, const std::filesystem::path& path) {
    FileSystem& fileSystem = guard.fileSystem();
    Chain chain;
    std::vector<SeenFile> seen;
    COPPICE_TRY(std::filesystem::path current, guard.resolve(path));
    while (true) {
        COPPICE_TRY(const FileIdentity identity, identifyNew(fileSystem, current, seen));
        COPPICE_TRY(std::unique_ptr<BlockFile> file, fileSystem.open(current, OpenMode::ReadOnly));
        COPPICE_TRY(std::unique_ptr<Image> image, Image::open(std::move(file), OpenMode::ReadOnly));
        if (!chain.m_layers.empty()) {
            COPPICE_CHECK(checkPair(*chain.m_layers.back(), *image));
        }
        seen.push_back({identity, current});
        chain.m_layers.push_back(std::move(image));
        const std::optional<ParentLocator>& locator = chain.m_layers.back()->info().parent;
        if (!locator) {
            return chain;
        }
        COPPICE_TRY(current, resolveParentPath(guard, current, *locator));
    }
}

Result<void> Chain::read(std::uint64_t offsetBytes, ByteSpan into) {
    if (offsetBytes > virtualSizeBytes() || into.size() > virtualSizeBytes() - offsetBytes) {
        return fail(ErrorCode::InvalidArgument, "reading the disk", m_layers.front()->path(),
                    fmt::format("{} bytes at {} lie past its end", into.size(), offsetBytes));
    }
    return readThrough(m_layers, 0, offsetBytes, into);
}

Result<std::vector<OwnedExtent>> Chain::extents(std::stop_token stop) {
    std::vector<ExtentMap> maps;
    maps.reserve(m_layers.size());
    for (const auto& layer : std::views::reverse(m_layers)) {
        COPPICE_TRY(ExtentMap map, layer->ownExtents(stop));
        maps.push_back(std::move(map));
    }
    std::vector<LayerView> views;
    views.reserve(maps.size());
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const Image& layer = *m_layers[m_layers.size() - 1 - i];
        views.push_back({.map = &maps[i], .virtualSizeBytes = layer.info().virtualSizeBytes});
    }
    return composeChain(views);
}

} // namespace coppice::vhdx
