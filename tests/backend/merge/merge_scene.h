// Chains laid out by hand for a test of one situation: each layer as the test says, its oracle beside it, and
// the plan of a destroy over them.
#pragma once

#include "collapse_world.h"
#include "vhdx/image.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace coppice::test {

/// One file. `parent` is the index of an earlier layer; none: a base disk of `baseType`.
struct SceneLayer {
    std::string name; ///< below the scene's folder
    std::optional<std::size_t> parent;
    std::uint64_t virtualSizeBytes = 4u << 20;
    std::uint32_t blockSizeBytes = 1u << 20;
    std::uint32_t logicalSectorBytes = 512;
    std::uint32_t physicalSectorBytes = 4096;
    vhdx::DiskType baseType = vhdx::DiskType::Dynamic;
    std::vector<vhdx::UserMetadataItem> userItems;
};

/// Writes to a layer and its oracle alike. Only while the layer has no children.
class SceneEditor {
public:
    SceneEditor(vhdx::Image& image, FlatDisk& flat)
        : m_image(image)
        , m_flat(flat) {}

    /// Bytes that nothing else has.
    void write(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    void zeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes);
    /// Zero, Unmapped, Undefined or NotPresent.
    void state(std::uint64_t block, vhdx::PayloadBlockState state);
    vhdx::Image& image() { return m_image; }

private:
    vhdx::Image& m_image;
    FlatDisk& m_flat;
};

/// Failures of the building itself fail the test at once (ADD_FAILURE and an exception).
class Scene {
public:
    using Edit = std::function<void(SceneEditor& editor)>;

    Scene(FileSystem& fileSystem, std::filesystem::path folder);

    std::size_t add(const SceneLayer& layer, const Edit& edit = {});
    /// Another session of a VM with a layer: a new DataWriteGuid first, then `edit`.
    void writeLater(std::size_t layer, const std::filesystem::path& path, const Edit& edit);

    /// Every layer with children, and those in `alsoSnapshots`, is a snapshot's, the others are a Now. Those
    /// in `destroyed` go; what survives is compared with its oracle from then on.
    void plan(const std::unordered_set<std::size_t>& destroyed,
              const std::unordered_set<std::size_t>& alsoSnapshots = {});
    /// Every merge uses this target (cut to the run's length).
    void forceTarget(std::size_t target);

    Result<void> run(JournalCrash crash = {}, const merge::ExecutorOptions& options = {});
    testing::AssertionResult survivorsReadRight() const;
    /// Survivors, and that nothing else is left.
    testing::AssertionResult finished() const;
    /// By the checker: no damage in any file of any survivor's chain.
    testing::AssertionResult filesAreSound() const;

    std::unique_ptr<vhdx::Image> open(const std::filesystem::path& path,
                                      OpenMode mode = OpenMode::ReadOnly) const;
    std::filesystem::path path(std::size_t layer) const { return m_layers.at(layer).path; }
    const std::filesystem::path& folder() const { return m_folder; }
    std::vector<RandomLayer>& layers() { return m_layers; }
    merge::DiskStep& step(std::size_t index = 0) { return m_notes.plan.at(index); }
    Notes& notes() { return m_notes; }
    TestContext& context() { return m_context; }

private:
    FileSystem& m_fileSystem;
    std::filesystem::path m_folder;
    std::vector<RandomLayer> m_layers;
    Notes m_notes;
    TestContext m_context; ///< of the latest run
};

} // namespace coppice::test
