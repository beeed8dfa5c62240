// A layer and its parents, as one readable virtual disk.
#pragma once

#include "io/path_guard.h"
#include "vhdx/image.h"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace coppice::vhdx {

/// Finds a child's parent from its locator: relative_path first, in the child's folder, then the others as
/// far as they can mean a file here. Windows paths are taken apart lexically; `\` and `/` separate; a name
/// in another case matches if exactly one file does. A path that leads out of the guard's roots
/// is PathOutsideLibrary, naming it, and nothing is opened. FileNotFound never escapes: it is ParentNotFound.
Result<std::filesystem::path> resolveParentPath(const PathGuard& guard,
                                                const std::filesystem::path& childPath,
                                                const ParentLocator& locator);

/// True if a parent with this DataWriteGuid is the one the child was made over (2.6.2.6.3: either linkage).
bool acceptsParent(const ParentLocator& childLocator, const Guid& parentDataWriteGuid);

/// A GUID as a locator's parent_linkage spells it (2.6.2.6.3): in braces.
std::string linkageText(const Guid& guid);

/// The locator of a child at `childPath` over the parent at `parentPath`: parent_linkage, relative_path
/// (`.\name` or `..\folder\name`). The absolute forms are left out: they would name a Windows volume.
/// `previous`, if given, keeps its unknown keys and parent_linkage2.
ParentLocator makeParentLocator(const std::filesystem::path& childPath,
                                const std::filesystem::path& parentPath, const Guid& parentDataWriteGuid,
                                const ParentLocator* previous = nullptr);

/// Opened for reading only, parents too; dirty logs are replayed in memory.
class Chain {
public:
    /// ParentNotFound, ParentMismatch, ChainCycle, SectorSizeMismatch, DuplicateLayer, PathOutsideLibrary, or
    /// what Image::open says. `path` is resolved by `guard` first.
    static Result<Chain> open(const PathGuard& guard, const std::filesystem::path& path);

    /// Newest (the opened layer) first.
    const std::vector<std::unique_ptr<Image>>& layers() const { return m_layers; }
    std::uint64_t virtualSizeBytes() const { return m_layers.front()->info().virtualSizeBytes; }

    /// Guest bytes through all layers; any alignment; inside the virtual disk.
    Result<void> read(std::uint64_t offsetBytes, ByteSpan into);

    /// Composition of the whole disk: owner 0 is the OLDEST layer (index into the reversed layers()).
    Result<std::vector<OwnedExtent>> extents(std::stop_token stop = {});

private:
    std::vector<std::unique_ptr<Image>> m_layers;
};

/// SHA-256, in lower-case hex, of all guest-visible bytes. Ranges known to be zero are hashed without being
/// read.
Result<std::string> contentSha256(Chain& chain, std::stop_token stop = {});

/// The first guest offset at which the two differ; where one is longer, the rest of it counts as different
/// only if it is not zero (then at that byte). nullopt if equal.
Result<std::optional<std::uint64_t>> firstDifference(Chain& a, Chain& b, std::stop_token stop = {});

} // namespace coppice::vhdx
