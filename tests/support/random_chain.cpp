// Random chains of real files, and their oracle beside them.
#include "core/units.h"
#include "support/crash_in_commit_file.h"
#include "support/flat_disk.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

namespace coppice::test {

std::vector<std::byte> RandomOperations::content(std::uint64_t lengthBytes) {
    std::vector<std::byte> bytes(lengthBytes);
    if (oneIn(12)) {
        return bytes;
    }
    for (std::size_t i = 0; i + sizeof(std::uint64_t) <= bytes.size(); i += sizeof(std::uint64_t)) {
        const std::uint64_t value = m_engine();
        std::memcpy(bytes.data() + i, &value, sizeof(value));
    }
    return bytes;
}

Result<void> RandomOperations::apply(vhdx::Image& image, FlatDisk& flat, bool specialStates) {
    using vhdx::PayloadBlockState;
    const std::uint64_t size = flat.virtualSizeBytes();
    const std::uint64_t block = image.info().blockSizeBytes;
    const std::uint64_t sector = image.info().logicalSectorBytes;
    const std::uint64_t blockIndex = below(divideUp(size, block));
    const std::uint64_t blockStart = blockIndex * block;
    const std::uint64_t blockEnd = std::min(size, blockStart + block);

    if (specialStates && image.info().type != vhdx::DiskType::Fixed && oneIn(5)) {
        const auto state =
            oneOf<PayloadBlockState>({PayloadBlockState::Zero, PayloadBlockState::Unmapped,
                                      PayloadBlockState::Undefined, PayloadBlockState::NotPresent});
        COPPICE_CHECK(image.setBlockState(blockIndex, state));
        if (state == PayloadBlockState::NotPresent) {
            flat.uncover(blockStart, blockEnd - blockStart);
        } else {
            flat.writeZeros(blockStart, blockEnd - blockStart);
        }
        return {};
    }

    // Lengths: a few sectors, a run of up to 128 KiB, a block and a half.
    const std::vector<std::uint64_t> lengthLimits{9 * sector, 9 * sector, 128 * KiB, block + block / 2};
    std::uint64_t length = sector * (1 + below(divideUp(oneOf(lengthLimits), sector)));
    if (oneIn(8)) {
        length = block;
    }
    // Places: the block's start, just before its end, anywhere in it.
    std::uint64_t offset = blockStart;
    if (oneIn(4)) {
        offset = blockEnd - std::min(blockEnd, sector * (1 + below(4)));
    } else if (!oneIn(4)) {
        offset += sector * below((blockEnd - blockStart) / sector);
    }
    length = std::min(length, size - offset);

    if (oneIn(4)) {
        COPPICE_CHECK(image.writeZeros(offset, length));
        flat.writeZeros(offset, length);
        return {};
    }
    const std::vector<std::byte> bytes = content(length);
    COPPICE_CHECK(image.write(offset, bytes));
    flat.write(offset, bytes);
    return {};
}

namespace {

class ChainBuilder {
public:
    ChainBuilder(FileSystem& fileSystem, const std::filesystem::path& folder,
                 const RandomChainOptions& options)
        : m_fileSystem(fileSystem)
        , m_folder(folder)
        , m_options(options)
        , m_random(options.seed)
        , m_sectorBytes(m_random.oneOf(options.logicalSectorsBytes))
        , m_baseSizeBytes(drawSize()) {}

    Result<std::vector<RandomLayer>> build() {
        for (std::size_t i = 0; i < m_options.layers; ++i) {
            COPPICE_CHECK(addLayer(i));
        }
        return std::move(m_layers);
    }

private:
    std::uint64_t drawSize() {
        const std::uint64_t range = m_options.maxVirtualSizeBytes - m_options.minVirtualSizeBytes;
        return roundDown(m_options.minVirtualSizeBytes + m_random.below(range + 1), m_sectorBytes);
    }

    Result<void> addLayer(std::size_t index);
    Result<void> leaveDirty(vhdx::Image& image, CrashInCommitFile& file, FlatDisk& flat);

