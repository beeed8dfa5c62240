// Reading what a layer file says about itself.
#include "providers/local/layer_reader.h"

#include "core/error_text.h"
#include "vhdx/chain.h"

#include <algorithm>
#include <utility>

namespace coppice {
namespace fs = std::filesystem;
namespace {

std::string lowerExtension(const fs::path& path) {
    std::string extension = path.extension().string();
    std::ranges::transform(extension, extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

} // namespace

bool isLayerName(const fs::path& path) {
    const std::string extension = lowerExtension(path);
    return extension == ".vhdx" || extension == ".avhdx";
}

bool isCheckpointLayerName(const fs::path& path) {
    return lowerExtension(path) == ".avhdx";
}

Result<OpenedLayer> openLayer(const PathGuard& guard, const fs::path& path) {
    COPPICE_TRY(fs::path canonical, guard.resolve(path));
    FileSystem& fileSystem = guard.fileSystem();
    COPPICE_TRY(std::optional<FileStatus> status, fileSystem.status(canonical));
    if (!status) {
        return fail(ErrorCode::FileNotFound, "opening a layer", canonical.string());
    }
    if (!status->isRegularFile) {
        return fail(ErrorCode::NotARegularFile, "opening a layer", canonical.string());
    }
    COPPICE_TRY(std::unique_ptr<BlockFile> file, fileSystem.open(canonical, OpenMode::ReadOnly));
    COPPICE_TRY(std::unique_ptr<vhdx::Image> image, vhdx::Image::open(std::move(file), OpenMode::ReadOnly));
    return OpenedLayer{.path = std::move(canonical), .status = *status, .image = std::move(image)};
}

Result<fs::path> resolveMaybeMissing(const PathGuard& guard, const fs::path& path) {
    fs::path existing = path.lexically_normal();
    fs::path missing;
    while (true) {
        Result<fs::path> resolved = guard.resolve(existing);
        if (resolved) {
            return missing.empty() ? std::move(*resolved) : *resolved / missing;
        }
        // A dangling link would be followed the day its target appears: only what is not there at all counts
        // as missing.
        COPPICE_TRY(std::optional<FileStatus> status, guard.fileSystem().status(existing));
        if (resolved.error().code != ErrorCode::FileNotFound || status || !existing.has_relative_path()) {
            return std::unexpected(std::move(resolved).error());
        }
        missing = missing.empty() ? existing.filename() : existing.filename() / missing;
        existing = existing.parent_path();
    }
}

LayerFacts readLayerFacts(const PathGuard& guard, const std::string& storedPath) {
    LayerFacts facts;
    Result<OpenedLayer> layer = openLayer(guard, guard.absolute(storedPath));
    if (!layer) {
        facts.problem = layer.error().code == ErrorCode::FileNotFound ? "missing" : errorText(layer.error());
        return facts;
    }
    const vhdx::ImageInfo& info = layer->image->info();
    facts.type = vhdx::nameOf(info.type);
    facts.virtualSizeBytes = info.virtualSizeBytes;
    facts.allocatedBytes = layer->status.allocatedBytes;
    if (!info.parent) {
        return facts;
    }
    Result<fs::path> parentPath = vhdx::resolveParentPath(guard, layer->path, *info.parent);
    if (!parentPath) {
        facts.problem = errorText(parentPath.error());
        return facts;
    }
    facts.parent = guard.display(*parentPath);
    Result<OpenedLayer> parent = openLayer(guard, *parentPath);
    if (!parent) {
        facts.problem = errorText(parent.error());
    } else if (!vhdx::acceptsParent(*info.parent, parent->image->info().dataWriteGuid)) {
        facts.problem = errorText(Error{.code = ErrorCode::ParentMismatch,
                                        .action = "opening the chain",
                                        .object = layer->path.string(),
                                        .detail = "its parent is " + facts.parent});
    }
    return facts;
}

} // namespace coppice
