#include "merge_scene.h"

#include "io/path_guard.h"
#include "vhdx/chain.h"
#include "vhdx/checker.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <stdexcept>

namespace coppice::test {
namespace {

namespace fs = std::filesystem;

template <class T>
void require(const Result<T>& result) {
    if (!result) {
        const std::string text =
            result.error().action + " " + result.error().object + ": " + result.error().detail;
        ADD_FAILURE() << text;
        throw std::runtime_error(text);
    }
}

PathGuard guardOf(FileSystem& fileSystem, const fs::path& folder) {
    const std::array roots{folder};
    auto guard = PathGuard::make(fileSystem, roots);
    require(guard);
    return std::move(*guard);
}

Guid guidOf(std::uint8_t kind, std::size_t number) {
    Guid guid;
    guid.bytes[0] = kind;
    guid.bytes[1] = static_cast<std::uint8_t>(number);
    return guid;
}

} // namespace

void SceneEditor::write(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    static std::uint64_t next = 1;
    std::vector<std::byte> bytes(lengthBytes);
    for (std::size_t i = 0; i + sizeof(next) <= bytes.size(); i += sizeof(next), ++next) {
        std::memcpy(bytes.data() + i, &next, sizeof(next));
    }
    require(m_image.write(offsetBytes, bytes));
    m_flat.write(offsetBytes, bytes);
}

void SceneEditor::zeros(std::uint64_t offsetBytes, std::uint64_t lengthBytes) {
    require(m_image.writeZeros(offsetBytes, lengthBytes));
    m_flat.writeZeros(offsetBytes, lengthBytes);
}

void SceneEditor::state(std::uint64_t block, vhdx::PayloadBlockState state) {
    require(m_image.setBlockState(block, state));
    const std::uint64_t start = block * m_image.info().blockSizeBytes;
    const std::uint64_t length =
        std::min<std::uint64_t>(m_image.info().blockSizeBytes, m_flat.virtualSizeBytes() - start);
    if (state == vhdx::PayloadBlockState::NotPresent) {
        m_flat.uncover(start, length);
    } else {
        m_flat.writeZeros(start, length);
    }
}

Scene::Scene(FileSystem& fileSystem, fs::path folder)
    : m_fileSystem(fileSystem)
    , m_folder(std::move(folder)) {
    require(m_fileSystem.createDirectories(m_folder));
}

std::size_t Scene::add(const SceneLayer& layer, const Edit& edit) {
    RandomLayer made{.path = m_folder / layer.name,
                     .parent = layer.parent,
                     .content = layer.parent
                                    ? m_layers.at(*layer.parent).content.child(layer.virtualSizeBytes)
                                    : FlatDisk(layer.virtualSizeBytes),
                     .dataWriteGuid = {}};
    require(m_fileSystem.createDirectories(made.path.parent_path()));
    vhdx::CreateParameters parameters{.type = layer.parent ? vhdx::DiskType::Differencing : layer.baseType,
                                      .virtualSizeBytes = layer.virtualSizeBytes,
                                      .blockSizeBytes = layer.blockSizeBytes,
                                      .logicalSectorBytes = layer.logicalSectorBytes,
                                      .physicalSectorBytes = layer.physicalSectorBytes,
                                      .virtualDiskId = guidOf(0xd1, 0),
                                      .dataWriteGuid = {},
                                      .parent = std::nullopt,
                                      .userItems = layer.userItems};
    if (layer.parent) {
        const RandomLayer& parent = m_layers.at(*layer.parent);
        parameters.parent = vhdx::makeParentLocator(made.path, parent.path, parent.dataWriteGuid);
    }
    auto file = m_fileSystem.create(made.path);
    require(file);
    const auto image = vhdx::Image::create(std::move(*file), parameters);
    require(image);
    if (edit) {
        SceneEditor editor(**image, made.content);
        edit(editor);
    }
    made.dataWriteGuid = (*image)->info().dataWriteGuid;
    require((*image)->close());
    require(m_fileSystem.syncDirectory(made.path.parent_path()));
    m_layers.push_back(std::move(made));
    return m_layers.size() - 1;
}

void Scene::writeLater(std::size_t layer, const fs::path& path, const Edit& edit) {
    const auto image = open(path, OpenMode::ReadWrite);
    require(image->setDataWriteGuid(Guid::random()));
    SceneEditor editor(*image, m_layers.at(layer).content);
    edit(editor);
    require(image->close());
}

void Scene::plan(const std::unordered_set<std::size_t>& destroyed,
                 const std::unordered_set<std::size_t>& alsoSnapshots) {
    merge::LayerForest forest;
    std::set<std::size_t> parents;
    for (const RandomLayer& layer : m_layers) {
        const auto image = open(layer.path);
        auto map = image->ownExtents();
        require(map);
        const auto status = m_fileSystem.status(layer.path);
        require(status);
        merge::Layer known;
        known.path = layer.path;
        if (layer.parent) {
            known.parent = static_cast<merge::LayerIndex>(*layer.parent);
            parents.insert(*layer.parent);
        }
        known.type = image->info().type;
        known.virtualSizeBytes = image->info().virtualSizeBytes;
        known.blockSizeBytes = image->info().blockSizeBytes;
        known.logicalSectorBytes = image->info().logicalSectorBytes;
        known.dataWriteGuid = image->info().dataWriteGuid;
        known.file = (*status)->identity;
        known.fileSizeBytes = (*status)->sizeBytes;
        known.allocatedBytes = (*status)->allocatedBytes;
        known.map = std::make_shared<ExtentMap>(std::move(*map));
        forest.layers.push_back(std::move(known));
    }
    std::unordered_set<Guid> destroyedIds;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        merge::LayerUse use{.layer = static_cast<merge::LayerIndex>(i),
                            .vm = guidOf(0x77, 0),
                            .slot = "SCSI 0:0",
                            .snapshot = std::nullopt};
        if (parents.contains(i) || alsoSnapshots.contains(i)) {
            use.snapshot = guidOf(0x51, i);
        }
        forest.uses.push_back(use);
        if (destroyed.contains(i)) {
            destroyedIds.insert(guidOf(0x51, i));
        } else {
            m_notes.survivors[i] = m_layers[i].path;
        }
    }
    auto planned = merge::planDisks(forest, destroyedIds, {});
    require(planned);
    m_notes.plan = std::move(planned->steps);
    m_notes.steps.resize(m_notes.plan.size());
}

