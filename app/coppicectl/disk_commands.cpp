// disk info, disk sha256, disk compare: one layer, with or without a library.
//
// Parents must lie in the file's own folder, in the library if one is named, or in a folder named by --root.
#include "core/units.h"
#include "foreground.h"
#include "output.h"
#include "service/plan_json.h"
#include "session.h"
#include "vhdx/chain.h"

#include <fmt/format.h>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace coppice::ctl {
namespace fs = std::filesystem;
namespace {

struct DiskOptions {
    std::vector<fs::path> files;
    std::vector<fs::path> roots;
};

Result<fs::path> canonicalFolder(const fs::path& file) {
    std::error_code error;
    const fs::path absolute = fs::absolute(file, error);
    if (error) {
        return std::unexpected(osFailure(error.value(), "finding the disk", file.string()));
    }
    return nativeFileSystem().canonical(absolute.parent_path());
}

Result<PathGuard> guardFor(const Globals& globals, const DiskOptions& options, const fs::path& file) {
    std::vector<fs::path> roots;
    if (!globals.library.empty()) {
        COPPICE_TRY(const std::unique_ptr<LocalLibrary> library, openForReading(globals));
        roots = library->guard().roots();
    }
    roots.insert(roots.end(), options.roots.begin(), options.roots.end());
    COPPICE_TRY(const fs::path folder, canonicalFolder(file));
    // Last where there is a library: paths are shown as it would show them.
    roots.push_back(folder);
    return PathGuard::make(nativeFileSystem(), roots);
}

/// A chain that nobody changes while it is read.
struct LockedChain {
    std::vector<std::unique_ptr<FileLock>> locks;
    vhdx::Chain chain;
};

Result<LockedChain> openLocked(const PathGuard& guard, const fs::path& file) {
    std::error_code error;
    const fs::path absolute = fs::absolute(file, error);
    // Opened twice: the first time tells which files to lock, and what the second sees stays as it is.
    COPPICE_TRY(const vhdx::Chain first, vhdx::Chain::open(guard, absolute));
    std::vector<std::unique_ptr<FileLock>> locks;
    for (const std::unique_ptr<vhdx::Image>& layer : first.layers()) {
        COPPICE_TRY(std::unique_ptr<FileLock> lock, guard.fileSystem().lock(layer->path(), LockKind::Shared));
        locks.push_back(std::move(lock));
    }
    COPPICE_TRY(vhdx::Chain chain, vhdx::Chain::open(guard, absolute));
    return LockedChain{.locks = std::move(locks), .chain = std::move(chain)};
}

Json infoToJson(const PathGuard& guard, vhdx::Image& image) {
    const vhdx::ImageInfo& info = image.info();
    Json locator = nullptr;
    if (info.parent) {
        locator = Json::object();
        for (const auto& [key, value] : info.parent->entries) {
            locator[key] = value;
        }
    }
    const auto allocated = image.payloadBytesAllocated();
    return {{"path", guard.display(image.path())},
            {"type", vhdx::nameOf(info.type)},
            {"virtualSizeBytes", info.virtualSizeBytes},
            {"blockSizeBytes", info.blockSizeBytes},
            {"logicalSectorBytes", info.logicalSectorBytes},
            {"physicalSectorBytes", info.physicalSectorBytes},
            {"leaveBlocksAllocated", info.leaveBlocksAllocated},
            {"virtualDiskId", info.virtualDiskId.toString()},
            {"dataWriteGuid", info.dataWriteGuid.toString()},
            {"fileWriteGuid", info.fileWriteGuid.toString()},
            {"creator", info.creator},
            {"logWasDirty", info.logWasDirty},
            {"fileSizeBytes", info.fileSizeBytes},
            {"payloadBytes", allocated ? Json(*allocated) : Json(nullptr)},
            {"parentLocator", std::move(locator)}};
}

Result<Json> readInfo(const Globals& globals, const DiskOptions& options) {
    COPPICE_TRY(const PathGuard guard, guardFor(globals, options, options.files.front()));
    std::error_code error;
    COPPICE_TRY(const fs::path path, guard.resolve(fs::absolute(options.files.front(), error)));
    COPPICE_TRY(std::unique_ptr<BlockFile> file, guard.fileSystem().open(path, OpenMode::ReadOnly));
    COPPICE_TRY(const std::unique_ptr<vhdx::Image> image,
                vhdx::Image::open(std::move(file), OpenMode::ReadOnly));
    Json json = infoToJson(guard, *image);
    // A layer whose chain is broken has its own facts all the same.
    Json layers = Json::array();
    if (const auto chain = vhdx::Chain::open(guard, path)) {
        for (const std::unique_ptr<vhdx::Image>& layer : chain->layers()) {
            layers.push_back(guard.display(layer->path()));
        }
        json["chain"] = std::move(layers);
    } else {
        json["chain"] = nullptr;
        json["chainError"] = errorToJson(chain.error());
    }
    return json;
}

ExitStatus info(const Globals& globals, const DiskOptions& options) {
    const auto json = readInfo(globals, options);
    if (!json) {
        return report(globals, json.error());
    }
    if (globals.json) {
        printJson(*json);
        return ExitStatus::Done;
    }
    for (const auto& [key, value] : json->items()) {
        if (key == "chain" && value.is_array()) {
            for (const Json& layer : value) {
                printLine("chain: " + layer.get<std::string>());
            }
        } else if (value.is_object()) {
            for (const auto& [name, text] : value.items()) {
                printLine(fmt::format("{}.{}: {}", key, name,
                                      text.is_string() ? text.get<std::string>() : text.dump()));
            }
        } else if (!value.is_null()) {
            printLine(
                fmt::format("{}: {}", key, value.is_string() ? value.get<std::string>() : value.dump()));
        }
    }
    return ExitStatus::Done;
}

Result<std::string> readSha256(const Globals& globals, const DiskOptions& options,
                               const std::stop_token& stop) {
    COPPICE_TRY(const PathGuard guard, guardFor(globals, options, options.files.front()));
    COPPICE_TRY(LockedChain locked, openLocked(guard, options.files.front()));
    return vhdx::contentSha256(locked.chain, stop);
}

ExitStatus sha256(const Globals& globals, const DiskOptions& options) {
    std::stop_source stop;
    const InterruptGuard interrupt([&] { stop.request_stop(); });
    const auto hash = readSha256(globals, options, stop.get_token());
    if (!hash) {
        return report(globals, hash.error());
    }
    if (globals.json) {
        printJson({{"path", options.files.front().string()}, {"sha256", *hash}});
    } else {
        printLine(*hash + "  " + options.files.front().string());
    }
    return ExitStatus::Done;
}

Result<std::optional<std::uint64_t>> readDifference(const Globals& globals, const DiskOptions& options,
                                                    const std::stop_token& stop) {
    COPPICE_TRY(const PathGuard guardA, guardFor(globals, options, options.files[0]));
    COPPICE_TRY(const PathGuard guardB, guardFor(globals, options, options.files[1]));
    COPPICE_TRY(LockedChain a, openLocked(guardA, options.files[0]));
    COPPICE_TRY(LockedChain b, openLocked(guardB, options.files[1]));
    return vhdx::firstDifference(a.chain, b.chain, stop);
}

ExitStatus compare(const Globals& globals, const DiskOptions& options) {
    std::stop_source stop;
    const InterruptGuard interrupt([&] { stop.request_stop(); });
    const auto difference = readDifference(globals, options, stop.get_token());
    if (!difference) {
        return report(globals, difference.error());
    }
    const bool equal = !difference->has_value();
    if (globals.json) {
        printJson({{"equal", equal}, {"firstDifferenceBytes", equal ? Json(nullptr) : Json(**difference)}});
    } else {
        printLine(equal ? "equal" : fmt::format("they differ first at byte {}", **difference));
    }
    return equal ? ExitStatus::Done : ExitStatus::Failed;
}

CLI::App* addDiskCommand(CLI::App& parent, const char* name, const char* description, int files,
                         const std::shared_ptr<DiskOptions>& options) {
    CLI::App* command = parent.add_subcommand(name, description);
    command->add_option("FILE", options->files, files == 1 ? "A layer" : "Two layers")
        ->required()
        ->expected(files);
    command->add_option("--root", options->roots, "Another folder its parents may lie in");
    return command;
}

} // namespace

void addDiskCommands(CLI::App& app, const Globals& globals, Action& action) {
    auto options = std::make_shared<DiskOptions>();
    CLI::App* disk = app.add_subcommand("disk", "Look at one layer");
    disk->require_subcommand(1);
    whenChosen(addDiskCommand(*disk, "info", "What the layer says about itself", 1, options), globals, action,
               false, [&globals, options] { return info(globals, *options); });
    whenChosen(addDiskCommand(*disk, "sha256", "SHA-256 of the guest-visible content", 1, options), globals,
               action, false, [&globals, options] { return sha256(globals, *options); });
    whenChosen(addDiskCommand(*disk, "compare",
                              "The first difference in guest-visible content; 1 if there is one", 2, options),
               globals, action, false, [&globals, options] { return compare(globals, *options); });
}

} // namespace coppice::ctl
