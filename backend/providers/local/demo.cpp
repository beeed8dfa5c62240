// A library to try things on.
#include "providers/local/demo.h"

#include "core/units.h"
#include "providers/local/name_guid.h"
#include "vhdx/chain.h"
#include "vhdx/image.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace coppice {
namespace fs = std::filesystem;
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* slot = "SCSI 0:0";
constexpr std::uint32_t sectorBytes = 512;
constexpr std::uint64_t pieceBytes = 256 * KiB;
constexpr std::uint32_t baseBlockBytes = 32u << 20; // what Windows gives dynamic …
constexpr std::uint32_t childBlockBytes = 2u << 20; // … and differencing disks
constexpr std::uint32_t zeroEveryLayers = 3;        // every third layer zeroes a block
constexpr std::uint32_t branchAtEvent = 3;          // before it, an older snapshot is applied …
constexpr std::uint32_t branchFromEvent = 1;        // … namely this one
constexpr std::uint32_t leastSnapshotsToBranch = 5;
constexpr std::uint32_t singleEvery = 3; // every third event is each VM's own
constexpr Timestamp firstDay = std::chrono::sys_days{std::chrono::year{2026} / 11 / 1} + hours{9};

constexpr std::array<const char*, 4> collectionNames = {"Payroll", "Web shop", "Intranet", "Build farm"};
constexpr std::array<const char*, 4> prefixes = {"pay", "shop", "net", "build"};
constexpr std::array<const char*, 6> roles = {"web1", "db1", "app1", "cache1", "mail1", "batch1"};
constexpr std::array<const char*, 4> collectionEvents = {"Before patch", "Nightly", "Before upgrade",
                                                         "After upgrade"};
constexpr std::array<const char*, 4> singleEvents = {"Before driver update", "Clean state", "Test of a fix",
                                                     "Before clean-up"};

class DemoMaker {
public:
    DemoMaker(FileSystem& fileSystem, fs::path folder, const DemoParameters& parameters,
              const std::function<void(std::uint64_t, std::uint64_t)>& progress)
        : m_fileSystem(fileSystem)
        , m_folder(std::move(folder))
        , m_parameters(parameters)
        , m_progress(progress)
        , m_random(parameters.seed) {}

    Result<Inventory> make();

private:
    struct LayerState {
        fs::path path;
        Guid dataWriteGuid;
        Guid virtualDiskId;
    };
    /// A VM while its history is being made: Now's layer, and the layer of each event so far.
    struct Machine {
        VirtualSystem vm;
        LayerState active;
        std::vector<LayerState> frozen; ///< by event
    };

    Guid id(const std::string& what) const {
        return guidFromName(fmt::format("demo {} {}", m_parameters.seed, what));
    }
    std::uint64_t virtualSizeBytes() const {
        return std::max<std::uint64_t>(64, std::uint64_t{m_parameters.mib} * 8) * MiB;
    }
    Result<LayerState> makeLayer(const fs::path& path, const LayerState* parent);
    Result<void> fillLayer(vhdx::Image& image);
    Result<void> startMachine(Machine& machine, std::uint32_t collection, std::uint32_t number);
    Result<void> takeSnapshot(Machine& machine, std::uint32_t event, const std::string& name, Timestamp time);
    Result<void> newActiveLayer(Machine& machine, const LayerState& parent);
    Result<void> makeCollection(std::uint32_t number);

    FileSystem& m_fileSystem;
    fs::path m_folder;
    DemoParameters m_parameters;
    const std::function<void(std::uint64_t, std::uint64_t)>& m_progress;
    std::mt19937_64 m_random;
    std::uint64_t m_layersMade = 0;
    Inventory m_inventory;
};

/// No two sectors of a demo library are alike: each says which layer and sector it is, and the rest is a
/// stream of numbers that begins with that.
void fillSectors(ByteSpan bytes, std::uint64_t layer, std::uint64_t guestOffsetBytes, std::uint64_t seed) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
        const std::uint64_t guest = guestOffsetBytes + at;
        std::uint64_t value = (seed << 48) ^ (layer << 40) ^ guest;
        if (at % sectorBytes != 0) {
            value = (value ^ (value >> 31)) * 0x9e3779b97f4a7c15ULL;
            value ^= value >> 29;
        } else {
            value |= 1; // never a sector of zeros
        }
        storeLe<std::uint64_t>(bytes, at, value);
    }
}