void Scene::forceTarget(std::size_t target) {
    for (merge::DiskStep& step : m_notes.plan) {
        if (step.kind == merge::StepKind::Merge) {
            step.target = std::min(target, step.layers.size() - 1);
            step.reversible = step.target + 1 == step.layers.size();
        }
    }
}

Result<void> Scene::run(JournalCrash crash, const merge::ExecutorOptions& options) {
    m_context = TestContext{};
    return runSteps(m_fileSystem, m_folder, m_notes, m_context, options, crash);
}

testing::AssertionResult Scene::survivorsReadRight() const {
    return test::survivorsReadRight(m_fileSystem, m_folder, m_notes, m_layers);
}

testing::AssertionResult Scene::finished() const {
    if (auto right = survivorsReadRight(); !right) {
        return right;
    }
    return onlyNeededFilesLeft(m_fileSystem, m_folder, m_notes);
}

testing::AssertionResult Scene::filesAreSound() const {
    const PathGuard guard = guardOf(m_fileSystem, m_folder);
    for (const auto& [layer, path] : m_notes.survivors) {
        const auto chain = vhdx::Chain::open(guard, path);
        require(chain);
        for (const auto& image : chain->layers()) {
            auto file = m_fileSystem.open(image->path(), OpenMode::ReadOnly);
            require(file);
            const auto findings = vhdx::checkImage(std::move(*file));
            require(findings);
            for (const vhdx::Finding& finding : *findings) {
                if (finding.severity == vhdx::Severity::Damage) {
                    return testing::AssertionFailure() << image->path() << ": " << finding.text;
                }
            }
        }
    }
    return testing::AssertionSuccess();
}

std::unique_ptr<vhdx::Image> Scene::open(const fs::path& path, OpenMode mode) const {
    auto file = m_fileSystem.open(path, mode);
    require(file);
    auto image = vhdx::Image::open(std::move(*file), mode);
    require(image);
    return std::move(*image);
}

} // namespace coppice::test