    FileSystem& m_fileSystem;
    const std::filesystem::path& m_folder;
    const RandomChainOptions& m_options;
    RandomOperations m_random;
    std::uint32_t m_sectorBytes;
    std::uint64_t m_baseSizeBytes;
    Guid m_virtualDiskId;
    std::vector<RandomLayer> m_layers;
};

Result<void> ChainBuilder::addLayer(std::size_t index) {
    const std::uint64_t size = index > 0 && m_options.varySizes ? drawSize() : m_baseSizeBytes;
    RandomLayer layer{.path = m_folder / fmt::format("layer{}.{}", index, index == 0 ? "vhdx" : "avhdx"),
                      .parent = std::nullopt,
                      .content = FlatDisk(size),
                      .dataWriteGuid = {}};
    vhdx::CreateParameters parameters{.type = index == 0 ? m_random.oneOf(m_options.baseTypes)
                                                         : vhdx::DiskType::Differencing,
                                      .virtualSizeBytes = size,
                                      .blockSizeBytes = m_random.oneOf(m_options.blockSizesBytes),
                                      .logicalSectorBytes = m_sectorBytes,
                                      .virtualDiskId = m_virtualDiskId,
                                      .dataWriteGuid = {},
                                      .parent = std::nullopt,
                                      .userItems = {}};
    if (index > 0) {
        layer.parent = m_options.branching ? static_cast<std::size_t>(m_random.below(index)) : index - 1;
        const RandomLayer& parent = m_layers[*layer.parent];
        layer.content = parent.content.child(size);
        parameters.parent = vhdx::makeParentLocator(layer.path, parent.path, parent.dataWriteGuid);
    }
    COPPICE_TRY(std::unique_ptr<BlockFile> inner, m_fileSystem.create(layer.path));
    auto crashing = std::make_unique<CrashInCommitFile>(std::move(inner));
    CrashInCommitFile& file = *crashing;
    COPPICE_TRY(const std::unique_ptr<vhdx::Image> image,
                vhdx::Image::create(std::move(crashing), parameters));
    m_virtualDiskId = image->info().virtualDiskId;

    const std::uint64_t operations = m_random.below(m_options.operations + 1);
    for (std::uint64_t i = 0; i < operations; ++i) {
        COPPICE_CHECK(m_random.apply(*image, layer.content, m_options.specialStates));
        if (m_random.oneIn(6)) {
            COPPICE_CHECK(image->commit());
        }
    }
    layer.dataWriteGuid = image->info().dataWriteGuid;
    // A fixed disk's table never changes, so its log has nothing to lose.
    layer.dirtyLog = m_options.dirtyLogs && parameters.type != vhdx::DiskType::Fixed && m_random.oneIn(2);
    if (layer.dirtyLog) {
        COPPICE_CHECK(leaveDirty(*image, file, layer.content));
    } else {
        COPPICE_CHECK(image->close());
    }
    m_layers.push_back(std::move(layer));
    return {};
}

/// One more write whose table change gets into the log, but not to its place, before the crash.
Result<void> ChainBuilder::leaveDirty(vhdx::Image& image, CrashInCommitFile& file, FlatDisk& flat) {
    // A block that is not present before, and gets space now, certainly changes the table.
    COPPICE_CHECK(image.setBlockState(0, vhdx::PayloadBlockState::Zero));
    flat.writeZeros(0, std::min<std::uint64_t>(image.info().blockSizeBytes, flat.virtualSizeBytes()));
    COPPICE_CHECK(image.commit());
    COPPICE_CHECK(file.arm());
    const std::vector<std::byte> bytes = m_random.content(m_sectorBytes);
    COPPICE_CHECK(image.write(0, bytes));
    flat.write(0, bytes);
    const auto committed = image.commit();
    if (committed || !file.hasCrashed()) {
        return fail(ErrorCode::Internal, "leaving a dirty log", image.path(),
                    committed ? "the commit went through" : committed.error().detail);
    }
    return {};
}

} // namespace

Result<std::vector<RandomLayer>> buildRandomChain(FileSystem& fileSystem, const std::filesystem::path& folder,
                                                  const RandomChainOptions& options) {
    return ChainBuilder(fileSystem, folder, options).build();
}

} // namespace coppice::test