Result<void> DemoMaker::fillLayer(vhdx::Image& image) {
    std::vector<std::byte> piece(pieceBytes);
    const std::uint64_t places = virtualSizeBytes() / pieceBytes;
    const std::uint64_t pieces = std::uint64_t{m_parameters.mib} * MiB / pieceBytes;
    // Runs of a few pieces: guests write in clumps, and blocks stay well filled.
    constexpr std::uint64_t runPieces = 4;
    for (std::uint64_t written = 0; written < pieces;) {
        const std::uint64_t start = m_random() % places;
        const std::uint64_t run = std::min({runPieces, pieces - written, places - start});
        for (std::uint64_t i = 0; i < run; ++i) {
            const std::uint64_t offset = (start + i) * pieceBytes;
            fillSectors(piece, m_layersMade, offset, m_parameters.seed);
            COPPICE_CHECK(image.write(offset, piece));
        }
        written += run;
    }
    if (m_layersMade % zeroEveryLayers == 0) {
        COPPICE_CHECK(
            image.writeZeros(roundDown(m_random() % virtualSizeBytes(), childBlockBytes), childBlockBytes));
    }
    return {};
}

Result<DemoMaker::LayerState> DemoMaker::makeLayer(const fs::path& path, const LayerState* parent) {
    LayerState layer;
    layer.path = path;
    layer.dataWriteGuid = id("content of " + path.filename().string());
    layer.virtualDiskId = parent != nullptr ? parent->virtualDiskId : id("disk " + path.filename().string());
    vhdx::CreateParameters create;
    create.type = parent != nullptr ? vhdx::DiskType::Differencing : vhdx::DiskType::Dynamic;
    create.virtualSizeBytes = virtualSizeBytes();
    create.blockSizeBytes = parent != nullptr ? childBlockBytes : baseBlockBytes;
    create.logicalSectorBytes = sectorBytes;
    create.virtualDiskId = layer.virtualDiskId;
    create.dataWriteGuid = layer.dataWriteGuid;
    if (parent != nullptr) {
        create.parent = vhdx::makeParentLocator(path, parent->path, parent->dataWriteGuid);
    }
    COPPICE_TRY(std::unique_ptr<BlockFile> file, m_fileSystem.create(path));
    COPPICE_TRY(const std::unique_ptr<vhdx::Image> image, vhdx::Image::create(std::move(file), create));
    COPPICE_CHECK(fillLayer(*image));
    COPPICE_CHECK(image->close());
    ++m_layersMade;
    if (m_progress) {
        m_progress(m_layersMade,
                   std::uint64_t{m_parameters.collections} * m_parameters.vms * (m_parameters.snapshots + 1));
    }
    return layer;
}

Result<void> DemoMaker::startMachine(Machine& machine, std::uint32_t collection, std::uint32_t number) {
    const std::string prefix =
        collection < prefixes.size() ? prefixes[collection] : fmt::format("c{}", collection + 1);
    const std::string role = number < roles.size() ? roles[number] : fmt::format("vm{}", number + 1);
    machine.vm.name = prefix + "-" + role;
    machine.vm.id = id("vm " + machine.vm.name);
    const fs::path folder = m_folder / machine.vm.name;
    COPPICE_TRY(const std::optional<FileStatus> there, m_fileSystem.status(folder));
    if (there) {
        return fail(ErrorCode::FileExists, "making the demo library", folder.string());
    }
    COPPICE_CHECK(m_fileSystem.createDirectories(folder));
    COPPICE_TRY(machine.active, makeLayer(folder / (machine.vm.name + ".vhdx"), nullptr));
    return {};
}

