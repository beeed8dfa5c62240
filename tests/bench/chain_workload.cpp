#include "chain_workload.h"

#include "core/units.h"
#include "io/file_system.h"
#include "io/path_guard.h"
#include "measure.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <random>
#include <stdexcept>
#include <unistd.h>

namespace coppice::bench {
namespace {

namespace fs = std::filesystem;

template <class T>
T orThrow(Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().action + " " + result.error().object + ": " +
                                 result.error().detail);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// Every sector says which layer wrote it and where it belongs.
void fillUnique(ByteSpan bytes, std::uint64_t offsetBytes, std::uint64_t layer) {
    for (std::size_t at = 0; at + 16 <= bytes.size(); at += 16) {
        storeLe<std::uint64_t>(bytes, at, offsetBytes + at);
        storeLe<std::uint64_t>(bytes, at + 8, layer * 0x9e3779b97f4a7c15ULL + at);
    }
}

std::vector<Extent> sorted(std::vector<Extent> extents) {
    std::ranges::sort(extents, {}, &Extent::offsetBytes);
    return extents;
}

PathGuard guardOf(const fs::path& folder) {
    const std::array roots{folder};
    return orThrow(PathGuard::make(nativeFileSystem(), roots));
}

} // namespace

std::uint64_t ChainWorkload::unionBytes() const {
    std::vector<LayerView> views;
    std::vector<ExtentMap> maps;
    maps.reserve(layers.size());
    for (const auto& extents : layers) {
        ExtentMap map;
        for (const Extent& extent : extents) {
            appendExtent(map, extent);
        }
        maps.push_back(std::move(map));
        views.push_back({.map = &maps.back(), .virtualSizeBytes = virtualSizeBytes});
    }
    std::uint64_t sum = 0;
    for (const OwnedExtent& extent : composeChain(views)) {
        sum += extent.lengthBytes;
    }
    return sum;
}

ChainWorkload randomRuns(std::string name, std::size_t layers, std::uint64_t layerBytes,
                         std::uint64_t runBytes, std::uint64_t virtualSizeBytes, std::uint64_t seed) {
    ChainWorkload workload{.name = std::move(name),
                           .description = fmt::format("{} layers of {} in random runs of {} over {}", layers,
                                                      formatBytes(layerBytes), formatBytes(runBytes),
                                                      formatBytes(virtualSizeBytes)),
                           .virtualSizeBytes = virtualSizeBytes,
                           .layers = {}};
    std::mt19937_64 engine(seed);
    std::vector<std::uint64_t> places(virtualSizeBytes / runBytes);
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = i * runBytes;
    }
    for (std::size_t layer = 0; layer < layers; ++layer) {
        std::ranges::shuffle(places, engine);
        std::vector<Extent> extents;
        for (std::uint64_t i = 0; i < layerBytes / runBytes; ++i) {
            extents.push_back({.offsetBytes = places[i], .lengthBytes = runBytes});
        }
        workload.layers.push_back(sorted(std::move(extents)));
    }
    return workload;
}

ChainWorkload sameRange(std::string name, std::size_t layers, std::uint64_t bytes,
                        std::uint64_t virtualSizeBytes) {
    ChainWorkload workload{.name = std::move(name),
                           .description =
                               fmt::format("the same {} rewritten by {} layers", formatBytes(bytes), layers),
                           .virtualSizeBytes = virtualSizeBytes,
                           .layers = {}};
    workload.layers.assign(layers, {{.offsetBytes = 0, .lengthBytes = bytes}});
    return workload;
}