Result<void> DemoMaker::newActiveLayer(Machine& machine, const LayerState& parent) {
    std::string guid = id(fmt::format("layer {} {}", machine.vm.name, machine.frozen.size())).toString();
    std::ranges::transform(guid, guid.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    const fs::path path =
        m_folder / machine.vm.name / fmt::format("{}_{}.avhdx", machine.vm.name, guid); // Hyper-V's form
    COPPICE_TRY(machine.active, makeLayer(path, &parent));
    return {};
}

Result<void> DemoMaker::takeSnapshot(Machine& machine, std::uint32_t event, const std::string& name,
                                     Timestamp time) {
    Snapshot snapshot;
    snapshot.id = id(fmt::format("snapshot {} {}", machine.vm.name, event));
    snapshot.name = name;
    snapshot.parent = machine.vm.current;
    snapshot.created = time;
    snapshot.disks.emplace(slot,
                           fmt::format("{}/{}", machine.vm.name, machine.active.path.filename().string()));
    machine.vm.current = snapshot.id;
    machine.vm.snapshots.push_back(std::move(snapshot));
    machine.frozen.push_back(machine.active);

    // Applying an older snapshot throws Now's layer away and starts a new one over that snapshot's.
    const bool branch = m_parameters.snapshots >= leastSnapshotsToBranch && event + 1 == branchAtEvent;
    const std::size_t parentEvent = branch ? branchFromEvent : event;
    machine.vm.current = machine.vm.snapshots[parentEvent].id;
    const LayerState parent = machine.frozen[parentEvent];
    return newActiveLayer(machine, parent);
}

Result<void> DemoMaker::makeCollection(std::uint32_t number) {
    Collection collection;
    collection.name =
        number < collectionNames.size() ? collectionNames[number] : fmt::format("Collection {}", number + 1);
    collection.id = id("collection " + collection.name);
    std::vector<Machine> machines(m_parameters.vms);
    for (std::uint32_t i = 0; i < m_parameters.vms; ++i) {
        COPPICE_CHECK(startMachine(machines[i], number, i));
    }
    std::uint32_t nightly = 0;
    for (std::uint32_t event = 0; event < m_parameters.snapshots; ++event) {
        const Timestamp time = firstDay + days{event * 2} + hours{number};
        const bool single = event % singleEvery == singleEvery - 1;
        std::string name = collectionEvents[(event - event / singleEvery) % collectionEvents.size()];
        if (name == "Nightly") {
            name = fmt::format("Nightly {}", ++nightly);
        }
        SnapshotCollection together;
        together.id = id(fmt::format("snapshot collection {} {}", collection.name, event));
        together.name = name;
        together.created = time;
        for (std::uint32_t i = 0; i < m_parameters.vms; ++i) {
            const std::string ownName = single ? singleEvents[(event + i) % singleEvents.size()] : name;
            COPPICE_CHECK(takeSnapshot(machines[i], event, ownName, time + minutes{single ? i : 0}));
            together.members.push_back(machines[i].vm.snapshots.back().id);
        }
        if (!single) {
            collection.snapshots.push_back(std::move(together));
        }
    }
    for (Machine& machine : machines) {
        machine.vm.disks.push_back(
            {.slot = slot,
             .active = fmt::format("{}/{}", machine.vm.name, machine.active.path.filename().string())});
        collection.vms.push_back(machine.vm.id);
        m_inventory.vms.push_back(std::move(machine.vm));
    }
    m_inventory.collections.push_back(std::move(collection));
    return {};
}

Result<Inventory> DemoMaker::make() {
    for (std::uint32_t i = 0; i < m_parameters.collections; ++i) {
        COPPICE_CHECK(makeCollection(i));
    }
    // One snapshot that stands in the way, in the last collection, so that the others can be tried freely.
    if (!m_inventory.vms.empty() && !m_inventory.vms.back().snapshots.empty()) {
        Snapshot& last = m_inventory.vms.back().snapshots.back();
        last.hold = Hold{.reason = "Kept for the audit", .by = "demo", .since = last.created + hours{1}};
    }
    return std::move(m_inventory);
}

} // namespace

Result<void> checkDemoParameters(const DemoParameters& parameters) {
    constexpr std::uint32_t mostThings = 10'000;
    constexpr std::uint32_t mostMib = 64 * 1024;
    struct Number {
        const char* name;
        std::uint32_t value;
        std::uint32_t least;
        std::uint32_t most;
    };
    const std::array<Number, 4> numbers = {{
        {.name = "collections", .value = parameters.collections, .least = 1, .most = mostThings},
        {.name = "vms", .value = parameters.vms, .least = 1, .most = mostThings},
        {.name = "snapshots", .value = parameters.snapshots, .least = 0, .most = mostThings},
        {.name = "mib", .value = parameters.mib, .least = 0, .most = mostMib},
    }};
    for (const Number& number : numbers) {
        if (number.value < number.least || number.value > number.most) {
            return fail(ErrorCode::InvalidArgument, "making the demo library",
                        fmt::format("{} {}", number.name, number.value),
                        fmt::format("it may be {} to {}", number.least, number.most));
        }
    }
    return {};
}

Result<Inventory> makeDemoDisks(FileSystem& fileSystem, const fs::path& folder,
                                const DemoParameters& parameters,
                                const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    COPPICE_CHECK(checkDemoParameters(parameters));
    return DemoMaker(fileSystem, folder, parameters, progress).make();
}

} // namespace coppice