std::vector<fs::path> makeVhdxChain(const ChainWorkload& workload, const fs::path& folder) {
    std::vector<fs::path> paths{folder / "base.vhdx"};
    vhdx::CreateParameters parameters;
    parameters.virtualSizeBytes = workload.virtualSizeBytes;
    auto below = orThrow(vhdx::Image::create(orThrow(nativeFileSystem().create(paths.back())), parameters));
    std::vector<std::byte> buffer(4 * MiB);
    for (std::size_t i = 0; i < workload.layers.size(); ++i) {
        const fs::path path = folder / fmt::format("layer{}.avhdx", i + 1);
        parameters.type = vhdx::DiskType::Differencing;
        parameters.virtualDiskId = below->info().virtualDiskId;
        parameters.parent = vhdx::makeParentLocator(path, paths.back(), below->info().dataWriteGuid);
        orThrow(below->close());
        auto layer = orThrow(vhdx::Image::create(orThrow(nativeFileSystem().create(path)), parameters));
        for (const Extent& extent : workload.layers[i]) {
            for (std::uint64_t done = 0; done < extent.lengthBytes;) {
                const auto length = std::min<std::uint64_t>(buffer.size(), extent.lengthBytes - done);
                const ByteSpan bytes(buffer.data(), length);
                fillUnique(bytes, extent.offsetBytes + done, i + 1);
                orThrow(layer->write(extent.offsetBytes + done, bytes));
                done += length;
            }
        }
        orThrow(layer->commit());
        paths.push_back(path);
        below = std::move(layer);
    }
    orThrow(below->close());
    return paths;
}

merge::DiskStep planCollapse(const std::vector<fs::path>& chain) {
    merge::LayerForest forest;
    std::unordered_set<Guid> destroyed;
    const Guid vm = Guid::random();
    for (std::size_t i = 0; i < chain.size(); ++i) {
        auto image = orThrow(vhdx::Image::open(orThrow(nativeFileSystem().open(chain[i], OpenMode::ReadOnly)),
                                               OpenMode::ReadOnly));
        const FileStatus status = *orThrow(nativeFileSystem().status(chain[i]));
        const vhdx::ImageInfo& info = image->info();
        merge::Layer layer;
        layer.path = chain[i];
        if (i > 0) {
            layer.parent = static_cast<merge::LayerIndex>(i - 1);
        }
        layer.type = info.type;
        layer.virtualSizeBytes = info.virtualSizeBytes;
        layer.blockSizeBytes = info.blockSizeBytes;
        layer.logicalSectorBytes = info.logicalSectorBytes;
        layer.dataWriteGuid = info.dataWriteGuid;
        layer.file = status.identity;
        layer.allocatedBytes = status.allocatedBytes;
        layer.map = std::make_shared<ExtentMap>(orThrow(image->ownExtents()));
        forest.layers.push_back(std::move(layer));
        merge::LayerUse use{.layer = static_cast<merge::LayerIndex>(i),
                            .vm = vm,
                            .slot = "SCSI 0:0",
                            .snapshot = std::nullopt};
        if (i + 1 < chain.size()) {
            use.snapshot = Guid::random();
            destroyed.insert(*use.snapshot);
        }
        forest.uses.push_back(use);
    }
    return orThrow(merge::planDisks(forest, destroyed, {})).steps.at(0);
}

std::string contentOf(const fs::path& newest) {
    vhdx::Chain chain = orThrow(vhdx::Chain::open(guardOf(newest.parent_path()), newest));
    return orThrow(vhdx::contentSha256(chain));
}

fs::path makeQcow2Chain(const ChainWorkload& workload, const fs::path& folder) {
    fs::path newest = folder / "base.qcow2";
    runProgram({"qemu-img", "create", "-q", "-f", "qcow2", newest.string(),
                std::to_string(workload.virtualSizeBytes)});
    for (std::size_t i = 0; i < workload.layers.size(); ++i) {
        const fs::path path = folder / fmt::format("layer{}.qcow2", i + 1);
        runProgram(
            {"qemu-img", "create", "-q", "-f", "qcow2", "-b", newest.string(), "-F", "qcow2", path.string()});
        std::string commands;
        for (const Extent& extent : workload.layers[i]) {
            commands += fmt::format("write -q -P {} {} {}\n", 1 + i, extent.offsetBytes, extent.lengthBytes);
        }
        runProgram({"qemu-io", "-f", "qcow2", "-t", "none", path.string()}, commands);
        newest = path;
    }
    return newest;
}

void dropFromCache(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const int descriptor = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor >= 0) {
            fsync(descriptor);
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
            close(descriptor);
        }
    }
}

} // namespace coppice::bench
